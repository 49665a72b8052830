"""Tells whether a word that seems to turn something around says another thing that both texts say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from toolkit.text.opposites import OTHER, Turned
from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AXES, MAYBE, OPPOSITE, axis_group
from toolkit.text.waits import overlap

_LIMITS = ("bound", "limit")
_BOUNDS = tuple(axis_group(name) for name in _LIMITS)
_AMOUNTS = frozenset({"amount", "degree"})
"""Pairs whose words a limit holds: "shorter than" is no "shorter"."""
_LOOSE = frozenset(
    [axis_group(name) for name in ("change", "amount", "level", "urgency", "state", "height")]
    + [f"{OPPOSITE}{name}" for name in ("degree", "increase", "high", "big", "long", "plenty", "strength", "weight")]
    + [f"{OPPOSITE}{name}" for name in ("cause", "from")]
)
"""Pairs that explain nothing: their words are common, and may say of many things that they are more or less."""


def said_elsewhere(source: Reading, translation: Reading, row: Turned) -> bool:
    """Whether the words of one side belong to another pair of ends, of which both texts say the same end.

    "At the latest" holds a "later" and is the limit of both; "towards the bottom" is "down". A limit is no other thing.
    """
    if row.name in _LIMITS:
        return False
    here, there = (source, row.source), (translation, row.translation)
    if _all_elsewhere(there, here, row.name, _other_pairs(translation)):
        return True
    limits = [hit for group in _BOUNDS for hit in source.of(group)]
    within = row.name in _AMOUNTS and all(any(_longer(word, hit) for hit in limits) for word in row.source)
    return within and _all_elsewhere(here, there, row.name, _BOUNDS)


def _other_pairs(reading: Reading) -> Iterator[str]:
    return (group for group in reading.found if group.startswith((AXES, OPPOSITE)) and group not in _LOOSE)


def _longer(word: Found, hit: Found) -> bool:
    return hit.start <= word.start and word.end <= hit.end and hit.end - hit.start > word.end - word.start


_Side = tuple[Reading, Sequence[Found]]
"""A text with the words that seem to turn it around."""


def _all_elsewhere(side: _Side, other: _Side, name: str, groups: Iterable[str]) -> bool:
    reading, words = side
    kept = [*groups]
    return bool(words) and all(any(_both_say(reading, word, other, name, kept)) for word in words)


def _both_say(reading: Reading, word: Found, other: _Side, name: str, groups: Sequence[str]) -> Iterator[bool]:
    """Yield for each other pair that the word is an end of whether the other text has a word of it to spare."""
    text, turned = other
    for group in groups:
        if group.rpartition(".")[2] == name or group not in text.found:
            continue
        hits = reading.of(group)
        for end in {hit.value for hit in hits if hit.value in OTHER and _holds(hit, word)}:
            rest = sum(hit.value == end and not overlap(hit, word) for hit in hits)
            told = [hit for hit in text.of(group) if hit.value == end]
            against = [hit for hit in text.of(group) if hit.value.removeprefix(MAYBE) == OTHER[end]]
            yield len(_apart(against, turned)) == len(against) and len(_apart(told, turned)) > rest


def _holds(hit: Found, word: Found) -> bool:
    """Whether the word is the other finding, or begins or ends it: in the middle of a phrase it stands alone."""
    edge = hit.start == word.start or hit.end == word.end
    return edge and hit.start <= word.start and word.end <= hit.end


def _apart(hits: Sequence[Found], words: Sequence[Found]) -> Sequence[Found]:
    return [hit for hit in hits if not any(overlap(hit, word) for word in words)]
