"""Compares what two texts say of amounts in words of several axes: at most, more than, less effective."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.late import late
from toolkit.text.opposites import OTHER, Turned
from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AXES, POLARITY, axis_group

_AMOUNTS = ("amount", "change", "level")
"""Axes of which one may stand for another: less effective, a lower effect, reduces the effect."""
_PLACES = {"above", "below"}
_BOUND, _LIMIT = axis_group("bound"), axis_group("limit")


def crossed(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield "at most" that became "more than", and "below" that became "at least".

    Where a negator stands in a text, "more" may be "not more": that can only have become "at least".
    """
    if any(_BOUND not in reading.found and _LIMIT not in reading.found for reading in (source, translation)):
        return
    ours, theirs = _bounds(source), _bounds(translation)
    if any(found.value == "not" for reading in (source, translation) for found in reading.of(POLARITY)):
        least = tuple(found for found in translation.of(_LIMIT) if found.value == "up")
        if least and not source.of(_LIMIT) and ours["up"] and len(theirs["up"]) == len(least) and not theirs["down"]:
            yield Turned("bound", ours["up"], least)
        return
    for end, other in OTHER.items():
        if len(theirs[end]) < len(ours[end]) and len(theirs[other]) > len(ours[other]):
            yield Turned("bound", ours[end], theirs[other])


_PLACE = late(r"[\s)\"'»”*_]*(?:[.:;,!?。：；，]|\Z)")


def _bounds(reading: Reading) -> dict[str, tuple[Found, ...]]:
    """Return the words of each end; "below" at the end of a clause is a place on the page."""
    text = reading.folded.text
    bounds = (
        found
        for found in reading.of(_BOUND)
        if text[found.start : found.end] not in _PLACES or not _PLACE.match(text, found.end)
    )
    words = (*bounds, *reading.of(_LIMIT))
    return {end: tuple(found for found in words if found.value == end) for end in OTHER}


def in_other_words(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield "makes it less effective" that became "increases its effect": what is said of amounts is the opposite."""
    ours, theirs = ([*_amounts(reading)] for reading in (source, translation))
    negated = any(found.value == "not" for reading in (source, translation) for found in reading.of(POLARITY))
    if not ours or not theirs or negated:
        return
    ends = {found.value for found in ours}, {found.value for found in theirs}
    if all(len(end) == 1 for end in ends) and ends[0] != ends[1]:
        yield Turned("change", ours, theirs)


def _amounts(reading: Reading) -> Iterator[Found]:
    """Yield the words for amounts, but not the "more" of another word nor what is said to be less: "more slowly"."""
    lesser = [found.end for found in reading.of(axis_group("amount")) if found.value == "down"]
    for axis in _AMOUNTS:
        for found in reading.of(axis_group(axis)):
            if axis == "amount":
                lone = not any(_joins(found, hit) for hit in _directions(reading))
            else:
                lone = not any(end < found.start <= end + 1 for end in lesser)
            if lone:
                yield found


def _directions(reading: Reading) -> Iterator[Found]:
    return (hit for group, hits in reading.found.items() if group.startswith(AXES) for hit in hits)


def _joins(found: Found, hit: Found) -> bool:
    """Whether a word belongs to another one: "more slowly", "more than"."""
    longer = hit.start <= found.start and found.end < hit.end
    return longer or found.end < hit.start <= found.end + 1
