"""Lists what a site holds: its pages, what each was made from, and what hosts and crawlers need.

A site of 20,000 pages has a manifest of over 100 MB. So the record of a page is written as soon as the page is proven,
into a spool, and what stays in memory of it is a `ReadyPage`; the manifest is put together from the records, by path.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from toolkit import __version__
from toolkit.config import Config
from toolkit.diagnostic import ToolkitError
from toolkit.model import Page, PageState
from toolkit.site import sitemap
from toolkit.site.composition import ProvenPage
from toolkit.site.contents import Content, Files, Held, Spool, Spooled, contents_of
from toolkit.site.hosts import host_files
from toolkit.site.manifest import NAME, TOOL, FileRecord, PageRecord, Proven, SiteRecord, manifest_blocks, record_bytes
from toolkit.site.paths import clashes, path_problem
from toolkit.site.published import PublishedSite
from toolkit.site.shrinking import less_than, promises

Record = Held | Spooled
"""Where the bytes of a record wait."""


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A page that was proven, or is withheld: what must stay in memory of it until the site is published."""

    page: Page
    """The page, without its HTML."""
    content: Content
    """Its bytes; none where it is withheld."""
    record: Record | None
    """The bytes of its record in the manifest; None for an index and for a page that is withheld."""
    reasons: tuple[str, ...]
    """Why it is not fresh."""
    meant: PageState | None
    """State in which it failed, where that is why it is withheld."""
    less: tuple[tuple[str, str], ...]
    """Ids of statements of which it carries less than in the site before, and what."""


def spooled(spool: Spool) -> Callable[[bytes], Record]:
    """Return what keeps the records of pages in a spool."""
    return lambda data: spool.put([data])


def ready(row: ProvenPage, previous: PublishedSite | None = None, keep: Callable[[bytes], Record] = Held) -> ReadyPage:
    """Return what must stay in memory of a page; `keep` keeps its record."""
    page, built = replace(row.built.page, html=""), row.built
    shown = page.state is not PageState.WITHHELD
    promised = promises(page, previous)
    # A page with a name that cannot be published has no record: `compose` says so, with all such names at once.
    listed = shown and page.article and not path_problem(page.path)
    record = keep(record_bytes(record_of(row, promised))) if listed else None
    less = tuple(less_than(page, row.proof, promised))
    return ReadyPage(page, row.content if shown else Held(b""), record, built.reasons, built.meant, less)


def compose(
    pages: Iterable[ReadyPage],
    *,
    config: Config,
    date: dt.date,
    files: Mapping[str, bytes],
    spool: Spool | None = None,
) -> Files:
    """Return every file of the site by its path, the manifest among them, which is written to the `spool`.

    Raises `ToolkitError` where two files of the site have names that clash, or a name that cannot be published.
    """
    shown = [row for row in pages if row.page.state is not PageState.WITHHELD]
    articles = sorted((row for row in shown if row.page.article), key=lambda row: row.page.path)
    own = [host_files(config.host), _for_crawlers([row.page for row in articles], config)]
    names = [*(row.page.path for row in shown), *files, *(name for more in own for name in more)]
    problems = [f"{name!r} {problem}" for name in names if (problem := path_problem(name))] + clashes([*names, NAME])
    if problems:
        raise ToolkitError("the site cannot have these files: " + "; ".join(problems), hint="rename an article")
    others = {row.page.path: row.content for row in shown if not row.page.article}
    others |= {name: content for more in (files, *own) for name, content in contents_of(more).items()}
    blocks = manifest_blocks(
        SiteRecord(tool=TOOL, version=__version__, date=date),
        (FileRecord(path=path, sha256=others[path].sha256) for path in sorted(others)),
        (row.record.read() for row in articles if row.record is not None),
    )
    manifest: Content = Held(b"".join(blocks)) if spool is None else spool.put(blocks, digest=True)
    return Files({**others, **{row.page.path: row.content for row in articles}, NAME: manifest})


def record_of(row: ProvenPage, promised: tuple[Proven, ...] = ()) -> PageRecord:
    """Return what the manifest says of a page; `promised` is what the page that a notice replaces had to carry."""
    page = row.built.page
    if row.built.inputs is None:
        raise ValueError(f"{page.path}: the inputs of a page that is published must be known")
    return PageRecord(
        path=page.path,
        locale=page.locale,
        article=page.article,
        state=page.state,
        sha256=row.content.sha256,
        inputs=row.built.inputs,
        proof=row.proof,
        watched=row.built.watched,
        promised=(promised or None) if page.state is PageState.REPLACED else None,
    )


def _for_crawlers(pages: Iterable[Page], config: Config) -> Mapping[str, bytes]:
    """Return sitemap and robots.txt where there is something to say."""
    if config.base_url is None:
        return {}
    found = sitemap.sitemap(pages, config.base_url, config.source_locale)
    hint = sitemap.robots(config.base_url) if found else None
    return {name: data for name, data in {sitemap.NAME: found, "robots.txt": hint}.items() if data is not None}
