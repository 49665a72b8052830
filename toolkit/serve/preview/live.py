"""The project as it is at this moment: read again when files change, and whoever waits for that is told."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock

from toolkit.article.markdown import Article
from toolkit.diagnostic import ToolkitError
from toolkit.files import real_path
from toolkit.serve.about import Desk
from toolkit.serve.preview.messages import PageMessages
from toolkit.serve.preview.pages import page_html
from toolkit.serve.projects import refreshed
from toolkit.site.pseudo import with_pseudo
from toolkit.text.locales import PSEUDO


class Moment:
    """One state of the project; what is made of it is kept until the next one."""

    def __init__(self, desk: Desk, version: int, problem: str = "") -> None:
        """Take the project, the number of the state, and why newer sources cannot be read, if they cannot."""
        self.desk = desk
        self.version = version
        self.problem = problem
        self._pages: dict[tuple[str, str], str] = {}
        self._messages: dict[tuple[str, str], PageMessages] = {}

    @cached_property
    def with_pseudo(self) -> Desk:
        """The project with the pseudo-locales."""
        return Desk(with_pseudo(self.desk.project), self.desk.date)

    def article(self, slug: str) -> Article | None:
        """Return an article by its slug."""
        return next((item for item in self.desk.project.articles if item.domain == slug), None)

    def has(self, locale: str) -> bool:
        """Whether there are pages in this locale."""
        return locale in PSEUDO or locale in self.desk.project.config.all_locales

    def page(self, article: Article, locale: str) -> str:
        """Return the page of an article."""
        key = (article.domain, locale)
        if key not in self._pages:
            self._pages[key] = page_html(self._desk(locale), article, locale)
        return self._pages[key]

    def messages(self, article: Article, locale: str) -> PageMessages:
        """Return the messages of the page of an article."""
        key = (article.domain, locale)
        if key not in self._messages:
            self._messages[key] = PageMessages(self._desk(locale), article, locale)
        return self._messages[key]

    def _desk(self, locale: str) -> Desk:
        return self.with_pseudo if locale in PSEUDO else self.desk


class Live:
    """The newest moment, and those who wait for the next."""

    def __init__(self, desk: Desk) -> None:
        """Begin with a project as it was read."""
        self.now = Moment(desk, 1)
        self.closed = False
        self.writing = Lock()
        """Held by whoever reads a catalog to write it back."""
        self._reading = asyncio.Lock()
        self._next = asyncio.Event()

    async def refresh(self, changed: Collection[Path]) -> None:
        """Read again what changed on the disk."""
        async with self._reading:
            before = self.now
            try:
                moment = await asyncio.to_thread(_following, before, changed)
            except ToolkitError as error:
                moment = Moment(before.desk, before.version + 1, error.message)
            if moment is not before:
                self.now = moment
                self._wake()

    async def wait(self, seen: int, seconds: float) -> int:
        """Return the number of the newest moment as soon as it is another than `seen`, or after so many seconds."""
        if self.now.version == seen and not self.closed:
            try:
                async with asyncio.timeout(seconds):
                    await self._next.wait()
            except TimeoutError:
                pass
        return self.now.version

    def close(self) -> None:
        """Send all who wait home."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        self._next.set()
        self._next = asyncio.Event()


def _following(before: Moment, changed: Collection[Path]) -> Moment:
    """Return the moment after the change; the same one where no byte is another."""
    project = before.desk.project
    real = [path for path in changed if _hash(path) != project.hashes.get(_relative(path, project.root))]
    if not real and not before.problem:
        return before
    desk = refreshed(before.desk, real or changed)
    return Moment(_with_last_readable(desk, before.desk), before.version + 1)


def _with_last_readable(desk: Desk, before: Desk) -> Desk:
    """Return the project, and in it the last readable state of each catalog that cannot be read now.

    A file that an editor has just half written must not throw the page back to the source language. That it cannot be
    read stays a finding.
    """
    project = desk.project
    broken = {item.path for item in project.catalog_diagnostics}
    kept = {
        key: catalog
        for key, catalog in before.project.catalogs.items()
        if key not in project.catalogs and project.catalog_path(*key) in broken
    }
    return Desk(replace(project, catalogs={**project.catalogs, **kept}), desk.date) if kept else desk


def _relative(path: Path, root: Path) -> str:
    path, root = real_path(path), real_path(root)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _hash(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
