"""Finds words of a translation that make advice of an order, where its source has nothing for them."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.text.advised import advised
from toolkit.text.advising import unexplained
from toolkit.text.conditions import conditions, within
from toolkit.text.permits import bans, permits
from toolkit.text.phrases import Found
from toolkit.text.spans import apart, overlaps_any
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import MEDICINE, Reading
from toolkit.text.vocabulary_rows import (
    ALLOWED,
    CANNOT,
    DEGREE,
    EXCEPTION,
    INVERTED,
    MAY,
    MILD,
    NEVER,
    PERHAPS,
    POLARITY,
    SOFT,
    USUAL,
    VAGUE,
    WEAK,
    WOULD,
    axis_group,
)

_SOFTENING = frozenset({WEAK, WOULD, MAY})
_OWN = frozenset({PERHAPS, USUAL})
"""Weakeners that only one of their own kind in the source explains."""
_CLOSERS = " \n\"'”’)]*_–—-"
"""What may stand behind the end of a sentence."""
_LIMIT, _URGENCY, _CAUTION = axis_group("limit"), axis_group("urgency"), axis_group("caution")
_OFTEN = axis_group("often")


def added_hedges(source: Reading, translation: Reading, *, message: Reading) -> tuple[Found, ...]:
    """Return such words, from left to right; `message` is the whole source that the part `source` is of.

    Where the source orders nothing, only what it tells of health, of danger or of what is not so can be weakened:
    "is sometimes an emergency".
    """
    if rarely := _rarely(source, translation):
        return rarely
    if translation.found.keys().isdisjoint(_softening(source, translation)):
        return ()
    ours = [found for found in source.of(WEAK) if found.value not in _OWN and not _opens_condition(found, source)]
    theirs = [found for found in translation.of(WEAK) if not _is_usual(found, source, translation)]
    theirs = apart(theirs, advised(theirs, source, translation))
    if not source.vocabulary.lists_sources:
        theirs = unexplained(theirs, source, translation)
    if translation.vocabulary.lists_sources:
        # English lists there what a translation of it may say so, too: "may", "too late", "common".
        loose = (*translation.of(MAY), *translation.of(ALLOWED), *translation.of(VAGUE))
        theirs = apart([hit for hit in theirs if hit.value not in {PERHAPS, DEGREE}], loose)
    told = (translation.of(WOULD), permits(translation, MAY))
    weak = tuple(theirs) if len(theirs) > len(ours) or len(_hedging(theirs)) > len(_hedging(ours)) else ()
    advice = apart(ours, (*source.orders, *source.of(WOULD)))
    if len(theirs) > len(advice) and _only(source) > _only(translation):
        return tuple(theirs)  # "should be eaten only then" that became "preferably then"
    if surely := _if_possible(theirs, source, translation) or (() if source.orders else _doubts(theirs, source)):
        return surely
    if source.orders:
        return weak or _for_an_order(source, translation, ours, theirs, told)
    softer = sum(map(len, (theirs, *told))) > sum(map(len, (ours, source.of(WOULD), source.of(MAY))))
    return weak if softer and _is_told(source) and (_warns(source) or _is_clinical(message)) else ()


def _for_an_order(
    source: Reading,
    translation: Reading,
    ours: Sequence[Found],
    theirs: Sequence[Found],
    told: tuple[Sequence[Found], Sequence[Found]],
) -> tuple[Found, ...]:
    """Return the permissions and conditionals that stand for an order; `ours` and `theirs` make advice of one.

    `told` has the conditionals of the translation, and its permissions.
    """
    would, may = source.of(WOULD), source.of(MAY)
    weak: tuple[Found, ...] = ()
    # What is only advised beside an order ("should rest and must call") stays advice: its words count on both sides.
    spare = max(0, len(ours) + len(would) - len(theirs) - len(told[0]))
    if may or source.of(ALLOWED):
        pass
    elif any(found.value == INVERTED for found in ours):
        less = _force(source) - _force(translation) == len(told[1])
        weak = tuple(told[1]) if less and not _limits(translation) else ()
    elif spare:
        pass
    elif _let_go(source, translation):
        weak = tuple(told[1])
    elif not ours and not would and _orders_only(source) and not _limits(translation):
        weak = (*_unconditional(translation, MAY), *_unconditional(translation, ALLOWED))
    # "May increase" is a conditional in other languages: "podría aumentar".
    if len(theirs) + len(told[0]) > len(ours) + len(would) + len(may):
        weak = weak or tuple(told[0])
    return weak


def _if_possible(theirs: list[Found], source: Reading, translation: Reading) -> tuple[Found, ...]:
    """Return the words such as "if possible" of an order or of advice that speaks of nothing that can be.

    What advises as well, such as "should" and "need not", explains none of them.
    """
    advises = source.orders or any(found.value == INVERTED for found in source.of(WEAK))
    known = theirs and source.vocabulary.lists_sources
    if not known or not advises or source.of(MAY) or source.of(WOULD) or not _is_told(source):
        return ()
    here, there = spoken(source), spoken(translation)
    if here is None or there is None or _POSSIBLE in here.senses:
        return ()
    places = [word.start for word in there.words if _POSSIBLE in word.senses]
    spans = [(found, *translation.span(found)) for found in theirs if found.value == _WEAK_WORD]
    return tuple(found for found, start, end in spans if any(start <= place < end for place in places))


_WEAK_WORD = "weak"
"""Value of the weakeners that are of no other kind."""
_POSSIBLE = "possible"
"""Sense of the dictionary of "if possible", "where possible"."""


def _force(reading: Reading) -> int:
    """Return how many words order or advise: "must" and "should"."""
    return _demands(reading) + sum(found.value in {INVERTED, MILD} for found in reading.of(WEAK))


def _doubts(theirs: list[Found], source: Reading) -> tuple[Found, ...]:
    """Return the words such as "perhaps" for a denial that says itself how it is, whatever it says of advice."""
    words = [found for found in theirs if found.value == PERHAPS]
    known = spoken(source) if words else None
    if known is None or not source.of(POLARITY) or source.of(WOULD) or source.of(MAY) or not _is_told(source):
        return ()
    advice = [(word.start, word.end) for word in known.words if _ADVICE in word.senses]
    weak = [source.span(found) for found in source.of(WEAK)]
    return tuple(words) if all(span in advice for span in weak) else ()


_ADVICE = "advice"
"""Sense of the dictionary of a noun that weakens nothing, "the advice of your doctor"."""


def _softening(source: Reading, translation: Reading) -> frozenset[str]:
    """Return the groups of words that may make advice of an order.

    Where endings make conditions, they permit as well: Japanese "てもかまいません" is how it says "may". What is banned
    is permitted by them, not weakened.
    """
    before = translation.vocabulary.language.clauses.condition_position == "before"
    return _SOFTENING if before or bans(source) else _SOFTENING | {ALLOWED}


def _unconditional(reading: Reading, group: str) -> tuple[Found, ...]:
    """Return the permissions of a group that stand in no condition: "you can call if it may be broken" has one.

    One that reaches beyond the end of a condition only looks as if it made one: Japanese "呼んでもかまいません".
    """
    inside = conditions(reading)
    hits = permits(reading, group)
    return tuple(hit for hit in hits if not any(start <= hit.start and hit.end <= end for start, end in inside))


def _rarely(source: Reading, translation: Reading) -> tuple[Found, ...]:
    """Return the words such as "rarely" of a translation whose source says "never" or "always", and not how often."""
    nevers = source.of(NEVER)
    bans = any(overlaps_any(found, nevers) for found in source.of(POLARITY))
    if not (bans or _ceases(source, translation)) or source.of(_OFTEN) or source.counts(SOFT)["few"]:
        return ()
    return tuple(found for found in translation.of(_OFTEN) if found.value == "down")


def _ceases(source: Reading, translation: Reading) -> bool:
    """Whether the source says "always", and the translation has no such word."""
    here = spoken(source) if translation.of(_OFTEN) and source.vocabulary.lists_sources else None
    there = spoken(translation) if here is not None and _ALWAYS in here.senses else None
    return there is not None and _ALWAYS not in there.senses


_ALWAYS = "always"
"""Sense of the dictionary of that word."""


def _hedging(words: list[Found]) -> list[Found]:
    """Return those that say how far something holds, without those that say how much or how fast it is done."""
    return [found for found in words if found.value != DEGREE]


def _is_told(source: Reading) -> bool:
    """Whether a part of a text tells something: a heading and a question do not."""
    language = source.vocabulary.language
    last = source.text.rstrip(_CLOSERS)[-1:]
    return last in {*language.sentences.ends, ":", ";"} and last not in language.sentences.questions


def _warns(source: Reading) -> bool:
    """Whether a text tells of a danger, of haste, or of what is not so."""
    return bool(source.of(POLARITY) or source.counts(_CAUTION)["up"] or source.of(_URGENCY))


def _is_clinical(message: Reading) -> bool:
    """Whether a text speaks of health; others tell things that are weakened freely."""
    words = spoken(message)
    told = words is not None and any(not word.senses.isdisjoint(words.clinical) for word in words.words)
    return told or bool(message.of(MEDICINE))


def _orders_only(source: Reading) -> bool:
    """Whether a text orders, and says nothing of what can be."""
    return _is_told(source) and not source.of(CANNOT) and not _limits(source)


def _is_usual(found: Found, source: Reading, translation: Reading) -> bool:
    """Whether a weakener is how the language orders, or makes a condition of a sentence that it begins."""
    if found.value in _OWN:
        return any(hit.value == found.value for hit in source.of(WEAK))
    if found.value == MILD:
        ours = _demands(source) - sum(hit.value == INVERTED for hit in source.of(WEAK))  # "should not" is as mild
        return not any(order.value == "bans" for order in source.orders) and ours <= _demands(translation)
    if found.value == INVERTED and within(found, conditions(translation)):
        return True  # German "wenn Sie es vergessen haben sollten"
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
    return _only(reading) > 0 or reading.counts(_LIMIT)["down"] > 0


def _only(reading: Reading) -> int:
    """Return how many words say that something is so in one case only."""
    return sum(found.value == "only" for found in reading.negating)


def _demands(reading: Reading) -> int:
    """Return how many words demand something, without those that say how soon, and without "unless"."""
    others = [*reading.of(_URGENCY), *reading.of(EXCEPTION)]
    strict = [found for found in reading.orders if found.value == "strict"]
    return sum(not overlaps_any(found, others) for found in strict)
