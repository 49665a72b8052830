"""Leaves out of two texts what one of them says with one number and the other with two, or with the next one."""

from __future__ import annotations

from toolkit.text.quantities.atoms import Atom, in_minutes
from toolkit.text.quantities.matching import LOOKED_AT, Matching
from toolkit.text.quantities.quantity import Kind
from toolkit.text.quantities.same_values import alike, are_share, is_share, same_minute
from toolkit.text.quantities.side import Side
from toolkit.text.quantities.units import is_hard

_YEAR = 10_000
"""What a date is a multiple of by its year: it is the number YYYYMMDD."""
_MONTHS = 12
"""Months of a year."""
_OR = 8
"""Characters that "or" takes, with what is around it."""


def leave_out_sums(source: Side, own: Side, matching: Matching) -> None:
    """Leave out hours with minutes, shares, "two or more" for "more than one", "two or three" for "a couple"."""
    if max(len(matching.theirs), len(matching.ours)) > LOOKED_AT:
        return
    for ones, others in ((matching.theirs, matching.ours), (matching.ours, matching.theirs)):
        _leave_out_times(ones, others)
        _leave_out_months(ones, others)
        _leave_out_shares(ones, others)
    _leave_out_times_a_year(matching)
    _leave_out_again(own, matching)
    _leave_out_next(source, own, matching)
    _leave_out_few(source, matching)
    _leave_out_last(own, matching)


def leave_out_days(matching: Matching) -> None:
    """Leave out a day of the year that the other text tells in digits, without the year: 31.05., 24/12, 5/31."""
    if max(len(matching.theirs), len(matching.ours)) > LOOKED_AT:
        return
    for ones, others in ((matching.theirs, matching.ours), (matching.ours, matching.theirs)):
        for day in [atom for atom in ones if atom.unit == "date"]:
            years = {atom.value // _YEAR for atom in others if atom.unit == "date"} | {0}
            said = any(atom.unit == "date" and atom.value == day.value for atom in others)
            if said or day.value // _YEAR not in years:
                continue
            told = (day.value % _YEAR, "date")
            digits = next((row.quantity for row in others if row.unit != "date" and told in row.quantity.also), None)
            if digits is not None:
                ones.remove(day)
                others[:] = [row for row in others if row.quantity is not digits]


def _leave_out_times(ones: list[Atom], others: list[Atom]) -> None:
    """Leave out hours and minutes that the other text says as one: 4 h 30 min for four and a half hours."""
    minutes = [atom for atom in others if atom.unit == "min"]
    for whole in [atom for atom in ones if minutes and (atom.unit == "clock" or _is_part_of_hour(atom))]:
        hours = (atom for atom in others if atom.unit in {"h", "clock"})
        sums = ((h, m) for h in hours for m in minutes if same_minute(whole, in_minutes(h) + m.value))
        if (parts := next(sums, None)) is not None:
            ones.remove(whole)
            for part in parts:
                others.remove(part)
            minutes.remove(parts[1])


def _leave_out_months(ones: list[Atom], others: list[Atom]) -> None:
    """Leave out years and months that the other text says as one: 3 years and 6 months for three and a half years."""
    for whole in [atom for atom in ones if atom.unit == "year" and atom.value.denominator > 1]:
        years = next((row for row in others if row.unit == "year" and row.value == whole.value // 1), None)
        months = next((row for row in others if row.unit == "month" and row.value == whole.value % 1 * _MONTHS), None)
        if years is not None and months is not None:
            ones.remove(whole)
            others.remove(years)
            others.remove(months)


def _leave_out_shares(ones: list[Atom], others: list[Atom]) -> None:
    """Leave out a fraction or percentage that the other text says with two numbers: "three out of four"."""
    for whole in [atom for atom in ones if is_share(atom)]:
        if any(is_share(atom) and atom.value == whole.value for atom in others):
            continue
        parts = next(((a, b) for a in others for b in others if are_share(a, b, whole)), ())
        if parts:
            ones.remove(whole)
        for part in parts:
            others.remove(part)


def _leave_out_times_a_year(matching: Matching) -> None:
    """Pair the months of one word, "half-yearly", with how often a year they are: "twice a year"."""
    for ones, others in ((matching.theirs, matching.ours), (matching.ours, matching.theirs)):
        for span in [atom for atom in ones if atom.free and atom.unit == "month" and atom.value > 1]:
            often = next((row for row in others if row.unit == "times" and row.value * span.value == _MONTHS), None)
            year = next((row for row in others if row.unit == "year" and row.quantity.kind is Kind.PER), None)
            if often is not None and year is not None:
                ones.remove(span)
                others.remove(often)
                others.remove(year)
                matching.pairs.append((span, year) if ones is matching.theirs else (year, span))


def _leave_out_next(source: Side, own: Side, matching: Matching) -> None:
    """Leave out a count that is told by the next one: Japanese "two or more" for "more than one"."""
    told = [atom for atom in matching.ours if own.is_or_more(atom.quantity)]
    for one in [atom for atom in matching.theirs if told and source.is_over(atom.quantity)]:
        same = (row for row in told if row.value == one.value + 1 and alike(row, one) and not is_hard(row.unit))
        if (found := next(same, None)) is not None:
            matching.theirs.remove(one)
            matching.ours.remove(found)
            told.remove(found)


def _leave_out_again(own: Side, matching: Matching) -> None:
    """Leave out a number that is said again with "or more" right behind it: Chinese 3位或3位以上."""
    for again in [atom for atom in matching.ours if own.is_or_more(atom.quantity)]:
        before = (row for row in matching.ours if 0 < again.quantity.start - row.quantity.end <= _OR)
        if any(row.value == again.value and alike(row, again) for row in before):
            matching.ours.remove(again)


def _leave_out_few(source: Side, matching: Matching) -> None:
    """Leave out the three of "two or three", where the source says "a couple"."""
    for few in [atom for atom in matching.theirs if source.is_few(atom.quantity)]:
        said = {row.value: row for row in matching.ours if row.unit == few.unit}
        if few.value in said and few.value + 1 in said:
            matching.ours.remove(said[few.value + 1])


def _leave_out_last(own: Side, matching: Matching) -> None:
    """Leave out the last year of an age that is told by the one it ends before: 7歳以上15歳未満 for 7 to 14 years."""
    ends = [atom for atom in matching.ours if atom.unit == "year" and own.is_below(atom.quantity)]
    lasts = (atom for atom in matching.theirs if atom.quantity.kind is Kind.RANGE and atom.unit in {"", "year"})
    for last in [atom for atom in lasts if ends and atom.value == atom.quantity.values[-1]]:
        if (end := next((atom for atom in ends if atom.value == last.value + 1), None)) is not None:
            matching.theirs.remove(last)
            matching.ours.remove(end)
            ends.remove(end)


def _is_part_of_hour(atom: Atom) -> bool:
    return atom.unit == "h" and atom.value.denominator > 1
