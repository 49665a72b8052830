"""Compares the force of a source and of its translation: what must be, what had better be, what may be."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.text.conditions import conditions
from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ALLOWED, CANNOT, MAY, POLARITY, SOFT, WEAK, WOULD, axis_group
from toolkit.text.waits import overlap

_BOUND, _LIMIT, _URGENCY = axis_group("bound"), axis_group("limit"), axis_group("urgency")


@dataclass(frozen=True, slots=True)
class Force:
    """Words of the translation that the source has nothing for."""

    weak: tuple[Found, ...] = ()
    """Words that make advice of an order."""
    may: tuple[Found, ...] = ()
    """Words that permit."""


def added_force(source: Reading, translation: Reading, *, message: Reading) -> Force:
    """Return the weakeners and permissions of the translation where it has more of them than the source.

    Only what orders can be weakened. A permission says something where the whole source, the `message`, bans something.
    """
    if not source.orders:
        return Force()
    ours = {group: len(source.of(group)) for group in (WEAK, WOULD, MAY, ALLOWED)}
    theirs = {group: tuple(translation.of(group)) for group in ours}
    unable = translation.of(CANNOT)
    theirs[MAY] = tuple(found for found in theirs[MAY] if not any(overlap(found, hit) for hit in unable))
    weak = theirs[WEAK] if len(theirs[WEAK]) > ours[WEAK] else ()
    if not weak and not ours[MAY] + ours[ALLOWED] + ours[WEAK] + ours[WOULD] and _let_go(source, translation):
        weak = theirs[MAY]
    # "May increase" is a conditional in other languages: "podría aumentar".
    advised = ours[WEAK] + ours[WOULD] + ours[MAY]
    if len(theirs[WEAK]) + len(theirs[WOULD]) > advised:
        weak = weak or theirs[WOULD]
    if not message.of(POLARITY):
        return Force(weak)
    # "You may drink at most a litre" only permits what "drink no more than a litre" does.
    limited = min(source.counts(_LIMIT)["down"] + source.counts(_BOUND)["up"], translation.counts(_LIMIT)["down"])
    limited += _excepted(source, translation)
    # "It may stay" is a permission too, where no other word of the translation stands for its "may".
    longer = len(translation.sentences) > len(source.sentences)
    told = [found for found in theirs[MAY] if not any(overlap(found, hit) for hit in theirs[ALLOWED])]
    permitted = ours[ALLOWED] + limited + (0 if longer else max(0, ours[MAY] - len(told)))
    allowed = theirs[ALLOWED] if len(theirs[ALLOWED]) > permitted else ()
    permits = {found.start for group in (MAY, ALLOWED) for found in theirs[group]}
    more = len(permits) - ours[MAY] - ours[ALLOWED] - limited
    # A conditional may stand for "may", so that a permission behind it is not seen by numbers.
    hidden = longer and theirs[MAY] and more + len(theirs[WOULD]) - ours[WOULD] > 0
    return Force(weak, allowed or (theirs[MAY] if more > 0 or hidden else ()))


def _let_go(source: Reading, translation: Reading) -> bool:
    """Whether "must" or "at once" is said less often in the translation: "you can be treated" for "must be treated".

    A sentence that bans or excepts something too may say it so: "can only be taken with food".
    """
    if source.of(POLARITY) or any(found.value == "only" for found in source.of(SOFT)):
        return False
    ours, theirs = _demands(source), _demands(translation)
    if conditions(source):  # what is urgent is so in some case: "if it bleeds, come at once"
        ours, theirs = ours + source.counts(_URGENCY)["up"], theirs + translation.counts(_URGENCY)["up"]
    return ours > theirs


def _demands(reading: Reading) -> int:
    """Return how many words demand something, without those that say how soon."""
    urgent = reading.of(_URGENCY)
    strict = [found for found in reading.orders if found.value == "strict"]
    return sum(not any(overlap(found, hit) for hit in urgent) for found in strict)


def _excepted(source: Reading, translation: Reading) -> int:
    """Return how many permissions only say what an exception does: "may only if" for "must not unless"."""
    exceptions, onlys = (
        sum(found.value == kind for group in (POLARITY, SOFT) for found in reading.of(group))
        for reading, kind in ((source, "except"), (translation, "only"))
    )
    return min(exceptions, onlys)
