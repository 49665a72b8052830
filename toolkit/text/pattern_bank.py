"""Finds the patterns of `toolkit.text.patterns` in a text, many of them in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from sys import intern

from toolkit.text.patterns import PASSED, Hit, Shape, Spelling, is_letter, passed, unglued, variants

_BEGINNING = 4
"""Characters by which patterns are looked up."""
_MOST_BEGINNINGS = 5_000
"""Beginnings of texts that are remembered with the patterns that have them."""


def _following(text: str, end: int) -> str:
    """Return the character that the word behind one that ends at `end` begins with; "" where there is none."""
    start = end + 1 if text.startswith(" ", end) else passed(text, end)
    return text[start : start + 1]


def _is_suffix(pattern: str) -> bool:
    """Whether a pattern is glued to what stands before it."""
    return len(pattern) > 1 and pattern.startswith("-")


class _Beginnings:
    """Patterns by the first characters of a text that may hold them.

    They are taken apart when a text first begins so: most never are, and taken apart they need ten times the memory.
    """

    __slots__ = ("_asked", "_known", "_patterns", "_shapes", "_spelling")

    def __init__(self, patterns: Iterable[str], spelling: Spelling) -> None:
        rows: dict[str, list[str]] = {}
        for pattern in patterns:
            head = unglued(pattern).split(" ", 1)[0].rstrip("*")
            rows.setdefault(head[:_BEGINNING], []).append(pattern)
        self._patterns = {key: tuple(row) for key, row in rows.items()}
        self._spelling = spelling
        self._shapes: dict[str, tuple[Shape, ...]] = {}
        self._asked: dict[str, Sequence[Shape]] = {}
        self._known: dict[str, Sequence[Shape]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._patterns)

    def at(self, text: str, place: int) -> Sequence[Shape]:
        """Return the shapes, the longest first, that may stand at a place of a text, by the characters there."""
        beginning = text[place : place + _BEGINNING]
        known = self._known.get(beginning)
        if known is None:
            if len(self._known) >= _MOST_BEGINNINGS:
                self._known.clear()
            sizes = range(len(beginning), 0, -1)
            among = next((row for size in sizes if (row := self._get(beginning[:size])) is not None), ())
            known = self._known[intern(beginning)] = among  # other patterns are asked for it too
        return known

    def _get(self, beginning: str) -> Sequence[Shape] | None:
        """Return the shapes, the longest first, that a text with this beginning may hold; None where none has it.

        Those with a shorter head are among them.
        """
        known = self._asked.get(beginning)
        if known is None and beginning in self._patterns:
            among = [shape for size in range(1, len(beginning) + 1) for shape in self._of(beginning[:size])]
            known = self._asked[beginning] = sorted(among, key=lambda shape: -shape.size)
        return known

    def _of(self, beginning: str) -> Sequence[Shape]:
        """Return the shapes whose head begins so, or is that."""
        if beginning not in self._shapes:
            patterns = self._patterns.get(beginning, ())
            self._shapes[beginning] = tuple(Shape(pattern, self._spelling) for pattern in patterns)
        return self._shapes[beginning]


def _beginning(starts: Iterable[str], condition: str) -> tuple[str, str]:
    """Return the first characters of the starts, which have one or two, and what stands behind them: expressions.

    Of the second characters is asked what any of the starts has: `at` looks again, and few alternatives are compiled in
    a fraction of the time that many take.
    """
    firsts, whole, seconds = set[str](), set[str](), set[str]()
    for start in starts:
        firsts.add(start[0])
        (whole if len(start) == 1 else seconds).add(start[-1])
    rest = [f"(?<={_one_of(whole)})"] * bool(whole) + [f"(?={_one_of(seconds)})"] * bool(seconds)
    return "".join(map(re.escape, sorted(firsts))), f"{condition}(?:{'|'.join(rest)})"


def _one_of(characters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(characters)))}]"


class Bank:
    """Patterns by how they begin, the longest first; those that are glued to what stands before apart."""

    def __init__(self, patterns: Iterable[str], spelling: Spelling) -> None:
        """Take the folded patterns apart."""
        self.spelling = spelling
        shapes = [variant for pattern in dict.fromkeys(patterns) for variant in variants(pattern, spelling)]
        glued = {shape for shape in shapes if _is_suffix(shape)}
        self.edge = _Beginnings((shape for shape in shapes if shape not in glued), spelling)
        self.glued = _Beginnings((shape for shape in shapes if shape in glued), spelling)
        self.any_glued = bool(glued)

    @cached_property
    def _candidates(self) -> re.Pattern[str]:
        """What finds the places where one of the patterns may begin: all of them, and some more."""
        starts = {start[:2] for start in self.edge}
        starts |= {prefix[0] for slot in self.spelling.clitics for prefix in slot}
        letters = {start for start in starts if is_letter(start[0])}
        inside = {start[:2] for start in self.glued} | (starts - letters)
        if not self.spelling.spaces:
            letters, inside = set(), starts | inside
        # Not every letter is a word character for `re` (Indic vowel signs are none), so `at` looks again.
        ways = [_beginning(row, where) for row, where in ((letters, r"(?<!\w.)"), (inside, "")) if row]
        firsts = "".join(first for first, _ in ways)
        if len(ways) == 1:
            return re.compile(f"[{firsts}]{ways[0][1]}", re.DOTALL)
        either = "|".join(f"(?<=[{first}]){rest}" for first, rest in ways)
        return re.compile(f"[{firsts}](?:{either})" if ways else "(?!)", re.DOTALL)

    def at(self, text: str, place: int) -> Iterator[tuple[Hit, Shape]]:
        """Yield the hits that begin at `place`, the longest pattern first."""
        if self.spelling.begins(text, place):
            starts = self.spelling.bare(text, place) if self.spelling.clitics else (place,)
            for start in starts:
                yield from self._hits(self.edge, text, place, start)
        if self.any_glued:
            yield from self._hits(self.glued, text, place, place)

    def scan(self, text: str) -> Iterator[tuple[Hit, Shape]]:
        """Yield the hits in a folded text from left to right, the longest at each place; they do not overlap."""
        free = 0
        for candidate in self._candidates.finditer(text):
            place = candidate.start()
            if place >= free and (found := next(self.at(text, place), None)) is not None:
                yield found
                free = found[0].end

    @staticmethod
    def _hits(bank: _Beginnings, text: str, start: int, place: int) -> Iterator[tuple[Hit, Shape]]:
        following: dict[int, str] = {}
        for shape in bank.at(text, place):
            if not text.startswith(shape.head, place):
                continue
            if shape.second:  # most patterns of a common first word go on with another one than the text
                size = len(shape.head)
                if size not in following:
                    following[size] = _following(text, place + size)
                if following[size] != shape.second and following[size] not in PASSED:
                    continue
            hit = shape.match(text, start, place)
            if hit is not None:
                yield hit, shape


@dataclass(frozen=True)
class Finder:
    """Finds the places of a set of patterns; the longest pattern wins where several begin."""

    patterns: tuple[str, ...]
    """Folded patterns."""
    spelling: Spelling
    """The shape of the language's words."""

    @cached_property
    def _bank(self) -> Bank:
        return Bank(self.patterns, self.spelling)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the hits in `text` from left to right; they do not overlap."""
        return (hit for hit, _ in self._bank.scan(text))
