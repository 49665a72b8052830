"""The web server with limits to its patience: on how many connections there are, and how long one may say nothing."""

from __future__ import annotations

import asyncio
from typing import cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from toolkit.serve.preview.live import Live

MAX_CONNECTIONS = 64
"""Connections at a time; a browser opens six."""
HEAD_SECONDS = 10.0
"""How long a connection may take until its request has come."""
EVENTS = "/api/events"
"""The one answer that has no end; it has limits of its own."""
GRACE_SECONDS = 2
"""How long open connections may take to end when the server does."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that closes a connection on which no whole request comes, and those that are too many."""

    _watch: asyncio.TimerHandle | None = None
    _seen: RequestResponseCycle | None = None
    """The request of the last look."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for a request."""
        super().connection_made(transport)
        if len(self.connections) > MAX_CONNECTIONS:
            transport.abort()
            return
        self._watch = self.loop.call_later(HEAD_SECONDS, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        if self._watch is not None:
            self._watch.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        """Close the connection on which no request came since the last look, or whose client does not take the answer.

        A client that comes back within that time keeps its connection: its next request may be on the way.
        """
        cycle = cast("RequestResponseCycle | None", self.cycle)
        listening = cycle is not None and not cycle.response_complete and self.scope["path"] == EVENTS
        if cycle is self._seen and not listening:
            self.transport.abort()
        else:
            self._seen = cycle
            self._watch = self.loop.call_later(HEAD_SECONDS, self._look)


class PreviewServer(uvicorn.Server):
    """A server that sends its listeners home before it waits for them to go."""

    def __init__(self, config: uvicorn.Config, live: Live) -> None:
        """Take the project whose changes clients wait for."""
        super().__init__(config)
        self._live = live

    async def shutdown(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]  # passed on
        """End all connections, then the server."""
        self._live.close()
        await super().shutdown(sockets)  # type: ignore[arg-type]
