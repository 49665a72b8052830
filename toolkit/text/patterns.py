"""Word patterns: `sudden*`, `all at once`, `can stop * any time`, and what compares one with a text.

A pattern is words divided by spaces. `*` at the end of a word stands for any ending; `*` as a word stands for up to
`GAP_WORDS` words (in scripts without spaces: up to `GAP_CHARACTERS` characters) inside one clause. A hyphen at the
beginning says that the pattern is glued to what stands before it (a suffix: `-mayın`), a hyphen at the end that it is
glued to what follows (`un-`).

Patterns are compared word by word, not compiled to regular expressions: nothing can backtrack without bound, and a
language's hundreds of patterns cost nothing until a word begins like them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
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


STOPS = "。，、；：,;:!?！？…\n"
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
        first, _, rest = unglued(pattern).partition(" ")
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
            self._words = tuple(unglued(self.pattern).split(" "))
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
        start = passed(text, end)
        return self.spelling.bare(text, start) if start > end else ()

    def _gap(self, text: str, end: int) -> Iterator[int]:
        """Yield where the word after a gap may begin, the nearest first."""
        if not self.spelling.spaces:
            for place in range(end, min(end + GAP_CHARACTERS, len(text) - 1) + 1):
                yield place
                if text[place] in STOPS:
                    return
            return
        for _ in range(GAP_WORDS + 1):
            start = passed(text, end)
            if start == end:
                return
            yield from self.spelling.bare(text, start)
            end = start
            while end < len(text) and is_letter(text[end]):
                end += 1
            if end == start:
                return


def passed(text: str, place: int) -> int:
    """Return where the next word may begin after at most a few spaces, quotes or hyphens."""
    end = place
    while end < len(text) and end - place < _MOST_PASSED and text[end] in PASSED:
        end += 1
    return end


def unglued(pattern: str) -> str:
    """Return a pattern without the hyphens that say what it is glued to."""
    return pattern[pattern.startswith("-") : len(pattern) - pattern.endswith("-")] if len(pattern) > 1 else pattern
