"""Finds permissions of a translation for which its source has nothing: "you may freeze it for a short time"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from toolkit.late import late
from toolkit.text.conditions import CLAUSE_END, conditions, within
from toolkit.text.phrases import Found
from toolkit.text.spans import apart, overlap
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    ALLOWED,
    ALLOWING,
    ALTERNATIVE,
    CANNOT,
    EITHER,
    JOINER,
    MAY,
    POLARITY,
    SOFT,
    UNTIL,
    WOULD,
    axis_group,
)

_ALL_BUT = frozenset({"only", "instead"})
"""Kinds of words that ban all but one thing: "use only these gloves"."""
_BOUND, _LIMIT = axis_group("bound"), axis_group("limit")
_WORDS = 8
"""Words that may stand between a negator and the permission that it denies, at most."""
_FAR = 24
"""The same where the negator stands with the verb at the end of its clause: "Sie dürfen es ... nicht mehr nehmen"."""
_CHARACTERS = 4
"""Characters between them where words are not divided."""
_WORD = late(r"\w+")


def permits(reading: Reading, group: str) -> Sequence[Found]:
    """Return the words of a group of permissions, from left to right; none is denied, as in "no permission".

    Two that touch are one: Japanese しなくても + かまいません.
    """
    hits = reading.of(group)
    unable = reading.of(CANNOT) if hits else ()
    negators = [hit for hit in reading.of(POLARITY) if hit.value == "not"] if hits else []
    free = apart(hits, unable)
    told = [hit for hit in free if not any(_denies(reading, other, hit) for other in negators)]
    return [hit for hit in told if all(hit is other or not other.start < hit.start <= other.end for other in told)]


def _denies(reading: Reading, negator: Found, permission: Found) -> bool:
    """Whether the negator stands beside the permission, in its clause and on the side where the language negates.

    One that is a part of it denies nothing: "no problem".
    """
    vocabulary = reading.vocabulary
    if ("behind" if negator.start < permission.start else "before") not in vocabulary.negates:
        return False
    if overlap(negator, permission):  # French "ne peut contenir"
        return negator.start < permission.start and permission.end <= negator.end
    start, end = min(negator.end, permission.end), max(negator.start, permission.start)
    between = reading.folded.text[start:end]
    if CLAUSE_END.search(between) or any(start <= hit.start < end for hit in reading.of(JOINER)):
        return False
    if not vocabulary.language.spaces:
        return len(between) <= _CHARACTERS
    return len(_WORD.findall(between)) <= (_FAR if vocabulary.language.words.separable else _WORDS)


def bans(source: Reading) -> bool:
    """Whether a text bans something: with a word of negation, as all but one thing, or with an order to skip it."""
    orders = {hit.start for hit in source.orders}
    return bool(source.of(POLARITY)) or any(
        found.value in _ALL_BUT or (found.value == "miss" and found.start in orders) for found in source.of(SOFT)
    )


def added_permits(source: Reading, translation: Reading) -> tuple[Found, ...]:
    """Return the permissions of the translation where it has more of them than its source has words that may be one."""
    if not source.orders or translation.found.keys().isdisjoint((MAY, ALLOWED)):
        return ()
    may, allowed = len(source.of(MAY)), len(source.of(ALLOWED))
    if not source.vocabulary.lists_sources:  # English lists with them what may be told so
        known = (*source.of(MAY), *source.of(ALLOWED))
        may += len(apart(source.of(WOULD), known))
        allowed += len(apart(source.of(ALLOWING), known))
    # "You may drink at most a litre" only permits what "drink no more than a litre" and "drink only one" do.
    bounds = source.counts(_LIMIT)["down"] + source.counts(_BOUND)["up"] + source.counts(SOFT)["only"]
    limited = min(bounds, translation.counts(_LIMIT)["down"])
    limited += _excepted(source, translation)
    # "It may stay" is a permission too, where no other word of the translation stands for its "may".
    longer = len(translation.sentences) > len(source.sentences)
    theirs_may, theirs_allowed = (
        [found for found in permits(translation, group) if not _only(source, translation, found)]
        for group in (MAY, ALLOWED)
    )
    untils = _untils(translation)
    theirs_may = [found for found in theirs_may if not within(found, untils)]
    told = apart(theirs_may, theirs_allowed)
    if len(theirs_allowed) > allowed + limited + (0 if longer else max(0, may - len(told))):
        return tuple(theirs_allowed)
    more = len(told) + len(theirs_allowed) - may - allowed - limited
    more -= _repeated(source, translation, theirs_may)
    # A conditional may stand for "may", so that a permission behind it is not seen by numbers.
    would = apart(translation.of(WOULD), theirs_may)
    hidden = longer and more + len(would) - len(source.of(WOULD)) > 0
    return tuple(theirs_may) if more > 0 or hidden else ()


def _untils(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Return the spans of conditions that end something: "until you can eat again" permits nothing."""
    hits = reading.of(UNTIL)
    return tuple(span for span in conditions(reading) if any(within(hit, (span,)) for hit in hits)) if hits else ()


def _repeated(source: Reading, translation: Reading, words: Sequence[Found]) -> int:
    """Return how many words only say again behind an "or" what the source says once: "can harm it or cause pain".

    An "and" in the clause of a "can" does so too, where it bans nothing: "they can infect others and fall ill".
    """
    told = [found.end for found in source.of(MAY)]
    ours = sum(_goes_on(source, hit, told) for hit in source.of(JOINER)) if told else 0
    joiners = translation.of(JOINER) if ours else ()
    theirs = (any(one.end <= hit.start < other.start for hit in joiners) for one, other in pairwise(words))
    return min(ours, sum(theirs))


def _goes_on(source: Reading, joiner: Found, told: Sequence[int]) -> bool:
    """Whether a permission that ends at one of the places may hold for what stands behind the joining word as well."""
    if joiner.value == ALTERNATIVE:
        return joiner.start > min(told)
    between = [source.folded.text[end : joiner.start] for end in told if end < joiner.start]
    behind = source.folded.text[joiner.end :]
    banned = any(hit.start > joiner.start for hit in source.of(POLARITY))
    return bool(between) and not banned and not CLAUSE_END.search(between[-1]) and not CLAUSE_END.match(behind)


def _only(source: Reading, translation: Reading, found: Found) -> bool:
    """Whether a permission permits one thing only, as the source does: "you may only use gloves without latex"."""
    if not any(hit.value in {"only", EITHER} for hit in source.negating):
        return False
    text = translation.folded.text
    clause = len(CLAUSE_END.findall(text[: found.start]))
    onlys = [hit for hit in translation.negating if hit.value in {"only", "except"}]
    return any(len(CLAUSE_END.findall(text[: hit.start])) == clause for hit in onlys)


def _excepted(source: Reading, translation: Reading) -> int:
    """Return how many permissions only say what an exception does: "may only if" for "must not unless"."""
    exceptions, onlys = (
        sum(found.value == kind for found in reading.negating)
        for reading, kind in ((source, "except"), (translation, "only"))
    )
    return min(exceptions, onlys)
