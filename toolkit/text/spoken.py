"""Weighs by the dictionary whether a translation speaks of the things that its source speaks of.

The weights are logarithms of odds: a word of the source that the translation knows speaks for it, one that it does not
know speaks against it. On clean translations of leaflets nine of ten known words are found, in other texts one of ten.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.text.dictionary import Dictionary, Word, dictionary, spoken_of
from toolkit.text.masked import letters
from toolkit.text.pairing import parts
from toolkit.text.vocabulary import Reading

_FOUND, _MISSING = -2.2, 1.8
"""What a known word of the source says that is in the translation, or is not: words are often missing together."""
_GIVEN, _ADDED = -1.2, 0.8
"""The same of a known word of the translation, which may be a freer one for something of the source."""
_COMMON = 0.35
"""How much a common word counts."""
_SPREAD = 0.2
"""Standard deviation of the logarithm of a translation's length by the usual one."""
_MOST_LENGTH = 4.0
"""How much the length may say at most."""
_FEWER, _AS_MANY, _MORE = 1.5, -1.5, -2.5
"""What the number of parts says: a translation with a part less has lost it, or has joined two."""
_MOSTLY = 0.6
"""Of the other parts' words so many must be in the translation, else it is another text."""
_LOST = 2.5
"""From here on a part is called lost."""
_FREELY = 1.1
"""What a known word of a sentence of the translation says that the source has not: translators explain."""
_SAID = 0.7
"""Of the source's words so many must be in the translation, else nothing is added but another text."""
_TOLD = 1.5
"""How much the words of an added sentence must tell at least."""
_SURELY = 4.5
"""From here on a sentence is called added."""


@dataclass(frozen=True, eq=False)
class Spoken:
    """What a text speaks of."""

    words: Sequence[Word]
    """Its known words."""
    senses: frozenset[str]
    """All that they may mean."""
    common: frozenset[str]
    """Senses that tell little."""

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


@lru_cache(maxsize=2048)
def spoken_in(known: Dictionary, text: str) -> Spoken:
    """Return what a text in the language of the dictionary speaks of."""
    words = known.words(text)
    return Spoken(words, spoken_of(words), known.common)


@dataclass(frozen=True, slots=True)
class Likeness:
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
    """Return the span of the part of the source of which the translation says nothing, though it says the rest."""
    spans = parts(source)
    if len(spans) < 2:
        return None
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return None
    fewer = len(spans) - len(parts(translation))
    said = _FEWER if fewer > 0 else _AS_MANY if fewer == 0 else _MORE
    weighed = [(_unsaid(one, other, span) + said, span) for span in spans]
    weighed = [
        (weight + _shorter(source, translation, span), span)
        for weight, span in weighed
        if weight > _LOST - _MOST_LENGTH
    ]
    most, (start, end) = max(weighed, default=(0.0, (0, 0)))
    if most < _LOST:
        return None
    part = source.text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def added_part(source: Reading, translation: Reading) -> tuple[int, int] | None:
    """Return the span of the sentence of the translation that speaks of nothing that the source speaks of."""
    one, other = spoken(source), spoken(translation)
    spans = translation.sentences
    if one is None or other is None or len(spans) < 2:
        return None
    kept, gone = one.divided(one.words, other.senses)
    if not kept or kept < _SAID * (kept + gone):
        return None
    said = _FEWER if len(spans) > len(source.sentences) else _MORE
    most, place = -math.inf, (0, 0)
    for span in spans:
        given, added = other.divided((word for word in other.words if span[0] <= word.start < span[1]), one.senses)
        if added >= _TOLD:
            weight = _FOUND * given + _FREELY * added + said + _longer(source, translation, span)
            most, place = max((most, place), (weight, span))
    return place if most >= _SURELY else None


def _unsaid(source: Spoken, translation: Spoken, span: tuple[int, int]) -> float:
    """Return how much the words of a part say that it is missing; those that other parts have too say nothing."""
    own = [word for word in source.words if span[0] <= word.start < span[1]]
    rest = [word for word in source.words if not span[0] <= word.start < span[1]]
    elsewhere = spoken_of(rest)
    found, missing = source.divided((word for word in own if word.senses.isdisjoint(elsewhere)), translation.senses)
    kept, gone = source.divided(rest, translation.senses)
    if missing < 1 or kept < _MOSTLY * (kept + gone) or not kept:
        return -math.inf
    return _FOUND * found + _MISSING * missing


def _shorter(source: Reading, translation: Reading, span: tuple[int, int]) -> float:
    """Return how much the length of the translation says that a part of the source is missing."""
    usual = _usual(source, translation)
    whole, part, size = letters(source.text), letters(source.text[slice(*span)]), letters(translation.text)
    if not usual or not size or part >= whole:
        return 0.0
    return _weighed(math.log(size / usual), math.log(size / (usual * (1 - part / whole))))


def _longer(source: Reading, translation: Reading, span: tuple[int, int]) -> float:
    """Return how much the length of the translation says that a part of it is too much."""
    usual = _usual(source, translation)
    size, part = letters(translation.text), letters(translation.text[slice(*span)])
    if not usual or part >= size:
        return 0.0
    return _weighed(math.log(size / usual), math.log((size - part) / usual))


def _usual(source: Reading, translation: Reading) -> float:
    """Return how many letters a translation of the source usually has; 0 where that is not known."""
    here, there = source.vocabulary.language.form.length, translation.vocabulary.language.form.length
    return letters(source.text) * there / here if here and there else 0.0


def _weighed(before: float, after: float) -> float:
    """Return how much better a length fits with the fault than without, by the logarithms of length by usual length."""
    return max(-_MOST_LENGTH, min(_MOST_LENGTH, (before**2 - after**2) / (2 * _SPREAD**2)))
