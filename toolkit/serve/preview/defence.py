"""Keeps strangers out of the preview: other sites, other hosts, and whoever has not the token of this run.

Any page that a browser shows can send requests to a server on the same machine, and a foreign name can be made to point
there (DNS rebinding). So the host and the origin of each request are checked, and nothing is written without the token,
which only the address that was printed holds.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost")
TOKEN = "x-l10n-token"  # noqa: S105 - the name of a header
MAX_BODY = 256_000
"""Bytes of a request's body."""
BODY_SECONDS = 10.0
"""How long a client may take to send a body."""
SHELL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Content-Security-Policy of the shell and of all that is no page: scripts from this server only, none in a text."""
PAGE_POLICY = (
    "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""Content-Security-Policy of a page that is shown: no script runs in it, whoever wrote one, and no form leaves it."""
_SAFE = {"GET", "HEAD"}


class ResponseHeaders:
    """Gives every response the headers that keep it here: not stored, not guessed at, not framed or read elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Cache-Control"] = "no-store"
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                headers.setdefault("Content-Security-Policy", SHELL_POLICY)
            await send(message)

        await self._app(scope, receive, with_headers)


class Fence:
    """Lets through what this server's own pages ask, and writing only with the token."""

    def __init__(self, app: ASGIApp, origins: frozenset[str], token: str) -> None:
        """Wrap an application; `origins` are the addresses that it has."""
        self._app = app
        self._origins = origins
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "http" and (problem := self._problem(scope)):
            await PlainTextResponse(problem, status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _problem(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is not None and origin not in self._origins:
            return "this request comes from another site"
        if headers.get("sec-fetch-site") == "cross-site" and scope["path"] != "/":
            return "this request comes from another site"
        if scope["method"] in _SAFE:
            return None
        if origin is None:
            return "this request does not say where it comes from"
        if not secrets.compare_digest(headers.get(TOKEN, "").encode(), self._token.encode()):
            return "the token of this run is missing: open the address that 'l10n preview' printed"
        return None


class BodyError(Exception):
    """A body that is too large, too slow, or no JSON; `status` is what to answer."""

    def __init__(self, status: int, message: str) -> None:
        """Keep the status and what is wrong."""
        super().__init__(message)
        self.status = status


async def read_json(request: Request) -> Any:
    """Return the JSON of a request's body. Raises `BodyError`."""
    data = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                data += chunk
                if len(data) > MAX_BODY:
                    raise BodyError(413, f"the body has more than {MAX_BODY} bytes")
    except TimeoutError as error:
        raise BodyError(408, "the body took too long") from error
    try:
        return json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BodyError(400, "the body is no JSON") from error
