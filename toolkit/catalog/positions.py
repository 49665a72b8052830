"""Where in a PO file a character of a text stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.catalog.escapes import unescape

_KEYWORD = re.compile(r"[ \t]*(?:#~[ \t]*)?(msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]+\])?)[ \t]*(?=\")")
_STRING = re.compile(r"[ \t]*(?:#~[ \t]*)?\"((?>(?:[^\"\\]|\\.)*))\"")
_ROWS_OF_A_UNIT = 2_000
"""Lines that are looked through, so that a file without an end to its strings costs no more."""


def text_positions(
    rows: Sequence[str], line: int, field: str, start: int, end: int
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return (line, column) of the characters `start` and `end` of a text; None where the file does not hold them.

    Args:
        rows: The lines of the file, without their ends.
        line: A line of the unit, counted from 1: of its `msgid` or of any later keyword.
        field: The text: `msgid`, `msgid_plural`, `msgstr` or `msgstr[1]`.
        start: First character of the text, counted from 0, escapes resolved.
        end: One past the last character.

    Columns count characters from 1; that of `end` is one past the last character, as in SARIF 2.1.0, 3.30.8.
    """
    found = _keyword(rows, line, field)
    if found is None:
        return None
    number, column = found
    seen = 0
    first: tuple[int, int] | None = None
    while number < min(len(rows), found[0] + _ROWS_OF_A_UNIT):
        match = _STRING.match(rows[number], column)
        if match is None:
            return None
        raw = match[1]
        places = _places(raw)
        size = len(places) - 1
        if first is None and start < seen + size:
            first = (number + 1, match.start(1) + places[start - seen] + 1)
        if first is not None and end <= seen + size:
            return first, (number + 1, match.start(1) + places[end - seen] + 1)
        seen += size
        number, column = number + 1, 0
    return None


def _keyword(rows: Sequence[str], line: int, field: str) -> tuple[int, int] | None:
    """Return the row (from 0) of the keyword `field` of the unit around `line`, and where its string begins."""
    order = ["msgctxt", "msgid", "msgid_plural"]
    for number in range(line - 1, min(len(rows), line - 1 + _ROWS_OF_A_UNIT)):
        match = _KEYWORD.match(rows[number])
        if match and match[1] == field:
            return number, match.end()
        if number > line - 1 and (not rows[number].strip() or (match and match[1] in order[:2])):
            break
    for number in range(line - 1, max(-1, line - 1 - _ROWS_OF_A_UNIT), -1):
        match = _KEYWORD.match(rows[number]) if number < len(rows) else None
        if match and match[1] == field:
            return number, match.end()
        if number < len(rows) and not rows[number].strip():
            break
    return None


def _places(raw: str) -> list[int]:
    """Return where each character of the text stands in `raw`, and at the end its length."""
    places: list[int] = []
    for piece in unescape(raw):
        places += [piece.start + (0 if piece.escaped else index) for index in range(len(piece.text))]
    return [*places, len(raw)]
