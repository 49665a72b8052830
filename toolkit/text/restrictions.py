"""Finds words of a source that restrict something, and that its translation has nothing for: "only a nurse may"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.late import late
from toolkit.text.conditions import conditions, within
from toolkit.text.phrases import Found
from toolkit.text.reach import begins_item
from toolkit.text.spans import overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    ALLOWED,
    CONDITION,
    CONTRAST,
    MAY,
    OPPOSITE,
    ORDER,
    OTHERS,
    POLARITY,
    SINGLE,
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
_URGENCY = axis_group("urgency")
_HASTE = (
    _URGENCY,
    *map(axis_group, ("speed", "time")),
    *(f"{OPPOSITE}{name}" for name in ("now", "assoon", "gradual")),
)
"""Groups of words that say that something is urgent, soon or fast, or the opposite."""
_STOP = late(r"[.!?]\s")
_VAGUE = frozenset({"loose", "still", "miss"})


def lost_restrictions(source: Reading, translation: Reading) -> Sequence[Found]:
    """Return the words such as "only", where the translation has no word more that may restrict, except or deny.

    Only where the source orders or permits something, or says when something is so: "for external use only" may be "for
    external use".
    """
    ours = [found for found in source.of(SOLELY) if not _contrasts(source, found) and _is_sure(source, found)]
    if not ours or translation.of(SOLELY) or source.of(UNTIL) or translation.counts(_LIMIT)["down"]:
        return ()  # "only until then" is "not any more from then on"
    conditional = _only_if(source, ours)
    if not conditional and not any(source.of(group) for group in (ORDER, MAY, ALLOWED)):
        return ()
    if conditional and _bans(translation) > _bans(source):
        return ()  # "not if it can burn" for "only if it cannot burn"
    if translation.counts(_SEQUENCE)["down"] > source.counts(_SEQUENCE)["down"]:
        return ()  # "just before use" for "only when you use it"
    mine, theirs = _restricting(source), _restricting(translation)
    if source.vocabulary.lists_sources:  # what is hard, or protected, restricts nothing
        mine["few"] = theirs["few"] = 0
    more = theirs["only"] or theirs.total() > mine.total() - len(ours)
    return () if more or any(_more(source, translation, group) for group in _BOUNDS) else ours


def _is_sure(source: Reading, found: Found) -> bool:
    """Whether a word restricts for sure: of another language than English all are listed that may stand for "only"."""
    onlys = [hit for hit in source.of(SOFT) if hit.value == "only"]
    if source.vocabulary.lists_sources:
        return True
    return overlaps_any(found, onlys) and not overlaps_any(found, source.of(SINGLE))


def lost_haste(source: Reading, translation: Reading) -> Sequence[Found]:
    """Return the words such as "at once" of an order, where the translation says nowhere that something is urgent.

    Nor may it say anything of waiting or of what is soon: "do not wait" is as urgent.
    """
    ours = [found for found in source.of(_URGENCY) if found.value == "up"]
    if not ours or not source.orders:
        return ()
    return () if any(translation.found.get(group) for group in _HASTE) else ours


def _contrasts(source: Reading, found: Found) -> bool:
    """Whether what is said of one thing with the word is denied of others: "not by users but only by you".

    Or behind it, in its sentence: "only by you, not by users".
    """
    denied = any(hit.value == "not" and hit.start < found.start for hit in source.of(POLARITY))
    if denied and any(0 <= found.start - hit.end <= _BESIDE for hit in source.of(CONTRAST)):
        return True
    stop = _STOP.search(source.folded.text, found.end)
    end = stop.start() if stop else len(source.folded.text)
    return any(found.end < hit.start < end and begins_item(source, hit) for hit in source.of(OTHERS))


def _only_if(source: Reading, words: Sequence[Found]) -> bool:
    """Whether a condition stands right behind one of the words: "only if", "only with food"."""
    return any(0 <= hit.start - found.end <= _BESIDE for found in words for hit in source.of(CONDITION))


def _restricting(reading: Reading) -> Counter[str]:
    """Return the words of a text that restrict, except or deny something."""
    return Counter(hit.value for hit in reading.negating if hit.value not in _VAGUE)


def _bans(reading: Reading) -> int:
    """Return how often a text denies something, without what it denies in its conditions."""
    inside = conditions(reading)
    return sum(hit.value == "not" and not within(hit, inside) for hit in reading.of(POLARITY))


def _more(source: Reading, translation: Reading, group: str) -> bool:
    return len(translation.of(group)) > len(source.of(group))
