"""What the head of a page says to browsers, search engines and other sites."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from toolkit.article.front import FrontMatter
from toolkit.model import PageState
from toolkit.site.sitemap import address
from toolkit.text.locales import bcp47

_NOTHING = "'none'"
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def content_policy(style: str, data: str | None, form: str | None) -> str:
    """Return the Content-Security-Policy (CSP3) of a page: its own style and images, no script, nothing else.

    Args:
        style: The content of its one `<style>`.
        data: The content of its data block (JSON-LD), if it has one. A data block never runs and needs no permission;
            but validators ask for its hash, and so nothing else can stand there.
        form: Address that its form is sent to, if it has one.
    """
    rules = ["default-src 'none'", f"style-src {source_hash(style)}", "img-src 'self' data:"]
    if data:
        rules.append(f"script-src {source_hash(data)}")
    return "; ".join([*rules, f"form-action {_origin(form) if form else _NOTHING}", "base-uri 'none'"])


def source_hash(text: str) -> str:
    """Return the hash of an inline style or data block as a source of CSP (CSP3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


def _origin(url: str) -> str:
    """Return the origin of an address as a source of CSP; nothing where it has characters that CSP gives a meaning."""
    found = re.match(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?=[/?#]|$)", url)
    return found[0] if found else _NOTHING if ":" in url else "'self'"


def alternates(
    versions: Iterable[tuple[str, str, PageState]], own: PageState, base_url: str | None, source_locale: str
) -> tuple[tuple[str, str], ...]:
    """Return (language tag, address) of each `hreflang` link of a page.

    Only fresh pages name others, and only fresh ones are named, so that all sets are reciprocal and none names a page
    with `noindex`; `x-default` is the source language, where that is fresh. `toolkit.site.sitemap` says the same.

    Args:
        versions: (locale, path, state) of the page in each language, its own among them.
        own: State of the page.
        base_url: Address of the site; without one there are none.
        source_locale: Locale that the articles are written in.
    """
    if base_url is None or own is not PageState.FRESH:
        return ()
    fresh = [(locale, address(base_url, path)) for locale, path, state in versions if state is PageState.FRESH]
    default = [("x-default", there) for locale, there in fresh if locale == source_locale]
    return (*((bcp47(locale), there) for locale, there in fresh), *default)


def open_graph(
    *, kind: str, title: str, description: str, locale: str, site_name: str, url: str | None
) -> tuple[tuple[str, str], ...]:
    """Return (property, content) of the Open Graph (ogp.me) of a page; empty ones are left out."""
    rows = {
        "og:type": kind,
        "og:title": title,
        "og:description": description,
        "og:site_name": site_name,
        "og:url": url or "",
        # Open Graph wants language and territory; a language alone is all that is known, and readers accept it.
        "og:locale": locale,
    }
    return tuple((name, value) for name, value in rows.items() if value)


def medical_page(
    front: FrontMatter,
    *,
    title: str,
    description: str,
    locale: str,
    site_name: str,
    base_url: str | None,
    path: str,
    original: str | None,
    reviewed: dt.date | None,
    citations: tuple[str, ...],
) -> Mapping[str, Any]:
    """Return the page of an article as a `MedicalWebPage` of schema.org (JSON-LD 1.1).

    Args:
        front: Front matter of the article.
        title: Title of the page, plain text.
        description: Its description, plain text.
        locale: Its locale.
        site_name: Name of the site.
        base_url: Address of the site.
        path: Path of the page in it.
        original: Path of the page that it is a translation of; None in the source language.
        reviewed: Day of the medical review; None: there was none, and nothing says there was.
        citations: Addresses of the references.
    """
    site = {"@type": "WebSite", "name": site_name, "url": f"{base_url}/" if base_url else None}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "@id": address(base_url, path) if base_url else None,
        "url": address(base_url, path) if base_url else None,
        "name": title,
        "description": description,
        "inLanguage": bcp47(locale),
        "datePublished": front.published.isoformat(),
        "dateModified": front.updated.isoformat() if front.updated else None,
        "lastReviewed": reviewed.isoformat() if reviewed else None,
        "about": [{"@type": "MedicalEntity", "name": name} for name in front.about],
        "audience": [{"@type": "MedicalAudience", "audienceType": name} for name in front.audience],
        "citation": list(citations),
        "isPartOf": {name: value for name, value in site.items() if value},
        "translationOfWork": {"@id": address(base_url, original)} if base_url and original else None,
    }
    return {name: value for name, value in data.items() if value}


def script_json(data: Mapping[str, Any]) -> Markup:
    """Return `data` as JSON that can stand inside `<script>`: no text in it can end the element or begin a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char, escaped in _ESCAPED.items():
        text = text.replace(char, escaped)
    return Markup(text)  # noqa: S704 - escaped above
