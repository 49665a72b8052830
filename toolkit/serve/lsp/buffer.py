"""The text of a file as an editor holds it, with the positions that editors and the PO reader count in.

An editor counts lines from 0, ended by LF, CRLF or CR and by nothing else, and columns in units of the encoding that
was agreed on, UTF-16 unless the client says otherwise (LSP 3.17, "Text Documents"). The PO reader counts lines from 1,
ended by LF, and columns in characters from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from lsprotocol import types

from toolkit.catalog.places import Place

_LINE_END = re.compile(r"\r\n|\n|\r")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Buffer:
    """One state of a text."""

    text: str
    """The whole text."""
    encoding: types.PositionEncodingKind | str = types.PositionEncodingKind.Utf16
    """What the client counts columns in."""

    @cached_property
    def rows(self) -> list[str]:
        """The lines as the PO reader counts them, without LF."""
        return self.text.split("\n")

    @cached_property
    def _row_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def changed(self, change: types.TextDocumentContentChangeEvent) -> Buffer:
        """Return the text after one change of the client's."""
        if isinstance(change, types.TextDocumentContentChangePartial):
            start, end = self.offset(change.range.start), self.offset(change.range.end)
            return replace(self, text=self.text[:start] + change.text + self.text[max(start, end) :])
        return replace(self, text=change.text)

    def offset(self, position: types.Position) -> int:
        """Return the number of characters before a position; what is beyond the text or a line is at its end."""
        if position.line >= len(self._line_starts):
            return len(self.text)
        start = self._line_starts[position.line]
        found = _LINE_END.search(self.text, start)
        row = self.text[start : found.start() if found else len(self.text)]
        return start + self._characters(row, position.character)

    def position(self, offset: int) -> types.Position:
        """Return the position behind so many characters."""
        line = bisect_right(self._line_starts, offset) - 1
        return types.Position(line, self._units(self.text[self._line_starts[line] : offset]))

    def at(self, place: Place) -> types.Position:
        """Return the position of a place of the PO reader's; one beyond the text is at its end."""
        line = min(max(place.line, 1), len(self._row_starts))
        start = self._row_starts[line - 1]
        return self.position(start + min(max(place.column - 1, 0), len(self.rows[line - 1])))

    def place(self, position: types.Position) -> Place:
        """Return the place that the PO reader calls a position."""
        offset = self.offset(position)
        line = bisect_right(self._row_starts, offset)
        return Place(line, offset - self._row_starts[line - 1] + 1)

    def span(self, start: Place, end: Place) -> types.Range:
        """Return the range between two places."""
        return types.Range(self.at(start), self.at(end))

    def line_range(self, line: int) -> types.Range:
        """Return the range of what stands on a line of the PO reader's, without blanks around it."""
        row = self.rows[line - 1] if 1 <= line <= len(self.rows) else ""
        start = len(row) - len(row.lstrip())
        return self.span(Place(line, start + 1), Place(line, max(start, len(row.rstrip())) + 1))

    def _units(self, row: str) -> int:
        match self.encoding:
            case types.PositionEncodingKind.Utf8:
                return len(row.encode("utf-8", "surrogatepass"))
            case types.PositionEncodingKind.Utf32:
                return len(row)
        return len(row) if row.isascii() else len(row) + len(_ASTRAL.findall(row))

    def _characters(self, row: str, units: int) -> int:
        """Return how many whole characters have at most so many units."""
        if row.isascii() or self.encoding == types.PositionEncodingKind.Utf32:
            return min(units, len(row))
        size = 0
        for number, char in enumerate(row):
            size += self._units(char)
            if size > units:
                return number
        return len(row)
