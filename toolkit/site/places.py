"""Makes the page that leads from a place of an article to the same place in any language.

A link cannot know how far its reader has read, unless a script tells it; but each heading can have a link of its own,
to the list of languages for this place. The lists of one article stand on one page at the top of the site, so that they
weigh on no article. Its address has no language in it, so it is also the one to give away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from toolkit.article.inline import plain_text
from toolkit.article.markdown import Article
from toolkit.diagnostic import Diagnostic
from toolkit.model import Page, PageState
from toolkit.site.chrome import Link, Site, Version, language_links, relative
from toolkit.site.frame import framed


def places_path(slug: str) -> str:
    """Return where the places of an article stand in the site: `baclofen-spasticity.html`."""
    return f"{slug}.html"


def assemble_places(
    site: Site, article: Article, anchors: Mapping[Version, frozenset[str]]
) -> tuple[Page, list[Diagnostic]]:
    """Return the languages of an article, and of each place in it.

    It is in the source language, like the top of the site; each language is named in itself. A version that does not
    have a place (an earlier one, or a notice) is linked as a whole.

    Args:
        site: The site.
        article: The article.
        anchors: The anchors of the headings of each version that there is.
    """
    path, locale = places_path(article.domain), site.config.source_locale
    there = {relative(row.path, path): places for row, places in anchors.items()}
    links = language_links(site, path, anchors)
    title = plain_text(article.front.title, site.strings.links)
    fresh = any(row.state is PageState.FRESH for row in anchors)
    return framed(
        site,
        "places.html",
        Page(path, locale, "", "", PageState.FRESH if fresh else PageState.DRAFT),
        {
            "title": title,
            "choices": links,
            "places": [
                {
                    "anchor": heading.anchor,
                    "text": plain_text(heading.key[1], site.strings.links),
                    "choices": [_at(link, heading.anchor, there[link.url]) for link in links],
                }
                for heading in article.headings
            ],
        },
        title=title,
        indexed=False,
    )


def _at(link: Link, anchor: str, places: Collection[str]) -> Link:
    """Return the link to a place on its page, where that is there."""
    return replace(link, url=f"{link.url}#{anchor}") if anchor in places else link
