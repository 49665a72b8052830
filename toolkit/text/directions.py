"""Compares the words of direction of a source and of its translation: more, before, above, increase, hot, left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from toolkit.late import late
from toolkit.text.body import misplaced
from toolkit.text.bounds import denied_in_clause, misbounded, mistimed
from toolkit.text.conditions import CLAUSE_END, clause_ends
from toolkit.text.contraries import is_denied
from toolkit.text.dictionary import Word
from toolkit.text.elsewhere import said_elsewhere
from toolkit.text.exceptions import left_alone
from toolkit.text.exchanged import exchanged
from toolkit.text.halved import halved
from toolkit.text.intervals import misspaced
from toolkit.text.negating import side_of
from toolkit.text.opposites import OTHER, Turned, is_refused, turned
from toolkit.text.pairing import Pair, paired
from toolkit.text.phrases import Found
from toolkit.text.quantities import Quantity, quantities
from toolkit.text.quantities.units import measure
from toolkit.text.spans import Span, apart, enclosing, overlaps_any
from toolkit.text.spoken import spoken
from toolkit.text.time_units import UNITS
from toolkit.text.untils import lasting, passed
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    CONDITION,
    EITHER,
    JOINER,
    MOMENT,
    NEUTRAL,
    POLARITY,
    SOFT,
    TURN,
    UNTIL,
    axis_group,
)
from toolkit.text.waits import waits


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
    for pair in paired(source, translation):
        for compared in (
            _counted,
            turned,
            misbounded,
            mistimed,
            misspaced,
            exchanged,
            halved,
            _unconceded,
            passed,
            lasting,
            left_alone,
        ):
            yield from _flips(pair, compared(pair.source, pair.translation))
        for word, other in misplaced(pair.source, pair.translation):
            here = _moved((word.start, word.end), pair.source_start)
            yield Flip("body", (here,), (_moved((other.start, other.end), pair.start),))


def _flips(pair: Pair, rows: Iterable[Turned]) -> Iterator[Flip]:
    for row in rows:
        if said_elsewhere(pair.source, pair.translation, row) or _ends_then(pair.source, pair.translation, row):
            continue
        here = [_moved(pair.source.span(found), pair.source_start) for found in row.source]
        there = [_moved(pair.translation.span(found), pair.start) for found in row.translation]
        yield Flip(row.name, tuple(here), tuple(there))


def _ends_then(source: Reading, translation: Reading, row: Turned) -> bool:
    """Whether what holds until then, or while something is so, ends then: "only then open it" for "keep it closed".

    It says the opposite where it bans as well: "do not fold it while it is warm" is "fold it only when it has cooled".
    """
    if row.name not in _ENDING_THEN:
        return False
    lasting, there = ([*reading.of(UNTIL), *reading.of(_DURING)] for reading in (source, translation))
    onlys = [found for group in (POLARITY, SOFT) for found in translation.of(group) if found.value in _ONLY]
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
        more = _told_otherwise(source, translation) if axis == _SEQUENCE else Counter[str]()
        for end, other in OTHER.items():
            if (
                end not in _UNCOUNTED.get(axis, ())
                and len(theirs[end]) < len(ours[end])
                and len(theirs[other]) > len(ours[other]) + more[other]
                and not is_denied(source, translation, axis, end)
                and not (axis == _SEQUENCE and _in_order(source, translation, ours[end], theirs[other]))
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


def _told(reading: Reading, axis: str) -> dict[str, list[Found]]:
    """Return the words of each end; "until" is neither before nor after."""
    words = reading.of(axis_group(axis))
    if axis == _SEQUENCE:
        words = apart(words, reading.of(UNTIL))
    return {end: [word for word in words if word.value == end] for end in OTHER}


def _in_order(source: Reading, translation: Reading, ours: Sequence[Found], theirs: Sequence[Found]) -> bool:
    """Whether the same things stand on the same sides of two words: "count to ten before you go", 数到十后再走.

    The first is no "beforehand", and the second stands between them: behind what it belongs to, or as a "then".
    """
    moments, turns = translation.of(MOMENT), [turn for turn in translation.of(TURN) if turn.value == "down"]
    between = [
        other
        for other in theirs
        if translation.vocabulary.postpositions or (overlaps_any(other, turns) and not overlaps_any(other, moments))
    ]
    joining = [word for word in ours if overlaps_any(word, source.of(MOMENT))]
    for word, other, whole in product(joining, between, (True, False)):
        (first, then), (one, two) = _sides(source, word, whole=whole), _sides(translation, other, whole=whole)
        if first & one and then & two and not (first & two or then & one):
            return True
    return False


def _sides(reading: Reading, found: Found, *, whole: bool) -> tuple[frozenset[str], frozenset[str]]:
    """Return what is spoken of before a word, and behind it: in the `whole` text, or between two commas."""
    known, (start, end) = spoken(reading), reading.span(found)
    words = known.words if known else ()
    if not whole:
        low, high = enclosing(clause_ends(reading), (start, end), len(reading.text))
        words = [word for word in words if low <= word.start < high]
    little = known.little if known else frozenset()
    before, behind = (
        frozenset().union(*(word.senses - little for word in side))
        for side in ([word for word in words if word.end <= start], [word for word in words if word.start >= end])
    )
    return before, behind


def _told_otherwise(source: Reading, translation: Reading) -> Counter[str]:
    """Return how many words of a translation may be for others of the source, by what they say more of.

    "Not until then" is "only after" (`up`) or "not before" (`down`), what is done first is done before, and who waits
    an hour before eating eats after an hour. "Not before you know" is "only after", where one ban less is told.
    """
    ours, theirs = _turns(source), _turns(translation)
    until = max(0, len(source.of(UNTIL)) - len(translation.of(UNTIL)))
    waited = sum(_of_a_while(translation, word) for word in _told(translation, _SEQUENCE)["up"]) if waits(source) else 0
    waited += _banned_before(source) if side_of(translation).parts < side_of(source).parts else 0
    first = int(_first_and_then(source))  # "get out first and ask later": "get out before you ask"
    return Counter({end: max(0, ours[end] - theirs[end]) + until for end in OTHER}) + Counter(up=waited, down=first)


def _banned_before(source: Reading) -> int:
    """Return how many words such as "before" tell until when something is banned."""
    text, negators = source.plain, [source.span(hit) for hit in source.of(POLARITY) if hit.value == "not"]
    starts = [source.span(word)[0] for word in _told(source, _SEQUENCE)["down"]]
    return sum(any(end <= start and not CLAUSE_END.search(text, end, start) for _, end in negators) for start in starts)


def _turns(reading: Reading) -> Counter[str]:
    """Return how often "then" and "first" say what "after" and "before" say; those words themselves may be both."""
    told = reading.of(axis_group(_SEQUENCE))
    return Counter(OTHER[turn.value] for turn in reading.of(TURN) if not overlaps_any(turn, told))


def _first_and_then(source: Reading) -> bool:
    """Whether the source tells with two words which of two things is done first."""
    firsts = [turn for turn in source.of(TURN) if turn.value == "up"]
    return any(
        found.value == "up" and firsts and found.start > firsts[0].end for found in _told(source, _SEQUENCE)["up"]
    )


_TIMED = 12
"""Characters within which a duration belongs to a word: "after a quarter of an hour"."""


def _of_a_while(reading: Reading, word: Found) -> bool:
    """Whether a word such as "after" is that of a duration: "after ten minutes", "after a few days", 十分钟后."""
    start, end = reading.span(word)
    known = spoken(reading)
    rows: list[Quantity | Word] = [row for row in known.words if row.senses & UNITS] if known else []
    rows += [row for row in quantities(reading.text, reading.vocabulary.locale) if measure(row.unit) == "time"]
    gaps = (start - row.end if reading.vocabulary.postpositions else row.start - end for row in rows)
    return any(0 <= gap <= _TIMED for gap in gaps)
