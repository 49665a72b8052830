"""Finds exceptions of a translation for which its source has nothing, and those that became all that is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.text.conditions import conditions, within
from toolkit.text.opposites import Turned
from toolkit.text.phrases import Found
from toolkit.text.spans import apart, overlap, overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    AXES,
    CONDITION,
    EXCEPTING,
    EXCEPTION,
    MAYBE,
    NEGATABLE,
    OPPOSITE,
    POLARITY,
    SOFT,
    SOLELY,
    UNLESS,
    UNTIL,
    axis_group,
)

_OPPOSED = (AXES, OPPOSITE)


def added_exceptions(source: Reading, translation: Reading, *, message: Reading) -> tuple[Found, ...]:
    """Return the words of exception of the translation where its source has nothing left that it may be told with.

    There are none where the whole source, the `message`, excepts something: it may stand in another sentence. What the
    source says with "only", "until" or "before" may be an exception elsewhere, but not where the translation has such a
    word itself.
    """
    theirs = tuple(hit for hit in translation.of(EXCEPTION) if hit.value != EXCEPTING)
    ours = _excepting(source)
    if not theirs or any(found.value != EXCEPTING for found in message.of(EXCEPTION)):
        return ()
    told = Counter(kind for kind, found in _told(translation) if not overlaps_any(found, theirs))
    unsaid = 0
    for word in ours:
        kind = next((kind for kind, found in _told(source) if told[kind] and overlap(found, word)), None)
        if kind is None:
            unsaid += 1
        else:
            told[kind] -= 1
    return theirs if len(theirs) > unsaid else ()


def _excepting(source: Reading) -> Sequence[Found]:
    """Return what a translation may tell as an exception: of English all is listed.

    Elsewhere it is also a condition that is denied, "if it is not open", and "only", "until", "before".
    """
    if source.vocabulary.lists_sources:
        return source.of(EXCEPTION)
    spans = conditions(source)
    alone = not spans and bool(source.of(CONDITION)) and not source.orders  # a heading: "If your doctor does not ..."
    words = source.of(EXCEPTION)
    others = [
        hit
        for hit in source.negating
        if hit.value in _RESTRICTING or (hit.value in _DENYING and (alone or within(hit, spans)))
    ]
    earlier = [hit for hit in source.of(axis_group("sequence")) if hit.value == "down"]
    return [*words, *apart([*others, *source.of(UNTIL), *earlier, *source.of(NEGATABLE)], words)]


_RESTRICTING = frozenset({"only", "instead", "except", "without", UNLESS})
_DENYING = frozenset({"not", "un", "lacking"})


def _told(reading: Reading) -> Iterator[tuple[tuple[str, str], Found]]:
    """Yield the words of negation, of order, and those with an opposite, each with its kind: "only", "outside"."""
    for group in reading.found:
        if group in {POLARITY, SOFT} or group.startswith(_OPPOSED):
            yield from (((group, hit.value), hit) for hit in reading.of(group) if not hit.value.startswith(MAYBE))


def left_alone(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield "except for" that became "only for": what is left out is all that is left."""
    if any(hit.value != "except" for hit in source.of(POLARITY)):
        return  # "do not ... except for" is "only for"
    excepted = [hit for hit in source.of(EXCEPTION) if hit.value != EXCEPTING]
    words = translation.negating
    onlys = [hit for hit in translation.of(SOFT) if hit.value == "only"]
    if not excepted or source.of(SOLELY) or translation.found.get(EXCEPTION) or len(onlys) != len(excepted):
        return
    if all(hit.value == "only" for hit in words) and len(translation.sentences) == len(source.sentences):
        yield Turned("exception", excepted, onlys)
