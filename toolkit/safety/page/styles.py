"""Gathers the stylesheets of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from toolkit.safety.css.media import parse_media
from toolkit.safety.css.sheet import Styles
from toolkit.safety.css.syntax import parse
from toolkit.safety.page.document import Document, Element
from toolkit.safety.page.elements import sends_away
from toolkit.safety.page.sight import SHOWN, Verdict, hidden, unknown, worst


@dataclass(frozen=True, slots=True)
class Source:
    """One place of a document that says something about styles."""

    kind: Literal["attribute", "sheet", "outside", "scheme", "away"]
    """A `style` attribute, a `style` element, a stylesheet from outside, the colour scheme, a way to another page."""
    text: str = ""
    """What it says; the address of a stylesheet from outside."""
    media: str = ""
    """The attribute `media` of a `style` element."""
    sure: bool = True
    """Whether it is certainly read: what stands in `noscript` is not."""


def style_sources(document: Document) -> tuple[Source, ...]:
    """Return all that the document says about styles, in its order: equal ones are styled alike."""
    found: list[Source] = []
    for element in document.elements:
        attributes = element.attributes
        if "style" in attributes:
            found.append(Source("attribute", attributes["style"]))
        if element.tag == "style" and attributes.get("type", "").strip().lower() in {"", "text/css"}:
            sure = not _within(element, "noscript")
            found.append(Source("sheet", element.text, attributes.get("media", ""), sure))
        elif element.tag == "link" and _is_stylesheet(attributes):
            found.append(Source("outside", attributes.get("href", "")))
        elif element.tag == "meta" and attributes.get("name", "").strip().lower() == "color-scheme":
            found.append(Source("scheme", attributes.get("content", "").lower()))
        elif sends_away(element):
            found.append(Source("away"))
    return tuple(found)


def read_styles(sources: Iterable[Source]) -> tuple[Styles, Verdict]:
    """Return what the stylesheets of a document say, and the verdict on a page whose styles are partly unknown."""
    styles, verdict = Styles(), SHOWN
    for source in sources:
        match source.kind:
            case "attribute":
                styles.note(source.text)
            case "sheet":
                media = parse_media(parse(source.media) or ())
                styles.read(source.text, media=media, sure=source.sure)
            case "outside":
                styles.outside.append(source.text)
            case "scheme":
                styles.page_scheme = source.text
                styles.uses_scheme = True
            case "away":
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
