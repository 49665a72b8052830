"""Gathers the stylesheets of a page."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.safety.css.media import parse_media
from toolkit.safety.css.sheet import Styles
from toolkit.safety.css.syntax import parse
from toolkit.safety.page.document import Document, Element
from toolkit.safety.page.elements import sends_away
from toolkit.safety.page.sight import SHOWN, Verdict, hidden, unknown, worst


def read_styles(document: Document) -> tuple[Styles, Verdict]:
    """Return what the stylesheets in the document say, and the verdict on a page whose styles are partly unknown."""
    styles, verdict = Styles(), SHOWN
    for element in document.elements:
        attributes = element.attributes
        styles.note(attributes.get("style", ""))
        if element.tag == "style" and attributes.get("type", "").strip().lower() in {"", "text/css"}:
            media = parse_media(parse(attributes.get("media", "")) or ())
            styles.read(element.text, media=media, sure=not _within(element, "noscript"))
        elif element.tag == "link" and _is_stylesheet(attributes):
            styles.outside.append(attributes.get("href", ""))
        elif element.tag == "meta" and attributes.get("name", "").strip().lower() == "color-scheme":
            styles.page_scheme = attributes.get("content", "").lower()
            styles.uses_scheme = True
        elif sends_away(element):
            verdict = hidden("the page sends its reader to another one")
    if styles.outside:
        verdict = worst(verdict, unknown(f"the stylesheet {styles.outside[0][:80]!r} from outside may hide it"))
    if styles.problems:
        verdict = worst(verdict, unknown(f"the page's stylesheet cannot be read: {styles.problems[0]}"))
    return styles, verdict


def _is_stylesheet(attributes: Mapping[str, str]) -> bool:
    kinds = attributes.get("rel", "").lower().split()
    preloaded = "preload" in kinds and attributes.get("as", "").lower() == "style"
    return "href" in attributes and (preloaded or ("stylesheet" in kinds and "alternate" not in kinds))


def _within(element: Element, tag: str) -> bool:
    item = element.parent
    while item is not None and item.tag != tag:
        item = item.parent
    return item is not None
