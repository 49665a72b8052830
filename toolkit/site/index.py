"""Makes the pages that lead to the articles: the index of a language, and the top of the site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.diagnostic import Diagnostic
from toolkit.model import Page, PageState
from toolkit.site.chrome import Site, Version, language_links, relative
from toolkit.site.frame import INDEX, framed, index_path


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the index of a language."""

    title: str
    """Plain text."""
    description: str
    """Plain text."""
    path: str
    """Path of its page in the site."""
    state: PageState
    """What became of it."""


def assemble_index(
    site: Site, locale: str, entries: Iterable[Entry], *, versions: Iterable[Version], feed: str | None = None
) -> tuple[Page, list[Diagnostic]]:
    """Return the list of the articles in one language.

    Args:
        site: The site.
        locale: The locale.
        entries: The articles in the order of the list, those with a notice in their place too; those that are withheld
            have no page and are not in it.
        versions: The indexes of all languages, itself among them; an index is fresh where one of its pages is.
        feed: Path of the feed of the language, where there is one.
    """
    path = index_path(locale)
    entries = tuple(entries)
    versions = tuple(versions)
    state = next((row.state for row in versions if row.path == path), index_state(entry.state for entry in entries))
    rows = [
        {
            "title": entry.title,
            "description": entry.description,
            "url": relative(entry.path, path),
            "state": entry.state.value,
        }
        for entry in entries
    ]
    page = Page(path, locale, "", "", state)
    return framed(site, "index.html", page, {"entries": rows}, versions=versions, feed=feed)


def index_state(states: Iterable[PageState]) -> PageState:
    """Return what an index is: fresh where one of its pages is for readers, else a draft."""
    readable = {PageState.FRESH, PageState.KEPT}
    return PageState.FRESH if any(state in readable for state in states) else PageState.DRAFT


def assemble_chooser(site: Site, versions: Iterable[Version]) -> tuple[Page, list[Diagnostic]]:
    """Return the top of the site: the indexes of all languages, each in its own name."""
    locale = site.config.source_locale
    versions = tuple(versions)
    fresh = any(row.state is PageState.FRESH for row in versions)
    state = PageState.FRESH if fresh else PageState.DRAFT
    choices = language_links(site, INDEX, versions)
    return framed(site, "chooser.html", Page(INDEX, locale, "", "", state), {"choices": choices})
