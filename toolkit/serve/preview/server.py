"""Serves the preview on the loopback interface until somebody ends it."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Callable

import uvicorn

from toolkit.diagnostic import ToolkitError
from toolkit.serve.about import Desk
from toolkit.serve.preview.app import make_app
from toolkit.serve.preview.live import Live
from toolkit.serve.preview.patience import GRACE_SECONDS, MAX_CONNECTIONS, PatientProtocol, PreviewServer

ADDRESS = "127.0.0.1"
_HEAD_BYTES = 16_384


def serve(desk: Desk, port: int, ready: Callable[[str], None]) -> None:
    """Serve a project until the process is interrupted; `ready` is given the address to open, with the token.

    `port` 0 takes any that is free. Raises `ToolkitError` (code `io`) where the port is taken, and `KeyboardInterrupt`
    when the process was interrupted and everything has ended.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((ADDRESS, port))
        except OSError as error:
            raise ToolkitError(
                f"cannot listen on port {port}: {error.strerror}", code="io", hint="--port 0 takes any free port"
            ) from error
        asyncio.run(_serve(desk, listener, ready))


async def _serve(desk: Desk, listener: socket.socket, ready: Callable[[str], None]) -> None:
    port = listener.getsockname()[1]
    token = secrets.token_urlsafe(24)
    live = Live(desk)
    app = make_app(live, frozenset(f"http://{host}:{port}" for host in (ADDRESS, "localhost")), token)
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=MAX_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=GRACE_SECONDS,
        h11_max_incomplete_event_size=_HEAD_BYTES,
    )
    listener.listen(MAX_CONNECTIONS)
    ready(f"http://{ADDRESS}:{port}/#token={token}")
    await PreviewServer(config, live).serve(sockets=[listener])
