"""Tells whoever listens that the project has changed: server-sent events (HTML, 9.2)."""

from __future__ import annotations

import asyncio

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from toolkit.serve.preview.live import Live

LISTENERS = 24
"""Open streams at a time."""
HEARTBEAT_SECONDS = 15.0
"""How long a stream says nothing while nothing happens."""
SEND_SECONDS = 10.0
"""How long a listener may take to read one event."""


class Listeners:
    """All open streams; there is a limit to their number."""

    def __init__(self, live: Live) -> None:
        """Take the project that is listened to."""
        self.live = live
        self.count = 0

    def answer(self) -> Response:
        """Return a stream, or a refusal where there are too many."""
        if self.count >= LISTENERS:
            return PlainTextResponse("too many listeners", status_code=503)
        return _Stream(self)


class _Stream(Response):
    """The number of each new moment of the project, as it comes."""

    def __init__(self, listeners: Listeners) -> None:
        super().__init__(media_type="text/event-stream")
        self._listeners = listeners

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell the client until it goes, reads too slowly, or the server ends."""
        del scope
        gone = asyncio.create_task(_until_gone(receive))
        self._listeners.count += 1
        try:
            headers = [row for row in self.raw_headers if row[0] != b"content-length"]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await self._tell(gone, send)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except (TimeoutError, OSError):
            pass  # a client that does not read is let go
        finally:
            self._listeners.count -= 1
            gone.cancel()

    async def _tell(self, gone: asyncio.Task[None], send: Send) -> None:
        live, seen = self._listeners.live, 0
        while not gone.done() and not live.closed:
            version = live.now.version
            text = f"data: {version}\n\n" if version != seen else ": still here\n\n"
            seen = version
            async with asyncio.timeout(SEND_SECONDS):
                await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
            waiting = asyncio.create_task(live.wait(seen, HEARTBEAT_SECONDS))
            await asyncio.wait({gone, waiting}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
