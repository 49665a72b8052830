"""Finds negations of a translation that only say in other words what its source says without one.

"Even if it is not empty" for "even if drops are left", "do not move it from your body" for "keep it close to your
body": what is negated there is nothing that the source speaks of. A negation that turns the source around negates its
own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.late import late
from toolkit.text.dictionary import Word
from toolkit.text.governed import governed
from toolkit.text.phrases import Found
from toolkit.text.spans import enclosing, meets, overlap, overlaps_any
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ALLOWED, CANNOT, KEEPING, MAY, ORDER, POLARITY, UNLESS, WEAK, WOULD, axis_group

_CONCESSION = axis_group("concession")
_BREAK = late(r"[,،、，.:;!?。：；！？।؛…也]")
_WORD = late(r"[^\W\d_]+[\u0900-\u0963]*(?:[^\W\d_]|[\u0900-\u0963])*")
_KEPT = frozenset({"keep", "leave", "continue", "hold"})
"""Senses of the words that order to keep something as it is."""
_THROWN = "discard"
_USED = frozenset({"use", "take"})
"""Senses of what is not done any more with what is thrown away."""
_SHORTEST = 4
"""Letters of a word that may be what is negated; shorter ones are of grammar."""
_SYLLABLES = frozenset({"vi"})
"""Languages that write each syllable by itself, so that short words are words too."""
_TOUCHING = 2
"""Characters between a negator and what it negates where words are not divided."""
_NEAR = 6
"""Characters between a negator and a word of force that it belongs to: "it is not necessary to"."""


def paraphrases(source: Reading, translation: Reading) -> int:
    """Return how many negations of the translation stand where one is likely, and negate nothing of the source.

    That is in an "even if" of both texts, and behind an order to keep something as it is.
    """
    other = [found for found in _negators(translation) if not _of_source(source, translation, found)]
    if not other:
        return 0
    if _keeps(source) and not any(lets_go(translation, found) for found in other):
        return sum(1 for _ in _negators(translation))  # "do not move it away" has two
    return sum(only_conceded(source, translation, found) or puts_away(source, translation, found) for found in other)


def puts_away(source: Reading, translation: Reading, negator: Found) -> bool:
    """Whether a negation says "do not use it any more" for "throw it away", in a source that speaks of no use."""
    one, other = spoken(source), spoken(translation)
    if one is None or other is None or _THROWN not in one.senses or not one.senses.isdisjoint(_USED):
        return False
    negated = {*_negated(translation, negator, other.words)}
    negated.update(word for hit, words in governed(translation).rows if hit == negator for word in words)
    return any(not word.senses.isdisjoint(_USED) for word in negated) and all(
        _THROWN not in word.senses for word in negated
    )


def only_conceded(source: Reading, translation: Reading, negator: Found) -> bool:
    """Whether a negator stands in an "even if" of both texts, and negates nothing of the source."""
    if not source.counts(_CONCESSION)["up"] or not _conceded(translation, negator):
        return False
    return not _of_source(source, translation, negator)


def _negators(reading: Reading) -> Iterator[Found]:
    return (found for found in reading.of(POLARITY) if found.value in {"not", "without", "avoid", UNLESS})


def _keeps(source: Reading) -> bool:
    """Whether the source orders to keep something as it is; "keep it out of reach" is a ban, "it may stay" no order."""
    others = [found for found in source.of(POLARITY) if found.value == "avoid"]
    others += [found._replace(end=found.end + 2) for found in source.of(MAY)]
    return any(not overlaps_any(found, others) for found in source.of(KEEPING))


def lets_go(translation: Reading, negator: Found) -> bool:
    """Whether keeping itself is negated: "do not leave it on"."""
    words = spoken(translation)
    if words is None:
        return False
    negated = [*_negated(translation, negator, words.words)]
    if _bans(translation, negator):  # such a word may stand behind what it bans: Russian "нельзя"
        start, end = _clause(translation, negator)
        negated += [word for word in words.words if start <= word.start < end]
    return any(not word.senses.isdisjoint(_KEPT) for word in negated)


def _bans(reading: Reading, negator: Found) -> bool:
    """Whether the negator is, or is part of, a word that bans by itself: Polish "nie wolno"."""
    return any(hit.value == "strict" and overlap(hit, negator) for hit in reading.of(ORDER))


def _conceded(reading: Reading, negator: Found) -> bool:
    """Whether the negator stands in the clause of an "even if"."""
    start, end = _clause(reading, negator)
    if reading.vocabulary.language.clauses.condition_position == "after":
        start = reading.span(negator)[0]
    return any(found.value == "up" and start <= reading.span(found)[0] <= end for found in reading.of(_CONCESSION))


def _clause(reading: Reading, negator: Found) -> tuple[int, int]:
    """Return the span of the clause in the text as it is written."""
    cuts = [match.span() for match in _BREAK.finditer(reading.text)]
    return enclosing(cuts, reading.span(negator), len(reading.text))


def _of_source(source: Reading, translation: Reading, negator: Found) -> bool:
    """Whether the source speaks of what is negated, or a word of force is: "it is not necessary"."""
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return True
    start, end = translation.span(negator)
    for group in () if _bans(translation, negator) else (MAY, ALLOWED, CANNOT, WOULD, WEAK):
        for found in translation.of(group):
            first, last = translation.span(found)
            if first - _NEAR <= end and start <= last + _NEAR:
                return True
    return any(not word.senses.isdisjoint(one.senses) for word in _negated(translation, negator, other.words))


def _negated(reading: Reading, negator: Found, words: Sequence[Word]) -> Iterator[Word]:
    """Yield the known words that the negator is part of, and the one that it negates, where that is known."""
    (first, last), (start, end) = reading.span(negator), _clause(reading, negator)
    yield from (word for word in words if meets((first, last), word))
    if not reading.vocabulary.language.spaces:
        for word in words:
            behind = last <= word.start <= last + _TOUCHING
            before = first - _TOUCHING <= word.end <= first
            if (behind and "behind" in reading.vocabulary.negates) or (
                before and "before" in reading.vocabulary.negates
            ):
                yield word
        return
    shortest = 2 if reading.vocabulary.locale in _SYLLABLES else _SHORTEST
    places: list[int] = []
    if "behind" in reading.vocabulary.negates:
        places += [m.start() for m in _WORD.finditer(reading.text, last, end) if len(m[0]) >= shortest][:1]
    if "before" in reading.vocabulary.negates:
        places += [m.start() for m in _WORD.finditer(reading.text, start, first) if len(m[0]) >= shortest - 1][-1:]
    yield from (word for word in words if any(word.start <= place < word.end for place in places))
