"""The preview's server: who may ask, who may write, what never leaves the project, and how it ends."""

import asyncio
import contextlib
import datetime as dt
import json
import re
import socket
import sys
import time
from hashlib import sha256

import httpx
import pytest

from toolkit.project import load_project
from toolkit.serve.preview import defence, events, patience, server
from toolkit.serve.preview.live import Live
from toolkit.serve.preview.marks import ATTRIBUTE
from toolkit.serve.preview.pages import page_html
from toolkit.serve.projects import opened
from toolkit.site.build import build

PAGE = "baclofen-spasticity"
CATALOG = f"locales/es/LC_MESSAGES/{PAGE}.po"
SOURCE = "They stay tight instead of relaxing."
NOW = "Permanecen tensos en lugar de relajarse."


class Shell:
    """A client that does what the shell does."""

    def __init__(self, served):
        self.served = served
        self.client = httpx.Client(base_url=served.address, timeout=120)
        self.trusted = {"X-L10n-Token": served.token, "Origin": served.address}

    def message(self, msgid=SOURCE, locale="es"):
        where = {"locale": locale, "article": PAGE}
        rows = self.client.get("/api/messages", params=where).json()["rows"]
        name = next(row["id"] for row in rows if row["msgid"] == msgid)
        return self.client.get("/api/message", params={**where, "id": name}).json()

    def written(self, text, **change):
        details = self.message()
        body = {"locale": "es", "article": PAGE, "id": details["row"]["id"], "forms": [text], "hash": details["hash"]}
        return {**body, **change}

    def post(self, path, body, **headers):
        return self.client.post(path, content=json.dumps(body), headers={**self.trusted, **headers})


@pytest.fixture
def shell(served):
    catalog = served.root / CATALOG
    before = catalog.read_bytes()
    client = Shell(served)
    with client.client:
        end = time.monotonic() + 30
        while NOW not in client.client.get(f"/page/es/{PAGE}.html").text:  # until the last test's end is read
            assert time.monotonic() < end
            time.sleep(0.02)
        yield client
    catalog.write_bytes(before)


def raw(served, request):
    """What the server answers to these bytes; a client library would tidy them up."""
    host, port = served.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="127.0.0.2 is this machine on Linux only")
def test_it_listens_on_the_loopback_address_alone(served):
    host, port = served.address.removeprefix("http://").split(":")
    assert host == "127.0.0.1"
    with socket.create_server(("127.0.0.2", 0)) as other:  # the address can be reached ...
        socket.create_connection(other.getsockname(), 10).close()
    with pytest.raises(ConnectionRefusedError):  # ... and the preview cannot, there
        socket.create_connection(("127.0.0.2", int(port)), 10)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "0.0.0.0", ""])
def test_a_foreign_host_is_refused(served, host):
    answer = raw(served, f"GET /api/project HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"Patient" not in answer


@pytest.mark.parametrize(
    "headers",
    [
        {"X-L10n-Token": ""},
        {"X-L10n-Token": "wrong"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_nothing_is_written_without_token_and_origin(shell, headers):
    before = (shell.served.root / CATALOG).read_bytes()
    assert shell.post("/api/save", shell.written("Otra cosa."), **headers).status_code == 403
    assert shell.post("/api/check", shell.written("Otra cosa."), **headers).status_code == 403
    assert (shell.served.root / CATALOG).read_bytes() == before


def test_a_program_that_hides_its_origin_cannot_write(shell):
    del shell.trusted["Origin"]
    assert shell.post("/api/save", shell.written("Otra cosa.")).status_code == 403


def test_another_site_cannot_read_either(shell):
    for path in ("/api/project", f"/page/es/{PAGE}.html", "/api/events"):
        assert shell.client.get(path, headers={"Origin": "https://evil.example"}).status_code == 403
        assert shell.client.get(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/static/shell.js", "/nothing", "/api/messages", f"/page/es/{PAGE}.html"])
def test_every_answer_stays_here(shell, path):
    headers = shell.client.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers
    script = "script-src 'self'" if "/page/" not in path else "sandbox allow-same-origin;"
    assert script in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"].split("script-src")[-1].split(";")[0]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/%2e%2e/pyproject.toml",
        "//etc/passwd",
        "/page/../../pyproject.toml",
        "/page/es/..%2f..%2fpyproject.toml",
        "/page/..%2f..%2f/pyproject.toml",
        f"/page/xx/{PAGE}.html",
        "/page/es/%00.html",
    ],
)
def test_no_path_leads_out(served, path):
    answer = raw(served, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 404")


def test_bodies_have_limits(shell):
    send = {"headers": {**shell.trusted, "Content-Type": "application/json"}}
    assert shell.client.post("/api/save", content=b" " * (defence.MAX_BODY + 1), **send).status_code == 413
    assert shell.client.post("/api/save", content=b"[" * 50_000, **send).status_code == 400
    assert shell.client.post("/api/save", content=b"\xff", **send).status_code == 400
    assert shell.post("/api/save", {**shell.written("x"), "path": "/etc/passwd"}).status_code == 400
    assert shell.post("/api/save", shell.written("x", locale="../es")).status_code == 404
    assert shell.post("/api/save", shell.written("x", locale="ar_XB")).status_code == 404
    assert shell.post("/api/save", shell.written("x", locale="en")).status_code == 404


def test_a_translation_is_written_and_nothing_else(shell):
    catalog = shell.served.root / CATALOG
    before = catalog.read_text("utf-8")
    answer = shell.post("/api/save", shell.written("Siguen tensos en vez de relajarse."))
    written = sha256(catalog.read_bytes()).hexdigest()
    assert (answer.status_code, answer.json()) == (200, {"outcome": "saved", "findings": [], "hash": written})
    assert catalog.read_text("utf-8") == before.replace(NOW, "Siguen tensos en vez de relajarse.")
    assert "Siguen tensos en vez de relajarse." in shell.client.get(f"/page/es/{PAGE}.html").text
    details = shell.message()
    assert details["forms"] == ["Siguen tensos en vez de relajarse."]
    assert details["hash"] == sha256(catalog.read_bytes()).hexdigest()


def test_what_somebody_else_changed_is_not_overwritten(shell):
    catalog = shell.served.root / CATALOG
    body = shell.written("Siguen tensos en vez de relajarse.")
    theirs = catalog.read_bytes().replace(NOW.encode(), b"De otra persona.")
    catalog.write_bytes(theirs)
    answer = shell.post("/api/save", body)
    assert (answer.status_code, answer.json()["outcome"]) == (409, "conflict")
    assert catalog.read_bytes() == theirs


def test_errors_are_shown_before_anything_is_written(shell):
    catalog = shell.served.root / CATALOG
    before = catalog.read_bytes()
    wrong = shell.written("Siguen {tensos} en vez de relajarse.")
    assert [item["code"] for item in shell.post("/api/check", wrong).json()["findings"]] == ["placeholders"]
    answer = shell.post("/api/save", wrong)
    assert (answer.status_code, answer.json()["outcome"]) == (422, "doubtful")
    assert catalog.read_bytes() == before
    assert shell.post("/api/save", {**wrong, "anyway": True}).status_code == 200
    for forms in (["a", "b"], ["\ud800"], ["\x00"], ["x" * 30_000]):
        answer = shell.post("/api/save", shell.written("", forms=forms, anyway=True))
        assert (answer.status_code, answer.json()["outcome"]) == (422, "refused")


def test_a_half_written_catalog_leaves_the_page_and_is_reported(shell):
    catalog = shell.served.root / CATALOG
    before = catalog.read_text("utf-8")
    catalog.write_text(before[: before.index(NOW) + 5], "utf-8")
    told = []
    end = time.monotonic() + 30
    while time.monotonic() < end and not any(item["severity"] == "error" for item in told):
        time.sleep(0.02)
        told = shell.client.get("/api/messages", params={"locale": "es", "article": PAGE}).json()["general"]
    assert {item["place"].rpartition(":")[0] for item in told if item["severity"] == "error"} == {CATALOG}
    assert NOW in shell.client.get(f"/page/es/{PAGE}.html").text
    assert shell.post("/api/save", shell.written("x", anyway=True)).json()["outcome"] in {"refused", "conflict"}


def test_a_change_is_told_to_those_who_listen(shell):
    with shell.client.stream("GET", "/api/events") as answer:
        lines = (line for line in answer.iter_lines() if line.startswith("data: "))
        first = next(lines)
        catalog = shell.served.root / CATALOG
        catalog.write_bytes(catalog.read_bytes().replace(NOW.encode(), b"Siguen tensos en vez de relajarse."))
        assert next(lines) != first


def test_too_many_listeners_are_refused_until_some_go(served):
    open_streams = []
    with contextlib.ExitStack() as streams:
        for _ in range(events.LISTENERS):
            client = streams.enter_context(httpx.Client(base_url=served.address))
            lines = streams.enter_context(client.stream("GET", "/api/events")).iter_lines()
            next(lines)
            open_streams.append(lines)  # one that is forgotten is closed
        assert httpx.get(f"{served.address}/api/events").status_code == 503
    with httpx.Client(base_url=served.address) as client:
        status = 503
        while status != 200:
            with client.stream("GET", "/api/events") as answer:
                status = answer.status_code


def test_a_page_without_its_marks_is_the_page_that_is_published(copy):
    date = dt.date(2026, 3, 1)
    desk = opened(copy, date)
    project = load_project(copy)
    published = {
        built.page.path: built.page.html
        for built in build(project, project.config.all_locales, draft=True, date=date).pages
    }
    for locale in ("en", "es", "ar"):
        html = page_html(desk, desk.project.articles[0], locale)
        assert re.sub(rf' {ATTRIBUTE}="[0-9a-f]+"', "", html) == published[f"{locale}/{PAGE}.html"]
        assert html.count(" data-message=") > 150


def test_interrupted_it_ends_at_once_and_leaves_nothing(copy, preview):
    with preview(copy) as served, httpx.stream("GET", f"{served.address}/api/events") as answer:
        lines = answer.iter_lines()
        assert next(lines) == "data: 1"
        assert served.stop() == 0
        assert "data: 2" not in lines
    with pytest.raises(httpx.ConnectError):
        httpx.get(served.address)
    assert not list(copy.rglob(".*.tmp"))


def test_a_taken_port_and_a_strange_locale_are_errors_with_a_hint(project):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        run = project.run("preview", "--port", taken.getsockname()[1])
    assert run.code == 2
    assert "--port 0" in run.err
    run = project.run("preview", "--locale", "xx")
    assert run.code == 2
    assert "'xx' is no locale of this project" in run.err


@pytest.mark.parametrize(("verb", "module"), [("preview", "uvicorn"), ("lsp", "pygls")])
def test_without_its_extra_a_verb_says_how_to_install_it(project, monkeypatch, verb, module):
    for name in [name for name in sys.modules if name.startswith(("toolkit.serve", module))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    run = project.run(verb)
    assert run.code == 2
    assert f"pip install 'content-l10n-toolkit[{verb}]'" in run.err


def visited(root, clients):
    """Serve the project while the coroutine function `clients` runs; it is given a future of the address."""

    async def main():
        ready = asyncio.get_running_loop().create_future()
        with socket.create_server(("127.0.0.1", 0)) as listener:
            desk = opened(root, dt.date(2026, 3, 1))
            serving = asyncio.create_task(server._serve(desk, listener, ready.set_result))
            await clients(ready)
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    asyncio.run(main())


def test_a_client_that_comes_back_keeps_its_connection(copy, monkeypatch):
    monkeypatch.setattr(patience, "HEAD_SECONDS", 2)

    async def client(ready):
        address, _, _ = (await ready).partition("/#token=")
        host, port = address.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        for _ in range(12):
            writer.write(f"GET /nothing HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 120)
            length = next(
                int(row.split(b":")[1]) for row in head.splitlines() if row.lower().startswith(b"content-length")
            )
            assert head.startswith(b"HTTP/1.1 404")
            await reader.readexactly(length)
            await asyncio.sleep(0.5)
        # and then it says nothing any more
        assert await asyncio.wait_for(reader.read(), 120) == b""
        writer.close()

    visited(copy, client)


def test_slow_clients_and_too_many_of_them_are_sent_away(copy, monkeypatch):
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(patience, "MAX_CONNECTIONS", 8)
    monkeypatch.setattr(defence, "BODY_SECONDS", 0.2)

    async def closed(reader):
        return await asyncio.wait_for(reader.read(), 120)

    async def clients(ready):
        address, _, token = (await ready).partition("/#token=")
        host, port = address.removeprefix("http://").split(":")
        silent = [await asyncio.open_connection(host, int(port)) for _ in range(20)]
        silent[0][1].write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        assert [await closed(reader) for reader, _ in silent if reader is not silent[0][0]] == [b""] * 19
        assert await closed(silent[0][0]) == b""
        for _, writer in silent:
            writer.close()
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(
            f"POST /api/save HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: {address}\r\nX-L10n-Token: {token}\r\n"
            "Content-Length: 50\r\n\r\n{".encode()
        )
        assert (await closed(reader)).startswith(b"HTTP/1.1 408")
        writer.close()
        async with httpx.AsyncClient() as client:
            assert (await client.get(address)).status_code == 200

    visited(copy, clients)


def test_the_shell_has_no_script_and_no_style_in_it(shell):
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(shell.client.get("/").text)
    assert [(item.attributes.get("src"), item.text()) for item in tree.css("script")] == [("/static/shell.js", "")]
    assert not tree.css("style, [style], [onclick], [onload]")
    for name in ("shell.js", "frames.js", "panel.js"):
        text = shell.client.get(f"/static/{name}").text
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert word not in text
    assert json.loads(shell.client.get("/api/project").text)["source"] == "en"


def test_a_catalog_that_was_gone_for_a_while_is_read_again(copy):
    """As when one looks at another branch: the same bytes come back, and the project had lost them meanwhile."""
    live = Live(opened(copy, dt.date(2026, 3, 1)))
    catalog, held = copy / CATALOG, (copy / CATALOG).read_bytes()
    project = live.now.desk.project

    async def story():
        catalog.unlink()
        await live.refresh([catalog])
        assert ("es", PAGE) not in live.now.desk.project.catalogs
        catalog.write_bytes(held)
        await live.refresh([catalog])

    asyncio.run(story())
    assert live.now.desk.project.catalogs == project.catalogs
