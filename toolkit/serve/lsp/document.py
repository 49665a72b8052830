"""One state of a file in an editor: its text, and what can be said of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from lsprotocol import types

from toolkit.catalog.places import Entry, entry_at
from toolkit.model import Unit
from toolkit.serve.about import About
from toolkit.serve.lsp.analysis import Analysis, Analyst
from toolkit.serve.lsp.buffer import Buffer


@dataclass(frozen=True)
class Document:
    """A text, and the analyst who looks at it; what is found is kept."""

    uri: str
    """How the editor names the file."""
    version: int | None
    """The editor's count of its changes."""
    buffer: Buffer
    """Its text."""
    analyst: Analyst
    """Who looks at it."""

    @cached_property
    def analysis(self) -> Analysis:
        """What the text says, and all findings on it."""
        return self.analyst.analyse(self.buffer.text)

    @cached_property
    def _units(self) -> tuple[list[int], list[Unit]]:
        units = sorted(self.analysis.catalog.units, key=lambda unit: unit.line or 0)
        return [unit.line or 0 for unit in units], units

    def unit_of(self, entry: Entry) -> Unit | None:
        """Return the unit that an entry is; None for the header, an obsolete entry, or one that cannot be read."""
        lines, units = self._units
        index = bisect_right(lines, entry.last) - 1
        if index < 0 or lines[index] < entry.first:
            return None
        return units[index]

    def entry(self, position: types.Position) -> Entry | None:
        """Return the entry at a position."""
        return entry_at(self.buffer.rows, self.buffer.place(position).line)

    def at(self, position: types.Position) -> tuple[Entry, Unit, About] | None:
        """Return the entry at a position, its unit, and what is known of it."""
        entry = self.entry(position)
        unit = self.unit_of(entry) if entry else None
        return (entry, unit, self.analyst.about(unit)) if entry and unit else None
