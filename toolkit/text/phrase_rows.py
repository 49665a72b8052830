"""Sorts the patterns of a language, each with what it stands for, by how they begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from toolkit.late import late

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
    """The patterns of a language, sorted by how they begin, in what JSON can hold: they need not be sorted again.

    There are tens of thousands, which have some hundred meanings: the patterns have their numbers.
    """

    meanings: list[list[str]]
    """Group and value."""
    together: list[list[int]]
    """The meanings of a pattern."""
    whole: dict[str, int]
    """Patterns of one word with nothing but letters, where words are divided: which meanings they have."""
    by_head: dict[str, list[str | int]]
    """The others by their heads: in turn a pattern and its meaning."""
    glued: list[str | int]
    """The endings, in the same way."""

    @classmethod
    def of(cls, rows: Iterable[Row], *, spaces: bool) -> Sorted:
        """Sort folded patterns; `spaces` tells whether words are divided by them."""
        numbers: dict[tuple[str, str], int] = {}
        sets: dict[tuple[int, ...], int] = {}
        words: dict[str, list[int]] = {}
        by_head: dict[str, list[str | int]] = {}
        glued: list[str | int] = []
        for pattern, group, value in rows:
            number = numbers.setdefault((group, value), len(numbers))
            if pattern.startswith("-"):
                glued += (pattern, number)
            elif spaces and pattern.isalpha():
                words.setdefault(pattern, []).append(number)
            else:
                by_head.setdefault(head_of(pattern, spaces=spaces) or "#", []).extend((pattern, number))
        whole = {pattern: sets.setdefault(tuple(found), len(sets)) for pattern, found in words.items()}
        return cls([[*meaning] for meaning in numbers], [[*found] for found in sets], whole, by_head, glued)

    def rows(self, told: Sequence[Any]) -> Iterator[Row]:
        """Yield the patterns that stand beside their meanings."""
        for pattern, number in zip(told[::2], told[1::2], strict=True):
            yield self.row(pattern, number)

    def rows_of(self, word: str) -> Iterator[Row]:
        """Yield the patterns of one word that are this word."""
        if (found := self.whole.get(word)) is not None:
            yield from (self.row(word, number) for number in self.together[found])

    def row(self, pattern: str, number: int) -> Row:
        """Return a pattern with its meaning."""
        group, value = self.meanings[number]
        return Row(pattern, group, value)


def head_of(pattern: str, *, spaces: bool) -> str:
    """Return what a text has where the pattern begins: its first word, or what that begins with."""
    head = pattern.strip("-").split(" ", 1)[0].rstrip("*").split("#", 1)[0]
    # Words of a text end at hyphens and apostrophes.
    return lead[0] if spaces and not head.isalpha() and (lead := WORD.match(head)) else head
