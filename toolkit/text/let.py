"""Tells which denials of a source ban nothing, and what a translation may say for them that denies nothing.

What is only checked for may be asked: "check whether it is" for "check that it is not". What need not be done may be
left: "you may keep it on" for "there is no need to take it off".
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.text.permits import permits
from toolkit.text.phrases import Found
from toolkit.text.reach import DENYING
from toolkit.text.spans import overlaps_any
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ALLOWED, CHECKING, MAY, POLARITY, WHETHER


def told_as_let(source: Reading, translation: Reading) -> bool:
    """Whether all that the source denies is only checked for, and asked here, or need not be done, and is let here."""
    denials = [hit for hit in source.of(POLARITY) if hit.value in DENYING]
    if not denials:
        return False
    return _asked(source, translation, denials) or _left(source, translation, denials)


def _asked(source: Reading, translation: Reading, denials: Sequence[Found]) -> bool:
    """Whether each denial stands behind a "check that" of its sentence, and the translation says "whether"."""
    if not translation.of(WHETHER):
        return False
    checks = [source.span(hit)[1] for hit in source.of(CHECKING)]
    return all(any(start <= check <= place for check in checks) for start, place in _places(source, denials))


def _places(reading: Reading, hits: Sequence[Found]) -> Sequence[tuple[int, int]]:
    """Return where the sentence of each of the words begins, and where the word does."""
    starts = [start for start, _ in reading.sentences]
    places = [reading.span(hit)[0] for hit in hits]
    return [(max((start for start in starts if start <= place), default=0), place) for place in places]


def _left(source: Reading, translation: Reading, denials: Sequence[Found]) -> bool:
    """Whether "there is no need to" became a permission of another thing than the one that there is no need of."""
    free = source.of(ALLOWED)
    if not all(overlaps_any(hit, free) for hit in denials):
        return False
    given = len(permits(translation, MAY)) + len(permits(translation, ALLOWED))
    if given <= len(source.of(MAY)):
        return False
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return False
    ends = [source.span(found)[1] for found in free if overlaps_any(found, denials)]
    verbs = [next((word for word in one.words if word.start >= end), None) for end in ends]
    return all(verb is not None and verb.senses.isdisjoint(other.senses) for verb in verbs)
