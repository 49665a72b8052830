"""Makes a whole site: its articles by independent jobs, then the pages around them, until no link leads nowhere."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from pydantic import TypeAdapter

from toolkit.diagnostic import Diagnostic, sort_diagnostics, without_notes
from toolkit.model import PageState
from toolkit.project import Project
from toolkit.shard import Shard
from toolkit.site.articles import Workshop, make_article, open_workshop, own_paths
from toolkit.site.build import Built, Listed, assemble_around
from toolkit.site.composition import BuiltPage, Failures, ProvenPage, joined, prove_one
from toolkit.site.contents import Spool
from toolkit.site.jobs import MadeArticle, Order, Task
from toolkit.site.listing import ReadyPage, ready, spooled
from toolkit.site.proving import prover
from toolkit.site.published import PublishedSite
from toolkit.site.remembering import remembering_prover
from toolkit.store import hash_of, remembering
from toolkit.workers import Workers

Progress = Callable[[int], None]
"""Is told the number of articles that are done."""


@dataclass(frozen=True, slots=True)
class MadeSite:
    """A site whose every page stands the proof, or is withheld."""

    pages: tuple[ReadyPage, ...]
    """Pages of articles and those around them, by path; their bytes are in the store."""
    files: Mapping[str, bytes]
    """Other files, by path."""
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
        listed = [row for one in entries for row in one.listed]
        around = assemble_around(frame, frame.config.all_locales, listed, partial(_remembered, order))
        rows, of_around, failures = _around(shop, around, [row.version.path for row in listed])
        problems += ledger.heeded(of_around)
        there = {row.version.path for row in listed} | around.site.files.keys()
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
    pages = [*map(ready, rows), *(row for one in entries for row in one.pages)]
    pages.sort(key=lambda row: row.page.path)
    found = ledger.heeded([*around.diagnostics, *shared])
    found += (item for one in entries for item in one.found)
    return MadeSite(
        tuple(pages),
        around.site.files,
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
    listed: tuple[Listed, ...]
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
        self._reasons: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._anchors: dict[frozenset[str], frozenset[str]] = {}

    def enter(self, name: str, made: MadeArticle) -> Sequence[Diagnostic]:
        """Take in an article, in the place of what was known of it; return what the proof found."""
        found, notes = self._heeded(made.diagnostics)
        problems, more = self._heeded(made.proof_diagnostics)
        pages = (ready(row, self.shop.previous, self._keep) for row in made.rows(self.shop.order.store))
        self.entries[name] = _Entry(
            tuple(map(self._lean, pages)),
            tuple(map(self._lean_listed, made.listed)),
            made.failures,
            tuple(map(sys.intern, made.links)),
            found,
            notes + more,
        )
        return problems

    def heeded(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return the findings that are wanted, and count the others."""
        rows, notes = self._heeded(found)
        self.notes += notes
        return [*rows]

    def _heeded(self, found: Iterable[Diagnostic]) -> tuple[tuple[Diagnostic, ...], int]:
        return (tuple(found), 0) if self._notes_wanted else without_notes(found)

    def _lean(self, row: ReadyPage) -> ReadyPage:
        page, same = row.page, sys.intern
        page = replace(page, path=same(page.path), locale=same(page.locale), article=same(page.article))
        return replace(row, page=page, reasons=self._reasons.setdefault(row.reasons, row.reasons))

    def _lean_listed(self, row: Listed) -> Listed:
        version = replace(row.version, path=sys.intern(row.version.path), locale=sys.intern(row.version.locale))
        anchors = self._anchors.setdefault(row.anchors, row.anchors)
        return replace(row, version=version, article=sys.intern(row.article), anchors=anchors)


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


def _remembered(
    order: Order, of: object, make: Callable[[], tuple[BuiltPage, list[Diagnostic]]]
) -> tuple[BuiltPage, list[Diagnostic]]:
    """Return a page around the articles, which the store remembers; what all pages share is in the order's policy."""
    return remembering(order.store, hash_of([order.policy, "around", of]), _AROUND, make)


_AROUND: TypeAdapter[tuple[BuiltPage, list[Diagnostic]]] = TypeAdapter(tuple[BuiltPage, list[Diagnostic]])


def _around(shop: Workshop, around: Built, pages: Sequence[str]) -> tuple[list[ProvenPage], list[Diagnostic], Failures]:
    """Return the pages around the articles, proven and in the store; and what is wrong with them."""
    order, limit = shop.order, shop.frame.config.limits.page_size
    files = frozenset([*pages, *(built.page.path for built in around.pages), *around.site.files])
    absent = shop.paths - files
    the_prover = cache(lambda: prover(shop.frame))
    prove = remembering_prover(order.store, lambda _page: hash_of([order.policy, "around"]), the_prover, absent, set())
    rows: list[ProvenPage] = []
    problems: list[Diagnostic] = []
    for built in around.pages:
        row, found = prove_one(built, prove, limit, files)
        problems += found
        content = order.store.put(row.data)
        rows.append(replace(row, built=replace(row.built, page=replace(row.built.page, html="")), content=content))
    return rows, problems, joined({}, [row.built for row in rows])
