"""Compares what a source negates with what its translation negates, word by word.

However many negations both have: where the source says "do not stop it", and the translation has its word for "stop"
and nothing that could negate it, the negation is lost. And where the source says "shake it" and the translation has
its word for "shake" right beside a negator, one was added. Where the word is not found, nothing is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.text.conditions import BREAK, CLAUSE_END, conditions, within
from toolkit.text.contraries import complements, may_be_denied, told_affirmatively
from toolkit.text.dictionary import Word
from toolkit.text.governed import Governed, governed
from toolkit.text.negating import perhaps_negates, side_of, told_as_need, too_short
from toolkit.text.opposites import OTHER
from toolkit.text.phrases import Found
from toolkit.text.reach import DENYING, begins_item
from toolkit.text.spans import apart, meets, overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    AFFIX,
    AXES,
    EITHER,
    JOINER,
    KEEPING,
    NEUTRAL,
    OPPOSITE,
    OTHERS,
    POLARITY,
    SOFT,
    UNLESS,
    UNTIL,
    axis_group,
)

_ELSEWHERE = frozenset({"stop", "un", "few", "instead", "lacking", "miss", "only"})
"""Kinds of words that a translation may say instead of a negation."""
_MAY_DENY = DENYING | {"stop", "miss", "few", "un", "loose"}
"""Kinds of words of a source that may deny what stands in their sentence."""
_LACKING = frozenset({"un", "lacking"})
"""Kinds of words that say what is not there: "free of sperm"."""
_ENDING = frozenset({"stop", "miss"})
"""Those that are verbs, which a source may have with another word that is not listed."""
_OTHERWISE = frozenset({"only", "instead", "except", "lacking", EITHER})
"""Kinds of words of a source that may be said with a negation of something else in its sentence."""
_BESIDE = 1
"""Characters between words that stand beside each other."""
_ARTICLE = 6
"""The same with a word such as "of" between them."""
_MOST = 2
"""Words of a translation that may stand for one of the source."""


class Pairing(NamedTuple):
    """A word with what says the same in the other text."""

    own: Word
    others: Sequence[Word]
    listed: Sequence[Word] = ()
    """What says there what the same ban denies besides: "do not crush or chew"."""


def lost_words(source: Reading, translation: Reading) -> Iterator[Pairing]:
    """Yield the words that the source negates and that nothing can negate in the translation."""
    ours, theirs = governed(source), governed(translation)
    limits = source.of(_LIMIT)  # "no more than"
    timed = translation.of(UNTIL) or translation.counts(_SEQUENCE)["down"]  # "before it swells" for "while it has not"
    negating = [
        (hit, words)
        for hit, words in ours.rows
        if not overlaps_any(hit, limits) and not (hit.value == UNLESS and timed)
    ]
    rows = [(hit, word) for hit, words in negating for word in words]
    more = [(hit, word) for hit, words in negating for word in ours.listed(hit, words)]
    if not rows or not theirs.words or _says_otherwise(source, translation):
        return
    here, there = side_of(source), side_of(translation)
    if here.limits & there.plain_limits or told_as_need(here, there):
        return  # "at most two" for "you cannot take more than two"
    bans = _bans(source)
    for negator, word in (*rows, *more):
        if negator.value == "without" and (source.counts(SOFT)["few"] or any(hit.value == "not" for hit, _ in rows)):
            continue  # "do not drive without asking": "ask before you drive"; "hardly without": "mostly with"
        pairing = _paired(word, ours, theirs)
        if pairing is None or _denied_by_itself(source, translation, pairing):
            continue
        taken = [
            (other, overlaps_any(hit, bans))
            for hit, own in rows
            if hit is not negator and own is not word
            for other in _alike(own, ours, theirs)
            if other not in pairing.others
        ]
        beside = [own for hit, own in (*rows, *more) if hit is negator and own is not word]
        listed = [other for own in beside for other in _alike(own, ours, theirs)]
        if (negator, word) in more and not any(other in words for other in listed for _, words in theirs.rows):
            continue
        if not _may_be_negated(negator, pairing._replace(listed=listed), taken, ours, theirs):
            yield pairing


def _bans(source: Reading) -> list[Found]:
    """Return what bans; in a language whose orders are not listed each negator may, but those of conditions."""
    if source.vocabulary.lists_sources:
        return [found for found in source.orders if found.value != "verbs"]
    spans = conditions(source)
    return [found for found in source.of(POLARITY) if found.value in DENYING and not within(found, spans)]


def _may_be_negated(
    negator: Found, pairing: Pairing, taken: Sequence[tuple[Word, bool]], ours: Governed, theirs: Governed
) -> bool:
    """Whether a negator of the translation may reach what stands for a negated word of the source.

    Each word that is `taken` stands for what another negator of the source negates, and whether that one bans: one
    negation may ban a list of things, but that of "which has not gone off" bans nothing. The negator of a listed verb
    reaches back over none: "eat the fruit and do not drink the juice".
    """
    if any(word in pairing.others for words in (*(row for _, row in theirs.rows), theirs.echoed) for word in words):
        return True
    said = Counter(hit.value for hit in ours.negators)
    several = len(ours.negators) > 1
    alone = sum(hit.value == "not" for hit in theirs.negators) <= 1
    for hit, words in theirs.rows:
        if hit.value == negator.value == "avoid":
            return True  # "um zu vermeiden, dass Sie es verlieren"
        if hit.value not in {"not", negator.value} and said[hit.value]:
            continue  # what both sides say with "without" negates what it negates in the source
        if any(other in words and not (alone and (bans or theirs.conjoins(hit))) for other, bans in taken):
            continue
        if several and theirs.begins_anew(hit, pairing.others[0]):
            continue
        if any(other in words for other in pairing.listed) and not any(
            theirs.faces(hit, word) for word in pairing.others
        ):
            continue
        if any(theirs.may_reach(hit, word, alone=alone) for word in pairing.others):
            return True
    return False


def _says_otherwise(source: Reading, translation: Reading) -> bool:
    """Whether the translation has more words than the source that may stand for a negation."""
    hasty = [hit for hit in translation.of(_URGENCY) if hit.value == "up"]  # "without delay"
    idioms = [found for found in translation.found.get(POLARITY, ()) if found.value == NEUTRAL]
    if apart(idioms, hasty):
        return True
    if told_affirmatively(source, translation):
        return True  # "stay with them" for "do not leave them alone"
    if side_of(translation).postpones(side_of(source)):
        return True
    if source.counts(POLARITY)["without"] and translation.counts(_SEQUENCE)["down"] > source.counts(_SEQUENCE)["down"]:
        return True
    exceptions = {EITHER} if source.counts(POLARITY)["except"] else {EITHER, "except"}
    return any(found.value in exceptions for found in translation.of(POLARITY))


_LIMIT, _SEQUENCE, _URGENCY = axis_group("limit"), axis_group("sequence"), axis_group("urgency")


def _denied_by_itself(source: Reading, translation: Reading, pairing: Pairing) -> bool:
    """Whether other words than negators deny: "stop eating", "only if", or a word by itself: "fasting"."""
    beside = [*translation.of(AFFIX), *(found for found in translation.of(SOFT) if found.value in _LACKING)]
    if any(_is_beside(translation, found, word) for found in beside for word in pairing.others):
        return True
    here, there = governed(source), governed(translation)
    ours, theirs = _soft(source), _soft(translation)
    own = {found.value for found in ours if meets(source.span(found), pairing.own)}
    more = Counter(found.value for found in theirs)
    more.subtract(Counter(found.value for found in ours))
    for found in theirs:
        touched = [word for word in there.words if meets(translation.span(found), word)]
        if found.value in _ENDING and any(_alike(word, there, here) for word in touched):
            continue  # what is stopped there is stopped in the source too
        if any(word in pairing.others for word in touched):
            if found.value not in own:
                return True
        elif more[found.value] > 0 and any(_in_reach(translation, found, word) for word in pairing.others):
            return True
    return False


def _in_reach(reading: Reading, found: Found, word: Word) -> bool:
    """Whether no end of a clause stands between what was found and a word."""
    start, end = reading.span(found)
    low, high = sorted(((start, end), (word.start, word.end)))
    return CLAUSE_END.search(reading.plain, low[1], high[0]) is None


def _is_beside(reading: Reading, affixed: Found, word: Word) -> bool:
    """Whether a word that may say a negation stands beside that one: "it stays for a short time", Russian "недолго"."""
    if affixed.value not in _LACKING and too_short(reading, affixed):
        return False
    start, end = reading.span(affixed)
    ahead = _ARTICLE if affixed.value in _LACKING else _BESIDE
    return 0 <= word.start - end <= ahead or 0 <= start - word.end <= _BESIDE


def _soft(reading: Reading) -> Sequence[Found]:
    return [found for found in reading.negating if found.value in _ELSEWHERE]


def added_words(source: Reading, translation: Reading) -> Iterator[Pairing]:
    """Yield the words that the translation negates for sure and that the source says plainly."""
    ours, theirs = governed(source), governed(translation)
    limits = translation.of(_LIMIT)  # "no more than" for "at most"
    rows = [
        word for hit, words in theirs.rows if hit.value == "not" and not overlaps_any(hit, limits) for word in words
    ]
    if not rows or not ours.words:
        return
    if _says_freely(source) or perhaps_negates(source):
        return
    if any(begins_item(source, hit) for hit in source.of(OTHERS)):
        return  # "forward, not back": a verb may be said with both
    waits = any(found.value == "except" for found in source.of(POLARITY)) or source.counts(_SEQUENCE)["down"]
    ordered = source.orders if waits or may_be_denied(source, translation) else None
    said, told = (sum(hit.value in {"not", "avoid"} for hit in side.negators) for side in (ours, theirs))
    for word in rows:
        if told <= said and theirs.senses(word) & _LIGHT:
            continue  # "never the same one": "never use the same one"
        others = _alike(word, theirs, ours)
        if not others or len(_alike(word, theirs, theirs)) > len(others) or _turned(word, translation, others, source):
            continue
        if ordered is not None and not all(_is_ordered(source, ordered, other) for other in others):
            continue
        if all(_is_plain(source, ours, other) for other in others):
            yield Pairing(word, others)


def _says_freely(source: Reading) -> bool:
    """Whether a source may be said with a negation of something else: "use only this" as "do not use anything else"."""
    untils = source.of(UNTIL)
    return any(found.value in _OTHERWISE and not overlaps_any(found, untils) for found in source.negating)


def _is_ordered(source: Reading, orders: Sequence[Found], word: Word) -> bool:
    """Whether a source orders the word: what it orders until, or before, something is never banned until then.

    Not where it stands with something that may be said by denying the opposite: "get up slowly".
    """
    if not any(found.value == "verbs" and meets(source.span(found), word) for found in orders):
        return False
    end = _part_end(source, word)
    return not any(word.end <= source.span(found)[0] < end for found in complements(source))


def _is_plain(source: Reading, ours: Governed, word: Word) -> bool:
    """Whether nothing in the sentence of a word of the source denies it; an order is denied in its own part only."""
    first, last = ours.sentence(word.start)
    if _is_ordered(source, source.orders, word):
        first, last = max(first, _contrast(source, word)), min(last, _part_end(source, word))
    keeping = source.of(KEEPING)
    for found in source.negating:
        if found.value == "still":
            continue
        start, end = source.span(found)
        if found.value == "un" and any(hit.start == found.start for hit in keeping):
            if start <= word.start < end:
                return False
        elif first <= start < last and found.value in _MAY_DENY:
            return False
    return True


def _contrast(source: Reading, word: Word) -> int:
    """Return where a word begins that stands behind a "but", which no negation reaches over; 0 where none is there."""
    before = source.text[: word.start].rstrip()
    contrasts = source.vocabulary.language.clauses.contrasts
    return word.start if any(before.lower().endswith(f" {contrast}") for contrast in contrasts) else 0


def _part_end(source: Reading, word: Word) -> int:
    """Return where what stands with a word ends: at a comma, an "and", an "until"."""
    stop = BREAK.search(source.plain, word.end)
    joiners = [source.span(found)[0] for group in (JOINER, UNTIL) for found in source.of(group)]
    return min([start for start in joiners if start >= word.end] + [stop.start() if stop else len(source.text)])


_LIGHT = frozenset({"take", "use", "go", "make", "do", "have", "get", "give", "put", "keep", "come", "store", "feel"})
"""Senses of words that say little by themselves: "take a bath"."""


def _paired(word: Word, here: Governed, there: Governed) -> Pairing | None:
    """Return the word with those of the other text that say the same, where no other word of its text does."""
    others = () if here.senses(word) <= _LIGHT else _alike(word, here, there)
    if not 0 < len(others) <= _MOST or len(_alike(word, here, here)) > 1:
        return None
    return None if _turned(word, here.reading, others, there.reading) else Pairing(word, others)


def _turned(word: Word, reading: Reading, others: Sequence[Word], other: Reading) -> bool:
    """Whether one of the words is the opposite of the word: "still" and "move" are of one sense."""
    for group, hits in reading.found.items():
        if not group.startswith((AXES, OPPOSITE)) or group not in other.found:
            continue
        ends = {hit.value for hit in hits if meets(reading.span(hit), word)} & OTHER.keys()
        theirs = {hit.value for hit in other.found[group] if any(meets(other.span(hit), row) for row in others)}
        if any(OTHER[end] in theirs for end in ends):
            return True
    return False


def _alike(word: Word, here: Governed, there: Governed) -> Sequence[Word]:
    """Return the words that may say the same as a word of the first text.

    What says little by itself does not count beside what says more: of "get better" only that it is better.
    """
    senses = here.senses(word)
    senses = senses - _LIGHT or senses
    return [other for other in there.words if not senses.isdisjoint(other.senses)]
