"""Compares the words of direction of a source and of its translation: more, before, above, increase, hot, left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.text.amounts import crossed, in_other_words
from toolkit.text.contraries import is_denied
from toolkit.text.contrasts import contrasted, denied_amounts, denied_opposites_exchanged
from toolkit.text.elsewhere import said_elsewhere
from toolkit.text.exchanged import exchanged
from toolkit.text.first import not_first
from toolkit.text.opposites import OTHER, Turned, turned
from toolkit.text.pairing import Pair, paired
from toolkit.text.phrases import Found
from toolkit.text.quantities import quantities
from toolkit.text.quantities.units import measure
from toolkit.text.reach import denied_beside, echoes, in_one_part
from toolkit.text.sequels import in_place, misplaced
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import CONDITION, EITHER, NEUTRAL, POLARITY, SOFT, TURN, UNTIL, axis_group
from toolkit.text.waits import delays, overlap, waits

Span = tuple[int, int]
"""Where something begins and ends in a text as it is written."""


@dataclass(frozen=True, slots=True)
class Flip:
    """An end of an axis that became the other one."""

    axis: str
    """Name of the axis: `sequence`."""
    source: tuple[Span, ...]
    """The words of the source that have too few fellows in the translation, as they are written."""
    translation: tuple[Span, ...]
    """The words of the translation that mean the opposite, one of them too many."""


def flips(source: Reading, translation: Reading) -> Iterator[Flip]:
    """Yield each axis on which the translation has more of one end and less of the other than the source.

    Words alone prove nothing: what has no counterpart may be said in another way. An end that is short while the
    other has one too many was turned around. Sentences that belong together are compared: in a whole text one word may
    hide another.
    """
    whole = Pair(source, translation, 0)
    pairs = paired(source, translation)
    yield from _flips(whole, _restricted(source, translation))
    yield from _flips(whole, denied_amounts(source, translation))
    yield from _flips(whole, _not_later(source, translation))
    yield from _flips(whole, _not_during(source, translation))
    for pair in pairs:
        for compared in (crossed, in_other_words, _unlimited, _counted, not_first):
            yield from _flips(pair, compared(pair.source, pair.translation))
    for pair in pairs:
        for compared in (turned, denied_opposites_exchanged, exchanged, misplaced):
            yield from _flips(pair, compared(pair.source, pair.translation))


def _flips(pair: Pair, rows: Iterable[Turned]) -> Iterator[Flip]:
    for row in rows:
        if said_elsewhere(pair.source, pair.translation, row):
            continue
        here = [_moved(pair.source.span(found), pair.source_start) for found in row.source]
        there = [_moved(pair.translation.span(found), pair.start) for found in row.translation]
        yield Flip(row.name, tuple(here), tuple(there))


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _counted(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield each axis that was turned around by how often its ends are told."""
    for axis in translation.vocabulary.axes:
        group = axis_group(axis)
        if group not in translation.found or (group not in source.found and axis != _SEQUENCE):
            continue
        ours, theirs = source.counts(group), translation.counts(group)
        thens = [len(_thens(reading)) if axis == _SEQUENCE else 0 for reading in (source, translation)]
        told = ours + Counter(up=thens[0])
        if axis != _URGENCY and not any(told[end] and theirs[other] for end, other in OTHER.items()):
            continue
        if axis == _SEQUENCE:
            yield from _earlier(source, translation)
            ours, theirs = _as_told(source, translation, ours, theirs)
        yield from contrasted(source, translation, group)
        for end, other in OTHER.items():
            if axis == _URGENCY:
                ours, theirs = (
                    _urgency(reading, negated="up" if end == "up" else "") for reading in (source, translation)
                )
            then, later = thens if end == "up" else (0, 0)  # "then" is after that
            if (
                theirs[end] + min(then, later) < ours[end] + then
                and theirs[other] > ours[other]
                and not is_denied(source, translation, axis, end)
                and not (axis == _SEQUENCE and _is_told_otherwise(source, translation, end))
                and not (axis == _SEQUENCE and in_place(source, translation))
            ):
                more = _thens(source) if axis == _SEQUENCE and end == "up" else []
                yield Turned(
                    axis,
                    [*(found for found in source.of(group) if found.value == end or axis == _URGENCY), *more],
                    [found for found in translation.of(group) if found.value == other],
                )


def _earlier(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield an "after" that became "before" beside an "until", which hides it where all are counted."""
    ours, theirs = _told_times(source), _told_times(translation)
    beside = source.of(UNTIL) and translation.of(UNTIL) and not source.of(_LIMIT) and not translation.of(_LIMIT)
    if beside and theirs["up"] < ours["up"] and theirs["down"] > ours["down"]:
        group = axis_group(_SEQUENCE)
        rows = ((source, "up"), (translation, "down"))
        yield Turned(
            _SEQUENCE, *([found for found in reading.of(group) if found.value == end] for reading, end in rows)
        )


_SEQUENCE = "sequence"
_BOUND, _LIMIT = axis_group("bound"), axis_group("limit")


def _thens(reading: Reading) -> list[Found]:
    """Return the words such as "then" that are no "after" besides."""
    told = [found for found in reading.of(axis_group(_SEQUENCE)) if found.value == "up"]
    words = [found for found in reading.of(TURN) if found.value == "down"]
    return [word for word in words if not any(overlap(word, found) for found in told)]


def _is_told_otherwise(source: Reading, translation: Reading, end: str) -> bool:
    """Whether no "before" is short but an "until", for "not until then" is "only after".

    Or each "before" that the translation has too many may be a "first" of the source: Italian "prima".
    """
    if end == "up":
        more = translation.counts(axis_group(_SEQUENCE))["down"] - source.counts(axis_group(_SEQUENCE))["down"]
        return more <= sum(found.value == "up" for found in source.of(TURN))
    ours, theirs = _told_times(source), _told_times(translation)
    return (
        theirs["down"] >= ours["down"]
        and not _still_denied(source, translation)
        and not _plain_until(source, translation)
    )


def _plain_until(source: Reading, translation: Reading) -> bool:
    """Whether an "until" says how long something goes on: nothing is denied, nothing excepted, nobody waits."""
    untils = source.of(UNTIL)
    if translation.of(UNTIL) or delays(source):
        return False
    told = [found for group in (POLARITY, SOFT) for found in source.found.get(group, ())]
    return all(any(until.start <= found.start and found.end <= until.end for until in untils) for found in told)


def _still_denied(source: Reading, translation: Reading) -> bool:
    """Whether "not until then" became "not after that", and no "only" and no "except" denies that it is then."""
    idioms = [hit for hit in source.found.get(POLARITY, ()) if hit.value == NEUTRAL and _is_until(source, hit)]
    negators = [hit for hit in source.of(POLARITY) if hit.value == "not" and not echoes(source, hit)]
    denied, words = len(negators) + len(idioms), translation.counts(POLARITY)
    if _only(translation) or words["except"] or translation.of(UNTIL):
        return False
    return 0 < denied <= words["not"]


def _told_times(reading: Reading) -> Counter[str]:
    """Return how often a text says "before" and "after"; "until" is none of them."""
    words = reading.of(axis_group(_SEQUENCE))
    return Counter(found.value for found in words if not _is_until(reading, found))


def _is_until(reading: Reading, found: Found) -> bool:
    return any(hit.start < found.end and found.start < hit.end for hit in reading.of(UNTIL))


_TIMED = 12
"""Characters within which a duration belongs to a word: "after a quarter of an hour"."""


def _as_told(
    source: Reading, translation: Reading, ours: Counter[str], theirs: Counter[str]
) -> tuple[Counter[str], Counter[str]]:
    """Return the ends of both texts as they are compared: "eat after an hour" is "wait an hour before you eat".

    And "wait an hour, then eat" has no word for that "before" at all.
    """
    if not ours["down"] or not waits(source):
        return ours, theirs
    if theirs["up"] and _after_a_time(translation) and not _after_a_time(source):
        return ours, theirs - Counter(up=1) + Counter(down=1)
    return (ours - Counter(down=1) if theirs.total() < ours.total() else ours), theirs


def _after_a_time(reading: Reading) -> bool:
    """Whether a word such as "after" is that of a duration: "after ten minutes", 十分钟后."""
    rows = quantities(reading.text, reading.vocabulary.locale)
    places = [(row.start, row.end) for row in rows if measure(row.unit) == "time"]
    behind = reading.vocabulary.postpositions
    places += [reading.span(found) for found in delays(reading) if behind]
    words = [reading.span(found) for found in reading.of(axis_group(_SEQUENCE)) if found.value == "up"]
    if behind:
        return any(0 <= start - last <= _TIMED for start, _ in words for _, last in places)
    return any(0 <= first - end <= _TIMED for _, end in words for first, _ in places)


def _not_later(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield an order to wait that became "at the latest"."""
    limits = translation.of(_LIMIT)
    if source.of(UNTIL) and any(_is_until(translation, found) for found in limits):  # "wait until then"
        return
    unsaid = not source.of(_LIMIT) and not source.of(_BOUND)
    if limits and unsaid and all(found.value == "down" for found in limits) and waits(source):
        yield Turned("limit", tuple(delays(source)), tuple(limits))


def _not_during(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield a "during" that became "before" or "after", where the source tells nothing else of an order."""
    group, during = axis_group(_SEQUENCE), axis_group("during")
    told = [found for found in source.of(during) if found.value == "up"]
    if len(told) != 1 or during in translation.found or source.of(group):
        return
    if any(reading.of(name) for name in (UNTIL, TURN, _LIMIT) for reading in (source, translation)):
        return
    # Japanese "たら" is an "if", and an "after".
    given = [word for word in translation.of(group) if not any(overlap(word, hit) for hit in translation.of(CONDITION))]
    if given:
        yield Turned(_SEQUENCE, tuple(told), tuple(given))


def _unlimited(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield "no more than" that became "more than", and "no less than" that became "less than"."""
    ours, theirs = source.counts(_LIMIT), translation.counts(_LIMIT)
    for end, other in OTHER.items():
        over = [found for found in translation.of(_BOUND) if found.value == other]
        gone = theirs[end] < ours[end] and not theirs[other] and len(over) > source.counts(_BOUND)[other]
        if gone and not any(denied_beside(translation, found) for found in over):
            yield Turned("limit", [found for found in source.of(_LIMIT) if found.value == end], over)


_URGENCY = "urgency"
_NEAR = 14
"""Characters within which a negator belongs to a delay: "do not wait"."""


def _urgency(reading: Reading, *, negated: str) -> Counter[str]:
    """Return the words of urgency; a delay that is negated counts as `negated`: "do not wait" presses as well."""
    negators = [found for found in reading.found.get(POLARITY, ()) if found.value in {"not", "un", "without", NEUTRAL}]
    words = reading.of(axis_group(_URGENCY))
    return Counter(
        negated if word.value == "down" and _is_near(reading, word, negators) else word.value for word in words
    )


def _is_near(reading: Reading, word: Found, others: Sequence[Found]) -> bool:
    """Whether one of the others stands near the word, and is no part of it as "a few" is of "within a few days"."""
    return any(
        word.start - _NEAR <= found.end
        and found.start <= word.end + _NEAR
        and in_one_part(reading, found, word)
        and not (found.value == NEUTRAL and word.start < found.start and found.end < word.end)
        for found in others
    )


_FILL = "fill"
_ONLY = "only"


def _restricted(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield "with or without food" that became one of both with an "only"."""
    either = [found for found in source.of(POLARITY) if found.value == EITHER]
    if not either or _only(source) or not _only(translation):
        return
    yield Turned(_FILL, tuple(either), tuple(_only(translation)))


def _only(reading: Reading) -> list[Found]:
    return [found for group in (POLARITY, SOFT) for found in reading.of(group) if found.value == _ONLY]
