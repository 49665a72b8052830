"""Finds hundreds of labelled word patterns in one pass over a text.

The patterns are those of `toolkit.text.patterns`, and `#` in them stands for a number. `Finder` in
`toolkit.text.pattern_bank` answers for one set of patterns, word by word and with the way around; this answers for all
that a language's tables hold, fast enough for every message of a catalog.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.packed import has_key
from toolkit.text.patterns import Spelling
from toolkit.text.phrase_rows import WORD, Row, Sorted
from toolkit.text.phrase_shapes import Shape, Text, end_at_words
from toolkit.text.recent import Recent

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


class _Headed:
    """The patterns with one head: those that are nothing else, and those of which more must follow."""

    __slots__ = ("_before", "alone", "longer")

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self.alone = [shape for shape in shapes if shape.alone]
        self.longer = [shape for shape in shapes if not shape.alone]
        self._before: dict[str, Sequence[Shape]] = {}

    def before(self, first: str) -> Sequence[Shape]:
        """Return those of more words whose second word may begin with this character."""
        found = self._before.get(first)
        if found is None:
            found = self._before[first] = [shape for shape in self.longer if first.startswith(shape.second[:1])]
        return found


class _Known(NamedTuple):
    """The patterns of one word that a word is, and those of more words that may begin in it."""

    whole: Sequence[tuple[Shape, int, int]]
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
        self._by_end: dict[str, list[Shape]] = {}
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

    def _taken_apart(self, rows: Iterable[Row]) -> Sequence[Shape]:
        """Return the shapes of rows, the longest first."""
        shapes = [Shape(row, spaces=self.spelling.spaces) for row in dict.fromkeys(rows)]
        return sorted(shapes, key=lambda shape: -shape.size)

    def find(self, text: str) -> Mapping[str, Sequence[Found]]:
        """Return what is found in a folded text by its group, from left to right."""
        searched = Text(text)
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

    def _at_words(self, searched: Text) -> list[tuple[Shape, int, int]]:
        text = searched.text
        words = [(match[0], match.start()) for match in WORD.finditer(text)]
        # The mark "_" is of a word, and stands between words as well: where it is, only a regular expression can tell.
        joined = [number for number, (word, _) in enumerate(words) if "_" in word][::-1] if "_" in text else []
        by_word, has = self._by_word, searched.has
        hits: list[tuple[Shape, int, int]] = []
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
                        end = end_at_words(wanted, text, words, number, first)
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
        whole: list[tuple[Shape, int, int]] = []
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

    def _anywhere(self, text: Text) -> Iterator[tuple[Shape, int, int]]:
        lengths = self._sorted.lengths
        for start, character in enumerate(text.text):
            if character in lengths or character.isdigit():
                yield from self._from(text, start)

    def _from(self, text: Text, start: int) -> Iterator[tuple[Shape, int, int]]:
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

    def _endings(self, text: Text, heads: re.Pattern[str]) -> Iterator[tuple[Shape, int, int]]:
        for head in heads.finditer(text.text):
            place, found = head.start(), head[1]
            if found not in self._by_end:  # what is found first need not be the longest one
                self._by_end[found] = [
                    shape for shape in self._glued if shape.head.startswith(found) or found.startswith(shape.head)
                ]
            for shape in self._by_end[found]:
                if text.text.startswith(shape.head, place) and (end := shape.end_in(text, place)) is not None:
                    yield shape, place, end
