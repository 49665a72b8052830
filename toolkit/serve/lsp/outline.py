"""The messages of a file by section, each with its state, for an editor's outline."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lsprotocol import types

from toolkit.catalog.places import entry_at
from toolkit.model import Unit
from toolkit.serve.about import shortened
from toolkit.serve.lsp.buffer import Buffer
from toolkit.serve.lsp.document import Document

_SECTION = re.compile(r'[a-z ]+ in section "(.*)"')
"""The extracted comment of a block that stands below a heading."""
_SHOWN = 80


def outline(document: Document) -> list[types.DocumentSymbol]:
    """Return the messages in the order of the file, those of a section below its name."""
    roots: list[types.DocumentSymbol] = []
    current: types.DocumentSymbol | None = None
    for unit in document.analysis.catalog.units:
        symbol = _symbol(unit, document.buffer)
        section = _section(unit)
        if section is None:
            current = symbol if "heading" in unit.comments else None
            roots.append(symbol)
            continue
        if current is None or current.name != _name(section):
            place = types.Range(symbol.range.start, symbol.range.end)
            current = types.DocumentSymbol(_name(section), types.SymbolKind.Namespace, place, symbol.selection_range)
            roots.append(current)
        current.children = [*(current.children or ()), symbol]
        current.range = types.Range(current.range.start, symbol.range.end)
    return roots


def state(unit: Unit) -> str:
    """Return how far a unit is, in one word."""
    if unit.untranslated:
        return "untranslated"
    return "fuzzy" if unit.fuzzy else "translated" if unit.translated else "partly translated"


def _symbol(unit: Unit, buffer: Buffer) -> types.DocumentSymbol:
    line = unit.line or 1
    entry = entry_at(buffer.rows, line)
    row = buffer.line_range(line)
    whole = types.Range(buffer.line_range(entry.first).start, buffer.line_range(entry.last).end) if entry else row
    return types.DocumentSymbol(_name(unit.msgid), types.SymbolKind.String, whole, row, state(unit))


def _section(unit: Unit) -> str | None:
    found: Iterable[re.Match[str] | None] = (_SECTION.fullmatch(comment) for comment in unit.comments)
    return next((match[1] for match in found if match), None)


def _name(text: str) -> str:
    return shortened(text, _SHOWN) or "(empty)"
