"""Finds words of a source that restrict something, and that its translation has nothing for: "only a nurse may"."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ALLOWED, MAY, ORDER, POLARITY, SOFT, SOLELY, axis_group

_BOUNDS = tuple(axis_group(name) for name in ("bound", "limit", "amount", "concession", "urgency"))
"""Axes of words that a restriction may be told with: "at most two", "no sooner than"."""
_SEQUENCE = axis_group("sequence")
_VAGUE = frozenset({"loose", "still", "miss"})


def lost_restrictions(source: Reading, translation: Reading) -> Sequence[Found]:
    """Return the words such as "only", where the translation has no word that may restrict, except or deny.

    Only where the source orders or permits something: "for external use only" may be "for external use".
    """
    ours = source.of(SOLELY)
    if not ours or translation.of(SOLELY) or not any(source.of(group) for group in (ORDER, MAY, ALLOWED)):
        return ()
    if translation.counts(_SEQUENCE)["down"] > source.counts(_SEQUENCE)["down"]:
        return ()  # "just before use" for "only when you use it"
    if any(found.value not in _VAGUE for group in (POLARITY, SOFT) for found in translation.found.get(group, ())):
        return ()
    return () if any(translation.of(group) for group in _BOUNDS) else ours
