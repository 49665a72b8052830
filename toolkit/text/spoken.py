"""Weighs by the dictionary whether a translation speaks of the things that its source speaks of.

The weights are logarithms of odds: a word of the source that the translation knows speaks for it, one that it does not
know speaks against it. On clean translations of leaflets nine of ten known words are found, in other texts one of ten.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from toolkit.text.anchors import anchors
from toolkit.text.dictionary import Dictionary, Word, dictionary, spoken_of
from toolkit.text.masked import letters
from toolkit.text.pairing import clauses, parts
from toolkit.text.vocabulary import Reading

_FOUND, _MISSING = -2.2, 1.8
"""What a known word of the source says that is in the translation, or is not: words are often missing together."""
_GIVEN, _ADDED = -1.2, 0.8
"""The same of a known word of the translation, which may be a freer one for something of the source."""
_COMMON = 0.35
"""How much a common word counts."""
_LEAST_LOST, _LEAST_SAID = 0.9, 0.9
"""How much the words of a part must tell that are missing, and of the others those that are there."""
_SPREAD = 0.2
"""Standard deviation of the logarithm of a translation's length by the usual one."""
_MOST_LENGTH = 4.0
"""How much the length may say at most."""
_FEWER, _MORE = 1.5, -2.5
"""What the number of sentences says where one seems to be added."""
_IF_LOST = 0.9
"""How many of the known words of a part are not in a translation that has lost it."""
_IF_FREE, _AS_IF = 0.2, 4.0
"""The same of a free translation, before its other words are looked at, and how many words that is worth."""
_BY_LENGTH = 2.0
"""How much more the length counts than its spread says: what is lost is rarely made up for."""
_PART, _CLAUSE = (4.0, 1), (1.5, 1)
"""What a part or a clause less says, and how many count at most."""
_LOST = 8.0
"""From here on a part or a clause is called lost."""
_SOME = 1.0
"""How much its words must say at least, whatever the length says."""
_ALWAYS = frozenset({"ambulance", "emergency", "glove"})
"""Senses that each clean translation of the corpus speaks of where its source does, in few words that all are known."""
_FREELY = 1.1
"""What a known word of a sentence of the translation says that the source has not: translators explain."""
_SAID = 0.7
"""Of the source's words so many must be in the translation, else nothing is added but another text."""
_TOLD = 1.5
"""How much the words of an added sentence must tell at least."""
_SURELY = 4.5
"""From here on a sentence is called added."""


_KNOWN, _MOST = 1.0, 0.6
"""How much the found words of a sentence must tell at least, and of all its known words, so that it is said."""


@dataclass(frozen=True, eq=False)
class Spoken:
    """What a text speaks of."""

    words: Sequence[Word]
    """Its known words."""
    senses: frozenset[str]
    """All that they may mean."""
    common: frozenset[str]
    """Senses that tell little."""
    clinical: frozenset[str]
    """Senses of health."""

    def weight(self, words: Iterable[Word]) -> float:
        """Return how much words tell together."""
        return sum(_COMMON if word.senses <= self.common else 1.0 for word in words)

    def divided(self, words: Iterable[Word], senses: frozenset[str]) -> tuple[float, float]:
        """Return how much those words tell that are of `senses`, and the others."""
        rows = list(words)
        found = [word for word in rows if not word.senses.isdisjoint(senses)]
        all_of_them = self.weight(rows)
        told = self.weight(found)
        return told, all_of_them - told


def spoken(reading: Reading) -> Spoken | None:
    """Return what a text speaks of, or None where its language has no dictionary."""
    known = dictionary(reading.vocabulary.language)
    return None if known is None else spoken_in(known, reading.text)


@lru_cache(maxsize=512)
def spoken_in(known: Dictionary, text: str) -> Spoken:
    """Return what a text in the language of the dictionary speaks of."""
    words = known.words(text)
    return Spoken(words, spoken_of(words), known.common, known.clinical)


class Likeness(NamedTuple):
    """How much a translation speaks of what a source speaks of."""

    strange: float
    """How much speaks for it that one is no translation of the other; below 0 it seems to be one."""
    found: float
    """How much the words of the source tell that are in the translation."""
    missing: float
    """The same of those that are not."""


def likeness(source: Spoken, translation: Spoken) -> Likeness:
    """Compare what both speak of, in both directions."""
    found, missing = source.divided(source.words, translation.senses)
    given, added = translation.divided(translation.words, source.senses)
    return Likeness(_FOUND * found + _MISSING * missing + _GIVEN * given + _ADDED * added, found, missing)


def lost_part(source: Reading, translation: Reading) -> tuple[int, int] | None:
    """Return the span of the part or clause of the source of which the translation says nothing, though it says more.

    Either the translation has lost it, and then lacks nearly all its words and is too short without it, or it is a free
    one, and then lacks as many of the other words too.
    """
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return None
    missing = _unnamed(source, one, other)
    kept, gone = one.divided(one.words, other.senses)
    if missing is not None or not kept or gone < _LEAST_LOST:
        return missing
    lengths = _lengths(source, translation)
    most, place = _LOST, None
    for divided, (weight, at_most) in ((parts, _PART), (clauses, _CLAUSE)):
        spans = divided(source)
        if len(spans) < 2:  # one is missed only where the others are there
            continue
        fewer = max(-1, min(at_most, len(spans) - len(divided(translation))))
        for unsaid, (start, end) in zip(_unsaid(one, other, spans), spans, strict=True):
            if unsaid < _SOME:
                continue
            short = lengths.without_part(letters(source.text[start:end]))
            told = unsaid + _BY_LENGTH * short + weight * fewer
            if told > most and not _copied(source.part(start, end), translation):
                most, place = told, (start, end)
    return None if place is None else _trimmed(source.text, *place)


def _unnamed(source: Reading, one: Spoken, other: Spoken) -> tuple[int, int] | None:
    """Return the span of the clause that speaks of an ambulance or the like, where the translation does not."""
    lost = [word for word in one.words if word.senses & _ALWAYS and word.senses.isdisjoint(other.senses)]
    spans = clauses(source) if lost else ()
    return next((_trimmed(source.text, *span) for span in spans if span[0] <= lost[0].start < span[1]), None)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _copied(part: Reading, translation: Reading) -> bool:
    """Whether the part has links or placeholders, and the translation has them all."""
    own = anchors(part)
    return bool(own) and not own - anchors(translation)


def added_part(source: Reading, translation: Reading) -> tuple[int, int] | None:
    """Return the span of the sentence of the translation that speaks of nothing that the source speaks of."""
    spans = translation.sentences
    if len(spans) < 2:
        return None
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return None
    if not tells_most(source, translation):
        return None
    said = _FEWER if len(spans) > len(source.sentences) else _MORE
    most, place = _SURELY, (0, 0)
    for words, span in zip(_by_span(other.words, spans), spans, strict=True):
        if other.divided(words, one.senses)[1] >= _TOLD:
            most, place = max((most, place), (added_weight(source, translation, span) + said, span))
    return place if place[1] else None


def tells_most(source: Reading, translation: Reading) -> bool:
    """Whether most of what the source speaks of is in the translation; where nothing of it is known, it is not."""
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return False
    kept, gone = one.divided(one.words, other.senses)
    return kept > 0 and kept >= _SAID * (kept + gone)


def added_weight(source: Reading, translation: Reading, span: tuple[int, int]) -> float:
    """Return how much speaks for it that a part of the translation is too much, by its words and by its length."""
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return -math.inf
    given, added = other.divided([word for word in other.words if span[0] <= word.start < span[1]], one.senses)
    length = _lengths(source, translation).with_part(letters(translation.text[slice(*span)]))
    return _FOUND * given + _FREELY * added + length


def says_all(source: Reading, translation: Reading) -> bool:
    """Whether most of what each sentence of the source speaks of is in the translation.

    Where too little is known it is not. The words that two sentences share tell nothing of one of them.
    """
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return False
    everywhere = Counter(sense for word in one.words for sense in word.senses)
    for own in _by_span(one.words, source.sentences):
        here = Counter(sense for word in own for sense in word.senses)
        alone = [word for word in own if all(everywhere[sense] == here[sense] for sense in word.senses)]
        found, missing = one.divided(alone, other.senses)
        if found < _KNOWN or found < _MOST * (found + missing):
            return False
    return True


def speaks_of(source: Reading, translation: Reading, span: tuple[int, int]) -> bool:
    """Whether most of what a sentence of the translation, given by its span, speaks of is in the source."""
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return False
    words = [word for word in other.words if span[0] <= word.start < span[1]]
    given, added = other.divided(words, one.senses)
    return given >= _KNOWN and given >= _MOST * (given + added)


def _unsaid(source: Spoken, translation: Spoken, spans: Sequence[tuple[int, int]]) -> Iterator[float]:
    """Yield for each part how much its words say that it is missing; those that other parts have too say nothing."""
    everywhere = Counter(sense for word in source.words for sense in word.senses)
    kept, gone = source.divided(source.words, translation.senses)
    for own in _by_span(source.words, spans):
        here = Counter(sense for word in own for sense in word.senses)
        alone = [word for word in own if all(everywhere[sense] == here[sense] for sense in word.senses)]
        found, missing = source.divided(alone, translation.senses)
        found_here, missing_here = source.divided(own, translation.senses)
        elsewhere, lost = kept - found_here, gone - missing_here
        if missing < _LEAST_LOST or found_here > missing_here or elsewhere < _LEAST_SAID:
            yield -math.inf
            continue
        free = (lost + _AS_IF * _IF_FREE) / (elsewhere + lost + _AS_IF)
        yield missing * math.log(_IF_LOST / free) + found * math.log((1 - _IF_LOST) / (1 - free))


def _by_span(words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> Sequence[Sequence[Word]]:
    """Return the words that begin in each of the spans, which follow each other as the words do."""
    rows: list[list[Word]] = [[] for _ in spans]
    number = 0
    for word in words:
        while number < len(spans) and spans[number][1] <= word.start:
            number += 1
        if number < len(spans) and spans[number][0] <= word.start:
            rows[number].append(word)
    return rows


class _Lengths(NamedTuple):
    """The lengths of a source and of its translation, in letters."""

    source: int
    translation: int
    usual: float
    """How many letters a translation of the source usually has; 0 where that is not known."""

    def without_part(self, part: int) -> float:
        """Return how much speaks for it that a part of the source is missing in the translation."""
        if not self.usual or not self.translation or part >= self.source:
            return 0.0
        without = self.usual * (1 - part / self.source)
        return _weighed(math.log(self.translation / self.usual), math.log(self.translation / without))

    def with_part(self, part: int) -> float:
        """Return how much speaks for it that a part of the translation is too much."""
        if not self.usual or part >= self.translation:
            return 0.0
        return _weighed(math.log(self.translation / self.usual), math.log((self.translation - part) / self.usual))


def _lengths(source: Reading, translation: Reading) -> _Lengths:
    here, there = source.vocabulary.language.form.length, translation.vocabulary.language.form.length
    size = letters(source.text)
    return _Lengths(size, letters(translation.text), size * there / here if here and there else 0.0)


def _weighed(before: float, after: float) -> float:
    """Return how much better a length fits with the fault than without, by the logarithms of length by usual length."""
    return max(-_MOST_LENGTH, min(_MOST_LENGTH, (before**2 - after**2) / (2 * _SPREAD**2)))
