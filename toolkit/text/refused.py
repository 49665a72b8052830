"""Finds the one of two medicines that a text denies: "take paracetamol, not ibuprofen" is wrong the other way round.

Both names stand in both texts then, and so does the negation: only what it is about has changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.text.conditions import BREAK
from toolkit.text.governed import governed
from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading, two_medicines
from toolkit.text.vocabulary_rows import ALTERNATIVE, JOINER

_DENYING = frozenset({"not", "avoid"})
_BEFORE = frozenset({"before"})


def other_refused(source: Reading, translation: Reading) -> tuple[Found, Found] | None:
    """Return the medicine that the source denies, and the other one, if that is what the translation denies.

    Both are as they were found, in the source and in the translation. None where one of the texts does not name the
    two, each once and a comma or a stop apart; or where what it denies may be both of them, or neither.
    """
    named = two_medicines(source, translation)
    if named is None:
        return None
    ours, theirs = (_refused(side, *hits.values()) for side, hits in zip((source, translation), named, strict=True))
    return None if ours is None or theirs is None or ours.value == theirs.value else (ours, theirs)


def _refused(reading: Reading, one: Found, other: Found) -> Found | None:
    """Return the one of two medicines that a text denies, where a comma or a stop divides them."""
    first, last = reading.span(one)[1], reading.span(other)[0]
    listed = any(hit.value == ALTERNATIVE and one.end <= hit.start < other.start for hit in reading.of(JOINER))
    if listed or not BREAK.search(reading.plain, first, last):
        return None
    negators = [hit for hit in governed(reading).negators if hit.value in _DENYING]
    nearest = [_nearest(reading, hit, (one, other)) for hit in negators]
    names = {found.value if found else "" for found in nearest}
    return nearest[0] if len(names) == 1 else None


def _nearest(reading: Reading, negator: Found, medicines: Sequence[Found]) -> Found | None:
    """Return the medicine next to a negator in its clause; only before it where a language negates what is there."""
    start, end = reading.span(negator)
    gaps = []
    for found in medicines:
        begin, stop = reading.span(found)
        low, high = (stop, start) if stop <= start else (end, begin)
        behind = stop > start
        if not (behind and reading.vocabulary.negates == _BEFORE) and not BREAK.search(reading.plain, low, high):
            gaps.append((high - low, found))
    return min(gaps, key=lambda row: row[0])[1] if gaps else None
