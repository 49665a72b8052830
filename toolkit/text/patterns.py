"""Word patterns: `sudden*`, `all at once`, `can stop * any time`, and what finds them in linear time.

A pattern is words divided by spaces. `*` at the end of a word stands for any ending; `*` as a word stands for up to
`GAP_WORDS` words (in scripts without spaces: up to `GAP_CHARACTERS` characters) inside one clause. A hyphen at the
beginning says that the pattern is glued to what stands before it (a suffix: `-mayın`), a hyphen at the end that it is
glued to what follows (`un-`).

Patterns are compared word by word, not compiled to regular expressions: nothing can backtrack without bound, and a
language's hundreds of patterns cost nothing until a word begins like them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from sys import intern
from typing import NamedTuple

GAP_WORDS = 12
GAP_CHARACTERS = 14
LONGEST_PATTERN = 120
MOST_GAPS = 3

PASSED = frozenset(" '\"«»„“”‘()[]{}「」『』（）/-")
"""Characters that may stand between two words of a pattern, or be stepped over."""
_MOST_PASSED = 4
_BEGINNING = 4
"""Characters by which patterns are looked up."""
_MOST_BEGINNINGS = 5_000
"""Beginnings of texts that are remembered with the patterns that have them."""
_STOPS = frozenset("。，、；：,;:!?！？…\n")
"""Characters that a gap in a script without spaces never covers."""


@cache
def is_letter(character: str) -> bool:
    """Whether words are made of this character: letters, digits and the marks on them, as in Indic scripts."""
    return character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")


class Spelling(NamedTuple):
    """What a language says about the shape of its words."""

    spaces: bool = True
    """Whether words are divided by spaces; if not, patterns match anywhere."""
    clitics: tuple[tuple[str, ...], ...] = ()
    """Prefixes that may be glued to any word, by their place from the left: Arabic (و ف), (ب ل), (ال)."""
    separable: tuple[str, ...] = ()
    """Prefixes that leave their verb and stand at the end of the clause: German `ab` of `absetzen`."""

    def begins(self, text: str, place: int) -> bool:
        """Whether a word may begin at `place`."""
        return not self.spaces or place == 0 or not (is_letter(text[place - 1]) and is_letter(text[place : place + 1]))

    def bare(self, text: str, place: int) -> Iterable[int]:
        """Return where the word at `place` begins without its clitics; more than one place where that is not sure."""
        places = {place}
        for slot in self.clitics:
            places |= {start + len(prefix) for start in places for prefix in slot if text.startswith(prefix, start)}
        return places if len(places) == 1 else sorted(places)


class Hit(NamedTuple):
    """A place where a pattern was found in a folded text."""

    start: int
    """First character, with its clitics."""
    last: int
    """First character of the last word of the pattern: the `ab` of `setz* * ab`."""
    stem: int
    """One past the last character that the pattern spells out."""
    end: int
    """One past the last character, with the ending that `*` stands for."""
    pattern: str
    """What was found, folded."""


def pattern_problem(pattern: str) -> str | None:
    """Return what is wrong with a pattern, or None."""
    words = pattern.split(" ")
    if not pattern.strip(" -") or "" in words:
        return "has no words, or more than one space between them"
    if len(pattern) > LONGEST_PATTERN:
        return f"has more than {LONGEST_PATTERN} characters"
    if not words[0].strip("*-") or not words[-1].strip("*-"):
        return "begins or ends with a '*' or a hyphen of its own, which says nothing"
    if words.count("*") > MOST_GAPS or any(pair == ("*", "*") for pair in pairwise(words)):
        return f"has more than {MOST_GAPS} '*' that stand alone, or two beside each other"
    if any("*" in word[:-1] for word in words):
        return "has '*' inside a word; it may stand at the end of a word or alone"
    return None


def variants(pattern: str, spelling: Spelling) -> tuple[str, ...]:
    """Return the pattern and, for a single separable verb, its other shapes.

    German `absetz*`: also `abzusetz*`, `abgesetz*`, `setz* ab` and `setz* * ab`.
    """
    if " " in pattern:
        return (pattern,)
    for prefix in spelling.separable:
        rest = pattern.removeprefix(prefix)
        if rest != pattern and len(rest.rstrip("*")) > 2:
            return (pattern, f"{prefix}zu{rest}", f"{prefix}ge{rest}", f"{rest} {prefix}", f"{rest} * {prefix}")
    return (pattern,)


class Shape:
    """One folded pattern, ready to be compared. There are many thousands of them."""

    __slots__ = ("_open", "_words", "glued_right", "head", "pattern", "second", "single", "size", "spelling")

    def __init__(self, pattern: str, spelling: Spelling) -> None:
        """Take the pattern apart."""
        self.pattern = pattern
        self.glued_right = len(pattern) > 1 and pattern.endswith("-")
        self.spelling = spelling
        first, _, rest = _unglued(pattern).partition(" ")
        self.head = intern(first.rstrip("*"))
        self.single = not rest
        """Whether it is one word."""
        self._open = first.endswith("*")
        self._words: tuple[str, ...] | None = None
        self.size = len(pattern.replace("*", "").replace("-", ""))
        plain = rest and spelling.spaces and not spelling.clitics and self.head == first and rest[0] != "*"
        self.second = rest[0] if plain else ""
        """What the word right behind the first one begins with, a character; "" where that is not sure."""

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, with their `*`."""
        if self._words is None:  # most are never compared further than their first one
            self._words = tuple(_unglued(self.pattern).split(" "))
        return self._words

    def match(self, text: str, start: int, place: int) -> Hit | None:
        """Return the hit whose word begins at `start`, and at `place` without its clitics; or None."""
        if self.single:
            ends = self._word(text, place, 0)
            return None if ends is None else Hit(start, place, *ends, self.pattern)
        found = self._rest(text, place, 0)
        return None if found is None else Hit(start, *found, self.pattern)

    def _rest(self, text: str, place: int, number: int) -> tuple[int, int, int] | None:
        """Compare the words from `number` on; return where the last word begins, its spelt-out part and all end."""
        words = self.words
        if words[number] == "*":
            starts: Iterable[int] = self._gap(text, place)
        else:
            ends = self._word(text, place, number)
            if ends is None:
                return None
            if number == len(words) - 1:
                return (place, *ends)
            starts = [ends[1]] if words[number + 1] == "*" else self._nexts(text, ends[1])
        for start in starts:
            rest = self._rest(text, start, number + 1)
            if rest is not None:
                return rest
        return None

    def _word(self, text: str, place: int, number: int) -> tuple[int, int] | None:
        """Compare one word; return where its spelt-out part and its ending end."""
        if number:
            word = self.words[number]
            literal, any_ending = word.rstrip("*"), word.endswith("*")
        else:
            literal, any_ending = self.head, self._open
        if not text.startswith(literal, place):
            return None
        stem = end = place + len(literal)
        if not self.spelling.spaces or not literal:
            return stem, end
        if any_ending:
            while end < len(text) and is_letter(text[end]):
                end += 1
            return stem, end
        open_right = self.glued_right and (self.single or number == len(self.words) - 1)
        cut = is_letter(literal[-1]) and end < len(text) and is_letter(text[end])
        return None if cut and not open_right else (stem, end)

    def _nexts(self, text: str, end: int) -> Iterable[int]:
        """Return where the word after a space may begin."""
        if not self.spelling.spaces:
            return (end + 1, end) if text.startswith(" ", end) else (end,)
        start = _passed(text, end)
        return self.spelling.bare(text, start) if start > end else ()

    def _gap(self, text: str, end: int) -> Iterator[int]:
        """Yield where the word after a gap may begin, the nearest first."""
        if not self.spelling.spaces:
            for place in range(end, min(end + GAP_CHARACTERS, len(text) - 1) + 1):
                yield place
                if text[place] in _STOPS:
                    return
            return
        for _ in range(GAP_WORDS + 1):
            start = _passed(text, end)
            if start == end:
                return
            yield from self.spelling.bare(text, start)
            end = start
            while end < len(text) and is_letter(text[end]):
                end += 1
            if end == start:
                return


def _passed(text: str, place: int) -> int:
    """Return where the next word may begin after at most a few spaces, quotes or hyphens."""
    end = place
    while end < len(text) and end - place < _MOST_PASSED and text[end] in PASSED:
        end += 1
    return end


def _following(text: str, end: int) -> str:
    """Return the character that the word behind one that ends at `end` begins with; "" where there is none."""
    start = end + 1 if text.startswith(" ", end) else _passed(text, end)
    return text[start : start + 1]


def _is_suffix(pattern: str) -> bool:
    """Whether a pattern is glued to what stands before it."""
    return len(pattern) > 1 and pattern.startswith("-")


def _unglued(pattern: str) -> str:
    """Return a pattern without the hyphens that say what it is glued to."""
    return pattern[pattern.startswith("-") : len(pattern) - pattern.endswith("-")] if len(pattern) > 1 else pattern


class _Beginnings:
    """Patterns by the first characters of a text that may hold them.

    They are taken apart when a text first begins so: most never are, and taken apart they need ten times the memory.
    """

    __slots__ = ("_asked", "_known", "_patterns", "_shapes", "_spelling")

    def __init__(self, patterns: Iterable[str], spelling: Spelling) -> None:
        rows: dict[str, list[str]] = {}
        for pattern in patterns:
            head = _unglued(pattern).split(" ", 1)[0].rstrip("*")
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
