"""Compares what quantities are counted for, and units that stand without a number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

from toolkit.text.quantities.atoms import Atom
from toolkit.text.quantities.difference import Difference, Fault
from toolkit.text.quantities.matching import Matching
from toolkit.text.quantities.quantity import Kind, Quantity
from toolkit.text.quantities.side import Side
from toolkit.text.quantities.units import are_alike, is_hard, measure

_NEAR = 3
"""Characters between a quantity and its period."""
_STOPS = frozenset(".;:,!?\n")
_DAYS = {"day", "night"}
"""Once a day in the evening is once every night. Every morning and every evening are of the kind "night" too."""
_RARE = {"week", "month", "year"}
_COUNTED = {"form", "thing"}
"""Measures of what a counter may count."""
_HOUR = "h"
"""No language says "every hour" without a word for it; a day is more freely told."""
_PART_OF_DAY = "night"
"""It need not be said as a period: "two tablets every morning" is "zwei Tabletten morgens"."""


def period_differences(source: Side, own: Side, matching: Matching, *, known: bool) -> Iterator[Difference]:
    """Yield the periods and amounts of the source that the translation counts for others, or has lost: a day, /kg.

    What became of a period may look like an amount, 2日 of 1日: it is left in the matching.
    """
    exchanged = [*_exchanged(source, own, known=known)]
    if exchanged:
        yield from exchanged
        return
    theirs, ours = _by_period(source.rows), _by_period(own.rows)
    if _DAYS & set(theirs) and _DAYS & set(ours):
        ours = {**dict.fromkeys(_DAYS, ours.get("day", ours.get("night", []))), **ours}
    single = {unit for value, unit in own.said if value == 1}
    told = {one.quantity.unit for one, _ in matching.pairs if one.quantity.kind is Kind.PER}
    lost = [rows[0] for unit, rows in theirs.items() if unit not in ours and unit not in single | told]
    lost += [row for row in _lone_ones(source, matching) if row.unit not in set(ours) | single]
    told_by_noun = (row.kind is not Kind.PER and own.names(row.unit) for row in lost)
    lost = [row for row, is_told in zip(lost, told_by_noun, strict=True) if not is_told]  # "the week that follows"
    if _by_parts_of_day(matching):
        lost = [row for row in lost if row.unit not in _DAYS]
    if not lost:
        yield from _rarer(source, theirs, ours, known=known)
        yield from _other_span(theirs, ours, matching, known=known)
        return
    single = {unit for value, unit in source.said if value == 1}
    others = [row for row in own.rows if _is_one(row) and row.unit not in single | set(theirs)]
    others += [atom.quantity for atom in matching.ours if not atom.free or _is_span(atom)]
    extra = [rows[-1] for unit, rows in ours.items() if len(rows) > len(theirs.get(unit, ())) and unit not in single]
    for row in lost:
        spans = others if row.kind is Kind.PER else [other for other in others if _is_one(other)]
        other = next((period for period in (*extra, *spans) if measure(row.unit) == measure(period.unit)), None)
        fault = Fault.UNIT if is_hard(row.unit) or row.kind is not Kind.PER else Fault.FREQUENCY
        if other is not None:
            (extra if other in extra else others).remove(other)
            yield Difference(fault, known and row.kind is Kind.PER, row, other)
        elif (
            known
            and row.kind is Kind.PER
            and row.unit != _PART_OF_DAY
            and (row.unit == _HOUR or _is_bound(row, source))
        ):
            yield Difference(fault, is_hard(row.unit), row, None)


def _by_parts_of_day(matching: Matching) -> bool:
    """Whether the translation tells how often a day by its parts: "twice a day" is "morning and evening"."""
    rows = (own.quantity for _, own in matching.pairs)
    return any(row.free and row.kind is Kind.FREQUENCY and row.values[0] > 1 for row in rows)


def _rarer(
    source: Side, theirs: dict[str, list[Quantity]], ours: dict[str, list[Quantity]], *, known: bool
) -> Iterator[Difference]:
    """Yield a period of a week or longer that the source says nowhere, where it says "every evening"."""
    daily = [rows[0] for unit, rows in theirs.items() if unit in _DAYS]
    said = {row.unit for row in source.rows}
    rarer = [rows[0] for unit, rows in ours.items() if unit in _RARE and unit not in said]
    if known and daily and rarer and sum(map(len, theirs.values())) == len(daily) == 1:
        yield Difference(Fault.FREQUENCY, False, daily[0], rarer[0])


def _other_span(
    theirs: dict[str, list[Quantity]], ours: dict[str, list[Quantity]], matching: Matching, *, known: bool
) -> Iterator[Difference]:
    """Yield a span of several months that is told in one word, and became a period: quarterly, monthly."""
    spans = [atom.quantity for atom in matching.theirs if _is_span(atom)]
    others = [rows[0] for unit, rows in ours.items() if unit not in theirs]
    if known and len(spans) == len(others) == 1:
        yield Difference(Fault.FREQUENCY, False, spans[0], others[0])


def _is_span(atom: Atom) -> bool:
    """Whether it is several months that one word says: quarterly."""
    return atom.free and atom.unit == "month" and atom.value > 1


def _exchanged(source: Side, own: Side, *, known: bool) -> Iterator[Difference]:
    """Yield the one period or span of one that became another, where both texts have equally many: hours, a week."""
    ours, theirs = ([row for row in side.rows if row.values == (Fraction(1),) and row.unit] for side in (source, own))
    here, there = (Counter(_day_of(row) for row in rows) for rows in (ours, theirs))
    lost, extra = here - there, there - here
    if lost.total() == extra.total() == 1:
        row = next(row for row in ours if _day_of(row) in lost)
        other = next(row for row in reversed(theirs) if _day_of(row) in extra)
        if measure(row.unit) == measure(other.unit) in {"time", "mass", "volume"}:
            often = row.kind is Kind.PER and not is_hard(row.unit)
            sure = known and row.kind is other.kind is Kind.PER
            yield Difference(Fault.FREQUENCY if often else Fault.UNIT, sure, row, other)


def _day_of(row: Quantity) -> str:
    """Return the unit of a period; every evening and 24 hours are a day."""
    return "day" if row.unit in {"night", "full-day"} else row.unit


def placeholder_differences(source: Side, own: Side, *, known: bool) -> Iterator[Difference]:
    """Yield the differences of the units of numbers that are filled in later."""
    ours = {row.digits: row for row in own.of_kind(Kind.PLACEHOLDER)}
    for row in source.of_kind(Kind.PLACEHOLDER):
        other = ours.get(row.digits)
        if other is not None and not are_alike(row.unit, other.unit) and not _is_counter_of(other, row):
            yield Difference(Fault.UNIT, known, row, other)


def _is_counter_of(own: Quantity, row: Quantity) -> bool:
    """Whether the translation has a counter that says nothing more for a form or a thing: {n}개 for {n} capsules."""
    return not own.unit and measure(row.unit) in _COUNTED


def mention_differences(source: Side, own: Side, *, known: bool) -> Iterator[Difference]:
    """Yield a unit of mass or volume without number that became another: doses in milligrams for micrograms."""
    here, there = Counter(row.unit for row in source.rows), Counter(row.unit for row in own.rows)
    lost = next((row for row in source.of_kind(Kind.MENTION) if there[row.unit] < here[row.unit]), None)
    extra = next((row for row in own.of_kind(Kind.MENTION) if here[row.unit] < there[row.unit]), None)
    if lost is not None and extra is not None:
        yield Difference(Fault.UNIT, known, lost, extra)


def _lone_ones(side: Side, matching: Matching) -> Iterator[Quantity]:
    """Yield the spans of one hour, week and so on that were paired with nothing."""
    left = {id(atom.quantity) for atom in matching.theirs}
    for row in side.rows:
        if _is_one(row) and row.free and measure(row.unit) == "time" and id(row) in left:
            yield row


def _is_one(row: Quantity) -> bool:
    """Whether it says the period, or the amount, with its number: 1時間ごとに, 1 kgあたり."""
    return row.values == (Fraction(1),) and bool(row.unit) and row.kind not in {Kind.PER, Kind.ORDINAL}


def _by_period(rows: Iterable[Quantity]) -> dict[str, list[Quantity]]:
    found: dict[str, list[Quantity]] = defaultdict(list)
    for row in rows:
        if row.kind is Kind.PER:
            found[row.unit].append(row)
    return found


def _is_bound(period: Quantity, side: Side) -> bool:
    """Whether the period belongs to the quantity just before it: 4 g a day, three times a week."""
    return any(
        not row.free and 0 <= period.start - row.end <= _NEAR and _STOPS.isdisjoint(side.text[row.end : period.start])
        for row in side.rows
    )
