"""Puts the head and the menus around what a page says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from toolkit.diagnostic import Diagnostic
from toolkit.model import Page, PageState
from toolkit.site.chrome import Site, Version, feedback_address, language_links, own_name, relative, site_values
from toolkit.site.formats import sentence_gap
from toolkit.site.metadata import alternates, content_policy, open_graph, script_json
from toolkit.site.sitemap import address
from toolkit.site.templates import page_style, render
from toolkit.text.locales import bcp47, direction

INDEX = "index.html"
"""Name of the page that a folder of the site begins with."""
PAGE = "page.html"
"""Name of the page template of an article."""


def index_path(locale: str) -> str:
    """Return where the index of a language stands in the site."""
    return f"{locale}/{INDEX}"


def framed(
    site: Site,
    template: str,
    page: Page,
    values: Mapping[str, object],
    *,
    title: str = "",
    description: str = "",
    versions: Iterable[Version] = (),
    data: Mapping[str, Any] | None = None,
    feed: str | None = None,
    indexed: bool = True,
) -> tuple[Page, list[Diagnostic]]:
    """Return `page` with its HTML: "" where the page template fails.

    Args:
        site: The site.
        template: Name of the page template.
        page: The page; its `html` is replaced.
        values: What the page template is given besides `head`, `site`, `languages`, `language_name` and `gap`.
        title: Title of the page, plain text; without one it has that of the site.
        description: Description for search engines, plain text.
        versions: The page in all languages in which there is one, itself among them.
        data: What it says to machines (JSON-LD).
        feed: Path of the feed that it leads to.
        indexed: Whether search engines may list it, if its state lets them.
    """
    strings = site.lookups(page.locale)
    versions = tuple(versions)
    style = page_style(site.style, tuple(map(bcp47, site.config.all_locales)))
    form = feedback_address(site.strings) if template == PAGE else None
    block = script_json(data) if data else None
    # A page at the top of the site is in no language: the source language may have no page yet.
    home = index_path(page.locale) if "/" in page.path else INDEX
    around = {
        "head": {
            **_addresses(site, page, versions),
            "lang": bcp47(page.locale),
            "dir": direction(page.locale),
            "path": page.path,
            "title": f"{title} · {site.config.site_name}" if title else site.config.site_name,
            "description": description,
            "robots": None if indexed and page.state in {PageState.FRESH, PageState.KEPT} else "noindex",
            "feed": relative(feed, page.path) if feed else None,
            "policy": content_policy(style, block, form),
            "open_graph": _open_graph(site, page, title, description),
            "style": Markup(style),  # noqa: S704 - the stylesheet, no text of a translator
            "json_ld": block,
        },
        "site": site_values(site, strings, page.path, home),
        "languages": language_links(site, page.path, versions, strings),
        "language_name": own_name(page.locale),
        "gap": sentence_gap(page.locale),
    }
    html = render(site.page_templates, template, strings, {**around, **values})
    return replace(page, html=str(html or "")), strings.diagnostics


def _addresses(site: Site, page: Page, versions: tuple[Version, ...]) -> Mapping[str, object]:
    base_url = site.config.base_url
    rows = [(row.locale, row.path, row.state) for row in versions]
    return {
        "canonical": address(base_url, page.path) if base_url else None,
        "alternates": alternates(rows, page.state, base_url, site.config.source_locale),
    }


def _open_graph(site: Site, page: Page, title: str, description: str) -> tuple[tuple[str, str], ...]:
    base_url = site.config.base_url
    return open_graph(
        kind="article" if page.article else "website",
        title=title or site.config.site_name,
        description=description,
        locale=page.locale,
        site_name=site.config.site_name,
        url=address(base_url, page.path) if base_url else None,
    )
