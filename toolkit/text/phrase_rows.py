"""Sorts the patterns of a language, each with what it stands for, by how they begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.packed import look_up, pack, unpacked

MARKS = r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0983"
LETTER = rf"[\w{MARKS}]"
"""What words are made of: letters, digits and the marks on them in Indic, Arabic and Hebrew script."""
WORD = late(f"{LETTER}+")


class Row(NamedTuple):
    """A folded pattern and what it stands for."""

    pattern: str
    group: str
    """Patterns of one group do not overlap in a text: the longest wins. Those of different groups may."""
    value: str


class Sorted(NamedTuple):
    """The patterns of a language, sorted by how they begin, in what JSON can hold: they need not be sorted again."""

    whole: dict[str, str]
    """Patterns of one word with nothing but letters, where words are divided: in turn a group and a value; packed."""
    by_head: dict[str, str]
    """The others by their heads: in turn a pattern, its group and its value; packed."""
    lengths: dict[str, list[int]]
    """By their first characters, the lengths of these heads, the longest first."""
    glued: list[str]
    """The endings, in the same way."""

    @classmethod
    def of(cls, rows: Iterable[Row], *, spaces: bool) -> Sorted:
        """Sort folded patterns; `spaces` tells whether words are divided by them."""
        whole: dict[str, list[str]] = {}
        by_head: dict[str, list[str]] = {}
        lengths: dict[str, set[int]] = {}
        glued: list[str] = []
        for row in rows:
            if row.pattern.startswith("-"):
                glued += row
            elif spaces and row.pattern.isalpha():
                whole.setdefault(row.pattern, []).extend(row[1:])
            else:
                head = head_of(row.pattern, spaces=spaces) or "#"
                by_head.setdefault(head, []).extend(row)
                lengths.setdefault(head[0], set()).add(len(head))
        longest_first = {first: sorted(sizes, reverse=True) for first, sizes in lengths.items()}
        return cls(pack(whole.items()), pack(by_head.items()), longest_first, glued)

    def words(self) -> Iterator[str]:
        """Yield the patterns of one word."""
        return (word for word, _ in unpacked(self.whole))

    def rows_of(self, word: str) -> Iterator[Row]:
        """Yield the patterns of one word that are this word."""
        told = look_up(self.whole, word)
        return (Row(word, intern(group), intern(value)) for group, value in zip(told[::2], told[1::2], strict=True))

    def heads(self) -> Iterator[str]:
        """Yield the heads of the others."""
        return (head for head, _ in unpacked(self.by_head))

    def rows_from(self, head: str) -> Iterator[Row]:
        """Yield the patterns with this head."""
        return _rows(look_up(self.by_head, head))

    def endings(self) -> Iterator[Row]:
        """Yield the endings."""
        return _rows(self.glued)


def _rows(told: Sequence[str]) -> Iterator[Row]:
    rows = zip(told[::3], told[1::3], told[2::3], strict=True)
    return (Row(pattern, intern(group), intern(value)) for pattern, group, value in rows)


def head_of(pattern: str, *, spaces: bool) -> str:
    """Return what a text has where the pattern begins: its first word, or what that begins with."""
    head = pattern.strip("-").split(" ", 1)[0].rstrip("*").split("#", 1)[0]
    # Words of a text end at hyphens and apostrophes.
    return lead[0] if spaces and not head.isalpha() and (lead := WORD.match(head)) else head
