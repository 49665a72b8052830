"""Compares on which side of a quantity two texts set a bound: above 70 °C, at least two hours, within three metres.

How often "more than" is told in a sentence proves little where another quantity has it too. What stands right beside a
quantity that both texts have, and each once, belongs to that quantity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.conditions import CLAUSE_END
from toolkit.text.opposites import OTHER, Turned
from toolkit.text.phrases import Found
from toolkit.text.quantities import Kind, Quantity, quantities
from toolkit.text.quantities.units import measure
from toolkit.text.reach import DENYING, denied_beside
from toolkit.text.spans import overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import BESIDE, MOMENT, POLARITY, WITHIN, axis_group

_LIMIT = axis_group("limit")
_TOLD = (axis_group("bound"), _LIMIT)
_BETWEEN = late(r"[^\W\d]{0,3}[\s'’]{0,2}(?:[^\W\d]{1,3}\s?)?")
"""What may stand between a quantity and its word where spaces divide words: an ending, an article."""
_SPACE = late(r"\s?")
_Amount = tuple[object, ...]


class _Bound(NamedTuple):
    """A word that says on which side of a quantity something is."""

    found: Found
    limit: bool
    """Whether it sets a limit: "at most", "no more than"."""
    end: str
    """What it says without any negator: "more" of "no more than"."""
    denied: bool
    alone: bool
    """Whether no word of the text denies."""

    @property
    def said(self) -> str:
        """The side that is meant; what is forbidden "for at least a day" is so for a day or more."""
        return self.found.value if self.limit else OTHER[self.end] if self.denied else self.end


def misbounded(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield the words of a quantity that something is above in the one text and below in the other.

    "Do not store above 25 °C" is "store below 25 °C", and "no more than 5" is "at most 5": words are compared as they
    are where both are denied, or neither is.
    """
    if not all(any(group in reading.found for group in (*_TOLD, BESIDE)) for reading in (source, translation)):
        return
    theirs = _bounds(translation)
    for amount, one in _bounds(source).items():
        other = theirs.get(amount)
        if other is not None and _turned(one, other):
            yield Turned("bound", [one.found], [other.found])


def _turned(one: _Bound, other: _Bound) -> bool:
    if one.limit and other.limit:
        return one.said != other.said
    if one.denied == other.denied:
        return one.end != other.end
    return one.said != other.said and ((one.limit and other.alone) or (other.limit and one.alone))


def mistimed(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield the words of a time that something is so until then in the one text, and from then on in the other.

    "Do not drive until 6" is "drive after 6": of what is denied nothing is said, nor of what only takes place "within
    two days".
    """
    if MOMENT not in source.found or MOMENT not in translation.found:
        return
    theirs = _moments(translation)
    for amount, one in _moments(source).items():
        other = theirs.get(amount)
        if other is None or one.value == other.value or (not source.orders and overlaps_any(one, source.of(WITHIN))):
            continue
        if not denied_in_clause(source, one) and not denied_in_clause(translation, other):
            yield Turned(MOMENT, [one], [other])


def denied_in_clause(reading: Reading, found: Found) -> bool:
    """Whether something is denied between the commas that a word stands between."""
    text = reading.folded.text
    start = max((match.end() for match in CLAUSE_END.finditer(text, 0, found.start)), default=0)
    stop = CLAUSE_END.search(text, found.end)
    end = stop.start() if stop else len(text)
    return any(hit.value in DENYING and start <= hit.start < end for hit in reading.of(POLARITY))


def _moments(reading: Reading) -> Mapping[_Amount, Found]:
    """Return the word beside each time that a text has once; none where one stands on the other side as well.

    There it tells how long before or after something else a time is: "until two hours after the meal".
    """
    told = quantities(reading.text, reading.vocabulary.locale)
    rows = [row for row in told if len(row.values) == 1 and (row.kind is Kind.TIME or measure(row.unit) == "time")]
    said = Counter((row.values, row.unit) for row in rows)
    words: dict[Quantity, list[Found]] = {}
    for found in reading.of(MOMENT):
        row = _nearest(reading, found, rows)
        if row is not None and any(
            start <= min(row.start, reading.span(found)[0]) and max(row.end, reading.span(found)[1]) <= end
            for start, end in reading.sentences
        ):
            words.setdefault(row, []).append(found)
    behind = reading.vocabulary.postpositions
    return {
        (row.values, row.unit): hits[-1]
        for row, hits in words.items()
        if said[row.values, row.unit] == 1
        and len({hit.value for hit in hits}) == 1
        and all((reading.span(hit)[0] >= row.end) == behind for hit in hits)
    }


def _bounds(reading: Reading) -> Mapping[_Amount, _Bound]:
    """Return the words beside each quantity that a text has once and that has words of one end only."""
    told = quantities(reading.text, reading.vocabulary.locale)
    rows = [row for row in told if len(row.values) == 1 and (row.unit or not row.free)]  # not "a" or "one" alone
    words: dict[Quantity, list[_Bound]] = {}
    phrases = [phrase for group in _TOLD for phrase in reading.found.get(group, ())]
    for group in (*_TOLD, BESIDE):
        for found in reading.of(group):
            row = _nearest(reading, found, rows)
            if row is not None and (group != BESIDE or not overlaps_any(found, phrases)):
                words.setdefault(row, []).append(_bound(reading, found, limit=group == _LIMIT))
    said = Counter((row.values, row.unit) for row in rows)
    return {
        (row.values, row.unit): bounds[-1]
        for row, bounds in words.items()
        if said[row.values, row.unit] == 1 and len({(bound.said, bound.end) for bound in bounds}) == 1
    }


def _nearest(reading: Reading, found: Found, rows: Sequence[Quantity]) -> Quantity | None:
    """Return the quantity that a word stands beside; of two the nearer one."""
    start, end = reading.span(found)
    near = _BETWEEN if reading.vocabulary.language.spaces else _SPACE
    gaps = [(max(row.start - end, start - row.end, 0), number) for number, row in enumerate(rows)]
    if not gaps:
        return None
    row = rows[min(gaps)[1]]
    between = reading.text[end : row.start] or reading.text[row.end : start]
    return row if near.fullmatch(between) else None


def _bound(reading: Reading, found: Found, *, limit: bool) -> _Bound:
    negators = [hit for hit in reading.of(POLARITY) if hit.value in DENYING]
    within = limit and any(found.start <= hit.start and hit.end <= found.end for hit in negators)
    end = OTHER[found.value] if within else found.value
    return _Bound(found, limit, end, within or denied_beside(reading, found), not negators)
