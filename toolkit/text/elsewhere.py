"""Tells whether a word that seems to turn something around says another thing that both texts say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.text.opposites import OTHER, Turned
from toolkit.text.phrases import Found
from toolkit.text.spans import apart, overlap
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AXES, MAYBE, OPPOSITE, axis_group

_OWN = frozenset({"bound", "limit", "posture"})
"""Pairs whose ends are no others: a limit, and on which side one lies."""
_LOOSE = frozenset(
    [axis_group(name) for name in ("change", "amount", "level", "urgency", "state", "height")]
    + [f"{OPPOSITE}{name}" for name in ("degree", "increase", "high", "big", "long", "plenty", "strength", "weight")]
    + [f"{OPPOSITE}{name}" for name in ("cause", "from")]
)
"""Pairs that explain nothing: their words are common, and may say of many things that they are more or less."""


def said_elsewhere(source: Reading, translation: Reading, row: Turned) -> bool:
    """Whether the translation's words belong to another pair of ends, of which both texts say the same end.

    "At the latest" holds a "later" and is the limit of both; "towards the bottom" is "down". Some are no other.
    """
    if row.name in _OWN:
        return False
    groups = [group for group in translation.found if group.startswith((AXES, OPPOSITE)) and group not in _LOOSE]
    if any(_is_even(source, translation, group, row) for group in groups):
        return True
    return all(any(_both_say(source, translation, word, row, groups)) for word in row.translation)


def _is_even(source: Reading, translation: Reading, group: str, row: Turned) -> bool:
    """Whether both texts say both ends of another pair as often, with the words of this one: "put on", "taken off".

    Where this pair has more than one word, the two ends may have changed places.
    """
    if group.rpartition(".")[2] == row.name or group not in source.found or len(row.source) > 1:
        return False
    ours, theirs = ([hit for hit in reading.of(group) if hit.value in OTHER] for reading in (source, translation))
    counts = Counter(hit.value for hit in ours)
    return (
        len(counts) == len(OTHER)
        and counts == Counter(hit.value for hit in theirs)
        and all(any(_holds(hit, word) for hit in ours) for word in row.source)
        and all(any(_holds(hit, word) for hit in theirs) for word in row.translation)
    )


def _both_say(source: Reading, translation: Reading, word: Found, row: Turned, groups: Sequence[str]) -> Iterator[bool]:
    """Yield for each other pair that the word is an end of whether the source has a word of it to spare."""
    for group in groups:
        if group.rpartition(".")[2] == row.name or group not in source.found:
            continue
        hits = translation.of(group)
        for end in {hit.value for hit in hits if hit.value in OTHER and _holds(hit, word)}:
            rest = sum(hit.value == end and not overlap(hit, word) for hit in hits)
            told = [hit for hit in source.of(group) if hit.value == end]
            against = [hit for hit in source.of(group) if hit.value.removeprefix(MAYBE) == OTHER[end]]
            yield len(apart(against, row.source)) == len(against) and len(apart(told, row.source)) > rest


def _holds(hit: Found, word: Found) -> bool:
    """Whether the word is the other finding, or begins or ends it: in the middle of a phrase it stands alone."""
    edge = hit.start == word.start or hit.end == word.end
    return edge and hit.start <= word.start and word.end <= hit.end
