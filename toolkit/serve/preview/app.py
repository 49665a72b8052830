"""What the preview answers: the shell, the pages, their messages, and one message that is written back."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import watchfiles
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from toolkit.article.markdown import Article
from toolkit.diagnostic import Diagnostic, ToolkitError
from toolkit.files import read_bytes
from toolkit.model import Message
from toolkit.serve.preview.defence import HOSTS, PAGE_POLICY, BodyError, Fence, ResponseHeaders, read_json
from toolkit.serve.preview.events import Listeners
from toolkit.serve.preview.live import Live, Moment
from toolkit.serve.preview.messages import PageMessages
from toolkit.serve.preview.patience import EVENTS
from toolkit.serve.preview.saving import Outcome, Proposal, judge, save
from toolkit.site.body import title_key
from toolkit.text.locales import PSEUDO, bcp47, direction, language_name

STATIC = {
    "shell.css": "text/css",
    "shell.js": "text/javascript",
    "frames.js": "text/javascript",
    "panel.js": "text/javascript",
}
SHELL = "shell.html"
SUFFIXES = (".po", ".pot", ".md", ".toml", ".html", ".css")
"""Files whose change is looked at."""
_STATUS = {Outcome.SAVED: 200, Outcome.DOUBTFUL: 422, Outcome.CONFLICT: 409, Outcome.REFUSED: 422}


class _Written(BaseModel):
    """What the shell sends of a translation."""

    model_config = ConfigDict(extra="forbid", strict=True)

    locale: str
    article: str
    id: str
    forms: list[str] = Field(min_length=1, max_length=10)
    fuzzy: bool = False
    hash: str = ""
    anyway: bool = False


class _MissingError(Exception):
    """There is nothing of this name."""


def make_app(live: Live, origins: frozenset[str], token: str) -> Starlette:
    """Return the application; `origins` are the addresses that it is served at."""
    preview = _Preview(live)
    return Starlette(
        routes=[
            Route("/", preview.shell),
            Route("/static/{name}", preview.static),
            Route("/page/{locale}/{name}", preview.page),
            Route("/api/project", preview.project),
            Route("/api/messages", preview.messages),
            Route("/api/message", preview.message),
            Route(EVENTS, preview.events),
            Route("/api/check", preview.check, methods=["POST"]),
            Route("/api/save", preview.save, methods=["POST"]),
        ],
        middleware=[
            Middleware(ResponseHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False),
            Middleware(Fence, origins=origins, token=token),
        ],
        exception_handlers={_MissingError: _not_found, BodyError: _bad_body, ToolkitError: _cannot},
        lifespan=_watching(live),
    )


def _watching(live: Live) -> Callable[[Starlette], contextlib.AbstractAsyncContextManager[None]]:
    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        task = asyncio.create_task(_watch(live, stop))
        yield
        stop.set()
        await task

    return lifespan


async def _watch(live: Live, stop: asyncio.Event) -> None:
    """Read the project again as files change, until `stop`."""
    root = live.now.desk.project.root

    def wanted(_change: watchfiles.Change, path: str) -> bool:
        return path.endswith(SUFFIXES)

    folders = [root / name for name in ("source", "locales", "toolkit") if (root / name).is_dir()]
    async for changes in watchfiles.awatch(
        *folders, root / "pyproject.toml", watch_filter=wanted, stop_event=stop, step=20, debounce=400
    ):
        await live.refresh({Path(path) for _, path in changes})


class _Preview:
    """The answers."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._listeners = Listeners(live)

    async def shell(self, _request: Request) -> Response:
        return Response(_file(SHELL), media_type="text/html")

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in STATIC:
            raise _MissingError
        return Response(_file(name), media_type=STATIC[name])

    def page(self, request: Request) -> Response:
        name = request.path_params["name"]
        moment, article, locale = self._asked(request.path_params["locale"], name.removesuffix(".html"))
        html = moment.page(article, locale)
        if not html:
            return PlainTextResponse("the page template cannot be filled in: see 'l10n build'", status_code=500)
        return Response(
            html.encode("utf-8", "replace"), media_type="text/html", headers={"Content-Security-Policy": PAGE_POLICY}
        )

    def project(self, _request: Request) -> Response:
        project = self._live.now.desk.project
        locales = [*project.config.all_locales, *PSEUDO]
        return JSONResponse(
            {
                "name": project.config.site_name,
                "source": project.config.source_locale,
                "locales": [
                    {
                        "id": name,
                        "lang": bcp47(name),
                        "dir": direction(name),
                        "name": language_name(name, "en"),
                        "pseudo": name in PSEUDO,
                    }
                    for name in locales
                ],
                "articles": [{"slug": item.domain, "title": title_key(item)[1]} for item in project.articles],
            }
        )

    def messages(self, request: Request) -> Response:
        moment, article, locale = self._asked(*_query(request, "locale", "article"))
        found = moment.messages(article, locale)
        general = [asdict(item) for item in found.general]
        if moment.problem:
            row = {"code": "settings", "severity": "error", "message": moment.problem, "hint": "", "place": ""}
            general.insert(0, row)
        rows = [asdict(row) for row in found.rows]
        return JSONResponse({"version": moment.version, "general": general, "rows": rows})

    def message(self, request: Request) -> Response:
        moment, article, locale = self._asked(*_query(request, "locale", "article"))
        found, name = moment.messages(article, locale), request.query_params.get("id", "")
        details = found.details(name)
        if details is None:
            raise _MissingError
        project = moment.desk.project
        return JSONResponse(
            {**asdict(details), "hash": project.hashes.get(project.catalog_path(locale, details.row.domain), "")}
        )

    async def check(self, request: Request) -> Response:
        written = _written(await read_json(request))
        return await run_in_threadpool(self._check, written)

    def _check(self, written: _Written) -> Response:
        moment, article, proposal = self._proposed(written)
        project = moment.desk.project
        file = project.root / project.catalog_path(proposal.locale, proposal.domain)
        judged = judge(moment.desk, article, proposal, read_bytes(file, limit=project.config.limits.file_size))
        return JSONResponse({"findings": _findings(judged.findings)})

    async def save(self, request: Request) -> Response:
        written = _written(await read_json(request))
        response, changed = await run_in_threadpool(self._save, written)
        if changed is not None:
            await self._live.refresh([changed])
        return response

    def _save(self, written: _Written) -> tuple[Response, Path | None]:
        moment, article, proposal = self._proposed(written)
        with self._live.writing:
            done = save(moment.desk, article, proposal, expected=written.hash, anyway=written.anyway)
        answer = JSONResponse(
            {"outcome": done.outcome.value, "findings": _findings(done.findings), "hash": done.hash},
            status_code=_STATUS[done.outcome],
        )
        project = moment.desk.project
        file = project.root / project.catalog_path(proposal.locale, proposal.domain)
        return answer, file if done.outcome is Outcome.SAVED else None

    async def events(self, _request: Request) -> Response:
        return self._listeners.answer()

    def _asked(self, locale: str, slug: str) -> tuple[Moment, Article, str]:
        moment = self._live.now
        article = moment.article(slug)
        if article is None or not moment.has(locale):
            raise _MissingError
        return moment, article, locale

    def _proposed(self, written: _Written) -> tuple[Moment, Article, Proposal]:
        moment, article, locale = self._asked(written.locale, written.article)
        messages: PageMessages = moment.messages(article, locale)
        found: tuple[str, Message] | None = messages.message(written.id)
        details = messages.details(written.id)
        if found is None or details is None or not details.editable:
            raise _MissingError
        domain, message = found
        return moment, article, Proposal(locale, domain, message, tuple(written.forms), written.fuzzy)


@cache
def _file(name: str) -> bytes:
    return (files("toolkit") / "serve" / "preview" / "static" / name).read_bytes()


def _query(request: Request, *names: str) -> list[str]:
    return [request.query_params.get(name, "") for name in names]


def _written(data: Any) -> _Written:
    try:
        return _Written.model_validate(data)
    except ValidationError as error:
        raise BodyError(400, "the body is not what the shell sends") from error


def _findings(found: tuple[Diagnostic, ...]) -> list[dict[str, str]]:
    return [
        {"code": item.code, "severity": str(item.severity), "message": item.message, "hint": item.hint or ""}
        for item in found
    ]


async def _not_found(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse("there is nothing here", status_code=404)


async def _bad_body(_request: Request, error: Exception) -> Response:
    return PlainTextResponse(str(error), status_code=error.status if isinstance(error, BodyError) else 400)


async def _cannot(_request: Request, error: Exception) -> Response:
    return PlainTextResponse(str(error), status_code=500)
