"""Pairs the clauses of a text with those of its translation that speak of the same things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from toolkit.text.dictionary import Word
from toolkit.text.governed import governed
from toolkit.text.phrases import Found
from toolkit.text.spans import meets, overlaps_any
from toolkit.text.stated import Links, Stated, stated
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import RATHER

VAGUE = frozenset({"loose", "still"})
"""Kinds of words that deny nothing by themselves."""


@dataclass(frozen=True, eq=False)
class Sides:
    """The clauses of a source and of its translation, and which of them belong together."""

    source: Reading
    translation: Reading

    @cached_property
    def ours(self) -> Sequence[Stated]:
        """The clauses of the source."""
        return stated(self.source)

    @cached_property
    def theirs(self) -> Sequence[Stated]:
        """Those of the translation."""
        return stated(self.translation)

    @cached_property
    def links(self) -> Links:
        """Which of them speak of the same."""
        return Links.between(self.ours, self.theirs)


def is_instead(source: Reading, hit: Found) -> bool:
    """Whether it is "instead" by itself, which only tells that what stands before it is refused."""
    alone = " " not in source.folded.text[hit.start : hit.end]
    return hit.value == "instead" and alone and not overlaps_any(hit, source.of(RATHER))


def words_of(reading: Reading, found: Found) -> Sequence[Word]:
    """Return the known words in what was found."""
    span = reading.span(found)
    return [word for word in governed(reading).words if meets(span, word)]


def alike(word: Word, words: Sequence[Word]) -> Sequence[Word]:
    """Return those of the words that may say the same as a word."""
    return [other for other in words if not word.senses.isdisjoint(other.senses)]
