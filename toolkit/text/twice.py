"""Finds words of a source that lack something and are denied as well: "never leave it unattended".

The translation may say that plainly: "watch it". A lost negation leaves its word for "unattended" there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.text.negating import may_negate
from toolkit.text.opposites import OTHER
from toolkit.text.phrases import Found
from toolkit.text.reach import denied_beside
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AFFIX, AXES, OPPOSITE, POLARITY, SOFT
from toolkit.text.waits import overlap

_UN = "un"
_FIRM = frozenset({"avoid", "without"})


def denied_twice(source: Reading, translation: Reading) -> Iterator[Found]:
    """Yield those for which the translation has no word of their kind, none that means the same, and no same end."""
    words = _lacking(source)
    if not words or len(_lacking(translation)) >= len(words):
        return
    for found in words:
        if found.value == _UN and denied_beside(source, found) and not _is_named(source, found, translation):
            yield found


def _lacking(reading: Reading) -> Sequence[Found]:
    """Return the words that say by themselves that something is not so."""
    affixes, hard = reading.of(AFFIX), reading.of(POLARITY)
    soft = [hit for hit in reading.of(SOFT) if hit.value == _UN and any(overlap(hit, affix) for affix in affixes)]
    soft += [hit for hit in affixes if may_negate(reading, hit) and not any(overlap(hit, other) for other in soft)]
    soft = [hit for hit in soft if not any(overlap(hit, other) for other in hard)]
    return [*soft, *(hit for hit in hard if hit.value in _FIRM)]


def _is_named(source: Reading, found: Found, translation: Reading) -> bool:
    """Whether the translation has a word that means the same, or says the same end: "alone" for "unattended"."""
    for group in translation.found:
        if group.startswith((AXES, OPPOSITE)) and group in source.found:
            ends = {hit.value for hit in source.of(group) if hit.value in OTHER and overlap(hit, found)}
            if any(hit.value in ends for hit in translation.of(group)):
                return True
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return True
    start, end = source.span(found)
    senses = frozenset().union(*(word.senses for word in one.words if word.start < end and start < word.end))
    words = [word for word in other.words if not word.senses.isdisjoint(senses)]
    # "Watched" has the sense of "unattended".
    affixes = [translation.span(hit) for hit in translation.of(AFFIX)]
    return any(first < word.end and word.start < last for word in words for first, last in affixes)
