"""Makes a whole site: its articles by independent jobs, then the pages around them, until no link leads nowhere."""

from __future__ import annotations

import gc
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from pydantic import TypeAdapter

from toolkit.diagnostic import Diagnostic, sort_diagnostics, without_notes
from toolkit.model import PageState
from toolkit.project import Project
from toolkit.shard import Shard
from toolkit.site.around import Around, Listed, Listing, Made, around
from toolkit.site.articles import Workshop, make_article, open_workshop, own_paths
from toolkit.site.chrome import Version
from toolkit.site.composition import Failures, ProvenPage, joined, prove_one
from toolkit.site.contents import Files, Spool
from toolkit.site.jobs import MadeArticle, Order, Task
from toolkit.site.listing import ReadyPage, ready, spooled
from toolkit.site.proving import prover
from toolkit.site.published import PublishedSite
from toolkit.site.remembering import remembering_prover
from toolkit.site.shelf import Shelf
from toolkit.store import hash_of, remembering
from toolkit.workers import Workers

Progress = Callable[[int], None]
"""Is told the number of articles that are done."""


@dataclass(frozen=True, slots=True)
class MadeSite:
    """A site whose every page stands the proof, or is withheld."""

    pages: tuple[ReadyPage, ...]
    """Pages of articles and those around them, by path; their bytes are in the store."""
    files: Files
    """Other files, by path; their bytes are in the store."""
    failures: Failures
    """What failed on the way."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the catalogs, the contract and the pages."""
    problems: tuple[Diagnostic, ...]
    """The findings of the proof, those of pages that were then built otherwise too."""
    notes: int
    """Number of notes that were left out."""
    absent: frozenset[str]
    """The files that the site could have had, and has not."""
    spool: Spool
    """Where the records of the pages wait for the manifest."""


def make_site(
    order: Order,
    frame: Project,
    previous: PublishedSite | None,
    run: Workers,
    progress: Progress = lambda _done: None,
    *,
    notes: bool = True,
) -> MadeSite:
    """Return the site of a project, whose bytes are a function of its files: not of the workers, nor of the store.

    It says what `prepare`, `assemble` and `prove_site` of a whole project say, an article at a time.

    Args:
        order: What the jobs have in common.
        frame: The project without its articles' catalogs.
        previous: The site before.
        run: Who does the jobs.
        progress: What is told how far it is.
        notes: Whether notes are wanted; else they are counted. A large site has hundreds of thousands.
    """
    shop = open_workshop(order, frame, previous)
    ledger = _Ledger(shop, notes=notes)
    shared = [
        item for here in map(shop.shared, frame.config.all_locales) for item in here.findings(frame, draft=order.draft)
    ]
    # All that was read so far stays to the end: to look for garbage in it again and again costs a tenth of the time.
    gc.freeze()
    problems: list[Diagnostic] = []
    absent: frozenset[str] = frozenset()
    tasks = [Task(name) for name in shop.articles]
    while True:
        for done, (task, one) in enumerate(zip(tasks, run(partial(make_article, order), tasks), strict=True), 1):
            problems += ledger.enter(task.article, one)
            progress(done)
        entries = [ledger.entries[name] for name in shop.articles]
        listed = ledger.listing()
        others = around(frame, listed, partial(_remembered, order))
        pages = [row.version.path for rows in listed.by_locale.values() for row in rows]
        rows, said, of_around, failures = _around(shop, others, pages)
        problems += ledger.heeded(of_around)
        there = {*pages, *others.feeds}
        there |= {row.built.page.path for row in rows if row.built.page.state is not PageState.WITHHELD}
        missing = shop.paths - there
        locales = frame.config.all_locales
        tasks = [
            Task(name, missing - own_paths(name, locales), entry.failures)
            for name, entry in ledger.entries.items()
            if not (missing - absent).isdisjoint(entry.links)
        ]
        absent = missing
        if not tasks:
            break
    gc.unfreeze()
    for entry in entries:
        failures = {**failures, **entry.failures}
    ready_pages = [*map(ready, rows), *(row for one in entries for row in one.pages)]
    ready_pages.sort(key=lambda row: row.page.path)
    found = ledger.heeded([*said, *shared])
    found += (item for one in entries for item in one.found)
    return MadeSite(
        tuple(ready_pages),
        Files({path: order.store.put(make()) for path, make in others.feeds.items()}),
        failures,
        tuple(sort_diagnostics(found)),
        tuple(problems),
        ledger.notes + sum(one.notes for one in entries),
        absent,
        ledger.spool,
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """What stays in memory of an article that was made."""

    pages: tuple[ReadyPage, ...]
    listed: range
    """Numbers of what is said of its pages, on the ledger's shelf."""
    failures: Failures
    links: tuple[str, ...]
    found: tuple[Diagnostic, ...]
    notes: int
    """Number of notes that are not in `found`."""


class _Ledger:
    """Takes in what the jobs return: most of it is written to a spool, and what many pages share is held once."""

    def __init__(self, shop: Workshop, *, notes: bool) -> None:
        self.shop, self.spool, self._notes_wanted = shop, Spool(shop.order.store.spare), notes
        self.entries: dict[str, _Entry] = {}
        self.notes = 0
        """Number of notes that were left out, but for those of the entries."""
        self._keep = spooled(self.spool)
        self._listed = Shelf(self.spool, _dump_listed, _load_listed)
        self._reasons: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._names = {name: name for name in (*shop.paths, *shop.articles, *shop.frame.config.all_locales)}

    def enter(self, name: str, made: MadeArticle) -> Sequence[Diagnostic]:
        """Take in an article, in the place of what was known of it; return what the proof found."""
        found, notes = self._heeded(made.diagnostics)
        problems, more = self._heeded(made.proof_diagnostics)
        pages = (ready(row, self.shop.previous, self._keep) for row in made.rows(self.shop.order.store))
        self.entries[name] = _Entry(
            tuple(map(self._lean, pages)),
            self._listed.put(made.listed),
            made.failures,
            tuple(map(self._same, made.links)),
            found,
            notes + more,
        )
        return problems

    def listing(self) -> Listing:
        """Return what is said of all pages, each row read when it is asked for."""
        by_article = {name: self.entries[name].listed for name in self.shop.articles}
        by_locale = {locale: array("L") for locale in self.shop.frame.config.all_locales}
        for numbers in by_article.values():
            for number in numbers:
                by_locale[self._listed.get(number).version.locale].append(number)
        return Listing(
            {name: self._listed.rows(numbers) for name, numbers in by_article.items()},
            {locale: self._listed.rows(numbers) for locale, numbers in by_locale.items()},
        )

    def heeded(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return the findings that are wanted, and count the others."""
        rows, notes = self._heeded(found)
        self.notes += notes
        return [*rows]

    def _heeded(self, found: Iterable[Diagnostic]) -> tuple[tuple[Diagnostic, ...], int]:
        return (tuple(found), 0) if self._notes_wanted else without_notes(found)

    def _lean(self, row: ReadyPage) -> ReadyPage:
        page, same = row.page, self._same
        page = replace(page, path=same(page.path), locale=same(page.locale), article=same(page.article))
        return replace(row, page=page, reasons=self._reasons.setdefault(row.reasons, row.reasons))

    def _same(self, name: str) -> str:
        """Return the one copy of a name that is held already."""
        return self._names.get(name, name)


def _dump_listed(row: Listed) -> object:
    version = row.version
    said = (row.article, row.title, row.description)
    return (version.locale, version.path, version.state, *said, sorted(row.anchors))


def _load_listed(data: Any) -> Listed:
    locale, path, state, article, title, description, anchors = data
    return Listed(Version(locale, path, PageState(state)), article, title, description, frozenset(anchors))


def make_shard(
    order: Order,
    frame: Project,
    run: Workers,
    shard: Shard,
    progress: Progress = lambda _done: None,
    *,
    notes: bool = True,
) -> tuple[list[Diagnostic], int]:
    """Make the pages of a share of the articles, so that the store remembers them.

    Return what is wrong with them, and the number of notes that were left out, where `notes` are not wanted. Whoever
    has the stores of all shards in one folder makes the site from them without making a page.
    """
    shop = open_workshop(order, frame, None)
    for locale in frame.config.all_locales:
        shop.shared(locale)  # before processes begin as copies of this one
    gc.freeze()
    ledger = _Ledger(shop, notes=notes)
    tasks = [Task(name) for name in sorted(shard.part(shop.articles))]
    found: list[Diagnostic] = []
    for done, one in enumerate(run(partial(make_article, order), tasks), 1):
        found += ledger.heeded([*one.diagnostics, *one.proof_diagnostics])
        progress(done)
    gc.unfreeze()
    return sort_diagnostics(found), ledger.notes


def _remembered(order: Order, of: object, make: Callable[[], Made]) -> Made:
    """Return a page around the articles, which the store remembers; what all pages share is in the order's policy."""
    return remembering(order.store, hash_of([order.policy, "around", of]), _MADE, make)


_MADE: TypeAdapter[Made] = TypeAdapter(Made)


def _around(
    shop: Workshop, others: Around, pages: Sequence[str]
) -> tuple[list[ProvenPage], list[Diagnostic], list[Diagnostic], Failures]:
    """Return the pages around the articles, proven and in the store; what is wrong with them before and after it."""
    order, limit = shop.order, shop.frame.config.limits.page_size
    files = frozenset([*pages, *others.paths, *others.feeds])
    absent = shop.paths - files
    the_prover = cache(lambda: prover(shop.frame))
    prove = remembering_prover(order.store, lambda _page: hash_of([order.policy, "around"]), the_prover, absent, set())
    rows: list[ProvenPage] = []
    said: list[Diagnostic] = []
    problems: list[Diagnostic] = []
    for built, wrong in others.pages:
        row, found = prove_one(built, prove, limit, files)
        said += wrong
        problems += found
        content = order.store.put(row.data)
        rows.append(replace(row, built=replace(row.built, page=replace(row.built.page, html="")), content=content))
    return rows, said, problems, joined({}, [row.built for row in rows])
