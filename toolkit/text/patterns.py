"""Word patterns: `sudden*`, `all at once`, `can stop * any time`, and what finds them in linear time.

A pattern is words divided by spaces. `*` at the end of a word stands for any ending; `*` as a word stands for up to
`GAP_WORDS` words (in scripts without spaces: up to `GAP_CHARACTERS` characters) inside one clause. A hyphen at the
beginning says that the pattern is glued to what stands before it (a suffix: `-mayın`), a hyphen at the end that it is
glued to what follows (`un-`).

Patterns are compared word by word, not compiled to regular expressions: nothing can backtrack without bound, and a
language's hundreds of patterns cost nothing until a word begins like them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

GAP_WORDS = 9
GAP_CHARACTERS = 14
LONGEST_PATTERN = 120
MOST_GAPS = 3

_PASSED = frozenset(" '\"«»„“”‘()[]{}「」『』（）/-")
"""Characters that may stand between two words of a pattern, or be stepped over."""
_MOST_PASSED = 4
_STOPS = frozenset("。，、；：,;:!?！？…\n")
"""Characters that a gap in a script without spaces never covers."""


@cache
def is_letter(character: str) -> bool:
    """Whether words are made of this character: letters, digits and the marks on them, as in Indic scripts."""
    return character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")


@dataclass(frozen=True, slots=True)
class Spelling:
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a pattern was found in a folded text."""

    start: int
    """First character, with its clitics."""
    last: int
    """First character of the last word of the pattern: the `ab` of `setz* * ab`."""
    stem: int
    """One past the last character that the pattern spells out."""
    end: int
    """One past the last character, with the ending that `*` stands for."""


def pattern_problem(pattern: str) -> str | None:
    """Return what is wrong with a pattern, or None."""
    words = pattern.split(" ")
    if not pattern.strip(" -") or "" in words:
        return "has no words, or more than one space between them"
    if len(pattern) > LONGEST_PATTERN:
        return f"has more than {LONGEST_PATTERN} characters"
    if words[0] == "*" or words[-1] == "*":
        return "begins or ends with a '*' of its own, which says nothing"
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
    """One folded pattern, ready to be compared."""

    def __init__(self, pattern: str, spelling: Spelling) -> None:
        """Take the pattern apart."""
        self.pattern = pattern
        self.glued_left = len(pattern) > 1 and pattern.startswith("-")
        self.glued_right = len(pattern) > 1 and pattern.endswith("-")
        self.words = pattern[self.glued_left : len(pattern) - self.glued_right].split(" ")
        self.spelling = spelling
        self.first = self.words[0][0]
        self.size = len(pattern.replace("*", "").replace("-", ""))

    def match(self, text: str, start: int, place: int) -> Hit | None:
        """Return the hit whose word begins at `start`, and at `place` without its clitics; or None."""
        if not self.glued_left and start == place and not self.spelling.begins(text, start):
            return None
        found = self._rest(text, place, 0)
        return None if found is None else Hit(start, *found)

    def _rest(self, text: str, place: int, number: int) -> tuple[int, int, int] | None:
        """Compare the words from `number` on; return where the last word begins, its spelt-out part and all end."""
        if self.words[number] == "*":
            starts: Iterable[int] = self._gap(text, place)
        else:
            ends = self._word(text, place, number)
            if ends is None:
                return None
            if number == len(self.words) - 1:
                return (place, *ends)
            starts = [ends[1]] if self.words[number + 1] == "*" else self._nexts(text, ends[1])
        found = (self._rest(text, start, number + 1) for start in starts)
        return next((rest for rest in found if rest is not None), None)

    def _word(self, text: str, place: int, number: int) -> tuple[int, int] | None:
        """Compare one word; return where its spelt-out part and its ending end."""
        word = self.words[number]
        literal = word.rstrip("*")
        if not text.startswith(literal, place):
            return None
        stem = end = place + len(literal)
        if not self.spelling.spaces or not literal:
            return stem, end
        if word.endswith("*"):
            while end < len(text) and is_letter(text[end]):
                end += 1
            return stem, end
        open_right = self.glued_right and number == len(self.words) - 1
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
    while end < len(text) and end - place < _MOST_PASSED and text[end] in _PASSED:
        end += 1
    return end


def shapes(patterns: Iterable[str], spelling: Spelling) -> Mapping[str, Sequence[Shape]]:
    """Return the patterns by their first character, the longest first."""
    found: dict[str, list[Shape]] = {}
    for pattern in dict.fromkeys(patterns):
        for variant in variants(pattern, spelling):
            shape = Shape(variant, spelling)
            found.setdefault(shape.first, []).append(shape)
    for rows in found.values():
        rows.sort(key=lambda shape: -shape.size)
    return found


def scan(text: str, by_first: Mapping[str, Sequence[Shape]], spelling: Spelling) -> Iterator[tuple[Hit, Shape]]:
    """Yield the hits in a folded text from left to right, the longest at each place; they do not overlap."""
    place = 0
    while place < len(text):
        found = _at(text, place, by_first, spelling)
        if found is not None:
            yield found
        place = max(place + 1, found[0].end if found else 0)


def _at(text: str, place: int, by_first: Mapping[str, Sequence[Shape]], spelling: Spelling) -> tuple[Hit, Shape] | None:
    starts = spelling.bare(text, place) if spelling.clitics and spelling.begins(text, place) else (place,)
    for start in starts:
        for shape in by_first.get(text[start : start + 1], ()):
            if (hit := shape.match(text, place, start)) is not None:
                return hit, shape
    return None


@dataclass(frozen=True)
class Finder:
    """Finds the places of a set of patterns; the longest pattern wins where several begin."""

    patterns: tuple[str, ...]
    """Folded patterns."""
    spelling: Spelling
    """The shape of the language's words."""

    @cached_property
    def _shapes(self) -> Mapping[str, Sequence[Shape]]:
        return shapes(self.patterns, self.spelling)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the hits in `text` from left to right; they do not overlap."""
        return (hit for hit, _ in scan(text, self._shapes, self.spelling))


@dataclass(frozen=True)
class Steps:
    """What may stand between two places of a text: the way from one to the other is made of these patterns only."""

    patterns: tuple[str, ...]
    """Folded patterns."""
    spelling: Spelling
    """The shape of the language's words."""

    @cached_property
    def _shapes(self) -> Mapping[str, Sequence[Shape]]:
        return shapes(self.patterns, self.spelling)

    def reach(self, text: str, start: int, gap: int) -> set[int]:
        """Return the positions, at most `gap` characters away, that can be reached from `start`.

        Spaces, quotes, hyphens and brackets are stepped over. The work is bounded by `gap`.
        """
        seen: set[int] = set()
        waiting = [start]
        while waiting:
            place = waiting.pop()
            if place in seen or place - start > gap:
                continue
            seen.add(place)
            if place < len(text):
                if text[place] in _PASSED:
                    waiting.append(place + 1)
                waiting.extend(self._ends(text, place))
        return seen

    def _ends(self, text: str, place: int) -> Iterator[int]:
        for start in self.spelling.bare(text, place) if self.spelling.clitics else (place,):
            for shape in self._shapes.get(text[start : start + 1], ()):
                if (hit := shape.match(text, place, start)) is not None and hit.end > place:
                    yield hit.end
