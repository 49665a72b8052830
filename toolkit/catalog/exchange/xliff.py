"""XLIFF 1.2, the format that translation programs and agencies exchange.

Contexts and plurals follow Qt Linguist and the "XLIFF 1.2 Representation Guide for Gettext PO": a plural is a group
`x-gettext-plurals` with a unit a form, msgctxt is a context `x-gettext-msgctxt`. Markdown stays in the text as it is.
A unit is approved where the file says `approved="yes"` and no state of its target says that it needs work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from toolkit import __version__
from toolkit.catalog.exchange.entry import (
    COMMENTS,
    REFERENCES,
    TRANSLATOR,
    Entry,
    Part,
    approval,
    approval_of,
    entry_of,
    identifier,
    problem,
    properties,
)
from toolkit.catalog.exchange.xml import (
    SPACE,
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

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_PLURALS = "x-gettext-plurals"
_PREFIX = "x-gettext-"
_FROM = {"developer": COMMENTS, "translator": TRANSLATOR}
_FINAL = {"final", "signed-off"}
_UNFINISHED = ("needs-", "new")


def format_xliff(parts: Sequence[Part]) -> bytes:
    """Return the parts as one document, a `file` each. Raises `ToolkitError` where lxml is not installed."""
    require_lxml()
    from lxml import etree  # noqa: PLC0415

    root = etree.Element("xliff", {"version": "1.2", "xmlns": NAMESPACE})
    for part in parts:
        attributes = {
            "original": part.domain or "",
            "source-language": bcp47(part.source_locale),
            "target-language": bcp47(part.locale),
            "datatype": "po",
            **({"product-name": part.project} if part.project is not None else {}),
        }
        file = etree.SubElement(root, "file", attributes)
        tool = {"tool-id": "l10n", "tool-name": "content-l10n-toolkit", "tool-version": __version__}
        etree.SubElement(etree.SubElement(file, "header"), "tool", tool)
        body = etree.SubElement(file, "body")
        for entry in part.entries:
            _add(body, entry)
    return format_xml(root)


def parse_xliff(data: bytes, path: str, limits: Limits) -> tuple[tuple[Part, ...], list[Diagnostic]]:
    """Return what the document says, and what in it is not understood. `path` is how findings name the file."""
    root, found = parse_xml(data, path, limits)
    if root is None:
        return (), found
    if name_of(root) != "xliff" or not root.get("version", "1.2").startswith("1."):
        version = f"<{name_of(root)}> {root.get('version', '')}".strip()
        return (), [problem(f"the file is not XLIFF 1.2 but {version}", path)]
    parts = []
    for file in children(root, "file"):
        entries = [entry for body in children(file, "body") for entry in _entries(body, path, found)]
        parts.append(
            Part(
                from_bcp47(file.get("target-language", "")),
                from_bcp47(file.get("source-language", "")),
                tuple(entries),
                file.get("original"),
                file.get("product-name"),
            )
        )
    return tuple(parts), found


def _add(body: Element, entry: Entry) -> None:
    from lxml import etree  # noqa: PLC0415

    unit, name = entry.unit, identifier(entry.unit)
    if unit.msgid_plural is None:
        _describe(_add_unit(body, entry, name, 0), entry)
        return
    group = etree.SubElement(body, "group", {"id": name, "restype": _PLURALS})
    _describe(group, entry)
    for index in range(len(unit.msgstrs)):
        _add_unit(group, entry, f"{name}[{index}]", index)


def _add_unit(parent: Element, entry: Entry, name: str, index: int) -> Element:
    from lxml import etree  # noqa: PLC0415

    unit, text = entry.unit, entry.unit.msgstrs[index]
    said = approval(unit, text)
    attributes = {"id": name, **({"approved": said} if said else {}), SPACE: "preserve"}
    element = etree.SubElement(parent, "trans-unit", attributes)
    plural = unit.msgid_plural if index and unit.msgid_plural is not None else unit.msgid
    etree.SubElement(element, "source").text = plural
    if text:
        state = "translated" if said == "yes" else "needs-review-translation"
        etree.SubElement(element, "target", {"state": state}).text = text
    return element


def _describe(parent: Element, entry: Entry) -> None:
    """Add contexts, references and notes, in the order of the schema."""
    from lxml import etree  # noqa: PLC0415

    known = dict(properties(entry))
    notes = {name: known.pop(name) for name in (COMMENTS, TRANSLATOR) if name in known}
    references = known.pop(REFERENCES, None)
    if known:
        group = etree.SubElement(parent, "context-group", {"purpose": "information"})
        for name, value in known.items():
            etree.SubElement(group, "context", {"context-type": _PREFIX + name}).text = value
    if references is not None:
        group = etree.SubElement(parent, "context-group", {"purpose": "location"})
        for reference in references.split("\n"):
            etree.SubElement(group, "context", {"context-type": "sourcefile"}).text = reference
    for by, name in _FROM.items():
        if name in notes:
            annotates = "source" if by == "developer" else "target"
            etree.SubElement(parent, "note", {"from": by, "annotates": annotates}).text = notes[name]


def _entries(parent: Element, path: str, found: list[Diagnostic]) -> Iterator[Entry]:
    """Yield the entries below an element; groups of plurals are one, other groups only hold units."""
    for child in parent:
        if name_of(child) == "trans-unit":
            rows = [_row(child, path, found)]
        elif name_of(child) == "group" and child.get("restype") == _PLURALS:
            rows = [_row(unit, path, found) for unit in children(child, "trans-unit")]
        else:
            if name_of(child) == "group":
                yield from _entries(child, path, found)
            continue
        good = [row for row in rows if row is not None]
        if good and len(good) == len(rows):
            texts = [target for _, target, _ in good]
            said = approval_of([approved for _, _, approved in good], texts)
            yield entry_of(good[0][0], texts, _known(child), approved=said)


def _row(element: Element, path: str, found: list[Diagnostic]) -> tuple[str, str, str | None] | None:
    """Return source, target and what is said about approval; None where there is markup that a message cannot have."""
    source = next(children(element, "source"), None)
    target = next(children(element, "target"), None)
    texts = ["" if part is None else plain_text(part) for part in (source, target)]
    if source is None or texts[0] is None or texts[1] is None:
        message = f"unit {element.get('id', '')!r} has inline elements, which a message cannot have"
        found.append(
            problem(
                message, path, line_of(element), hint="send the texts as they are, without tags made of their markup"
            )
        )
        return None
    state = "" if target is None else target.get("state", "")
    said = element.get("approved")
    if state.startswith(_UNFINISHED):
        said = "no"
    elif said is None and state in _FINAL:
        said = "yes"
    return texts[0], texts[1], said if said in {"yes", "no"} else None


def _known(element: Element) -> dict[str, str]:
    """Return the properties of a unit or a group."""
    known: dict[str, str] = {}
    references = []
    for group in children(element, "context-group"):
        for context in children(group, "context"):
            kind, text = context.get("context-type", ""), plain_text(context) or ""
            if kind == "sourcefile":
                references.append(text)
            elif kind.startswith(_PREFIX):
                known[kind.removeprefix(_PREFIX)] = text
    if references:
        known[REFERENCES] = "\n".join(references)
    for note in children(element, "note"):
        if name := _FROM.get(note.get("from", "")):
            text = plain_text(note) or ""
            known[name] = f"{known[name]}\n{text}" if name in known else text
    return known
