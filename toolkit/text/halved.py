"""Finds what a source says of both ends of an axis, and its translation of one only: "before and after"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from toolkit.text.opposites import OTHER, Turned
from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import BOTH, axis_group

_AXES = ("sequence", "day", "side", "breath")
"""Axes of which each end has words that stand for it wherever it is meant."""


def halved(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield the words of both ends that stand joined in the source, where the translation has those of one end only."""
    for axis in _AXES:
        group = axis_group(axis)
        if group not in source.found or group not in translation.found:
            continue
        joined = _joined(source, group)
        theirs = translation.found[group]  # with the phrases that mean neither: 前後
        if joined and len({found.value for found in theirs}) == 1 and theirs[0].value in OTHER:
            yield Turned(axis, joined, theirs)


def _joined(source: Reading, group: str) -> tuple[Found, ...]:
    """Return the first two words of different ends with nothing but an "and" between them."""
    for one, other in pairwise(source.of(group)):
        between = source.text[source.span(one)[1] : source.span(other)[0]].strip()
        if one.value != other.value and any(source.word(found) == between for found in source.of(BOTH)):
            return one, other
    return ()
