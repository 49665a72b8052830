"""Finds the part of a text of which another text says nothing: a sentence or a clause that was lost, or was added.

Either text may be the one with a part too many. What speaks for it is weighed in logarithms of odds: known words of the
part that the other text has or lacks, its words of direction and negation, its numbers, the lengths of both texts, and
how many parts they have. The weights are those of a logistic regression on messages of the corpus, one for what is lost
and one for what is added: `tests/checks/fit_unsaid.py` prints them.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from toolkit.text.anchors import anchors
from toolkit.text.dictionary import Word
from toolkit.text.listed import lost_item, lost_order
from toolkit.text.masked import letters
from toolkit.text.opposites import APART
from toolkit.text.pairing import clauses, parts
from toolkit.text.phrases import Found
from toolkit.text.provisos import lost_concession, lost_proviso
from toolkit.text.quantities import quantities
from toolkit.text.spoken import Spoken, spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    ALLOWED,
    AXES,
    CONDITION,
    EXCEPTION,
    KEEPING,
    MAY,
    OPPOSITE,
    POLARITY,
    RATHER,
    TURN,
    UNTIL,
    WEAK,
    WOULD,
)

_PERMITTING = (MAY, ALLOWED, EXCEPTION)
_LENIENT = (*_PERMITTING, CONDITION, WEAK, WOULD)
_TELLING = (AXES, OPPOSITE, POLARITY, "modality.", UNTIL, TURN, KEEPING, RATHER)
"""What the groups begin with that a translation nearly always has where its source has them."""
_SPREAD, _SPREAD_OF_SHORT = 0.10, 0.6
"""Standard deviation of the logarithm of a length by the usual one: of a long text, and by the root of its letters."""


class Signs(NamedTuple):
    """What is seen of a part, each sign within bounds."""

    lacking: float
    """Known words of the part that the other text lacks, without those that tell little; at most 4."""
    named: float
    """The same that the other text has."""
    lacking_loose: float
    """Known words that tell little, which the other text lacks; at most 3."""
    named_loose: float
    """The same that the other text has."""
    fitting: float
    """How much better the other text's length fits without the part than with it; from -6 to 6."""
    short: float
    """How many standard deviations the other text is shorter than usual; from -3 to 3."""
    fewer: float
    """Where the part is a sentence, or what a colon or semicolon divides: whether the other text has fewer, or more."""
    missed: float
    """Kinds of words, such as negations, that only this part has, and not the other text; at most 3."""
    shared: float
    """Kinds of words that only this part has, and the other text too; at most 3."""
    share: float
    """Which share of the text the part is."""
    lenient: float
    """Whether the part permits, excepts, weakens or makes a condition."""
    newly: float
    """Whether the other text does none of that in this way."""
    numbers: float = 0.0
    """Numbers of the part that the other text has; at most 2."""
    anchors: float = 0.0
    """Whether the other text has a link, placeholder or medicine of the part."""


class Weights(NamedTuple):
    """The odds without any sign, and what each sign adds."""

    base: float
    signs: Signs


_LOST = Weights(
    -4.31, Signs(2.13, -0.94, 1.39, -1.44, 0.65, -0.02, 3.64, 0.38, -0.96, -1.63, -1.17, 0.67, -2.19, -3.85)
)
_ADDED = Weights(-4.78, Signs(1.06, -1.14, 0.55, -0.78, 0.35, 0.09, 3.53, 0.50, -0.53, -2.09, 1.85, 2.49, -1.15, -3.45))
_ROUNDING = 1e-9
_AMBULANCE = "ambulance"
_SURELY_LOST, _SURELY_ADDED = 1.0, 1.25
"""From here on a part is called lost or added; translators explain more freely than they leave out."""
_OTHERWISE_LOST, _OTHERWISE_ADDED = 2.0, 2.5
"""The same where the source is not English: neither text was written from the other, and both tell it in their ways."""
_SURE_OF_STRANGE = 3.5
"""The same where few words of the source are known: what is said of the others is not seen."""
_LETTERS_OF_STRANGE = 16
"""Letters a known word from which on few are known; leaflets have nine or ten, texts of software often twenty."""


class Part(NamedTuple):
    """A part of a text, and what is seen of it."""

    start: int
    end: int
    signs: Signs


def lost_part(source: Reading, translation: Reading) -> tuple[int, int] | None:
    """Return the span of the part of the source of which the translation says nothing; None where it says all."""
    strange = _is_strange(source)
    most = _SURE_OF_STRANGE if strange else _SURELY_LOST if _is_listed(source) else _OTHERWISE_LOST
    found = _likeliest(source, translation, _LOST, most) or _uncalled(source, translation)
    if found or strange:
        return found
    place = lost_proviso(source, translation) or lost_order(source, translation)
    place = place or lost_concession(source, translation)
    return _item(source, translation) or _trimmed(source.text, place)


@lru_cache(maxsize=256)  # two checks ask it of each message
def added_part(source: Reading, translation: Reading) -> tuple[int, int] | None:
    """Return the span of the part of the translation of which the source says nothing; None where it says all."""
    sure = _SURELY_ADDED if _is_listed(source) else _OTHERWISE_ADDED
    return _likeliest(translation, source, _ADDED, _SURE_OF_STRANGE if _is_strange(source) else sure)


def _is_listed(source: Reading) -> bool:
    """Whether the source is in the language whose messages the weights were fitted to."""
    return source.vocabulary.lists_sources


def _is_strange(source: Reading) -> bool:
    """Whether few words of a source are known."""
    known = spoken(source)
    return known is not None and len(known.words) * _LETTERS_OF_STRANGE < letters(source.text)


def permitting(reading: Reading, start: int, end: int) -> tuple[Found, ...]:
    """Return the words that permit or except something in a part of a text."""
    words = (found for group in _PERMITTING for found in reading.of(group))
    return tuple(found for found in words if start <= reading.span(found)[0] < end)


def _likeliest(text: Reading, other: Reading, weights: Weights, most: float) -> tuple[int, int] | None:
    """Return the span of the part of which the odds are the highest, where they are above `most`."""
    place = None
    for part in parts_with_signs(text, other, partial(_may_exceed, weights, most)):
        odds = _odds(part.signs, weights)
        if odds > most:  # what both texts have only lessens the odds
            odds = _odds(with_anchors(part, text, other), weights)
        if odds > most:
            most, place = odds, (part.start, part.end)
    return _trimmed(text.text, place)


def _may_exceed(weights: Weights, most: float, least: Signs, greatest: Signs) -> bool:
    """Whether the odds of a part whose signs lie between two others may be above `most`."""
    low, high = map(float.__mul__, weights.signs, least), map(float.__mul__, weights.signs, greatest)
    return weights.base + sum(map(max, low, high)) > most - _ROUNDING


def _uncalled(source: Reading, translation: Reading) -> tuple[int, int] | None:
    """Return the span of the clause that speaks of an ambulance, where the translation speaks of none.

    That is said in few words, which are all known, and must not be lost.
    """
    here, there = spoken(source), spoken(translation)
    if here is None or there is None or _AMBULANCE not in here.senses:
        return None
    lost = [word for word in here.words if _AMBULANCE in word.senses and word.senses.isdisjoint(there.senses)]
    spans = clauses(source) if lost else ()
    return _trimmed(source.text, next((span for span in spans if span[0] <= lost[0].start < span[1]), None))


def _item(source: Reading, translation: Reading) -> tuple[int, int] | None:
    """Return the span of a lost item of a list, of which no number, link or placeholder is left either."""
    span = lost_item(source, translation)
    own = source.part(*span) if span else None
    if own is None or _values(own) & _values(translation) or anchors(own) & anchors(translation):
        return None
    return _trimmed(source.text, span)


def _odds(signs: Signs, weights: Weights) -> float:
    return weights.base + sum(map(float.__mul__, signs, weights.signs))


def _trimmed(text: str, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return a span without the white space at its ends."""
    if span is None:
        return None
    start, end = span
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def parts_with_signs(
    text: Reading, other: Reading, worth: Callable[[Signs, Signs], bool] = lambda _least, _greatest: True
) -> Iterator[Part]:
    """Yield the parts and the clauses of a text with several, without the signs that `with_anchors` adds.

    Most signs of most parts need not be looked for: `worth` tells of a part whether it may be left out, by the least
    and the greatest that its signs can be.
    """
    divided = [(divide, spans) for divide in (parts, clauses) if len(spans := divide(text)) > 1]
    here, there = (spoken(text), spoken(other)) if divided else (None, None)
    if here is None or there is None:
        return
    size, own = letters(other.text), letters(text.text)
    usual = _usual(own, text, other)
    if not usual or not size:
        return
    deviation = math.sqrt(_SPREAD**2 + _SPREAD_OF_SHORT**2 / max(20, own))
    before = math.log(size / usual) / deviation
    short = max(-3.0, min(3.0, -before))
    fitting = min(6.0, before**2 / 2) if before < 0 else 0.0
    lenient = {group: [text.span(found)[0] for found in text.of(group)] for group in _LENIENT if text.of(group)}
    new = {group for group in lenient if not (other.of(group) or (group == WOULD and other.of(MAY)))}
    kinds: dict[str, list[int]] | None = None
    for divide, spans in divided:
        fewer = float(max(-1, min(1, len(spans) - len(parts(other))))) if divide is parts else 0.0
        for words, (start, end) in zip(_words(here, there, [start for start, _ in spans]), spans, strict=True):
            least = Signs(*words, -6.0, short, fewer, 0.0, 0.0, 0.0, 0.0, 0.0)
            greatest = Signs(*words, fitting, short, fewer, 3.0, 3.0, 1.0, float(bool(lenient)), float(bool(new)))
            part = letters(text.text[start:end]) if worth(least, greatest) else 0
            if not 0 < part < own:
                continue
            if kinds is None:
                kinds = _kinds(text)
            after = before - math.log(1 - part / own) / deviation
            only = [group for group, places in kinds.items() if start <= places[0] and places[-1] < end]
            shared = sum(bool(other.of(group)) for group in only)
            softer = {group for group, places in lenient.items() if _inside(places, start, end)}
            signs = least._replace(
                fitting=max(-6.0, min(6.0, (before**2 - after**2) / 2)),
                missed=float(min(3, len(only) - shared)),
                shared=float(min(3, shared)),
                share=part / own,
                lenient=float(bool(softer)),
                newly=float(not new.isdisjoint(softer)),
            )
            yield Part(start, end, signs)


def with_anchors(part: Part, text: Reading, other: Reading) -> Signs:
    """Return the signs of a part with those of its numbers, links, placeholders and medicines."""
    own = text.part(part.start, part.end)
    numbers = (_values(own) & _values(other)).total()
    return part.signs._replace(numbers=float(min(2, numbers)), anchors=float(bool(anchors(own) & anchors(other))))


@lru_cache(maxsize=64)  # the other text is asked for each part
def _values(reading: Reading) -> Counter[str]:
    found = quantities(reading.text, reading.vocabulary.locale)
    return Counter(str(row).split()[0] for row in found if not row.free and str(row))


def _inside(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places, which are in order, is in the part."""
    number = bisect_left(places, start)
    return number < len(places) and places[number] < end


def _usual(size: int, text: Reading, other: Reading) -> float:
    """Return how many letters the other text usually has; 0 where that is not known."""
    here, there = text.vocabulary.language.form.length, other.vocabulary.language.form.length
    return size * there / here if here and there else 0.0


def _kinds(reading: Reading) -> dict[str, list[int]]:
    """Return where the telling kinds of words stand, each kind from left to right."""
    return {
        group: [reading.span(found)[0] for found in reading.of(group)]
        for group in reading.found
        if group.startswith(_TELLING) and group not in APART and reading.of(group)
    }


_SEVERAL = -2
"""Stands for the number of the part of a sense that is spoken of in more than one."""


def _words(here: Spoken, there: Spoken, starts: Sequence[int]) -> list[tuple[float, float, float, float]]:
    """Return for each part how many of its known words the other text lacks and has, then of those that tell little.

    Words that other parts have too tell nothing of one of them.
    """
    part_of: dict[str, int] = {}
    rows: list[tuple[Word, int]] = []
    for word in here.words:
        number = bisect_right(starts, word.start) - 1
        rows.append((word, number))
        for sense in word.senses:
            if part_of.setdefault(sense, number) != number:
                part_of[sense] = _SEVERAL
    counts = [[0.0, 0.0, 0.0, 0.0] for _ in starts]
    for word, number in rows:
        if number >= 0 and all(part_of[sense] != _SEVERAL for sense in word.senses):
            kind = 2 * (word.senses <= here.little) + (not word.senses.isdisjoint(there.senses))
            counts[number][kind] += 1.0
    return [(min(4.0, a), min(4.0, b), min(3.0, c), min(3.0, d)) for a, b, c, d in counts]
