"""Problems of a whole page that make a proof weaker: no language, several articles, scripts, marks nobody asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.safety.page.blocks import article_of
from toolkit.safety.page.document import Document, Element
from toolkit.safety.page.visibility import Viewer
from toolkit.text.locales import bcp47, from_bcp47

_DATA = frozenset({"application/json", "application/ld+json", "text/plain", "text/template", "text/html", "importmap",
                   "speculationrules", "text/x-template", "text/x-handlebars-template"})  # fmt: skip
"""Kinds of `script` that are not run."""

_ADDRESSES = ("src", "href", "data", "action", "formaction", "xlink:href", "values", "to")
_SCRIPTED = re.compile(r"(?:^|;)[\s\x00-\x20]*j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:", re.IGNORECASE)
"""Addresses that are scripts; browsers drop ends of lines and tabs in them."""
_RUNNING = re.compile(r"<script|\son[a-z]{2,}\s*=|javascript:|http-equiv|<base", re.IGNORECASE)


def page_problems(
    document: Document, viewer: Viewer, expected: Collection[str], *, locale: str, exact: bool
) -> list[Diagnostic]:
    """Return what is wrong with the page itself; `expected` are the ids of statements that it must carry.

    `exact` is for pages of a manifest, where a wrong language is an error.
    """
    return [
        *_language(document, locale, Severity.ERROR if exact else Severity.WARNING),
        *_articles(document),
        *_marks(document, expected),
        *_styles(viewer),
        *_scripts(document, Severity.WARNING if exact else Severity.NOTE),
    ]


def _language(document: Document, locale: str, severity: Severity) -> Iterator[Diagnostic]:
    own = document.root.attributes.get("lang", "").strip()
    hint = f'write lang="{bcp47(locale)}"'
    if not own:
        yield Diagnostic("missing-lang", severity, "the page does not say its language", hint=hint)
    elif not _same_language(own, locale):
        message = f"the page says that its language is {own!r}, not {bcp47(locale)!r}"
        yield Diagnostic("wrong-lang", severity, message, hint=hint)
    for element in document.elements:
        own, name = element.attributes.get("lang", ""), element.attributes.get("data-statement")
        if name is not None and own and not _same_language(own, locale):
            message = f"statement {name!r} says that its language is {own!r}, not {bcp47(locale)!r}"
            yield Diagnostic("wrong-lang", severity, message, hint=hint, statement=name)


def _same_language(tag: str, locale: str) -> bool:
    """Whether a BCP 47 tag may mean a locale: no subtag that both have differs."""
    own, wanted = from_bcp47(tag).split("_"), locale.split("_")
    kinds = [{len(part) == 4: part for part in parts[1:]} for parts in (own, wanted)]
    shared = kinds[0].keys() & kinds[1].keys()
    return own[0] == wanted[0] and all(kinds[0][kind] == kinds[1][kind] for kind in shared)


def _articles(document: Document) -> Iterator[Diagnostic]:
    mains = [root for root in article_of(document)[0] if root.tag == "main" and "hidden" not in root.attributes]
    if len(mains) > 1:
        hint = "keep one; the others may be section elements"
        yield Diagnostic("several-mains", Severity.WARNING, f"the page has {len(mains)} main elements", hint=hint)


def _marks(document: Document, expected: Collection[str]) -> Iterator[Diagnostic]:
    marks = Counter(
        element.attributes["data-statement"] for element in document.elements if "data-statement" in element.attributes
    )
    for name, count in marks.items():
        if name not in expected:
            message, hint = f"the page marks a statement {name!r} that is not asked of it", "remove the mark"
            yield Diagnostic("unexpected-statement", Severity.NOTE, message, hint=hint, statement=name)
        elif count > 1:
            message = f"statement {name!r} stands {count} times on the page; every copy must be whole"
            yield Diagnostic("repeated-statement", Severity.NOTE, message, hint="one copy is enough", statement=name)


def _styles(viewer: Viewer) -> Iterator[Diagnostic]:
    for address in dict.fromkeys(viewer.styles.outside):
        message = f"what the stylesheet {address[:200]!r} hides is not known: it is not part of the page"
        hint = "let a browser decide with --browser"
        yield Diagnostic("outside-stylesheet", Severity.NOTE, message, hint=hint)
    for problem in viewer.styles.problems:
        message = f"the page's stylesheet cannot be read: {problem}"
        yield Diagnostic("stylesheet-unreadable", Severity.WARNING, message, hint="simplify the stylesheet")


def _scripts(document: Document, severity: Severity) -> Iterator[Diagnostic]:
    count = sum(map(_runs, document.elements))
    if count:
        message = f"{count} elements of the page run scripts; what scripts change is not part of the proof"
        hint = "keep scripts off pages with safety statements"
        yield Diagnostic("page-script", severity, message, hint=hint)


def _runs(element: Element) -> bool:
    if element.tag == "script":
        return element.attributes.get("type", "").strip().lower() not in _DATA
    named = any(name.startswith("on") and len(name) > 3 for name in element.attributes)
    return (
        named or any(_SCRIPTED.search(element.attributes.get(name, "")) for name in _ADDRESSES) or _is_running(element)
    )


def _is_running(element: Element) -> bool:
    """Whether an element is a frame of the page's own text that runs scripts, which reach the page around it."""
    if element.tag != "iframe" or "srcdoc" not in element.attributes:
        return False
    allowed = element.attributes.get("sandbox", "allow-scripts").lower().split()
    return "allow-scripts" in allowed and _RUNNING.search(element.attributes["srcdoc"]) is not None
