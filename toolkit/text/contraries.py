"""Finds words of direction whose opposite is denied in the translation: "not abruptly" for "slowly"."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.text.conditions import conditions, exceptions, within
from toolkit.text.opposites import APART, OTHER, Turned, undone
from toolkit.text.phrases import Found
from toolkit.text.reach import DENYING, denied_beside, negations_beside
from toolkit.text.spans import overlap, overlaps_any
from toolkit.text.twice import denied_twice
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AXES, EXEMPTING, MAYBE, OPPOSITE, POLARITY, axis_group

_COMPLEMENTS = frozenset(
    {"access", "caution", "clarity", "clean", "company", "effect", "exertion", "exposure", "height", "insertion"}
    | {"moisture", "posture", "power", "run", "sameness", "speed", "state", "still", "tightness", "waking"}
)
"""Axes of which one end is as good as the other one denied: "keep it dry" is "do not wet it"."""


def denied_opposites(source: Reading, translation: Reading) -> Iterator[Found]:
    """Yield the words of the translation that stand, denied, for the other end of an axis."""
    for axis in translation.vocabulary.axes:
        group = axis_group(axis)
        if axis not in _COMPLEMENTS or group not in source.found or group not in translation.found:
            continue
        ours, theirs = source.counts(group), translation.counts(group)
        for end, other in OTHER.items():
            if theirs[end] < ours[end] and theirs[other] > ours[other] and is_denied(source, translation, axis, end):
                yield from (found for found in translation.of(group) if found.value == other)


def told_affirmatively(source: Reading, translation: Reading) -> int:
    """Return how many words that the source denies are told without a denial of them.

    By their opposites, "keep it dry" for "do not wet it", or plainly, where they are denied twice: "watch it".
    """
    if not any(found.value in DENYING for found in source.of(POLARITY)):
        return 0
    told: set[int] = set()
    refused = 0
    for group in translation.found:
        axis = group.removeprefix(AXES)
        if group not in source.found or group in APART or not (axis in _COMPLEMENTS or group.startswith(OPPOSITE)):
            continue
        ours, theirs = source.counts(group), translation.counts(group)
        for end, other in OTHER.items():
            plain = [hit for hit in translation.of(group) if hit.value == other and _is_plain(translation, hit)]
            words = [found for found in source.of(group) if found.value == end]
            if not theirs[end] + theirs[MAYBE + end] and theirs[other] == len(plain) > ours[other]:
                told.update(found.start for found in words if denied_beside(source, found))
            if axis in _COMPLEMENTS:
                refused += min(theirs[end], sum(_refuses(source, found) for found in words))
    told.update(found.start for found in denied_twice(source, translation))
    return len(told) + refused


def _is_plain(reading: Reading, found: Found) -> bool:
    """Whether nothing denies what was found, nor is a part of it: German "nicht rauchen"."""
    return not denied_beside(reading, found) and not overlaps_any(found, reading.of(POLARITY))


def _refuses(reading: Reading, found: Found) -> bool:
    """Whether what was found refuses its other end by itself: "keep away from heat" is "protect from heat"."""
    return any(hit.value == "avoid" and overlap(hit, found) for hit in reading.of(POLARITY))


def is_denied(source: Reading, translation: Reading, axis: str, end: str) -> bool:
    """Whether the translation says an end of the axis by denying the other one, or denies it where the source does not.

    Then the negations beside the words are even on one side and odd on the other.
    """
    if axis not in _COMPLEMENTS:
        return False
    group = axis_group(axis)
    ours, theirs = (
        [
            (negations_beside(reading, found) + undone(reading, found)) % 2
            for found in reading.of(group)
            if found.value == value
        ]
        for reading, value in ((source, end), (translation, OTHER[end]))
    )
    return not set(ours) & set(theirs)


def told_of_the_rest(source: Reading, translation: Reading, row: Turned) -> bool:
    """Whether what a source excepts is told as what holds else: "as long as it is closed" for "unless it is open".

    The translation has the opposite in a condition, or in its own word of exception, and excepts nothing besides.
    "Even if" for "unless" is another thing.
    """
    openings = {source.span(hit)[0] for hit in source.of(EXEMPTING)}  # "until" excepts nothing else
    spans = [span for span in exceptions(source) if span[0] in openings]
    excepting = [hit for hit in translation.of(POLARITY) if hit.value == "except"]
    cases = conditions(translation)
    return (
        len(row.source) == len(row.translation)
        and all(any(start < source.span(hit)[0] < end for start, end in spans) for hit in row.source)
        and all(overlaps_any(hit, row.translation) for hit in excepting)
        and all(overlaps_any(hit, excepting) or within(hit, cases) for hit in row.translation)
    )


def rest_told(source: Reading, translation: Reading) -> bool:
    """Whether any word of direction that the source excepts is told so."""
    for axis in translation.vocabulary.axes:
        ours, theirs = source.of(axis_group(axis)), translation.of(axis_group(axis))
        opposed = {OTHER.get(hit.value) for hit in ours} == {hit.value for hit in theirs}
        if ours and opposed and told_of_the_rest(source, translation, Turned(axis, ours, theirs)):
            return True
    return False


def may_be_denied(source: Reading, translation: Reading) -> bool:
    """Whether the translation may say an end of an axis by denying the other one: "not abruptly" for "slowly"."""
    for axis in sorted(_COMPLEMENTS):
        ours, theirs = source.counts(axis_group(axis)), translation.counts(axis_group(axis))
        for end, other in OTHER.items():
            if theirs[end] < ours[end] and (theirs[other] > ours[other] or axis in _MANNER):
                return True
    return False


def complements(reading: Reading) -> Iterator[Found]:
    """Yield the words of a text that may be said by denying their opposites."""
    for axis in sorted(_COMPLEMENTS):
        yield from (found for found in reading.of(axis_group(axis)) if found.value in OTHER)


_MANNER = frozenset({"speed", "caution", "company", "exertion", "posture", "tightness"})
"""Axes of words that tell how something is done, whose opposites are many."""
