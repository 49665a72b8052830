"""Compares the words of direction of a source and of its translation: more, before, above, increase, hot, left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import NEUTRAL, POLARITY, axis_group

_OPPOSITE = {"up": "down", "down": "up"}


@dataclass(frozen=True, slots=True)
class Flip:
    """An end of an axis that became the other one."""

    axis: str
    """Name of the axis: `sequence`."""
    source: tuple[Found, ...]
    """The words of the source that have too few fellows in the translation."""
    translation: tuple[Found, ...]
    """The words of the translation that mean the opposite, one of them too many."""


def flips(source: Reading, translation: Reading) -> Iterator[Flip]:
    """Yield each axis on which the translation has more of one end and less of the other than the source.

    Words alone prove nothing: what has no counterpart may be said in another way. An end that is short while the
    other has one too many was turned around.
    """
    yield from _crossed(source, translation)
    for axis in translation.vocabulary.axes:
        group = axis_group(axis)
        if not source.found.get(group) or not translation.found.get(group):
            continue
        if axis == _URGENCY:
            ours, theirs = _pressing(source), _pressing(translation)
        else:
            ours, theirs = source.counts(group), translation.counts(group)
        for end, other in _OPPOSITE.items():
            if theirs[end] < ours[end] and theirs[other] > ours[other]:
                yield Flip(
                    axis,
                    tuple(found for found in source.of(group) if found.value == end),
                    tuple(found for found in translation.of(group) if found.value == other),
                )


_URGENCY = "urgency"
_NEAR = 14
"""Characters within which a negator belongs to a delay: "do not wait"."""


def _pressing(reading: Reading) -> Counter[str]:
    """Return the words of urgency; a delay that is negated is none."""
    negators = [found for found in reading.found.get(POLARITY, ()) if found.value in {"not", "un", "without", NEUTRAL}]
    words = reading.of(axis_group(_URGENCY))
    return Counter(
        word.value
        for word in words
        if word.value == "up"
        or not any(word.start - _NEAR <= found.end and found.start <= word.end + _NEAR for found in negators)
    )


_BOUND, _LIMIT = axis_group("bound"), axis_group("limit")


def _crossed(source: Reading, translation: Reading) -> Iterator[Flip]:
    """Yield "at most" that became "more than", and "below" that became "at least".

    Where a negator stands in a text, "more" may be "not more": that can only have become "at least".
    """
    ours, theirs = _bounds(source), _bounds(translation)
    if any(found.value == "not" for reading in (source, translation) for found in reading.of(POLARITY)):
        least = tuple(found for found in translation.of(_LIMIT) if found.value == "up")
        if least and not source.of(_LIMIT) and ours["up"] and len(theirs["up"]) == len(least) and not theirs["down"]:
            yield Flip("bound", ours["up"], least)
        return
    for end, other in _OPPOSITE.items():
        if len(theirs[end]) < len(ours[end]) and len(theirs[other]) > len(ours[other]):
            yield Flip("bound", ours[end], theirs[other])


def _bounds(reading: Reading) -> dict[str, tuple[Found, ...]]:
    words = (*reading.of(_BOUND), *reading.of(_LIMIT))
    return {end: tuple(found for found in words if found.value == end) for end in _OPPOSITE}
