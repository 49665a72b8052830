"""Tells when two values of quantities say the same, and may be paired."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from toolkit.text.quantities.atoms import Atom, in_minutes
from toolkit.text.quantities.quantity import Kind
from toolkit.text.quantities.units import are_alike, are_close, converted, is_hard, measure

_QUIET = [{"s", "min", "h", "full-day"}, {"day", "full-day", "week"}, {"month", "year"}, {"%", "‰"}]
"""Units of time of which one may stand for the other: half an hour and 30 minutes. A day is not 24 hours."""
_SPOKEN_WEEKS = {(1, 7), (1, 8), (2, 14), (2, 15)}
"""Weeks that are told in days: French "huit jours", Spanish "quince días"."""
_SHARES = {"": 1, "person": 1, "%": 100, "‰": 1000}
"""The whole that a share is a part of, by its unit."""
_LAST_HOUR = 24
_DECADES = range(20, 100, 10)


def always(_one: Atom, _other: Atom) -> bool:
    """Whether two atoms that were looked up by the same key agree: they do."""
    return True


def alike(one: Atom, other: Atom) -> bool:
    """Whether the units of one number may say the same."""
    often = "often" in {measure(one.unit), measure(other.unit)}
    return are_alike(one.unit, other.unit) and not (often and (one.quantity.both or other.quantity.both))


def unit_unsaid(one: Atom, other: Atom) -> bool:
    """Whether one of them has no unit and need not have one: its unit is soft, or stands at a later number."""
    if one.free and other.free:
        return False
    if one.unit and other.unit:
        return False
    what = measure(one.unit or other.unit)
    if one.quantity.both or other.quantity.both:  # "both" for "two people", not for two drops in both eyes
        return what == "thing"
    if (one.bare_word and one.free) or (other.bare_word and other.free):
        return what in {"often", "form", "thing"}
    return not is_hard(one.unit or other.unit) or not one.unit


def same_place(one: Atom, other: Atom) -> bool:
    """Whether they are the same ordinal: the second one, the second pen."""
    ordinals = one.quantity.kind is other.quantity.kind is Kind.ORDINAL
    return ordinals and not (one.unit and other.unit) and measure(one.unit or other.unit) != "time"


def nothing(one: Atom, _other: Atom) -> bool:
    """Whether the number is 0, which needs no unit."""
    return one.value == 0


def same_time(one: Atom, other: Atom) -> bool:
    """Whether one is a time of day and the other may be the same: 20 h, "at 8", "eight in the evening"."""
    times, others = _times(one), _times(other)
    if not times.isdisjoint(others) and len(one.quantity.values) == len(other.quantity.values) == 1:
        return True
    return any(
        (hour.value, hour.unit) in _also(clock) or (not hour.unit and _of_hour(hour.value) in known)
        for clock, hour, known in ((one, other, times), (other, one, others))
        if known
    )


def _of_hour(hour: Fraction) -> Fraction:
    """Return the minutes from midnight of an hour; 24 is midnight again."""
    return Fraction(0) if hour == _LAST_HOUR else hour * 60


def _times(atom: Atom) -> frozenset[Fraction]:
    """Return the times of day that the atom is or may be, in minutes from midnight."""
    also = (value for value, unit in _also(atom) if unit == "clock")
    return frozenset([atom.value, *also] if atom.unit == "clock" else also)


def _also(atom: Atom) -> list[tuple[Fraction, str]]:
    """Return what the atom may be besides, which is not what the other end of its range may be: of 5 h à 7 h."""
    ends = {value * 60 for value in atom.quantity.values if value != atom.value}
    return [(value, unit) for value, unit in atom.quantity.also if unit != "clock" or value not in ends]


def same_minute(atom: Atom, minutes: Fraction) -> bool:
    """Whether the hours are so many minutes, or the time of day may be so many from midnight."""
    return minutes == in_minutes(atom) or minutes in _times(atom)


def same_day(one: Atom, other: Atom) -> bool:
    """Whether they are the same day of the year to readers who write the month first, or last."""
    days = one.unit == other.unit == "date"
    return days and ((one.value, "date") in other.quantity.also or (other.value, "date") in one.quantity.also)


def same_decade(one: Atom, other: Atom) -> bool:
    """Whether one is the decade of the other: the 1990s, the nineties."""
    if not {one.unit, other.unit} <= {"", "year"}:
        return False
    short, long = sorted((one.value, other.value))
    if short == long and one.unit != other.unit:  # in their sixties: 60'lı yaşlar
        return short in _DECADES
    return short in _DECADES and long in {1900 + short, 2000 + short}


def also_ordinal(one: Atom, other: Atom) -> bool:
    """Whether one is a word such as "third", which is a fraction or an ordinal, and the other is the ordinal."""
    for word, number in ((one, other), (other, one)):
        if word.quantity.kind is Kind.FRACTION and not number.unit and (number.value, "") in word.quantity.also:
            return True
    return False


def equal_by_conversion(one: Atom, other: Atom) -> bool:
    """Whether they are one amount in units of which either may be written."""
    if are_close(one.value, one.unit, other.value, other.unit):
        return True
    units = {one.unit, other.unit}
    if units == {"clock", "h"}:  # 4時間30分 is four and a half hours; the hour of a clock may look so too
        clock, hours = (one, other) if one.unit == "clock" else (other, one)
        return hours.value.denominator > 1 and clock.value == hours.value * 60
    if units == {"", "%"}:
        share, number = (one, other) if one.unit else (other, one)
        return number.quantity.kind is Kind.FRACTION and share.value == number.value * 100
    if units == {"month", "year"}:
        months, years = (one, other) if one.unit == "month" else (other, one)
        return months.value == years.value * 12
    if one.unit == "week" and other.unit == "day" and other.quantity.spelled:
        return (int(one.value), int(other.value)) in _SPOKEN_WEEKS and one.value.denominator == 1
    part = any(atom.quantity.kind is Kind.NUMBER and _is_spelled_part(atom) for atom in (one, other))
    quiet = len(units) > 1 and (part or any(units <= pair for pair in _QUIET))
    return quiet and converted(one.value, one.unit, other.unit) == other.value


def _is_spelled_part(atom: Atom) -> bool:
    """Whether it is a part of a unit that is told in words: half a litre, which is written 500 mL as well."""
    return atom.quantity.spelled and atom.value.denominator > 1


def is_share(atom: Atom) -> bool:
    """Whether it is a share of a whole: three quarters, 75 %."""
    return atom.unit in {"%", "‰"} or (atom.quantity.kind is Kind.FRACTION and not atom.unit and atom.value < 1)


def are_share(some: Atom, whole: Atom, share: Atom) -> bool:
    """Whether two counts are the share: three out of four."""
    counts = all(row.unit in {"", "person"} and row.quantity.kind is Kind.NUMBER for row in (some, whole))
    size = _SHARES[share.unit]
    return counts and 0 < some.value < whole.value and some.value * size == whole.value * share.value


def one_in_many(one: Atom, other: Atom) -> bool:
    """Whether one is the thousand of "1 in 1,000" and the other says a thousandth as a share: 千分之一."""
    for number, share in ((one, other), (other, one)):
        size = _SHARES.get(share.unit, 0) if share.unit or share.quantity.kind is Kind.FRACTION else 0
        if size and number.unit in {"", "person"} and number.value * share.value == size:
            return True
    return False


def told_in_metric(atom: Atom, both: Iterable[tuple[Fraction, str]]) -> bool:
    """Whether source and translation say it in metric units as well: 101.3 °F (38.5 °C). `both` is what both say."""
    return any(are_close(atom.value, atom.unit, value, unit) for value, unit in both)
