"""Compares the force of a source and of its translation: what must be, what had better be, what may be."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.text.conditions import CLAUSE_END, conditions
from toolkit.text.extra import extra_end, extra_sentences
from toolkit.text.phrases import Found
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    ALLOWED,
    CANNOT,
    INVERTED,
    KEEPING,
    MAY,
    MILD,
    POLARITY,
    SOFT,
    WEAK,
    WOULD,
    axis_group,
)
from toolkit.text.waits import overlap

_ALL_BUT = frozenset({"only", "instead"})
"""Kinds of words that ban all but one thing: "use only these gloves"."""
_CLOSERS = " \n\"'”’)]*_–—-"
"""What may stand behind the end of a sentence."""
_BOUND, _LIMIT, _URGENCY = axis_group("bound"), axis_group("limit"), axis_group("urgency")


_FORCES = (WEAK, WOULD, MAY, ALLOWED)
_GRAVE = frozenset({"danger", "emergency", "ambulance", "poison", "overdose", "die", "severe", "harm", "damaged"})
"""Senses of words that tell of a danger."""


@dataclass(frozen=True, slots=True)
class Force:
    """Words of the translation that the source has nothing for."""

    weak: tuple[Found, ...] = ()
    """Words that make advice of an order."""
    may: tuple[Found, ...] = ()
    """Words that permit."""


def added_force(source: Reading, translation: Reading, *, message: Reading) -> Force:
    """Return the weakeners and permissions of the translation where it has more of them than the source.

    A permission says something where the whole source, the `message`, bans something. Where the source orders nothing,
    only weakeners count, and only where it has no word of that sort at all: "is sometimes an emergency".
    """
    if translation.found.keys().isdisjoint(_FORCES):
        return Force()
    ours = {group: len(source.of(group)) for group in _FORCES}
    ours[WEAK] -= sum(_opens_condition(found, source) for found in source.of(WEAK))
    if not source.orders:
        softened = any(ours[group] for group in (WEAK, WOULD, MAY))
        return Force() if softened or not is_told(source) or not _warns(source) else Force(tuple(translation.of(WEAK)))
    theirs = {group: tuple(translation.of(group)) for group in ours}
    unable = translation.of(CANNOT)
    theirs[WEAK] = tuple(found for found in theirs[WEAK] if not _is_usual(found, source, translation))
    theirs[MAY] = tuple(found for found in theirs[MAY] if not any(overlap(found, hit) for hit in unable))
    weak = theirs[WEAK] if len(theirs[WEAK]) > ours[WEAK] else ()
    # What is only advised beside an order ("should rest and must call") stays advice: its words count on both sides.
    advice = max(0, ours[WEAK] + ours[WOULD] - len(theirs[WEAK]) - len(theirs[WOULD]))
    if not weak and not ours[MAY] + ours[ALLOWED] + advice and _let_go(source, translation):
        weak = theirs[MAY]
    # "May increase" is a conditional in other languages: "podría aumentar".
    advised = ours[WEAK] + ours[WOULD] + ours[MAY]
    if len(theirs[WEAK]) + len(theirs[WOULD]) > advised:
        weak = weak or theirs[WOULD]
    if not bans(message):
        return Force(weak)
    # "You may drink at most a litre" only permits what "drink no more than a litre" does.
    limited = min(source.counts(_LIMIT)["down"] + source.counts(_BOUND)["up"], translation.counts(_LIMIT)["down"])
    limited += _excepted(source, translation)
    # "It may stay" is a permission too, where no other word of the translation stands for its "may".
    longer = len(translation.sentences) > len(source.sentences)
    for group in (MAY, ALLOWED):
        theirs[group] = tuple(found for found in theirs[group] if not _only(source, translation, found))
    told = [found for found in theirs[MAY] if not any(overlap(found, hit) for hit in theirs[ALLOWED])]
    permitted = ours[ALLOWED] + limited + (0 if longer else max(0, ours[MAY] - len(told)))
    allowed = theirs[ALLOWED] if len(theirs[ALLOWED]) > permitted else ()
    permits = {found.start for group in (MAY, ALLOWED) for found in theirs[group]}
    more = len(permits) - ours[MAY] - ours[ALLOWED] - limited
    # A conditional may stand for "may", so that a permission behind it is not seen by numbers.
    hidden = longer and theirs[MAY] and more + len(theirs[WOULD]) - ours[WOULD] > 0
    return Force(weak, allowed or (theirs[MAY] if more > 0 or hidden else ()))


def is_told(source: Reading) -> bool:
    """Whether a part of a text tells something: a heading and a question do not."""
    language = source.vocabulary.language
    last = source.text.rstrip(_CLOSERS)[-1:]
    return last in {*language.sentences.ends, ":", ";"} and last not in language.sentences.questions


def _warns(source: Reading) -> bool:
    """Whether a text tells of a danger, or denies something; what it tells otherwise is weakened freely."""
    if source.of(POLARITY) or source.counts(axis_group("caution"))["up"] or source.of(_URGENCY):
        return True
    words = spoken(source)
    return words is not None and any(not word.senses.isdisjoint(_GRAVE) for word in words.words)


def bans(source: Reading) -> bool:
    """Whether a text bans something: with a word of negation, or as all but one thing."""
    return bool(source.of(POLARITY)) or any(found.value in _ALL_BUT for found in source.of(SOFT))


def added_leave(source: Reading, translation: Reading) -> tuple[Found, ...]:
    """Return the permissions in a part of the translation that tells nothing of what its source tells."""
    unable = translation.of(CANNOT)
    words = [found for group in (MAY, ALLOWED) for found in translation.of(group)]
    words = [found for found in words if not any(overlap(found, hit) for hit in unable)]
    if source.of(KEEPING):  # "you need not take it off" for "leave it on"
        words = [found for found in words if not any(overlap(found, hit) for hit in translation.of(POLARITY))]
    number = len({found.start for found in words})
    # "Can cause" permits nothing, but where only a part of a sentence was added it may be told there.
    allowed = {found.start for found in source.of(ALLOWED) if not _is_safe(source, found)}
    likely = {found.start for group in (MAY, ALLOWED) for found in source.of(group)}
    likely -= {found.start for found in source.orders}  # "choose another drink"
    spans = [*(extra_sentences(source, translation) if number > len(allowed) else ())]
    spans += extra_end(source, translation) if number > len(likely) else ()
    for start, end in spans:
        inside = tuple(found for found in words if start <= translation.span(found)[0] < end)
        if inside:
            return inside
    return ()


def _is_safe(reading: Reading, found: Found) -> bool:
    """Whether the word only says that something is no danger: it permits nothing else."""
    return any(overlap(found, hit) for hit in reading.of(axis_group("caution")))


def _only(source: Reading, translation: Reading, found: Found) -> bool:
    """Whether a permission permits one thing only, as the source does: "you may only use gloves without latex"."""
    if not any(hit.value == "only" for hit in source.of(SOFT)):
        return False
    text = translation.folded.text
    clause = len(CLAUSE_END.findall(text[: found.start]))
    onlys = [hit for group in (POLARITY, SOFT) for hit in translation.of(group) if hit.value in {"only", "except"}]
    return any(len(CLAUSE_END.findall(text[: hit.start])) == clause for hit in onlys)


def _is_usual(found: Found, source: Reading, translation: Reading) -> bool:
    """Whether a weakener is how the language orders, or makes a condition of a sentence that it begins."""
    if found.value == MILD:
        return not any(order.value == "bans" for order in source.orders) and _demands(source) <= _demands(translation)
    return _opens_condition(found, translation)


def _opens_condition(found: Found, reading: Reading) -> bool:
    """Whether a weakener makes a condition of a sentence that it begins: "should you feel sick"."""
    place = reading.span(found)[0]
    return found.value == INVERTED and any(
        not reading.text[start:place].strip(" *_") for start, _ in reading.sentences if start <= place
    )


def _let_go(source: Reading, translation: Reading) -> bool:
    """Whether "must" or "at once" is said less often in the translation: "you can be treated" for "must be treated".

    A sentence that bans or excepts something too may say it so: "can only be taken with food".
    """
    if source.of(POLARITY) or any(found.value == "only" for found in source.of(SOFT)):
        return False
    if _limits(source) and _limits(translation):  # "may be at most 5" for "must be at most 5"
        return False
    ours, theirs = _demands(source), _demands(translation)
    if conditions(source):  # what is urgent is so in some case: "if it bleeds, come at once"
        ours, theirs = ours + source.counts(_URGENCY)["up"], theirs + translation.counts(_URGENCY)["up"]
    return ours > theirs


def _limits(reading: Reading) -> bool:
    """Whether a text says how much something may be at the most, or that it may be so once only."""
    only = any(found.value == "only" for group in (POLARITY, SOFT) for found in reading.of(group))
    return only or reading.counts(_LIMIT)["down"] > 0


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
