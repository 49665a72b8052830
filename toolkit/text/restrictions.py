"""Finds words of a source that restrict something, and that its translation has nothing for: "only a nurse may"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    ALLOWED,
    CONDITION,
    CONTRAST,
    MAY,
    ORDER,
    POLARITY,
    SOFT,
    SOLELY,
    UNTIL,
    axis_group,
)

_BOUNDS = tuple(axis_group(name) for name in ("bound", "limit", "amount", "concession", "urgency"))
"""Axes of words that a restriction may be told with: "at most two", "no sooner than"."""
_BESIDE = 1
"""Characters between words that stand beside each other."""
_SEQUENCE, _LIMIT = axis_group("sequence"), axis_group("limit")
_VAGUE = frozenset({"loose", "still", "miss"})


def lost_restrictions(source: Reading, translation: Reading) -> Sequence[Found]:
    """Return the words such as "only", where the translation has no word more that may restrict, except or deny.

    Only where the source orders or permits something, or says when something is so: "for external use only" may be "for
    external use".
    """
    ours = [found for found in source.of(SOLELY) if not _contrasts(source, found)]
    if not ours or translation.of(SOLELY) or source.of(UNTIL) or translation.counts(_LIMIT)["down"]:
        return ()  # "only until then" is "not any more from then on"
    if not any(source.of(group) for group in (ORDER, MAY, ALLOWED)) and not _only_if(source, ours):
        return ()
    if translation.counts(_SEQUENCE)["down"] > source.counts(_SEQUENCE)["down"]:
        return ()  # "just before use" for "only when you use it"
    theirs = _restricting(translation)
    more = "only" in theirs or theirs.total() > _restricting(source).total() - len(ours)
    return () if more or any(_more(source, translation, group) for group in _BOUNDS) else ours


def _contrasts(source: Reading, found: Found) -> bool:
    """Whether what is denied of other things is said of one with the word: "not by users but only by you"."""
    denied = any(hit.value == "not" and hit.start < found.start for hit in source.of(POLARITY))
    return denied and any(0 <= found.start - hit.end <= _BESIDE for hit in source.of(CONTRAST))


def _only_if(source: Reading, words: Sequence[Found]) -> bool:
    """Whether a condition stands right behind one of the words: "only if", "only with food"."""
    return any(0 <= hit.start - found.end <= _BESIDE for found in words for hit in source.of(CONDITION))


def _restricting(reading: Reading) -> Counter[str]:
    """Return the words of a text that restrict, except or deny something."""
    return Counter(hit.value for group in (POLARITY, SOFT) for hit in reading.of(group) if hit.value not in _VAGUE)


def _more(source: Reading, translation: Reading, group: str) -> bool:
    return len(translation.of(group)) > len(source.of(group))
