"""Finds conditions of a translation that tell nothing of its source: "if you feel like it"."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.late import late
from toolkit.text.anchors import anchors
from toolkit.text.conditions import conditions
from toolkit.text.phrases import Found
from toolkit.text.spans import overlaps_any
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ALLOWED, CONDITION, SUPPOSING, WEAK, WHOEVER

_DIGITS = late(r"\d+")


def added_conditions(source: Reading, translation: Reading) -> Iterator[Found]:
    """Yield the words of condition of the translation, where its source has nothing that may be said with one.

    The condition of a permission does not weaken anything: "you can, provided that" for "you can, but". Nor is "in most
    cases" a condition: where that weakens, it is told as what it is.
    """
    words = translation.of(CONDITION)
    if translation.vocabulary.lists_sources:  # English lists there what a translation may say with "if": "after"
        words = [word for word in words if overlaps_any(word, translation.of(SUPPOSING))]
    if not words or source.of(CONDITION) or source.of(WHOEVER) or source.of(ALLOWED) or not source.orders:
        return
    for start, end in conditions(translation):
        found = next((word for word in words if word.start == start or word.end == end), None)
        if (
            found
            and not overlaps_any(found, translation.of(WEAK))
            and _tells_nothing(source, translation, translation.folded.original(start, end))
        ):
            yield found


def _tells_nothing(source: Reading, translation: Reading, span: tuple[int, int]) -> bool:
    """Whether the translation tells as much of its source without the part as with it."""
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return False
    start, end = span
    inside = frozenset(sense for word in other.words if start <= word.start < end for sense in word.senses)
    outside = frozenset(sense for word in other.words if not start <= word.start < end for sense in word.senses)
    told_here = (word for word in one.words if word.senses.isdisjoint(outside) and not word.senses <= one.common)
    if any(not word.senses.isdisjoint(inside) for word in told_here) or anchors(translation.part(start, end)):
        return False
    return set(_DIGITS.findall(translation.text[start:end])).isdisjoint(_DIGITS.findall(source.text))
