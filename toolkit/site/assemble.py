"""Makes the page of an article in one locale, from values.

Its text (`assemble_body`) is made first, without knowing what becomes of the page; the page around it
(`assemble_page`) once that is decided. So an article that is kept goes into a new page as it is (`kept_body`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from toolkit.article.markdown import Article
from toolkit.article.targets import encode
from toolkit.diagnostic import Diagnostic
from toolkit.model import Page, PageState
from toolkit.site.body import Body, Filler, citations, description_key, incomplete, statement_values, title_key
from toolkit.site.chrome import Site, Version, language_links, relative, time_html
from toolkit.site.formats import date_text, list_html, number_text
from toolkit.site.frame import PAGE, framed, index_path
from toolkit.site.index import Entry, assemble_chooser, assemble_index, index_state
from toolkit.site.kept import article_element, renewed
from toolkit.site.metadata import medical_page
from toolkit.site.places import assemble_places, places_path
from toolkit.site.templates import render

__all__ = [
    "Body",
    "Entry",
    "Site",
    "Standing",
    "Version",
    "assemble_body",
    "assemble_chooser",
    "assemble_index",
    "assemble_notice",
    "assemble_page",
    "assemble_places",
    "index_path",
    "index_state",
    "kept_body",
    "page_path",
    "places_path",
]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a page says of itself: how far its readers can rely on it."""

    state: PageState
    """Fresh, draft or kept."""
    approved: bool = False
    """Whether all its critical and serious statements are approved."""
    reviewed: dt.date | None = None
    """Day of the review that covers all its messages; None: it has not been reviewed."""


def page_path(locale: str, slug: str) -> str:
    """Return where the page of an article stands in the site: `pt_BR/baclofen-spasticity.html`."""
    return f"{locale}/{slug}.html"


def assemble_body(
    site: Site, article: Article, locale: str, *, reviewed: dt.date | None = None
) -> tuple[Body, list[Diagnostic]]:
    """Return what the page of an article says in one locale, and what is missing.

    A message without a translation stands there in the source language, marked as such; a statement without a wording
    is left out. Both are errors: such a body may be looked at, but not published. It is for the caller to hold it back.

    Args:
        site: The site.
        article: The article.
        locale: The locale.
        reviewed: Day of the review that covers all its messages.
    """
    strings = site.lookups(locale)
    catalog = site.catalog(locale, article.domain)
    several = len(site.config.all_locales) > 1
    places = relative(places_path(article.domain), page_path(locale, article.domain)) if several else None
    links = {where: there[locale] for where, there in site.config.links.items() if locale in there}
    filler = Filler(
        article,
        locale,
        site.config.source_locale,
        catalog=catalog,
        links=site.strings.links,
        addresses={encode(where): encode(there) for where, there in links.items()},
        places=places,
        largest=site.config.limits.page_size,
    )
    statements, found = statement_values(article, site.statements, site.safety_catalogs(locale), locale)
    boxes = {
        name: render(site.page_templates, "statement.html", strings, row) or Markup()
        for name, row in statements.items()
    }
    pieces = filler.pieces(boxes)
    dates = {"published": article.front.published, "updated": article.front.updated, "reviewed": reviewed}
    values = {
        "title": pieces.title,
        "lead": pieces.lead,
        "text": pieces.text,
        "contents": pieces.contents if len(pieces.contents) > 1 else (),
        "references": pieces.references,
        "places": places,
        "references_text": number_text(pieces.references, locale),
        **{name: time_html(date_text(day, locale), day.isoformat()) if day else None for name, day in dates.items()},
    }
    element = render(site.page_templates, "article.html", strings, values) or Markup()
    title, description = filler.text(title_key(article)), filler.text(description_key(article))
    missing = filler.missing
    body = Body(
        title,
        description,
        element.strip(),
        citations(pieces.text),
        missing,
        boxes,
    )
    return body, [*incomplete(article, missing, catalog, locale), *found, *strings.diagnostics]


def kept_body(html: str, boxes: Mapping[str, str]) -> Body | None:
    """Return what the published page `html` says, to be kept; None where it has not one `<article>`.

    The boxes of its statements are replaced by those of now, the HTML of each by its id (`toolkit.site.kept.renewed`).
    """
    element = article_element(html)
    tree = LexborHTMLParser(html)
    heading = tree.css_first("article h1")
    if element is None or heading is None:
        return None
    element = renewed(element, boxes)
    description = tree.css_first('meta[name="description"]')
    return Body(
        " ".join(heading.text().split()),
        (description.attributes.get("content") or "") if description else "",
        Markup(element),  # noqa: S704 - as it was published and proven, with boxes of the page templates
        citations(element),
    )


def assemble_page(
    site: Site, article: Article, body: Body, locale: str, *, standing: Standing, versions: Iterable[Version]
) -> tuple[Page, list[Diagnostic]]:
    """Return the page of an article in one locale.

    Args:
        site: The site.
        article: The article.
        body: Its text.
        locale: The locale.
        standing: What the page says of itself.
        versions: The page in all languages in which there is one, itself among them.
    """
    path, source = page_path(locale, article.domain), site.config.source_locale
    versions = tuple(versions)
    readable = [row for row in versions if row.state is not PageState.REPLACED]
    original = next((row for row in readable if row.locale == source != locale), None)
    data = medical_page(
        article.front,
        title=body.title,
        description=body.description,
        locale=locale,
        site_name=site.config.site_name,
        base_url=site.config.base_url,
        path=path,
        original=original.path if original else None,
        reviewed=standing.reviewed,
        citations=body.citations,
    )
    return framed(
        site,
        PAGE,
        Page(path, locale, article.domain, "", standing.state),
        {
            "article": body.element,
            "standing": {
                "state": standing.state.value,
                "approved": standing.approved,
                "reviewed": standing.reviewed is not None,
            },
            "translated": locale != source,
            "original": language_links(site, path, [original])[0] if original else None,
        },
        title=body.title,
        description=body.description,
        versions=versions,
        # The dates of a kept page are those of an earlier version, which nobody knows here: it claims none to machines.
        data=None if standing.state is PageState.KEPT else data,
    )


def assemble_notice(
    site: Site, article: Article, title: str, locale: str, *, versions: Iterable[Version]
) -> tuple[Page, list[Diagnostic]]:
    """Return the notice that stands in the place of a page that is *replaced*.

    Args:
        site: The site.
        article: The article.
        title: Its title in the locale, or where there is none, in the source language.
        locale: The locale.
        versions: The page in all languages in which there is one, itself among them.
    """
    path = page_path(locale, article.domain)
    versions = tuple(versions)
    readable = [row for row in versions if row.state is not PageState.REPLACED]
    others = [link.__html__() for link in language_links(site, path, readable)]
    return framed(
        site,
        "notice.html",
        Page(path, locale, article.domain, "", PageState.REPLACED),
        {"title": title, "others": list_html(others, locale) if others else None},
        title=title,
        versions=versions,
    )
