"""Makes the pages and feeds that lead to the pages of articles, from what is known of those.

They are one a language and one an article, and some are large. So each is made when it is asked for: no more than one
need be in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import partial

from toolkit.article.markdown import Article
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Page, PageState
from toolkit.project import Project
from toolkit.site.chrome import Site, Version
from toolkit.site.composition import BuiltPage
from toolkit.site.feed import FeedEntry, feed, feed_path
from toolkit.site.frame import INDEX, index_path
from toolkit.site.index import Entry, assemble_chooser, assemble_index, index_state
from toolkit.site.places import assemble_places, places_path
from toolkit.site.proving import site_of

Made = tuple[BuiltPage, list[Diagnostic]]
"""A page, and what is wrong with it."""
Remembered = Callable[[object, Callable[[], Made]], Made]
"""Given what a page around the articles is made of, as JSON can hold it, and what makes it, returns the page."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What the pages that lead to a page say of it."""

    version: Version
    """Its locale, path and state."""
    article: str
    """Slug of its article."""
    title: str
    """Plain text."""
    description: str
    """Plain text; "" for a notice."""
    anchors: frozenset[str]
    """The places in it that can be linked to."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What is said of all pages of articles that there are."""

    by_article: Mapping[str, Sequence[Listed]]
    """The articles in their order; of each, its pages in the order of the locales: none or more."""
    by_locale: Mapping[str, Sequence[Listed]]
    """The locales in their order; of each, its pages in the order of the articles: none or more."""


@dataclass(frozen=True, slots=True)
class Around:
    """The pages and feeds around the pages of articles."""

    paths: tuple[str, ...]
    """Of the pages."""
    pages: Iterable[Made]
    """The pages in this order; each is made when it is asked for."""
    feeds: Mapping[str, Callable[[], bytes]]
    """What makes each feed, by its path."""


def _afresh(_of: object, make: Callable[[], Made]) -> Made:
    return make()


def listing(rows: Iterable[Listed], articles: Iterable[str], locales: Iterable[str]) -> Listing:
    """Return what is said of all pages, from rows by article, then by locale."""
    by_article: dict[str, list[Listed]] = {name: [] for name in articles}
    by_locale: dict[str, list[Listed]] = {locale: [] for locale in locales}
    for row in rows:
        by_article[row.article].append(row)
        by_locale[row.version.locale].append(row)
    return Listing(by_article, by_locale)


def around(project: Project, listed: Listing, remembered: Remembered = _afresh) -> Around:
    """Return the pages and feeds that lead to the pages of articles: those that there are are `listed`.

    `remembered` is what makes a page where it does not know it yet.
    """
    site = site_of(project)
    states = {locale: [row.version.state for row in rows] for locale, rows in listed.by_locale.items()}
    feeds = {
        feed_path(locale): partial(_feed, project, locale, listed.by_locale[locale])
        for locale, found in states.items()
        if site.config.base_url is not None and PageState.FRESH in found
    }
    indexes = [Version(locale, index_path(locale), index_state(found)) for locale, found in states.items() if found]
    articles = [article for article in project.articles if listed.by_article.get(article.domain)]
    if len(site.config.all_locales) < 2:
        articles = []

    def pages() -> Iterator[Made]:
        for one in indexes:
            own_feed = path if (path := feed_path(one.locale)) in feeds else None
            yield remembered(*_index(site, one, indexes, listed.by_locale[one.locale], own_feed))
        if indexes:
            yield remembered([astuple(row) for row in indexes], lambda: _judged(*assemble_chooser(site, indexes)))
        for article in articles:
            digest = project.hashes.get(article.path)
            yield remembered(*_places(site, article, digest, listed.by_article[article.domain]))

    paths = [*(row.path for row in indexes), *([INDEX] if indexes else [])]
    return Around((*paths, *(places_path(article.domain) for article in articles)), _Again(pages), feeds)


@dataclass(frozen=True, slots=True)
class _Again(Iterable[Made]):
    """What can be gone through more than once."""

    begin: Callable[[], Iterator[Made]]

    def __iter__(self) -> Iterator[Made]:
        return self.begin()


_Recipe = tuple[object, Callable[[], Made]]
"""What a page is made of, as JSON can hold it, and what makes it."""


def _index(site: Site, own: Version, indexes: Sequence[Version], listed: Iterable[Listed], feed: str | None) -> _Recipe:
    """Return how the index of a language is made that has a page."""
    entries = [Entry(row.title, row.description, row.version.path, row.version.state) for row in listed]
    names = [astuple(row) for row in indexes]
    return (
        [own.locale, names, feed is not None, [astuple(entry) for entry in entries]],
        lambda: _judged(*assemble_index(site, own.locale, entries, versions=indexes, feed=feed)),
    )


def _places(site: Site, article: Article, digest: str | None, listed: Iterable[Listed]) -> _Recipe:
    """Return how the page is made that leads to the places of an article in all languages."""
    anchors = {row.version: row.anchors for row in listed}
    rows = [(astuple(version), sorted(places)) for version, places in anchors.items()]
    return (
        [article.domain, article.path, digest, rows],
        lambda: _judged(*assemble_places(site, article, anchors)),
    )


def _feed(project: Project, locale: str, rows: Iterable[Listed]) -> bytes:
    """Return the feed of a language that has a fresh page, of a site that has an address."""
    config = project.config
    fronts = {article.domain: article.front for article in project.articles}
    entries = [
        FeedEntry(row.title, row.description, row.version.path, front.published, front.updated or front.published)
        for row in rows
        if row.version.state is PageState.FRESH
        for front in (fronts[row.article],)
    ]
    home = index_path(locale)
    return feed(entries, locale=locale, site_name=config.site_name, base_url=config.base_url or "", home=home)


def _judged(page: Page, problems: list[Diagnostic]) -> Made:
    """Return an index and what is wrong with it; one that could not be filled in is withheld."""
    wrong = [item for item in problems if item.severity is Severity.ERROR]
    reasons = tuple(dict.fromkeys(item.message for item in wrong))
    return (BuiltPage(page, reasons=reasons) if page.html else BuiltPage(page).failing(wrong)), problems
