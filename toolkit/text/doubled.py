"""Finds a pair of opposites both ends of which a source says, and of which its translation says one too often.

"Loosen the bandage, and do not tighten it" told as "tighten the bandage, and do not tighten it".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.text.opposites import APART, OTHER, Turned
from toolkit.text.phrases import Found
from toolkit.text.reach import DENYING, denied_beside
from toolkit.text.spans import overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AXES, OPPOSITE, POLARITY, RATHER, axis_group

_ENDS = frozenset(OTHER)
_APART = (
    APART
    | {f"{OPPOSITE}{name}" for name in ("frost", "now")}
    | {axis_group(name) for name in ("bound", "limit", "concession", "sequence", "sameness", "often", "urgency")}
)
"""Groups whose ends are told in too many ways, or with a word that belongs to both."""


def doubled(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield each such pair: both texts have as many of its words, not as many of each end, and deny as many.

    "Stay seated" is "do not stand up", so that what is denied is counted. What is preferred to its opposite may be told
    with the one end alone. Words of another language than English mean too much else.
    """
    if not source.vocabulary.lists_sources:
        return
    for group, theirs in translation.found.items():
        if len(theirs) < len(_ENDS) or group not in source.found or not group.startswith((OPPOSITE, AXES)):
            continue
        ours = source.of(group)
        if len(ours) != len(theirs) or group in _APART or source.of(RATHER):
            continue
        sides = (source, ours), (translation, theirs)
        here, there = ([found.value for found in words] for words in (ours, theirs))
        if (
            set(here) == _ENDS
            and _ENDS.issuperset(there)
            and here.count("up") != there.count("up")
            and not any(overlaps_any(word, _deniers(reading)) for reading, row in sides for word in row)
            and _denied(source, ours) == _denied(translation, theirs)
        ):
            yield Turned(group.rpartition(".")[2], ours, theirs)


def _deniers(reading: Reading) -> list[Found]:
    """Return what denies for sure: an end with such a word of its own, "without waiting", is told in another way."""
    return [hit for hit in reading.of(POLARITY) if hit.value in DENYING]


def _denied(reading: Reading, words: Sequence[Found]) -> int:
    """Return how many of the words their part denies."""
    return sum(denied_beside(reading, word) for word in words)
