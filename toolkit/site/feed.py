"""Writes the feed of a language: its fresh pages, the newest first (Atom, RFC 4287)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from toolkit.site.sitemap import address
from toolkit.text.locales import bcp47

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A page in a feed."""

    title: str
    """Plain text."""
    description: str
    """Plain text."""
    path: str
    """Path of the page in the site."""
    published: dt.date
    """Day of its publication."""
    updated: dt.date
    """Day of its last change; that of its publication where there was none."""


def feed_path(locale: str) -> str:
    """Return where the feed of a language stands in the site."""
    return f"{locale}/feed.xml"


def feed(entries: Iterable[FeedEntry], *, locale: str, site_name: str, base_url: str, home: str) -> bytes:
    """Return the feed.

    Args:
        entries: The fresh pages in the language: one at least, whose day is that of the feed.
        locale: The locale.
        site_name: Name of the site, which is its author too.
        base_url: Address of the site.
        home: Path of the index of the language.
    """
    rows = sorted(entries, key=lambda entry: (-entry.updated.toordinal(), entry.path))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{bcp47(locale)}">',
        f" <id>{_text(address(base_url, feed_path(locale)))}</id>",
        f" <title>{_text(site_name)}</title>",
        f" <updated>{_time(rows[0].updated)}</updated>",
        f" <author><name>{_text(site_name)}</name></author>",
        f' <link rel="self" type="application/atom+xml" href="{_text(address(base_url, feed_path(locale)))}"/>',
        f' <link rel="alternate" type="text/html" href="{_text(address(base_url, home))}"/>',
    ]
    for entry in rows:
        where = _text(address(base_url, entry.path))
        lines += [
            " <entry>",
            f"  <id>{where}</id>",
            f"  <title>{_text(entry.title)}</title>",
            f"  <updated>{_time(entry.updated)}</updated>",
            f"  <published>{_time(entry.published)}</published>",
            f'  <link rel="alternate" type="text/html" href="{where}"/>',
            f"  <summary>{_text(entry.description)}</summary>",
            " </entry>",
        ]
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _text(text: str) -> str:
    return escape(_UNFIT.sub("\ufffd", text))


def _time(day: dt.date) -> str:
    """Return the beginning of a day (RFC 3339): a page has no hour."""
    return f"{day.isoformat()}T00:00:00Z"
