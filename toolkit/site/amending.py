"""Amends a published site after translations have changed: only their pages are made, all else is taken as it is.

It gives what a whole publication gives, byte for byte, or nothing: then the whole is made. That is sound because what
is not made anew is known to be as it would be made:

- A page that is taken over was proven when it was built, with the same inputs, policy and tool. The caller has seen
  that no other source has changed (by what the file system says of them, `toolkit.stamp`), and the policy is worked out
  anew and compared. It also has seen that no file of the published site has changed since it was published.
- The pages around the articles (indexes, feeds, sitemap, places) say of a page what is in its `Listed`. Where that is
  as it was, so are they.
- What a page leads to is there: no page has come or gone.
- The manifest is that of before, in which the records of the pages that were made stand in the place of the old ones.
  An old record is compared with what was made before, so a manifest of another layout is not cut at the wrong place.

Nothing is amended where the site before counts for what becomes of a page (kept, replaced), or where the contract asks
less of one. `l10n verify` proves all pages of a site again, whoever made them.
"""

from __future__ import annotations

import mmap
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from toolkit.diagnostic import Diagnostic
from toolkit.model import PageState
from toolkit.project import Project
from toolkit.site.articles import Workshop, as_meant, made_before, make_article
from toolkit.site.assemble import page_path
from toolkit.site.contents import Content, Files, Linked, Spliced
from toolkit.site.jobs import MadeArticle, Order, Task
from toolkit.site.listing import ReadyPage, ready, record_of
from toolkit.site.manifest import NAME, PageRecord, record_bytes
from toolkit.site.shrinking import less_than
from toolkit.store import Stored

if TYPE_CHECKING:
    from toolkit.site.making import MadeSite

_STEADY = frozenset({PageState.FRESH, PageState.DRAFT, PageState.WITHHELD})
_MOST = 20
"""Articles that are amended at once: where more have changed, the whole is made, by all processes."""
_PAGES = b'\n "pages": [\n'
_BETWEEN = len(b",\n")


@dataclass(frozen=True, slots=True)
class Ground:
    """What an amendment must know of the site that was published."""

    policy: str
    """Policy of its order."""
    articles: Mapping[str, str]
    """Path of each article -> SHA-256 of its file."""
    absent: tuple[str, ...]
    """Files that it could have had, and has not."""
    files: tuple[tuple[str, str, int], ...]
    """Its files but the manifest, by path: path, SHA-256, bytes of the record in the manifest (0: it is no page)."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What became of the pages that were made."""

    files: Files
    """All files of the site."""
    pages: tuple[ReadyPage, ...]
    """Pages that were made, or could have been."""
    ground: Ground
    """What the next amendment must know."""
    before: tuple[Diagnostic, ...]
    """What was said of the articles."""
    after: tuple[Diagnostic, ...]
    """What is said of them now."""


def ground_of(order: Order, frame: Project, made: MadeSite, files: Mapping[str, Content]) -> Ground | None:
    """Return what an amendment of a published site must know; None where it cannot be amended.

    Args:
        order: The order that the site was made to.
        frame: The project without its articles' catalogs.
        made: Its pages.
        files: The files that were published.
    """
    if made.failures or not _STEADY.issuperset(row.page.state for row in made.pages):
        return None
    sizes = {row.page.path: row.record.size for row in made.pages if row.record is not None}
    rows = [(path, content.sha256, sizes.get(path, 0)) for path, content in sorted(files.items()) if path != NAME]
    articles = {article.path: frame.hashes[article.path] for article in frame.articles}
    return Ground(order.policy, articles, tuple(sorted(made.absent)), tuple(rows))


def amend(shop: Workshop, ground: Ground, root: Path, catalogs: Collection[tuple[str, str]]) -> Amendment | None:
    """Return the site in the folder `root` with the pages of the catalogs that have changed; None where that cannot be.

    Args:
        shop: What the pages are made with, without a site before.
        ground: What was kept of the site.
        root: Its folder, symbolic links resolved; unchanged since.
        catalogs: Locale and domain of each catalog that has changed.
    """
    names = sorted({domain for _, domain in catalogs})
    if shop.order.policy != ground.policy or len(names) > _MOST or not shop.articles.keys() >= {*names}:
        return None
    with (root / NAME).open("rb") as stream:
        locales = shop.frame.config.all_locales
        places = _places(stream, ground, {page_path(locale, name) for locale in locales for name in names})
        rows: dict[str, tuple[ReadyPage, PageRecord, PageRecord]] = {}
        before: list[Diagnostic] = []
        after: list[Diagnostic] = []
        for name in names:
            pair = _made(shop, name, [locale for locale, domain in catalogs if domain == name], stream, places)
            if pair is None or not _fits(*pair, frozenset(ground.absent)):
                return None
            old, new = pair
            before += dict.fromkeys((*old.diagnostics, *old.proof_diagnostics))
            after += dict.fromkeys((*new.diagnostics, *new.proof_diagnostics))
            rows |= _rows(shop, old, new)
        changed = {path: (record_bytes(old), record_bytes(new)) for path, (_, old, new) in rows.items() if old != new}
        if any(_read(stream, places[path]) != old for path, (old, _) in changed.items()):
            return None
    records = {path: new for path, (_, new) in changed.items()}
    manifest = Spliced.of(root / NAME, ((*places[path], new) for path, new in records.items()))
    digests = {path: rows[path][0].content.sha256 for path in changed}
    files = tuple(
        (path, digests.get(path, digest), len(records[path]) if path in records else size)
        for path, digest, size in ground.files
    )
    same: dict[str, Content] = {path: Linked(f"{root}/{path}", digest) for path, digest, _ in ground.files}
    made = {path: Stored(shop.order.store, digest) for path, digest in digests.items()}
    return Amendment(
        Files({**same, **made, NAME: manifest}),
        tuple(row for row, _, _ in rows.values()),
        replace(ground, files=files),
        tuple(before),
        tuple(after),
    )


def _made(
    shop: Workshop, name: str, locales: Iterable[str], stream: BinaryIO, places: Mapping[str, tuple[int, int]]
) -> tuple[MadeArticle, MadeArticle] | None:
    """Return an article as it was and as it is; None where it is not known how it was."""
    digests = {}
    for locale in locales:
        path = page_path(locale, name)
        if path not in places:
            return None
        record = PageRecord.model_validate_json(_read(stream, places[path]))
        digests[shop.frame.catalog_path(locale, name)] = record.inputs.catalogs.get(name, "")
    old = made_before(shop, Task(name), digests)
    return None if old is None else (old, make_article(shop.order, Task(name)))


def _fits(old: MadeArticle, new: MadeArticle, absent: frozenset[str]) -> bool:
    """Whether an article can take the place of another without a change in any other page."""
    return (
        as_meant(old)
        and as_meant(new)
        and old.listed == new.listed
        and absent.isdisjoint(new.links)
        and not any(
            [*less_than(now.built.page, now.proof, () if then.built.page.state is PageState.DRAFT else then.proof)]
            for then, now in zip(old.pages, new.pages, strict=True)
        )
    )


def _rows(shop: Workshop, old: MadeArticle, new: MadeArticle) -> dict[str, tuple[ReadyPage, PageRecord, PageRecord]]:
    """Return, by path, each page of an article, its record as it was, and as it is."""
    store = shop.order.store
    return {
        now.built.page.path: (ready(now), record_of(then), record_of(now))
        for then, now in zip(old.rows(store), new.rows(store), strict=True)
    }


def _places(stream: BinaryIO, ground: Ground, wanted: Collection[str]) -> dict[str, tuple[int, int]]:
    """Return where the records of pages begin and end in a manifest as `toolkit.site.manifest` writes it."""
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        start = data.find(_PAGES) + len(_PAGES)
    found: dict[str, tuple[int, int]] = {}
    if start < len(_PAGES):
        return found
    for path, _, size in ground.files:
        if size:
            if path in wanted:
                found[path] = (start, start + size)
            start += size + _BETWEEN
    return found


def _read(stream: BinaryIO, place: tuple[int, int]) -> bytes:
    start, stop = place
    stream.seek(start)
    return stream.read(stop - start)
