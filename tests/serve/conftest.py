"""A real client of the language server protocol, which talks to the real server over its standard input and output."""

import asyncio
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def copy(tmp_path):
    """This repository's project in English, Spanish and Arabic, without its program."""
    root = tmp_path / "project"
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
        async with asyncio.timeout(40), self.heard:
            await self.heard.wait_for(lambda: self.shown.get(uri, (0,))[0] == self.versions[uri])
        return self.shown[uri][1]


@pytest.fixture
def talk(tmp_path):
    """Run `talk(conversation, capabilities)`: a coroutine function that is given an editor."""
    pytest.importorskip("pygls")
    from lsprotocol import types
    from pygls.lsp.client import LanguageClient

    def run(conversation, capabilities=None, encodings=None):
        async def main():
            client = LanguageClient("test-editor", "1")
            editor = Editor(client, types)

            @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
            async def publish(params):
                async with editor.heard:
                    editor.shown[params.uri] = (params.version, params.diagnostics)
                    editor.heard.notify_all()

            await client.start_io(sys.executable, "-m", "toolkit", "--date", "2026-03-01", "lsp", cwd=ROOT)
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
                code = await asyncio.wait_for(client._server.wait(), 20)
                await client.stop()
            assert code == 0

        asyncio.run(main())

    return run
