"""Finds where the texts of an entry stand in a PO file, even in one that is only half written.

The strict reader says what a file means; this says where a character of a text is, for editors. It never fails: what is
not understood is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.catalog.content import Raw
from toolkit.catalog.escapes import unescape

PREVIOUS = "previous "
"""Begins the name of a text behind `#|`."""

_ROW = re.compile(
    r"(?P<prefix>#~\||#~|#\|)?[ \t]*"
    r"(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]{1,3}\])?)?[ \t]*"
    r'(?:"(?P<text>(?>(?:[^"\\]|\\.)*))(?P<end>"?))?'
)


class Place(NamedTuple):
    """A place in a file."""

    line: int
    """Counted from 1."""
    column: int
    """In characters, counted from 1."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an entry, and the strings that it is written in."""

    raws: tuple[Raw, ...]
    """Its strings without their quotes; never empty."""

    @property
    def value(self) -> str:
        """What the strings stand for; wrong escapes are left out."""
        return "".join(piece.text for raw in self.raws for piece in unescape(raw.text))

    @property
    def start(self) -> Place:
        """The first character after the first quote."""
        return Place(self.raws[0].line, self.raws[0].column)

    @property
    def end(self) -> Place:
        """The last quote."""
        last = self.raws[-1]
        return Place(last.line, last.column + len(last.text))

    def place(self, offset: int) -> Place:
        """Return where the character number `offset` of the text stands, counted from 0; the end for one too large."""
        return next((place for start, end, place, _ in self._steps() if start <= offset < end), self.end)

    def offset(self, place: Place) -> int | None:
        """Return how many characters of the text stand before a place; None where it is in none of the strings."""
        if not any(
            raw.line == place.line and raw.column <= place.column <= raw.column + len(raw.text) for raw in self.raws
        ):
            return None
        return sum(
            end - start for start, end, where, width in self._steps() if (where.line, where.column + width) <= place
        )

    def _steps(self) -> Iterator[tuple[int, int, Place, int]]:
        """Yield for each character, or escape, the offsets where it begins and ends, its place and its width there."""
        offset = 0
        for raw in self.raws:
            pieces = list(unescape(raw.text))
            for piece, following in zip(pieces, [*(piece.start for piece in pieces[1:]), len(raw.text)], strict=False):
                if piece.escaped:
                    width = following - piece.start
                    yield offset, offset + len(piece.text), Place(raw.line, raw.column + piece.start), width
                    offset += len(piece.text)
                    continue
                for number in range(len(piece.text)):
                    yield offset, offset + 1, Place(raw.line, raw.column + piece.start + number), 1
                    offset += 1


@dataclass(frozen=True, slots=True)
class Entry:
    """The lines of one entry."""

    first: int
    """Its first line, comments among them."""
    last: int
    """Its last line."""
    texts: Mapping[str, Text]
    """`msgctxt`, `msgid`, `msgid_plural`, `msgstr` or `msgstr[N]`, and `previous msgid` and its like."""
    flag_lines: tuple[int, ...] = ()
    """Lines with flags."""
    previous_lines: tuple[int, ...] = ()
    """Lines behind `#|`."""
    keyword_line: int = 1
    """The first line that is no comment: where a comment can be put in."""

    def value(self, name: str) -> str | None:
        """Return what the text `name` says; None where there is none."""
        text = self.texts.get(name)
        return None if text is None else text.value

    def translations(self) -> Iterator[tuple[str, Text]]:
        """Yield the forms of the translation with their names."""
        return ((name, text) for name, text in self.texts.items() if name.startswith("msgstr"))

    def text_at(self, place: Place) -> tuple[str, int] | None:
        """Return the name of the text that a place is in, and how many characters stand before it there."""
        for name, text in self.texts.items():
            if (offset := text.offset(place)) is not None:
                return name, offset
        return None


def entry_at(rows: Sequence[str], line: int) -> Entry | None:
    """Return the entry that the line belongs to; None for an empty line.

    `rows` are the lines of the file without their ends. An entry ends at an empty line, or before a comment or a
    message that follows a translation.
    """
    if not 1 <= line <= len(rows) or not rows[line - 1].strip():
        return None
    first = last = line
    while first > 1 and not _begins(rows, first):
        first -= 1
    while last < len(rows) and not _begins(rows, last + 1):
        last += 1
    return _entry(rows, first, last)


def _begins(rows: Sequence[str], line: int) -> bool:
    """Whether no entry goes on from the line before to this one."""
    row, before = rows[line - 1], rows[line - 2]
    if not row.strip() or not before.strip():
        return True
    if before.startswith("#") and not before.startswith("#~ "):
        return False
    matched = _ROW.match(row)
    keyword = matched["keyword"] if matched else None
    comment = row.startswith("#") and not row.startswith("#~ ")
    if not comment and (keyword is None or not keyword.startswith(("msgctxt", "msgid")) or keyword == "msgid_plural"):
        return False
    while line > 1 and rows[line - 2].strip():  # whose string is it that stands before?
        line -= 1
        matched = _ROW.match(rows[line - 1])
        if matched and matched["keyword"]:
            return matched["keyword"] != "msgctxt"
    return comment


def _entry(rows: Sequence[str], first: int, last: int) -> Entry:
    strings: dict[str, list[Raw]] = {}
    flags, previous = [], []
    keyword_line = 0
    name = ""
    for line in range(first, last + 1):
        row = rows[line - 1].rstrip("\r")
        found = _ROW.match(row)
        if row.startswith(("#,", "#=")):
            flags.append(line)
        if found is None or (row.startswith("#") and not found["prefix"]):
            continue
        behind = (found["prefix"] or "").endswith("|")
        if behind:
            previous.append(line)
        elif not keyword_line:
            keyword_line = line
        if found["keyword"]:
            name = (PREVIOUS if behind else "") + found["keyword"]
            strings[name] = []
        if name and found["text"] is not None:
            strings[name].append(Raw(line, found.start("text") + 1, found["text"]))
    texts = {name: Text(tuple(raws)) for name, raws in strings.items() if raws}
    return Entry(first, last, texts, tuple(flags), tuple(previous), keyword_line or first)
