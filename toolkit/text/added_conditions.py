"""Finds conditions of a translation that tell nothing of its source: "if you feel like it"."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.text.conditions import conditions
from toolkit.text.extra import tells_nothing
from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ALLOWED, CONDITION


def added_conditions(source: Reading, translation: Reading) -> Iterator[Found]:
    """Yield the words of condition of the translation, where its source has nothing that may be said with one.

    The condition of a permission does not weaken anything: "you can, provided that" for "you can, but".
    """
    words = translation.of(CONDITION)
    if not words or source.of(CONDITION) or source.of(ALLOWED) or not source.orders:
        return
    for start, end in conditions(translation):
        found = next((word for word in words if word.start == start or word.end == end), None)
        if found and tells_nothing(source, translation, translation.folded.original(start, end)):
            yield found
