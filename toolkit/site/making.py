"""Makes a whole site: its articles by independent jobs, then the pages around them, until no link leads nowhere."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from pydantic import TypeAdapter

from toolkit.diagnostic import Diagnostic, sort_diagnostics
from toolkit.model import PageState
from toolkit.project import Project
from toolkit.shard import Shard
from toolkit.site.articles import MadeArticle, Order, Task, Workshop, make_article, open_workshop, own_paths
from toolkit.site.build import Built, assemble_around
from toolkit.site.composition import BuiltPage, Failures, ProvenPage, ProvenSite, joined, prove_one
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

    proven: ProvenSite
    """The pages and files; the bytes of pages are in the store."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the catalogs, the contract and the pages."""


def make_site(
    order: Order,
    frame: Project,
    previous: PublishedSite | None,
    run: Workers,
    progress: Progress = lambda _done: None,
) -> MadeSite:
    """Return the site of a project, whose bytes are a function of its files: not of the workers, nor of the store.

    It says what `prepare`, `assemble` and `prove_site` of a whole project say, an article at a time.

    Args:
        order: What the jobs have in common.
        frame: The project without its articles' catalogs.
        previous: The site before.
        run: Who does the jobs.
        progress: What is told how far it is.
    """
    shop = open_workshop(order, frame, previous)
    found = [item for here in shop.shared.values() for item in here.findings(frame, draft=order.draft)]
    # All that was read so far stays to the end: to look for garbage in it again and again costs a tenth of the time.
    gc.freeze()
    made: dict[str, MadeArticle] = {}
    problems: list[Diagnostic] = []
    absent: frozenset[str] = frozenset()
    tasks = [Task(name) for name in shop.articles]
    while True:
        for done, (task, one) in enumerate(zip(tasks, run(partial(make_article, order), tasks), strict=True), 1):
            made[task.article] = one
            problems += one.proof_diagnostics
            progress(done)
        articles = [made[name] for name in shop.articles]
        listed = [row for one in articles for row in one.listed]
        around = assemble_around(frame, frame.config.all_locales, listed, partial(_remembered, order))
        rows, of_around, failures = _around(shop, around, [row.version.path for row in listed])
        problems += of_around
        there = {row.version.path for row in listed} | around.site.files.keys()
        there |= {row.built.page.path for row in rows if row.built.page.state is not PageState.WITHHELD}
        missing = shop.paths - there
        locales = frame.config.all_locales
        tasks = [
            Task(name, missing - own_paths(name, locales), one.failures)
            for name, one in made.items()
            if (missing - absent).intersection(one.links)
        ]
        absent = missing
        if not tasks:
            break
    gc.unfreeze()
    for one in articles:
        failures = {**failures, **one.failures}
    rows += [row for one in articles for row in one.rows(order.store)]
    found += [*around.diagnostics, *(item for one in articles for item in one.diagnostics)]
    rows.sort(key=lambda row: row.built.page.path)
    proven = ProvenSite(tuple(rows), around.site.files, failures, tuple(problems))
    return MadeSite(proven, tuple(sort_diagnostics(found)))


def make_shard(
    order: Order, frame: Project, run: Workers, shard: Shard, progress: Progress = lambda _done: None
) -> list[Diagnostic]:
    """Make the pages of a share of the articles, so that the store remembers them; return what is wrong with them.

    Whoever has the stores of all shards in one folder makes the site from them without making a page.
    """
    shop = open_workshop(order, frame, None)
    tasks = [Task(name) for name in sorted(shard.part(shop.articles))]
    found: list[Diagnostic] = []
    for done, one in enumerate(run(partial(make_article, order), tasks), 1):
        found += [*one.diagnostics, *one.proof_diagnostics]
        progress(done)
    return sort_diagnostics(found)


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
