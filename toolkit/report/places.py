"""Where exactly findings stand in their files: lines and columns of the evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.catalog.positions import text_positions
from toolkit.diagnostic import Diagnostic

Lines = Callable[[str], Sequence[str]]
"""Gives the lines of a file that findings name, without their ends; none where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Place:
    """A region of a file. Lines and columns count from 1, columns in characters; the end column is exclusive."""

    line: int
    """First line."""
    column: int | None = None
    """Where it begins; None: the whole line is meant."""
    end_line: int | None = None
    """Last line, where a column is known."""
    end_column: int | None = None
    """One past the last character."""


def no_lines(_: str) -> Sequence[str]:
    """Return no line: for findings whose files nobody can look at."""
    return ()


def place_of(item: Diagnostic, lines: Lines) -> Place | None:
    """Return where the finding stands; None where it names no line.

    In a catalog that is the first piece of evidence within the translation, else within the source.
    """
    if item.line is None:
        return None
    if item.path is not None and item.path.endswith((".po", ".pot")):
        spans = sorted(item.spans, key=lambda span: not span.field.startswith("msgstr"))
        for span in spans:
            found = text_positions(lines(item.path), item.line, span.field, span.start, span.end)
            if found is not None:
                (line, column), (end_line, end_column) = found
                return Place(line, column, end_line, end_column)
    return Place(item.line, item.column)
