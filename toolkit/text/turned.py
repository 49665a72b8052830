"""Finds what a source denies in a fixed phrase and its translation says plainly."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.text.conditions import CLAUSE_END, conditions
from toolkit.text.permits import permits
from toolkit.text.phrases import Found
from toolkit.text.reach import DENYING, around
from toolkit.text.spans import apart, enclosing, overlap, overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ALLOWED, JOINER, MAY, NEUTRAL, ORDER, POLARITY, SOFT, axis_group
from toolkit.text.waits import delays


def turned(source: Reading, translation: Reading) -> bool:
    """Whether "do not wait" became an order to wait, or "you need not" became "you must".

    Both phrases may be said without a negation ("at once", "you may also"), so no count of negations shows it. Nor does
    one where a ban became a permission beside a denial that both texts have.
    """
    return any(became(source, translation) for became in (_now_waits, _now_must, _now_may))


def _now_may(source: Reading, translation: Reading) -> bool:
    """Whether the translation has more words that permit, and fewer that deny."""
    limits = source.of(axis_group("limit"))
    free = apart(_denying(source), limits)
    if all(found.value not in {"not", "avoid"} for found in free):
        return False
    if any(found.value in {"only", "instead"} for found in translation.of(SOFT)):
        return False  # "you may only do it then" bans as well
    may = permits(source, MAY) if source.vocabulary.lists_sources else source.of(MAY)  # "no child may" permits nothing
    ours = {found.start for found in (*may, *source.of(ALLOWED))}
    theirs = {found.start for group in (MAY, ALLOWED) for found in permits(translation, group)}
    return len(theirs) > len(ours) and len(_denying(translation)) < len(free)


def _denying(reading: Reading) -> Sequence[Found]:
    return [found for found in reading.of(POLARITY) if found.value in {*DENYING, "except"}]


def _now_waits(source: Reading, translation: Reading) -> bool:
    ours, theirs = delays(source), delays(translation)
    # "Do not wait" begins before its delay, not so "a few" in "a few hours".
    if not any(phrase.start < delay.start for delay, phrase in _idioms(source, ours)) or _idioms(translation, theirs):
        return False
    spans = conditions(translation) if len(conditions(translation)) <= len(conditions(source)) else ()
    told = [delay for delay in theirs if all(start != delay.start for start, _ in spans)]  # "if it gets worse" in both
    here, there = (
        sum(delay.value != NEUTRAL and not _denied(delay, reading) for delay in row)
        for reading, row in ((source, ours), (translation, told))
    )
    return there > here


def _idioms(reading: Reading, words: list[Found]) -> list[tuple[Found, Found]]:
    """Return those of the words of a delay that stand in a phrase such as "do not wait", each with the phrase."""
    phrases = [found for found in reading.found.get(POLARITY, ()) if found.value in {NEUTRAL, "un"}]
    return [(word, phrase) for word in words for phrase in phrases if overlap(word, phrase)]


def _denied(word: Found, reading: Reading) -> bool:
    """Whether the part of the word has anything that may negate it, not "until", or its clause a negator."""
    text = reading.folded.text
    start, end = around(reading, word)
    cuts = [match.span() for match in CLAUSE_END.finditer(text)]
    cuts += [(hit.start, hit.end) for hit in reading.of(JOINER)]
    first, last = enclosing(cuts, (word.start, word.end), len(text))
    hard = reading.found.get(POLARITY, ())
    beside = any(start <= found.start < end and found.value not in _VAGUE for found in (*hard, *reading.of(SOFT)))
    return beside or any(first <= found.start < last and found.value in {"not", "avoid", NEUTRAL} for found in hard)


_VAGUE = frozenset({"loose", "except"})
"""Kinds of words that deny no delay."""


def _now_must(source: Reading, translation: Reading) -> bool:
    negators = [found for found in source.of(POLARITY) if found.value == "not"]
    needless = [found for found in source.of(ALLOWED) if overlaps_any(found, negators)]
    if not needless or not all(overlaps_any(negator, needless) for negator in negators):
        return False
    ending = source.counts(SOFT)["stop"] + source.counts(POLARITY)["avoid"]  # "give up" is "renoncer", to refrain
    said = translation.counts(POLARITY)
    if said["avoid"] > ending or said.total() > said["avoid"] or translation.counts(SOFT)["only"]:
        return False
    if translation.of(ALLOWED) or translation.of(MAY):
        return False
    ours = [found for found in source.orders if found.value == "strict"]
    free = apart(ours, needless)
    return len([found for found in translation.of(ORDER) if found.value == "strict"]) > len(free)
