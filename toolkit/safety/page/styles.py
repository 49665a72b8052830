"""Gathers the stylesheets of a page."""

from __future__ import annotations

import base64
import hashlib
import re
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

    kind: Literal["attribute", "sheet", "outside", "scheme", "window", "away", "policy", "shadow", "quirks"]
    """A `style` attribute, a `style` element, a stylesheet from outside, the colour scheme, what a phone takes its
    window to be, a way to another page, a policy against style attributes, a shadow tree, a page without a
    doctype."""
    text: str = ""
    """What it says; the address of a stylesheet from outside."""
    media: str = ""
    """The attribute `media` of a `style` element."""
    sure: bool = True
    """Whether it is certainly read: what stands in `noscript` or has a title is not."""


_MOST_POLICIES = 5
"""Policies that are looked at; a page with more of them may forbid anything."""
_OF_PAGES: Mapping[str, Verdict] = {
    "shadow": unknown("what a shadow tree of the page shows is not known"),
    "quirks": unknown("without a doctype, tables have colours of their own"),
    "away": hidden("the page sends its reader to another one"),
}
_SIZE = re.compile(r"(?<![\w-])(width|initial-scale|maximum-scale)\s*=\s*([0-9]{0,9}(?:\.[0-9]{1,9})?)")
_NARROWEST, _WIDEST, _LEAST_SCALE = 200.0, 2_000.0, 0.25
"""Pixels of a window, at least and at most, and scale, with which usual letters can still be seen on a phone."""


def style_sources(document: Document) -> tuple[Source, ...]:
    """Return all that the document says about styles, in its order: equal ones are styled alike."""
    found: list[Source] = []
    chosen = any(_pragma(element) == "default-style" for element in document.elements)
    policies = [
        element.attributes.get("content", "")
        for element in document.elements
        if _pragma(element) == "content-security-policy"
    ]
    many = len(policies) > _MOST_POLICIES
    if many or not all(_allows(policy, "style-src-attr") for policy in policies):
        found.append(Source("policy"))
    if document.quirks:
        tables = any(element.tag == "table" for element in document.elements)
        found.append(Source("quirks", "table" if tables else ""))
    for element in document.elements:
        attributes = element.attributes
        if "style" in attributes:
            found.append(Source("attribute", attributes["style"]))
        if element.tag == "style" and attributes.get("type", "").lower() in {"", "text/css"}:
            # Of several sheets with titles browsers take one, and none of a formula.
            sure = not (many or _within(element, "noscript") or _within(element, "math") or attributes.get("title"))
            sure = sure and all(_allows(policy, "style-src-elem", element) for policy in policies)
            found.append(Source("sheet", element.text, attributes.get("media", ""), sure))
        elif element.tag == "link" and _is_stylesheet(attributes, alternate=chosen):
            found.append(Source("outside", attributes.get("href", "")))
        elif element.tag == "meta" and attributes.get("name", "").strip().lower() == "color-scheme":
            found.append(Source("scheme", attributes.get("content", "").lower()))
        elif element.tag == "meta" and attributes.get("name", "").strip().lower() == "viewport":
            found.append(Source("window", attributes.get("content", "").lower()))
        elif element.tag == "template" and "shadowrootmode" in attributes:
            found.append(Source("shadow"))
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
                styles.page_scheme = styles.page_scheme or source.text
                styles.uses_scheme = True
            case "window":
                verdict = worst(verdict, _window(source.text))
            case "policy":
                styles.attributes_sure = False
            case "quirks":
                styles.quirks = True
                verdict = worst(verdict, _OF_PAGES["quirks"] if source.text else SHOWN)
            case "shadow" | "away":
                verdict = worst(verdict, _OF_PAGES[source.kind])
    return styles, worst(verdict, _doubts(styles))


def _doubts(styles: Styles) -> Verdict:
    """Return what in the stylesheets themselves leaves a doubt."""
    verdict = SHOWN
    if styles.outside:
        verdict = worst(verdict, unknown(f"the stylesheet {styles.outside[0][:80]!r} from outside may hide it"))
    if styles.cramped:
        verdict = worst(verdict, unknown(f"{styles.cramped[:80]} may leave it no room"))
    if styles.problems:
        verdict = worst(verdict, unknown(f"the page's stylesheet cannot be read: {styles.problems[0]}"))
    return verdict


def _window(text: str) -> Verdict:
    """Return what `<meta name="viewport">` does: phones shrink a page for a wide window or a small scale."""
    sizes = {name: float(size) for name, size in _SIZE.findall(text) if size}
    scales = [size for name, size in sizes.items() if name != "width"]
    small = not _NARROWEST <= sizes.get("width", _WIDEST) <= _WIDEST or any(scale < _LEAST_SCALE for scale in scales)
    return unknown("a phone shows the page too small or too large to be read") if small else SHOWN


def _pragma(element: Element) -> str:
    return element.attributes.get("http-equiv", "").strip().lower() if element.tag == "meta" else ""


def _allows(policy: str, kind: str, sheet: Element | None = None) -> bool:
    """Whether a policy of the page lets a browser take a `style` element, by its hash, its nonce or as any.

    `kind` is the directive for it; without an element it is that for `style` attributes, of which any must be allowed.
    """
    rows = [directive.split() for directive in policy.split(";")]
    found = {row[0].lower(): row[1:] for row in reversed(rows) if row}
    sources = next((found[name] for name in (kind, "style-src", "default-src") if name in found), None)
    if sources is None:
        return True
    named = any(source.startswith(("'sha", "'nonce-")) for source in sources)
    if "'unsafe-inline'" in map(str.lower, sources) and not named:
        return True
    if sheet is None:
        return False
    digests = [
        f"'{name}-{base64.b64encode(hashlib.new(name, sheet.text.encode()).digest()).decode()}'"
        for name in ("sha256", "sha384", "sha512")
        if any(source.startswith(f"'{name}-") for source in sources)
    ]
    nonce = sheet.attributes.get("nonce", "")
    return any(digest in sources for digest in digests) or (bool(nonce) and f"'nonce-{nonce}'" in sources)


def _is_stylesheet(attributes: Mapping[str, str], *, alternate: bool) -> bool:
    kinds = attributes.get("rel", "").lower().split()
    preloaded = "preload" in kinds and attributes.get("as", "").lower() == "style"
    return "href" in attributes and (preloaded or ("stylesheet" in kinds and (alternate or "alternate" not in kinds)))


def _within(element: Element, tag: str) -> bool:
    item = element.parent
    while item is not None and item.tag != tag:
        item = item.parent
    return item is not None
