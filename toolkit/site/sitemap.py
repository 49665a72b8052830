"""Writes the sitemap: the addresses of the fresh pages, each with its other languages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote, urlsplit

from toolkit.model import Page, PageState
from toolkit.text.locales import bcp47

NAME = "sitemap.xml"


def address(base_url: str, path: str) -> str:
    """Return the address of the file at `path` in the site whose top is `base_url`, percent-encoded (RFC 3986)."""
    return f"{base_url.rstrip('/')}/{quote(path)}"


def sitemap(pages: Iterable[Page], base_url: str, source_locale: str) -> bytes | None:
    """Return `sitemap.xml`, or None where no page is fresh (the format wants one address at least).

    Only fresh pages of articles are in it, and alternates only among them, so that they agree with the pages' hreflang:
    each page names all fresh languages of its article, itself among them, and the source language as `x-default`
    where that is fresh (sitemaps.org; Google's "localized versions").
    """
    fresh = sorted(
        (page for page in pages if page.article and page.state is PageState.FRESH), key=lambda page: page.path
    )
    articles: dict[str, list[Page]] = {}
    for page in fresh:
        articles.setdefault(page.article, []).append(page)
    if not fresh:
        return None
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for page in fresh:
        links = [(bcp47(other.locale), other.path) for other in articles[page.article]]
        links += [("x-default", other.path) for other in articles[page.article] if other.locale == source_locale]
        rows.append(f" <url><loc>{escape(address(base_url, page.path))}</loc>")
        rows += [
            f'  <xhtml:link rel="alternate" hreflang="{tag}" href="{escape(address(base_url, path))}"/>'
            for tag, path in links
        ]
        rows.append(" </url>")
    return ("\n".join([*rows, "</urlset>"]) + "\n").encode()


def robots(base_url: str) -> bytes | None:
    """Return `robots.txt`, which names the sitemap; None where the site is not the top of its host (RFC 9309, 2.3).

    Drafts and notices are not disallowed: a crawler must read a page to see that it says `noindex`.
    """
    if urlsplit(base_url).path.strip("/"):
        return None
    return f"User-agent: *\nAllow: /\n\nSitemap: {address(base_url, NAME)}\n".encode()
