"""Compares the words of direction of a source and of its translation: more, before, above, increase, hot, left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.late import late
from toolkit.text.body import misplaced
from toolkit.text.bounds import denied_in_clause, misbounded, mistimed
from toolkit.text.contraries import is_denied, told_of_the_rest
from toolkit.text.doubled import doubled
from toolkit.text.elsewhere import said_elsewhere
from toolkit.text.exceptions import left_alone
from toolkit.text.exchanged import exchanged
from toolkit.text.halved import halved
from toolkit.text.intervals import misspaced
from toolkit.text.opposites import OTHER, Turned, by_end, is_refused, turned
from toolkit.text.pairing import Pair, paired
from toolkit.text.phrases import Found
from toolkit.text.sequence import in_order, order_words, told_otherwise
from toolkit.text.spans import Span, apart, overlaps_any
from toolkit.text.untils import begun, lasting, outlasted
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    CONDITION,
    EITHER,
    JOINER,
    MOMENT,
    NEUTRAL,
    POLARITY,
    TURN,
    UNTIL,
    axis_group,
)


@dataclass(frozen=True, slots=True)
class Flip:
    """What became its opposite."""

    source: tuple[Span, ...]
    """The words of the source that the translation does not say so, as they are written."""
    translation: tuple[Span, ...]
    """The words of the translation that say the opposite."""


def flips(source: Reading, translation: Reading) -> Iterator[Flip]:
    """Yield what the source says and the translation turned around, by one comparison after the other.

    Words alone prove nothing: what has no counterpart may be said in another way. On an axis, an end that is short
    while the other has one too many was turned around. Sentences that belong together are compared: in a whole text one
    word may hide another.
    """
    for pair in paired(source, translation):
        for compared in (
            _counted,
            turned,
            doubled,
            misbounded,
            mistimed,
            misspaced,
            exchanged,
            halved,
            _unconceded,
            begun,
            lasting,
            outlasted,
            _overtaken,
            _put_last,
            left_alone,
        ):
            yield from _flips(pair, compared(pair.source, pair.translation))
        for word, other in misplaced(pair.source, pair.translation):
            here = _moved((word.start, word.end), pair.source_start)
            yield Flip((here,), (_moved((other.start, other.end), pair.start),))


def _flips(pair: Pair, rows: Iterable[Turned]) -> Iterator[Flip]:
    for row in rows:
        if said_elsewhere(pair.source, pair.translation, row) or _ends_then(pair.source, pair.translation, row):
            continue
        if told_of_the_rest(pair.source, pair.translation, row):
            continue
        here = [_moved(pair.source.span(found), pair.source_start) for found in row.source]
        there = [_moved(pair.translation.span(found), pair.start) for found in row.translation]
        yield Flip(tuple(here), tuple(there))


def _ends_then(source: Reading, translation: Reading, row: Turned) -> bool:
    """Whether what holds until then, or while something is so, ends then: "only then open it" for "keep it closed".

    It says the opposite where it bans as well: "do not fold it while it is warm" is "fold it only when it has cooled".
    """
    if row.name not in _ENDING_THEN:
        return False
    lasting, there = ([*reading.of(UNTIL), *reading.of(_DURING)] for reading in (source, translation))
    onlys = [found for found in translation.negating if found.value in _ONLY]
    return (
        len(lasting) > len(there)
        and any(_lasts(source, word, mark) for word in row.source for mark in lasting)
        and any(_in_one_clause(translation, word, only) for word in row.translation for only in onlys)
    )


def _lasts(source: Reading, word: Found, mark: Found) -> bool:
    """Whether a word tells what is so until then, or what is so all the while: "closed until", "while it is warm"."""
    begins = overlaps_any(mark, source.of(UNTIL))
    return begins == (word.end <= mark.start) and _in_one_clause(source, word, mark)


def _in_one_clause(reading: Reading, one: Found, other: Found) -> bool:
    """Whether nothing but a comma divides two words: no word such as "and" either."""
    start, end = min(one.end, other.end), max(one.start, other.start)
    divided = any(start <= hit.start < end for hit in reading.of(JOINER))
    return not divided and not _SEMICOLON.search(reading.folded.text, start, end)


_SEMICOLON = late(r"[.:;!?。：；！？।؛؟]")
_DURING = axis_group("during")
_ENDING_THEN = frozenset({"access", "power", "insertion", "run", "heat", "moisture", "lock", "cover", "wear", "open"})
"""Pairs of states that end when the other one begins."""
_ONLY = frozenset({"only", "instead"})


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _counted(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield each axis that was turned around by how often its ends are told."""
    for axis in translation.vocabulary.axes:
        group = axis_group(axis)
        if group not in translation.found or group not in source.found:
            continue
        ours, theirs = _accepted(source, axis), _told(translation, axis)
        theirs = {end: [word for word in words if not is_refused(translation, word)] for end, words in theirs.items()}
        more = told_otherwise(source, translation) if axis == _SEQUENCE else Counter[str]()
        for end, other in OTHER.items():
            if (
                end not in _UNCOUNTED.get(axis, ())
                and len(theirs[end]) < len(ours[end])
                and len(theirs[other]) > len(ours[other]) + more[other]
                and not is_denied(source, translation, axis, end)
                and not (axis == _SEQUENCE and in_order(source, translation, ours[end], theirs[other]))
                and not (axis == _LIMIT and _is_banned(source, translation, ours[end], theirs[other]))
            ):
                yield Turned(axis, ours[end], theirs[other])


def _accepted(reading: Reading, axis: str) -> dict[str, list[Found]]:
    """Return the words of each end; none where all are refused: "sooner rather than later"."""
    told = _told(reading, axis)
    return {end: [] if all(is_refused(reading, word) for word in words) else words for end, words in told.items()}


_SEQUENCE, _CONCESSION, _LIMIT = "sequence", "concession", "limit"
_UNCOUNTED = {"urgency": frozenset({"down"}), "state": frozenset({"up"}), "insertion": frozenset({"down"})}
"""Ends that are told in too many ways to be counted where the source has them: "good", "some time"."""


def _is_banned(source: Reading, translation: Reading, ours: Sequence[Found], theirs: Sequence[Found]) -> bool:
    """Whether limits with a negator, "no longer than", became what is denied: "do not ... for # or longer"."""
    negators = source.of(POLARITY)
    return all(overlaps_any(word, negators) for word in ours) and any(
        denied_in_clause(translation, word) and not overlaps_any(word, translation.of(POLARITY)) for word in theirs
    )


def _unconceded(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield "even if" that became "if": the translation has one condition more, and nothing that concedes."""
    group = axis_group(_CONCESSION)
    if translation.found.get(group) or any(found.value in _EITHER_WAY for found in translation.found.get(POLARITY, ())):
        return
    conceded = [found for found in source.of(group) if found.value == "up"] if source.orders else []
    words = source.of(CONDITION)
    plain = apart(words, conceded)
    theirs = translation.of(CONDITION)
    if len(plain) < len(words) and len(theirs) > len(plain):
        yield Turned(_CONCESSION, conceded, theirs)


_EITHER_WAY = frozenset({EITHER, NEUTRAL})
"""Values of phrases such as "with or without"."""


def _overtaken(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield "during" that became "after": the translation has one of the one less, and the source none of the other."""
    lasting = [found for found in source.of(_DURING) if found.value == "up"]
    if (
        not source.vocabulary.lists_sources
        or len(lasting) <= len(translation.found.get(_DURING, ()))
        or _SEQUENCE_GROUP in source.found
    ):
        return
    moments = [hit for hit in translation.of(MOMENT) if hit.value == "up"]
    after = [found for found in order_words(translation) if found.value == "up" and overlaps_any(found, moments)]
    if after and not source.of(TURN) and not source.of(UNTIL):
        yield Turned("during", lasting, after)


def _put_last(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield "first" that became "afterwards", where neither text says anything else of an order."""
    ours, theirs = source.of(TURN), translation.found.get(TURN, ())
    if not ours or not theirs or not source.vocabulary.lists_sources or order_words(source):
        return
    if source.counts(POLARITY)["without"]:
        return  # "only after asking us" for "not without asking us first"
    if all(found.value == "up" for found in ours) and all(found.value == "down" for found in theirs):
        yield Turned(TURN, ours, theirs)


_SEQUENCE_GROUP = axis_group("sequence")


def _told(reading: Reading, axis: str) -> dict[str, list[Found]]:
    """Return the words of each end."""
    return by_end(order_words(reading) if axis == _SEQUENCE else reading.of(axis_group(axis)))
