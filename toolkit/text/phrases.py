"""Finds hundreds of labelled word patterns in one pass over a text.

The patterns are those of `toolkit.text.patterns`, and `#` in them stands for a number. `Finder` there answers for one
set of patterns, word by word and with the way around; this answers for all that a language's tables hold, fast enough
for every message of a catalog.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from sys import intern
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.packed import has_key
from toolkit.text.patterns import Spelling, is_letter
from toolkit.text.phrase_rows import LETTER, MARKS, WORD, Row, Sorted, head_of
from toolkit.text.recent import Recent

_MARK = late(f"[{MARKS}]")
_BETWEEN = r"[\s*_'\"«»“”„‘()\[\]/‑-]{1,4}"
"""What may stand between two words of a pattern: spaces, Markdown, quotes, hyphens."""
_GAP = late(_BETWEEN)
_MOST_BETWEEN = 6
"""Words that a `*` by itself stands for, at most."""
_GAP_UNSPACED = r"[^。，、；：,;:!?！？…\n]{0,14}?"
_NUMBER = r"\d[\d.,٫٬\u00a0\u202f ]{0,20}"
_LITERALS = late(r"[^ *#-]+")
"""What stands in a pattern as in each text that it is found in."""
_MOST_WORDS = 1_000
"""Words that were asked lately and are remembered with what they are."""


class Found(NamedTuple):
    """A pattern found in a folded text."""

    value: str
    """What the pattern stands for."""
    start: int
    """First character, without glued prefixes."""
    end: int
    """One past the last character, with the ending that `*` stands for."""


class _Shape:
    """A pattern, compiled when a text first begins like it: most never are."""

    __slots__ = ("_compiled", "_plain", "alone", "glued", "head", "needed", "row", "second", "size", "spaces")

    def __init__(self, row: Row, *, spaces: bool) -> None:
        self.row = row
        self.spaces = spaces
        self._compiled: dict[str, re.Pattern[str]] | None = None
        self._plain: tuple[Sequence[tuple[str, bool]], int] | None = None
        self.glued = row.pattern.startswith("-")
        # Thousands of patterns have the same words: each of these is in memory once.
        self.head = intern(head_of(row.pattern, spaces=spaces))
        self.size = len(row.pattern.strip("-*"))
        self.second = intern(self._second(row.pattern.strip("-").split(" ")))
        """How the next word of a text must begin."""
        whole = self.head == row.pattern.rstrip("*")
        self.alone = whole and (bool(WORD.fullmatch(self.head)) if spaces else all(map(is_letter, self.head)))
        self.needed = intern(max(_LITERALS.findall(row.pattern[len(self.head) :]), key=len, default=""))
        """What any text has that it is found in, besides its head: where there is none, nothing more is asked."""

    @property
    def plain(self) -> tuple[Sequence[tuple[str, bool]], int]:
        """Its words, and how many words of a text it may take, those between included.

        Each word without its `*`, and whether it had one; none where one is more than letters, or it is alone. The `*`
        that stands for several words is one of them, without letters.
        """
        if self._plain is None:  # of most patterns nobody asks
            words = self._plain_words(self.row.pattern) if self.spaces and not self.alone else ()
            self._plain = words, sum(1 if letters else _MOST_BETWEEN for letters, _ in words)
        return self._plain

    @staticmethod
    def _second(words: Sequence[str]) -> str:
        plain = len(words) > 1 and all(is_letter(letter) for letter in f"{words[0].rstrip('*')}{words[1].rstrip('*')}")
        return words[1].rstrip("*") if plain else ""

    @staticmethod
    def _plain_words(pattern: str) -> Sequence[tuple[str, bool]]:
        words = tuple((word.rstrip("*"), word.endswith("*")) for word in pattern.split(" "))
        if not words[0][0] or not words[-1][0] or "_" in pattern:
            return ()
        return words if all(not word or WORD.fullmatch(word) for word, _ in words) else ()

    def end_in(self, text: _Text, place: int) -> int | None:
        """Return where the pattern ends that begins at a place of a text; None where it does not begin there."""
        if not text.has(self.needed):
            return None
        if self._compiled is None:
            self._compiled = {}
        if text.letter not in self._compiled:
            self._compiled[text.letter] = _regex(self.row.pattern, spaces=self.spaces, letter=text.letter)
        match = self._compiled[text.letter].match(text.text, place)
        return match and match.end()


class _Text:
    """A text that is searched, and what is asked of it for many patterns and many places: each is found out once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts = {"": True}

    def has(self, part: str) -> bool:
        """Whether the part stands in the text."""
        found = self._parts.get(part)
        if found is None:
            found = self._parts[part] = part in self.text
        return found

    @cached_property
    def letter(self) -> str:
        """What matches its letters: most texts have no marks, and without them expressions compile much faster."""
        return LETTER if _MARK.search(self.text) else r"\w"


class _Headed:
    """The patterns with one head: those that are nothing else, and those of which more must follow."""

    __slots__ = ("_before", "alone", "longer")

    def __init__(self, shapes: Sequence[_Shape]) -> None:
        self.alone = [shape for shape in shapes if shape.alone]
        self.longer = [shape for shape in shapes if not shape.alone]
        self._before: dict[str, Sequence[_Shape]] = {}

    def before(self, first: str) -> Sequence[_Shape]:
        """Return those of more words whose second word may begin with this character."""
        found = self._before.get(first)
        if found is None:
            found = self._before[first] = [shape for shape in self.longer if first.startswith(shape.second[:1])]
        return found


class _Known(NamedTuple):
    """The patterns of one word that a word is, and those of more words that may begin in it."""

    whole: Sequence[tuple[_Shape, int, int]]
    """With where they begin and end in the word."""
    longer: Sequence[tuple[_Headed, int]]
    """With where they begin in it."""


class Phrases:
    """A bank of patterns for one language."""

    def __init__(self, rows: Iterable[Row] | Sorted, spelling: Spelling) -> None:
        """Take the folded patterns, sorted or not; they are taken apart when a text first begins like them."""
        self.spelling = spelling
        self._sorted = rows if isinstance(rows, Sorted) else Sorted.of(rows, spaces=spelling.spaces)
        self._by_head: dict[str, _Headed] = {}
        self._glued = self._taken_apart(self._sorted.endings())
        self._by_word = Recent[str, _Known | None](_MOST_WORDS)
        self._by_end: dict[str, list[_Shape]] = {}
        """The endings by how they begin, where a text has that; see `_endings`."""
        heads = "|".join(re.escape(head) for head in sorted({shape.head for shape in self._glued}))
        self._any_glued = late(f"(?=({heads}))") if heads else None

    @property
    def rows(self) -> Iterator[Row]:
        """Its patterns."""
        for pattern in self._sorted.words():
            yield from self._sorted.rows_of(pattern)
        for head in self._sorted.heads():
            yield from self._sorted.rows_from(head)
        yield from (shape.row for shape in self._glued)

    def _taken_apart(self, rows: Iterable[Row]) -> Sequence[_Shape]:
        """Return the shapes of rows, the longest first."""
        shapes = [_Shape(row, spaces=self.spelling.spaces) for row in dict.fromkeys(rows)]
        return sorted(shapes, key=lambda shape: -shape.size)

    def find(self, text: str) -> Mapping[str, Sequence[Found]]:
        """Return what is found in a folded text by its group, from left to right."""
        searched = _Text(text)
        hits = self._at_words(searched) if self.spelling.spaces else [*self._anywhere(searched)]
        if self._any_glued:
            hits += self._endings(searched, self._any_glued)
        # From left to right, and where several begin at one place the longest pattern first.
        hits.sort(key=lambda hit: (hit[1], -hit[0].size, -hit[2]))
        found: dict[str, list[Found]] = {}
        for shape, start, end in hits:
            rows = found.setdefault(shape.row.group, [])
            if not rows or rows[-1].end <= start:
                rows.append(Found(shape.row.value, start, end))
        return found

    def _at_words(self, searched: _Text) -> list[tuple[_Shape, int, int]]:
        text = searched.text
        words = [(match[0], match.start()) for match in WORD.finditer(text)]
        # The mark "_" is of a word, and stands between words as well: where it is, only a regular expression can tell.
        joined = [number for number, (word, _) in enumerate(words) if "_" in word][::-1] if "_" in text else []
        by_word, has = self._by_word, searched.has
        hits: list[tuple[_Shape, int, int]] = []
        for number, (word, start) in enumerate(words):
            known = by_word[word] if word in by_word else self._known(word)
            if known is None:
                continue
            for shape, first, last in known.whole:
                hits.append((shape, start + first, start + last))
            if not known.longer:
                continue
            while joined and joined[-1] < number:
                joined.pop()
            plain = joined[-1] - number if joined else math.inf  # so many words from here on have no "_"
            following = words[number + 1][0] if number + 1 < len(words) else ""
            for headed, first in known.longer:
                for shape in headed.before(following[:1]) if plain > 1 else headed.longer:
                    # Most patterns that begin with a common word go on with another one than the text.
                    if (plain > 1 and not following.startswith(shape.second)) or not has(shape.needed):
                        continue
                    wanted, reach = shape.plain
                    if wanted and reach <= plain:
                        end = _end_at_words(wanted, text, words, number, first)
                    else:
                        end = shape.end_in(searched, start + first)
                    if end is not None:
                        hits.append((shape, start + first, end))
        return hits

    def _known(self, word: str) -> _Known | None:
        """Return what is known of a word, and remember it; None for most."""
        if self._by_word.revive(word):
            return self._by_word[word]
        places = [0, *(bare for bare in self.spelling.bare(word, 0) if 0 < bare < len(word))]
        whole: list[tuple[_Shape, int, int]] = []
        longer: list[tuple[_Headed, int]] = []
        for place in places:
            whole += [(shape, place, len(word)) for shape in self._taken_apart(self._sorted.rows_of(word[place:]))]
            for headed in self._beginning(word, place):
                if headed.longer:
                    longer.append((headed, place))
                for shape in headed.alone:
                    if shape.row.pattern.endswith("*") or place + len(shape.head) == len(word):
                        whole.append((shape, place, len(word)))
        return self._by_word.keep(word, _Known(whole, longer) if whole or longer else None)

    def _anywhere(self, text: _Text) -> Iterator[tuple[_Shape, int, int]]:
        lengths = self._sorted.lengths
        for start, character in enumerate(text.text):
            if character in lengths or character.isdigit():
                yield from self._from(text, start)

    def _from(self, text: _Text, start: int) -> Iterator[tuple[_Shape, int, int]]:
        for headed in self._beginning(text.text, start):
            for shape in headed.alone:
                yield shape, start, start + len(shape.head)
            for shape in headed.longer:
                if (end := shape.end_in(text, start)) is not None:
                    yield shape, start, end

    def _beginning(self, text: str, start: int) -> Iterator[_Headed]:
        """Yield the patterns that may begin at a place of a text, by their heads, the longest ones first."""
        first = text[start]
        for length in self._sorted.lengths.get(first, ()):
            head = text[start : start + length]
            if len(head) == length and (headed := self._headed(head)):
                yield headed
        if first.isdigit() and (headed := self._headed("#")):
            yield headed

    def _headed(self, head: str) -> _Headed | None:
        """Return the patterns with this head."""
        found = self._by_head.get(head)
        if found is None and has_key(self._sorted.by_head, head):
            found = self._by_head[head] = _Headed(self._taken_apart(self._sorted.rows_from(head)))
        return found

    def _endings(self, text: _Text, heads: re.Pattern[str]) -> Iterator[tuple[_Shape, int, int]]:
        for head in heads.finditer(text.text):
            place, found = head.start(), head[1]
            if found not in self._by_end:  # what is found first need not be the longest one
                self._by_end[found] = [
                    shape for shape in self._glued if shape.head.startswith(found) or found.startswith(shape.head)
                ]
            for shape in self._by_end[found]:
                if text.text.startswith(shape.head, place) and (end := shape.end_in(text, place)) is not None:
                    yield shape, place, end


def _end_at_words(
    wanted: Sequence[tuple[str, bool]], text: str, words: Sequence[tuple[str, int]], place: int, first: int
) -> int | None:
    """Return where the wanted words end that the words of a text from `place` on are; None where they are others.

    The first one counts from its character `first` on. `_regex` says the same of words that are nothing but letters,
    and takes longer to compile than most texts to read.
    """
    (letters, open_end), (word, start) = wanted[0], words[place]
    own = word[first:]
    if not (own.startswith(letters) if open_end else own == letters):
        return None
    return _rest_ends(wanted[1:], text, words, place + 1, start + len(word))


def _rest_ends(
    wanted: Sequence[tuple[str, bool]], text: str, words: Sequence[tuple[str, int]], place: int, end: int
) -> int | None:
    """Return where the wanted words end behind the word that ends at `end`, before `place`; None for others."""
    for number, (letters, open_end) in enumerate(wanted):
        if not letters:
            return _behind_gap(wanted[number + 1 :], text, words, place, end)
        if place >= len(words):
            return None
        word, start = words[place]
        if not (word.startswith(letters) if open_end else word == letters) or not _GAP.fullmatch(text, end, start):
            return None
        place, end = place + 1, start + len(word)
    return end


def _behind_gap(
    wanted: Sequence[tuple[str, bool]], text: str, words: Sequence[tuple[str, int]], place: int, end: int
) -> int | None:
    """Return where the wanted words end that stand behind up to `_MOST_BETWEEN` others, the nearest ones first."""
    for between in range(place, min(place + _MOST_BETWEEN + 1, len(words))):
        found = _rest_ends(wanted, text, words, between, end)
        word, start = words[between]
        if found is not None or not _GAP.fullmatch(text, end, start):
            return found
        end = start + len(word)
    return None


def _regex(pattern: str, *, spaces: bool, letter: str = LETTER) -> re.Pattern[str]:
    """Return what matches the pattern where its first word begins. Its work is bounded by the length of the gaps.

    `letter` matches the letters of the texts.
    """
    parts: list[str] = [rf"(?<={letter})"] if pattern.startswith("-") else []
    words = pattern.removeprefix("-").split(" ")
    for number, word in enumerate(words):
        if word == "*":
            parts.append(rf"(?:{letter}+{_BETWEEN}){{0,{_MOST_BETWEEN}}}?" if spaces else _GAP_UNSPACED)
            continue
        literal = re.escape(word.rstrip("*")).replace(r"\#", _NUMBER)
        if word.startswith("-"):
            literal = f"{letter}{{1,40}}?{literal.removeprefix(re.escape('-'))}"
        if spaces:
            # A pattern that ends in an apostrophe (French "d'") is glued to what follows.
            ending = "" if not is_letter(word[-1]) and word[-1] not in "*#" else rf"(?!{letter})"
            literal += f"{letter}*" if word.endswith("*") else ending
        parts.append(literal)
        if number < len(words) - 1 and words[number + 1] != "*":
            parts.append(_BETWEEN if spaces else " ?")
        elif number < len(words) - 1 and spaces:
            # "n' * plus" begins in "n'est plus"
            parts.append(_BETWEEN if word == "*" or is_letter(word[-1]) or word[-1] in "*#" else f"(?:{_BETWEEN})?")
    return re.compile("".join(parts))
