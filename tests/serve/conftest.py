"""The real programs, as an editor and a browser meet them: the language server, and the preview."""

import asyncio
import contextlib
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 120
"""Seconds after which a program is taken to hang. It is no claim about speed: a machine may stand still for a while."""


@pytest.fixture
def copy(tmp_path):
    """This repository's project in English, Spanish and Arabic, without its program."""
    return small_copy(tmp_path / "project")


def small_copy(root):
    shutil.copytree(ROOT / "source", root / "source")
    (root / "locales").mkdir()
    for path in (ROOT / "locales").glob("*.pot"):
        shutil.copy(path, root / "locales")
    for locale in ("es", "ar"):
        shutil.copytree(ROOT / "locales" / locale, root / "locales" / locale)
    for path in (root / "source/safety/rules").glob("*.toml"):
        if path.stem not in {"en", "es", "ar"}:
            path.unlink()
    (root / "pyproject.toml").write_text(
        '[tool.l10n]\nsource-locale = "en"\nlocales = ["ar", "es"]\nsite-name = "Test articles"\n', "utf-8"
    )
    return root


class Editor:
    """What an editor does: it opens a file, types into it, and shows what the server says."""

    def __init__(self, client, types):
        self.client = client
        self.types = types
        self.shown = {}
        self.told = []
        self.heard = asyncio.Condition()
        self.versions = {}

    async def open(self, path, text=None):
        uri = path.as_uri()
        self.versions[uri] = 1
        item = self.types.TextDocumentItem(uri, "po", 1, path.read_text("utf-8") if text is None else text)
        self.client.text_document_did_open(self.types.DidOpenTextDocumentParams(item))
        return await self.findings(uri)

    async def type(self, uri, start, end, text):
        """Replace what stands between two (line, column) by a text, and return the findings after it."""
        types = self.types
        self.versions[uri] += 1
        name = types.VersionedTextDocumentIdentifier(version=self.versions[uri], uri=uri)
        place = types.Range(types.Position(*start), types.Position(*end))
        change = types.TextDocumentContentChangePartial(range=place, text=text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(name, [change]))
        return await self.findings(uri)

    async def findings(self, uri):
        async with asyncio.timeout(PATIENCE), self.heard:
            await self.heard.wait_for(lambda: self.shown.get(uri, (0,))[0] == self.versions[uri])
        return self.shown[uri][1]


async def ended(server):
    """Return the exit code of a server that was told to end; where it hangs, fail with where each thread is."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await server.wait()
    except TimeoutError:
        server.send_signal(signal.SIGABRT)  # 'python -X faulthandler' prints the stacks
        pytest.fail((await server.stderr.read()).decode())


@pytest.fixture
def talk(tmp_path):
    """Run `talk(conversation, capabilities)`: a coroutine function that is given an editor; return the exit code."""
    from lsprotocol import types
    from pygls.lsp.client import LanguageClient

    def run(conversation, capabilities=None, encodings=None, program=("-m", "toolkit")):
        async def main():
            client = LanguageClient("test-editor", "1")
            editor = Editor(client, types)

            @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
            async def publish(params):
                async with editor.heard:
                    editor.shown[params.uri] = (params.version, params.diagnostics)
                    editor.heard.notify_all()

            @client.feature(types.WINDOW_SHOW_MESSAGE)
            def show(params):
                editor.told.append(params.message)

            @client.feature(types.CLIENT_REGISTER_CAPABILITY)
            def register(params):
                editor.registered = [item.method for item in params.registrations]

            words = ["-X", "faulthandler", *program, "--date", "2026-03-01", "lsp"]
            await client.start_io(sys.executable, *words, cwd=ROOT)
            asked = capabilities or types.ClientCapabilities()
            if encodings:
                asked.general = types.GeneralClientCapabilities(position_encodings=encodings)
            editor.about = await client.initialize_async(types.InitializeParams(capabilities=asked))
            client.initialized(types.InitializedParams())
            try:
                await conversation(editor)
            finally:
                await client.shutdown_async(None)
                client.exit(None)
                code = await ended(client._server)
                await client.stop()
            assert code == 0
            return code

        return asyncio.run(main())

    return run


@dataclass
class Served:
    """A project that a preview shows."""

    root: Path
    address: str
    token: str
    process: subprocess.Popen

    @property
    def opened(self):
        """What was printed."""
        return f"{self.address}/#token={self.token}"

    def stop(self):
        """End it as Ctrl-C does, and return its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextlib.contextmanager
def previewed(root):
    """Show a project with the real command."""
    words = ["--project", root, "--date", "2026-03-01", "-q", "preview", "--port", "0"]
    with subprocess.Popen([sys.executable, "-m", "toolkit", *words], stdout=subprocess.PIPE, text=True) as process:
        try:
            address, _, token = process.stdout.readline().strip().partition("/#token=")
            assert token, "the preview has not begun"
            yield Served(root, address, token, process)
        finally:
            if process.poll() is None:
                process.kill()


@pytest.fixture
def preview():
    """Show a project, `with preview(root) as served`."""
    return previewed


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with previewed(small_copy(tmp_path_factory.mktemp("served") / "project")) as found:
        yield found
