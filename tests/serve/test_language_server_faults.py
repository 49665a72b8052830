"""The language server where its editor vanishes, floods it, or speaks no protocol: it ends, or says what is wrong."""

import asyncio
import datetime as dt
import json
import subprocess
import sys
import threading

import pytest
from lsprotocol import types

from toolkit.limits import Limits
from toolkit.serve.lsp.server import TranslatorsServer

SECONDS = 60
"""How long the end may take, whatever the machine does besides."""


@pytest.fixture
def served(tmp_path):
    """A language server on pipes."""
    words = [sys.executable, "-m", "toolkit", "--date", "2026-03-01", "lsp"]
    with subprocess.Popen(
        words, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        yield process
        process.kill()


def framed(**message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def initialised(process):
    """Do the first step, and return when the server has answered."""
    params = {"processId": None, "rootUri": None, "capabilities": {}}
    process.stdin.write(framed(id=1, method="initialize", params=params))
    process.stdin.flush()
    assert process.stdout.readline().lower().startswith(b"content-length")


def test_an_editor_that_vanishes_leaves_no_server_behind(served):
    initialised(served)
    served.stdin.close()
    assert served.wait(SECONDS) == 0


def test_an_editor_that_vanishes_within_a_message_leaves_none_either(served):
    initialised(served)
    served.stdin.write(b"Content-Length: 999999999\r\n\r\n{")
    served.stdin.close()
    assert served.wait(SECONDS) == 0


@pytest.mark.parametrize(
    "noise",
    [b"\x00\xff" * 5_000, b"GET / HTTP/1.1\r\n\r\n", b"Content-Length: -1\r\n\r\n", b"Content-Length: 2\r\n\r\n[}"],
)
def test_what_is_no_message_ends_the_server_or_is_passed_over(served, noise):
    initialised(served)
    served.stdin.write(noise)
    served.stdin.close()
    assert served.wait(SECONDS) == 0


def test_a_file_beyond_the_limit_is_said_to_be_one(talk, tmp_path):
    size = Limits().file_size + 1

    async def conversation(editor):
        found = await editor.open(tmp_path / "es.po", "# " + "x" * size)
        assert [item.severity for item in found] == [types.DiagnosticSeverity.Error]
        assert "bytes" in found[0].message or "large" in found[0].message

    talk(conversation)


def test_files_that_change_while_the_project_is_read_are_all_read_again(monkeypatch, tmp_path):
    """What a desk is made of stands for it here: the names of the files that were read again."""

    async def conversation():
        server, ready = TranslatorsServer(dt.date(2026, 3, 1)), threading.Event()
        monkeypatch.setattr("toolkit.serve.lsp.server.opened", lambda *_: ready.wait(SECONDS) and frozenset())
        monkeypatch.setattr(
            "toolkit.serve.lsp.server.refreshed", lambda desk, paths: desk | {one.name for one in paths}
        )
        monkeypatch.setattr(server, "_tell_errors", lambda *_: None)
        monkeypatch.setattr("toolkit.serve.lsp.server.root_of", lambda _: tmp_path)
        server._desks[tmp_path] = asyncio.create_task(server._refreshed(tmp_path, None, []))
        names = [(tmp_path / name).as_uri() for name in ("a.po", "b.po")]
        changes = [asyncio.create_task(server.changed_on_disk([name])) for name in names]
        await asyncio.sleep(0)
        ready.set()
        await asyncio.gather(*changes)
        return await server._desk(tmp_path / "a.po")

    assert asyncio.run(conversation()) == {"a.po", "b.po"}
