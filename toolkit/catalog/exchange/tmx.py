"""TMX 1.4, the format of translation memories: finished translations only.

TMX knows no approval and no plural. So nothing that comes in is approved, and each plural form is a unit of its own,
whose properties (`x-l10n-...`) say what it is a form of; programs that do not know them see plain pairs of texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from toolkit import __version__
from toolkit.catalog.exchange.entry import (
    COMMENTS,
    EXPORTED,
    PLURAL,
    Entry,
    Part,
    entry_of,
    identifier,
    problem,
    properties,
)
from toolkit.catalog.exchange.xml import LANGUAGE, children, format_xml, name_of, parse_xml, plain_text, require_lxml
from toolkit.catalog.memory import Record
from toolkit.diagnostic import Diagnostic
from toolkit.limits import Limits
from toolkit.text.locales import bcp47, from_bcp47

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_INDEX = re.compile("[0-9]")
_PREFIX = "x-l10n-"
_FORM = "form"
_DOMAIN = "domain"
_PROJECT = "project"


def format_tmx(parts: Sequence[Part]) -> bytes:
    """Return the finished translations of the parts as one document.

    The parts have the same source locale. Raises `ToolkitError` where lxml is not installed.
    """
    require_lxml()
    from lxml import etree  # noqa: PLC0415

    root = etree.Element("tmx", {"version": "1.4"})
    attributes = {
        "creationtool": "content-l10n-toolkit",
        "creationtoolversion": __version__,
        "segtype": "block",
        "o-tmf": "po",
        "adminlang": "en",
        "srclang": bcp47(parts[0].source_locale) if parts else "*all*",
        "datatype": "plaintext",
    }
    etree.SubElement(root, "header", attributes)
    body = etree.SubElement(root, "body")
    for part in parts:
        for entry in part.entries:
            if entry.unit.translated:
                for index in range(len(entry.unit.msgstrs)):
                    _add(body, part, entry, index)
    return format_xml(root)


def parse_tmx(data: bytes, path: str, limits: Limits) -> tuple[tuple[Part, ...], list[Diagnostic]]:
    """Return what the document says, a part for each locale and domain. `path` is how findings name the file."""
    root, found = parse_xml(data, path, limits)
    if root is None:
        return (), found
    if name_of(root) != "tmx":
        return (), [problem(f"the file is not TMX but <{name_of(root)}>", path)]
    source = next((header.get("srclang", "") for header in children(root, "header")), "")
    rows: _Rows = {}
    for body in children(root, "body"):
        for element in children(body, "tu"):
            _read(element, element.get("srclang", source), rows)
    return tuple(
        Part(locale, source_locale, tuple(form.entry() for form in forms.values()), domain, project)
        for (locale, source_locale, domain, project), forms in rows.items()
    ), found


def records(parts: Iterable[Part], locale: str, source_locale: str, path: str) -> Iterable[Record]:
    """Yield what a memory of the locale can use; a tag with a further region (`es-ES` for `es`) is the locale too."""
    for part in parts:
        if is_variant(part.locale, locale) and is_variant(part.source_locale, source_locale):
            for entry in part.entries:
                unit = entry.unit
                if unit.msgid and unit.msgstrs and all(unit.msgstrs):
                    yield Record(unit.msgid, unit.msgstrs, unit.msgctxt, unit.msgid_plural, path)


def is_variant(locale: str, of: str) -> bool:
    """Whether a locale is `of`, or that with more subtags: `en_GB` is a variant of `en`."""
    return f"{locale}_".lower().startswith(f"{of}_".lower())


class _Forms:
    """The forms of one unit as they come in."""

    def __init__(self, msgid: str, known: Mapping[str, str]) -> None:
        self.msgid = msgid
        self.known = known
        self.texts: dict[int, str] = {}

    def entry(self) -> Entry:
        texts = [text for _, text in sorted(self.texts.items())]
        return entry_of(self.msgid, texts, self.known, approved=None)


_Rows = dict[tuple[str, str, str | None, str | None], dict[tuple[str, str], _Forms]]
"""By locale, source locale, domain and project: by context and msgid, what was read."""


def _add(body: Element, part: Part, entry: Entry, index: int) -> None:
    from lxml import etree  # noqa: PLC0415

    unit = entry.unit
    name = identifier(unit) if unit.msgid_plural is None else f"{identifier(unit)}[{index}]"
    element = etree.SubElement(body, "tu", {"tuid": name})
    known = {name: value for name, value in properties(entry) if name != EXPORTED}
    if COMMENTS in known:
        etree.SubElement(element, "note").text = known.pop(COMMENTS)
    if unit.msgid_plural is not None:
        known |= {_FORM: str(index), "msgid": unit.msgid}
    known |= {name: value for name, value in ((_DOMAIN, part.domain), (_PROJECT, part.project)) if value is not None}
    for key, value in known.items():
        etree.SubElement(element, "prop", {"type": _PREFIX + key}).text = value
    source = unit.msgid_plural if index and unit.msgid_plural is not None else unit.msgid
    for locale, text in ((part.source_locale, source), (part.locale, unit.msgstrs[index])):
        variant = etree.SubElement(element, "tuv", {LANGUAGE: bcp47(locale)})
        etree.SubElement(variant, "seg").text = text


def _read(element: Element, source: str, rows: _Rows) -> None:
    """Put the translations of one unit where they belong; one with inline elements is no text of ours and left out."""
    known = {
        prop.get("type", "").removeprefix(_PREFIX): prop.text or ""
        for prop in children(element, "prop")
        if prop.get("type", "").startswith(_PREFIX)
    }
    note = next(children(element, "note"), None)
    if note is not None:
        known[COMMENTS] = note.text or ""
    texts: dict[str, str] = {}
    for variant in children(element, "tuv"):
        seg = next(children(variant, "seg"), None)
        text = None if seg is None else plain_text(seg)
        if text is not None:
            texts.setdefault(variant.get(LANGUAGE) or variant.get("lang") or "", text)
    own = next((tag for tag in texts if is_variant(from_bcp47(tag), from_bcp47(source))), next(iter(texts), None))
    if own is None:
        return
    msgid = known.pop("msgid", texts[own])
    form = known.pop(_FORM, "0")
    index = int(form) if _INDEX.fullmatch(form) else 0
    domain, project = known.pop(_DOMAIN, None), known.pop(_PROJECT, None)
    if PLURAL not in known:
        index = 0
    for tag, text in texts.items():
        if tag != own:
            part = rows.setdefault((from_bcp47(tag), from_bcp47(own), domain, project), {})
            forms = part.setdefault((known.get("msgctxt", "\0"), msgid), _Forms(msgid, known))
            forms.texts.setdefault(index, text)
