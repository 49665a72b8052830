"""Compares in which order two texts tell things: before, after, first, then, until."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

from toolkit.text.conditions import CLAUSE_END, clause_ends
from toolkit.text.dictionary import Word, spoken_of
from toolkit.text.negating import side_of
from toolkit.text.opposites import OTHER, by_end
from toolkit.text.phrases import Found
from toolkit.text.quantities import Quantity, quantities
from toolkit.text.quantities.units import measure
from toolkit.text.spans import apart, enclosing, overlaps_any
from toolkit.text.spoken import spoken
from toolkit.text.time_units import UNITS
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import MOMENT, POLARITY, TURN, UNTIL, axis_group
from toolkit.text.waits import waits

SEQUENCE = axis_group("sequence")
"""Group of the words such as "before" and "after"."""

Sides = tuple[frozenset[str], frozenset[str]]
"""What is spoken of on the two sides of a word."""


def order_words(reading: Reading) -> list[Found]:
    """Return the words such as "before" and "after"; "until" is neither."""
    return apart(reading.of(SEQUENCE), reading.of(UNTIL))


def _ends(reading: Reading) -> dict[str, list[Found]]:
    return by_end(order_words(reading))


def in_order(source: Reading, translation: Reading, ours: Sequence[Found], theirs: Sequence[Found]) -> bool:
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
        if alike(_sides(source, word, whole=whole), _sides(translation, other, whole=whole)):
            return True
    return False


def alike(ours: Sides, theirs: Sides) -> bool:
    """Whether what is spoken of first, and then, is so in both texts, and not the other way round as well."""
    (first, then), (one, two) = ours, theirs
    return bool(first & one and then & two and not (first & two or then & one))


def _sides(reading: Reading, found: Found, *, whole: bool) -> Sides:
    """Return what is spoken of before a word, and behind it: in the `whole` text, or between two commas."""
    known, (start, end) = spoken(reading), reading.span(found)
    words = known.words if known else ()
    if not whole:
        low, high = enclosing(clause_ends(reading), (start, end), len(reading.text))
        words = [word for word in words if low <= word.start < high]
    little = known.little if known else frozenset()
    before, behind = (
        spoken_of(side) - little
        for side in ([word for word in words if word.end <= start], [word for word in words if word.start >= end])
    )
    return before, behind


def told_otherwise(source: Reading, translation: Reading) -> Counter[str]:
    """Return how many words of a translation may be for others of the source, by what they say more of.

    "Not until then" is "only after" (`up`) or "not before" (`down`), what is done first is done before, and who waits
    an hour before eating eats after an hour. "Not before you know" is "only after", where one ban less is told.
    """
    ours, theirs = _turns(source), _turns(translation)
    until = max(0, len(source.of(UNTIL)) - len(translation.of(UNTIL)))
    waited = sum(_of_a_while(translation, word) for word in _ends(translation)["up"]) if waits(source) else 0
    waited += _banned_before(source) if side_of(translation).parts < side_of(source).parts else 0
    first = int(_first_and_then(source))  # "get out first and ask later": "get out before you ask"
    return Counter({end: max(0, ours[end] - theirs[end]) + until for end in OTHER}) + Counter(up=waited, down=first)


def _banned_before(source: Reading) -> int:
    """Return how many words such as "before" tell until when something is banned."""
    text, negators = source.plain, [source.span(hit) for hit in source.of(POLARITY) if hit.value == "not"]
    starts = [source.span(word)[0] for word in _ends(source)["down"]]
    return sum(any(end <= start and not CLAUSE_END.search(text, end, start) for _, end in negators) for start in starts)


def _turns(reading: Reading) -> Counter[str]:
    """Return how often "then" and "first" say what "after" and "before" say; those words themselves may be both."""
    told = reading.of(SEQUENCE)
    return Counter(OTHER[turn.value] for turn in reading.of(TURN) if not overlaps_any(turn, told))


def _first_and_then(source: Reading) -> bool:
    """Whether the source tells with two words which of two things is done first."""
    firsts = [turn for turn in source.of(TURN) if turn.value == "up"]
    return any(found.value == "up" and firsts and found.start > firsts[0].end for found in _ends(source)["up"])


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
