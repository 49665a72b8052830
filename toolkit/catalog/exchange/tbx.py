"""TBX-Basic (ISO 30042:2008), the format of terminology: the terms of the glossary in all locales.

The first form of a locale is the preferred term, the others are admitted, forbidden words are deprecated. A form with
`*` for any ending is written without it; a note beside it keeps the pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.catalog.exchange.entry import problem
from toolkit.catalog.exchange.xml import (
    LANGUAGE,
    children,
    format_xml,
    line_of,
    name_of,
    parse_xml,
    plain_text,
    require_lxml,
)
from toolkit.diagnostic import Diagnostic
from toolkit.limits import Limits
from toolkit.text.locales import bcp47, from_bcp47

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PREFERRED = "preferredTerm-admn-sts"
_ADMITTED = "admittedTerm-admn-sts"
_DEPRECATED = "deprecatedTerm-admn-sts"
_STATUS = "administrativeStatus"
_PATTERN = "pattern: "


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term in all locales."""

    term: str
    """In the source language."""
    note: str
    """What it means."""
    forms: Mapping[str, tuple[str, ...]]
    """Locale -> accepted forms; `*` at the end of a word stands for any ending."""
    forbidden: Mapping[str, tuple[str, ...]]
    """Locale -> words that must not stand in its place."""


def format_tbx(terms: Iterable[TermEntry], source_locale: str) -> bytes:
    """Return the terms as one document. Raises `ToolkitError` where lxml is not installed."""
    require_lxml()
    from lxml import etree  # noqa: PLC0415

    root = etree.Element("martif", {"type": "TBX-Basic", LANGUAGE: bcp47(source_locale)})
    header = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(header, "sourceDesc"), "p").text = "source/terms.toml"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for number, term in enumerate(terms, 1):
        entry = etree.SubElement(body, "termEntry", {"id": f"t{number}"})
        if term.note:
            etree.SubElement(entry, "descrip", {"type": "definition"}).text = term.note
        own = dict.fromkeys([term.term, *term.forms.get(source_locale, ())])
        forms = {source_locale: tuple(own)} | {
            locale: rows for locale, rows in term.forms.items() if locale != source_locale
        }
        for locale in dict.fromkeys([*forms, *term.forbidden]):
            group = etree.SubElement(entry, "langSet", {LANGUAGE: bcp47(locale)})
            for index, form in enumerate(forms.get(locale, ())):
                _add(group, form, _ADMITTED if index else _PREFERRED)
            for form in term.forbidden.get(locale, ()):
                _add(group, form, _DEPRECATED)
    return format_xml(root)


def parse_tbx(
    data: bytes, path: str, limits: Limits, source_locale: str
) -> tuple[tuple[TermEntry, ...], list[Diagnostic]]:
    """Return the terms in the document; an entry without a term in the source locale is a finding."""
    root, found = parse_xml(data, path, limits)
    if root is None:
        return (), found
    if name_of(root) != "martif":
        return (), [problem(f"the file is not TBX-Basic of 2008 (<martif>) but <{name_of(root)}>", path)]
    terms = []
    for element in root.iter("{*}termEntry"):
        term = _term(element, source_locale)
        if term is None:
            found.append(problem(f"an entry has no term in {source_locale!r}", path, line_of(element)))
        else:
            terms.append(term)
    return tuple(terms), found


def _add(group: Element, form: str, status: str) -> None:
    from lxml import etree  # noqa: PLC0415

    element = etree.SubElement(group, "tig")
    etree.SubElement(element, "term").text = form.replace("*", "")
    etree.SubElement(element, "termNote", {"type": _STATUS}).text = status
    if "*" in form:
        etree.SubElement(element, "note").text = _PATTERN + form


def _term(element: Element, source_locale: str) -> TermEntry | None:
    forms: dict[str, list[str]] = {}
    forbidden: dict[str, list[str]] = {}
    for group in children(element, "langSet"):
        locale = from_bcp47(group.get(LANGUAGE, ""))
        for tig in group.iter("{*}tig", "{*}ntig"):
            form, status = _form(tig)
            if form:
                (forbidden if status == _DEPRECATED else forms).setdefault(locale, []).append(form)
    if not forms.get(source_locale):
        return None
    notes = [plain_text(row) or "" for row in element.iter("{*}descrip") if row.get("type") == "definition"]
    return TermEntry(
        forms[source_locale][0],
        notes[0] if notes else "",
        {locale: tuple(rows) for locale, rows in forms.items()},
        {locale: tuple(rows) for locale, rows in forbidden.items()},
    )


def _form(tig: Element) -> tuple[str, str]:
    """Return a form and its status; with its pattern, while that still fits the term."""
    text = next((plain_text(row) or "" for row in tig.iter("{*}term")), "").strip()
    status = next((plain_text(row) or "" for row in tig.iter("{*}termNote") if row.get("type") == _STATUS), "")
    for note in tig.iter("{*}note"):
        pattern = (plain_text(note) or "").removeprefix(_PATTERN)
        if pattern.replace("*", "") == text:
            text = pattern
    return text, status
