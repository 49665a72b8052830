"""The language server: what an editor asks, and who answers."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import os
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from toolkit import __version__
from toolkit.diagnostic import Severity, ToolkitError
from toolkit.files import real_path
from toolkit.serve.about import Desk
from toolkit.serve.lsp.actions import Abilities, abilities, actions
from toolkit.serve.lsp.analysis import Analyst, CatalogAnalyst, analyst
from toolkit.serve.lsp.buffer import Buffer
from toolkit.serve.lsp.completion import TRIGGERS, completion
from toolkit.serve.lsp.document import Document
from toolkit.serve.lsp.findings import findings
from toolkit.serve.lsp.hover import hover
from toolkit.serve.lsp.outline import outline
from toolkit.serve.projects import opened, refreshed, root_of
from toolkit.text.escape import escape

PAUSE = 0.05
"""Seconds without a key stroke after which findings are sent."""
_WATCHED = "**/*.{po,pot,md,toml}"
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class _Open:
    """A file that an editor has open."""

    buffer: Buffer
    version: int | None
    analyst: Analyst | None = None
    document: Document | None = None
    timer: asyncio.TimerHandle | None = None


class TranslatorsServer(LanguageServer):
    """A language server for the catalogs of any number of projects, and for those of none."""

    def __init__(self, date: dt.date) -> None:
        """Take the one date that the run knows."""
        super().__init__("l10n", __version__, types.TextDocumentSyncKind.Incremental)
        self._date = date
        self._open: dict[str, _Open] = {}
        self._desks: dict[Path, asyncio.Task[Desk | None]] = {}
        self._running: set[asyncio.Task[Any]] = set()
        self._told_to_end = False

    @property
    def can(self) -> Abilities:
        """What the editor can do."""
        return abilities(self.client_capabilities)

    def opened(self, item: types.TextDocumentItem) -> None:
        """Take in a file that was opened."""
        encoding = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        self._open[item.uri] = _Open(Buffer(item.text, encoding), item.version)
        self._publish_soon(item.uri, 0)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take in what was typed."""
        file = self._open.get(params.text_document.uri)
        if file is not None:
            for change in params.content_changes:
                file.buffer = file.buffer.changed(change)
            file.version = params.text_document.version
            self._publish_soon(params.text_document.uri, PAUSE)

    def closed(self, uri: str) -> None:
        """Forget a file that was closed, and its findings in the editor."""
        file = self._open.pop(uri, None)
        if file is not None and file.timer is not None:
            file.timer.cancel()
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    async def document(self, uri: str) -> Document | None:
        """Return a file as it is in the editor now; None for one that is not open."""
        file = self._open.get(uri)
        if file is None:
            return None
        if file.analyst is None:
            path = Path(to_fs_path(uri) or "untitled.po")
            file.analyst = analyst(path, await self._desk(path))
        if (
            file.document is None
            or file.document.buffer is not file.buffer
            or file.document.analyst is not file.analyst
        ):
            file.document = Document(uri, file.version, file.buffer, file.analyst)
        return file.document

    async def changed_on_disk(self, uris: Iterable[str]) -> None:
        """Read again what has changed, and look at the open files anew."""
        paths = [Path(name) for uri in uris if (name := to_fs_path(uri))]
        for root in list(self._desks):
            if mine := [path for path in paths if path.is_relative_to(root)]:
                self._desks[root] = asyncio.create_task(self._refreshed(root, self._desks[root], mine))
                await self._desks[root]
        for uri, file in self._open.items():
            file.analyst = None
            self._publish_soon(uri, 0)

    def told_to_end(self) -> None:
        """Remember that the editor said that it ends (`shutdown`)."""
        self._told_to_end = True

    def end(self) -> NoReturn:
        """End the process (`exit`), with 0 where `shutdown` came before, as the protocol wants.

        At once: it only reads, so nothing is to be put away, and what is under way in a thread is asked for no longer.
        """
        os._exit(0 if self._told_to_end else 1)

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin something that may take a while; a failure is logged."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _LOG.error("internal error", exc_info=error)

    def _publish_soon(self, uri: str, pause: float) -> None:
        file = self._open[uri]
        if file.timer is not None:
            file.timer.cancel()
        file.timer = asyncio.get_running_loop().call_later(pause, lambda: self.run(self._publish(uri)))

    async def _publish(self, uri: str) -> None:
        document = await self.document(uri)
        if document is not None:
            params = types.PublishDiagnosticsParams(uri, findings(document), document.version)
            self.text_document_publish_diagnostics(params)

    async def _desk(self, path: Path) -> Desk | None:
        """Return the project that a file is in; None where it is in none that can be read."""
        root = await asyncio.to_thread(root_of, path)
        if root is None:
            return None
        if root not in self._desks:
            self._desks[root] = asyncio.create_task(self._refreshed(root, None, []))
        return await self._desks[root]

    async def _refreshed(
        self, root: Path, before: asyncio.Task[Desk | None] | None, changed: list[Path]
    ) -> Desk | None:
        """Return a project with what has changed since `before`, which may still be under way."""
        desk = await before if before else None
        try:
            if desk is None:
                now = await asyncio.to_thread(opened, root, self._date)
            else:
                now = await asyncio.to_thread(refreshed, desk, changed)
            self._tell_errors(root, now, desk)
            return now
        except ToolkitError as error:
            said = types.LogMessageParams(types.MessageType.Warning, f"{root}: {error.message}")
            self.window_log_message(said)
            return desk

    def _tell_errors(self, root: Path, now: Desk, before: Desk | None) -> None:
        """Say what cannot be read of the sources, such as rules or terms: without them a catalog only seems clean."""
        known = set(before.project.diagnostics) if before else set()
        new = [item for item in now.project.diagnostics if item.severity is Severity.ERROR and item not in known]
        if new:
            place = f"{root.name}/{new[0].path or ''}{f':{new[0].line}' if new[0].line else ''}"
            more = f" (and {len(new) - 1} more: 'l10n check')" if len(new) > 1 else ""
            said = types.ShowMessageParams(types.MessageType.Warning, escape(f"{place}: {new[0].message}{more}"))
            self.window_show_message(said)


def make_server(date: dt.date) -> TranslatorsServer:
    """Return a server that is ready to talk; `date` is the one date that it knows."""
    server = TranslatorsServer(date)

    @server.feature(types.INITIALIZED)
    def initialized(server: TranslatorsServer, _params: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if watched and watched.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
            asked = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(types.RegistrationParams([asked]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(server: TranslatorsServer, params: types.DidOpenTextDocumentParams) -> None:
        server.opened(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(server: TranslatorsServer, params: types.DidChangeTextDocumentParams) -> None:
        server.changed(params)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(server: TranslatorsServer, params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(server: TranslatorsServer, params: types.DidSaveTextDocumentParams) -> None:
        server.run(server.changed_on_disk([params.text_document.uri]))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(server: TranslatorsServer, params: types.DidChangeWatchedFilesParams) -> None:
        server.run(server.changed_on_disk([change.uri for change in params.changes]))

    @server.feature(types.SHUTDOWN)
    def on_shutdown(server: TranslatorsServer, _params: None) -> None:
        server.told_to_end()

    @server.feature(types.EXIT)
    def on_exit(server: TranslatorsServer, _params: None) -> None:
        server.end()

    _answer(server)
    return server


def _answer(server: TranslatorsServer) -> None:
    """Register the answers to what an editor asks."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def on_hover(server: TranslatorsServer, params: types.HoverParams) -> types.Hover | None:
        document = await server.document(params.text_document.uri)
        return hover(document, params.position) if document else None

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS))
    async def on_completion(server: TranslatorsServer, params: types.CompletionParams) -> list[types.CompletionItem]:
        document = await server.document(params.text_document.uri)
        return completion(document, params.position) if document else []

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    async def on_action(server: TranslatorsServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        document = await server.document(params.text_document.uri)
        return actions(document, params.range, server.can) if document else []

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def on_symbols(server: TranslatorsServer, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        document = await server.document(params.text_document.uri)
        return outline(document) if document else []

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def on_definition(server: TranslatorsServer, params: types.DefinitionParams) -> types.Location | None:
        document = await server.document(params.text_document.uri)
        return definition(document, params.position) if document else None


def definition(document: Document, position: types.Position) -> types.Location | None:
    """Return the line of the source where the message at a position begins; None where no project tells it."""
    found = document.at(position)
    source = found[2].source if found else None
    if source is None or not isinstance(document.analyst, CatalogAnalyst):
        return None
    uri = from_fs_path(str(real_path(document.analyst.desk.project.root / source.path)))
    line = types.Position((source.line or 1) - 1, 0)
    return None if uri is None else types.Location(uri, types.Range(line, line))
