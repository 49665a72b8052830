"""Single values of quantities, and when two of them may be the same or stand in the same place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from toolkit.text.quantities.quantity import Kind, Quantity
from toolkit.text.quantities.units import are_alike, are_close, converted, is_hard, measure

_UNITS = {Kind.TIME: "clock", Kind.DATE: "date"}
_NO_ATOMS = {Kind.CODE, Kind.PLACEHOLDER, Kind.MENTION}
_QUIET = [{"s", "min", "h", "full-day"}, {"day", "full-day", "week"}, {"month", "year"}]
"""Units of time of which one may stand for the other: half an hour and 30 minutes. A day is not 24 hours."""
_ONES = {(7, "day"): "week", (24, "h"): "full-day", (12, "month"): "year", (60, "min"): "h"}
"""What one of another unit says too, where a noun alone says one: "after week" for "after seven days"."""
_SPOKEN_WEEKS = {(1, 7), (1, 8), (2, 14), (2, 15)}
"""Weeks that are told in days: French "huit jours", Spanish "quince días"."""
_NO_YEAR = 10_000
_LEAST_COUNT = 2
"""What a number word counts at least: one may be an article."""
_SHARES = {"": 1, "person": 1, "%": 100, "‰": 1000}
"""The whole that a share is a part of, by its unit."""
_COUNTED = {"", "dose", "person", "piece"}
"""Units of what a language may say without its number."""
_DECADES = range(20, 100, 10)
_MANY = 2
"""What is more than any language says for one: "a glass or two"."""


@dataclass(slots=True, eq=False)
class Atom:
    """One value of a quantity: a range has two."""

    quantity: Quantity
    """Where it stands."""
    value: Fraction
    """The number; minutes from midnight of a time, YYYYMMDD of a day."""
    unit: str
    """Its unit; `clock` of a time, `date` of a day."""

    @property
    def free(self) -> bool:
        """Whether languages add and drop it freely."""
        return self.quantity.free

    @property
    def bare_word(self) -> bool:
        """Whether it is a number word without a unit, which may be part of an idiom."""
        return self.quantity.spelled and not self.unit

    @property
    def in_order(self) -> bool:
        """Whether it must be told: it is neither free nor a small number word, "two doses", that a phrase may hold."""
        return not self.free and not (self.unimportant and self.value <= 2)

    @property
    def unimportant(self) -> bool:
        """Whether it is a number word of something that a language may say without number: two of them, two doses."""
        return self.quantity.spelled and self.unit in _COUNTED


def atoms(rows: Iterable[Quantity], *, months: bool = True, periods: bool = False) -> Iterator[Atom]:
    """Yield the values that are compared as numbers, with `periods` a period as one of its unit.

    Without known names of `months` they are the day and the year of a date.
    """
    for row in rows:
        if row.kind is Kind.PER and not periods:
            continue
        if row.kind is Kind.DATE and not months:
            year, rest = divmod(row.values[0], _NO_YEAR)
            yield from (Atom(row, Fraction(value), "") for value in (rest % 100, year) if value)
        elif row.kind not in _NO_ATOMS:
            unit = _UNITS.get(row.kind, row.unit)
            for value in row.values:
                yield Atom(row, value, unit)


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
        (hour.value, hour.unit) in clock.quantity.also or (not hour.unit and hour.value * 60 in known)
        for clock, hour, known in ((one, other, times), (other, one, others))
        if known
    )


def _times(atom: Atom) -> frozenset[Fraction]:
    """Return the times of day that the atom is or may be, in minutes from midnight."""
    also = (value for value, unit in atom.quantity.also if unit == "clock")
    return frozenset([atom.value, *also] if atom.unit == "clock" else also)


def in_minutes(atom: Atom) -> Fraction:
    """Return the minutes of a time of day or of hours."""
    return atom.value if atom.unit == "clock" else atom.value * 60


def same_minute(atom: Atom, minutes: Fraction) -> bool:
    """Whether the hours are so many minutes, or the time of day may be so many from midnight."""
    return minutes == in_minutes(atom) or minutes in _times(atom)


def same_day(one: Atom, other: Atom) -> bool:
    """Whether they are the same day of the year to readers who write the month first, or last."""
    days = one.unit == other.unit == "date"
    return days and ((one.value, "date") in other.quantity.also or (other.value, "date") in one.quantity.also)


def other_ordinal(one: Atom, other: Atom) -> bool:
    """Whether the third one became the fifth one: ordinals of which neither has a fellow in the other text."""
    place = _place(one)
    if place is None or other.quantity.kind is not Kind.ORDINAL or place == other.value:
        return False
    return measure(one.unit) == measure(other.unit) or not (one.unit and other.unit)


def _place(atom: Atom) -> Fraction | None:
    """Return the number of an ordinal; that of a word such as "third", which may be a fraction, too."""
    if atom.quantity.kind is Kind.ORDINAL:
        return atom.value
    may_be = atom.quantity.kind is Kind.FRACTION and not atom.unit and atom.quantity.also
    return atom.quantity.also[0][0] if may_be else None


def same_decade(one: Atom, other: Atom) -> bool:
    """Whether one is the decade of the other: the 1990s, the nineties."""
    if not {one.unit, other.unit} <= {"", "year"}:
        return False
    short, long = sorted((one.value, other.value))
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


def one_of(atom: Atom) -> str:
    """Return the larger unit of time of which the atom is exactly one; "" for none."""
    return _ONES.get((int(atom.value), atom.unit), "") if atom.value.denominator == 1 else ""


def is_share(atom: Atom) -> bool:
    """Whether it is a share of a whole: three quarters, 75 %."""
    return atom.unit == "%" or (atom.quantity.kind is Kind.FRACTION and not atom.unit and atom.value < 1)


def are_share(some: Atom, whole: Atom, share: Atom) -> bool:
    """Whether two counts are the share: three out of four."""
    counts = all(row.unit in {"", "person"} and row.quantity.kind is Kind.NUMBER for row in (some, whole))
    size = 100 if share.unit else 1
    return counts and 0 < some.value < whole.value and some.value * size == whole.value * share.value


def one_in_many(one: Atom, other: Atom) -> bool:
    """Whether one is the thousand of "1 in 1,000" and the other says a thousandth as a share: 千分之一."""
    for number, share in ((one, other), (other, one)):
        size = _SHARES.get(share.unit, 0) if share.unit or share.quantity.kind is Kind.FRACTION else 0
        if size and number.unit in {"", "person"} and number.value * share.value == size:
            return True
    return False


def other_unit(one: Atom, other: Atom) -> bool:
    """Whether the same number has another unit, or has lost the one that it needs."""
    units = {one.unit, other.unit}
    if not one.unit or not units.isdisjoint({"clock", "date"}) or Kind.PER in {one.quantity.kind, other.quantity.kind}:
        return False
    if one.free != other.free and measure(one.unit) != measure(other.unit):
        return False
    return not (one.free and other.free) or ordinals_of_time(one, other) or forms_of_one(one, other)


def forms_of_one(one: Atom, other: Atom) -> bool:
    """Whether one tablet became one teaspoon."""
    forms = measure(one.unit) == measure(other.unit) == "form"
    return forms and one.value == 1 and not {"dose", "injection"} & {one.unit, other.unit}


def ordinals_of_time(one: Atom, other: Atom) -> bool:
    """Whether the first week became the first month."""
    ordinals = one.quantity.kind is other.quantity.kind is Kind.ORDINAL
    return ordinals and measure(one.unit) == measure(other.unit) == "time"


def converted_amount(one: Atom, other: Atom) -> bool:
    """Whether they are one amount in units that are not written for each other: 24 hours and a day, 1 g and 1000 mg."""
    return one.unit != other.unit and converted(one.value, one.unit, other.unit) == other.value


def misread(one: Atom, other: Atom) -> bool:
    """Whether `other` is `one` to readers of other separators: 1.500 in German for 1.5."""
    also = (value for value, unit in other.quantity.also if unit not in {"clock", "date"})
    return other.quantity.kind is not Kind.TIME and one.value in also


def same_unit(one: Atom, other: Atom) -> bool:
    """Whether they may stand in the same place: numbers of one unit, of which one must be told."""
    if one.free and (other.free or one.unit == "fold"):
        return False
    if other.free and (other.unit == "fold" or not one.in_order):
        return False
    return one.unit == other.unit and bool(one.unit)


def other_multiple(one: Atom, other: Atom) -> bool:
    """Whether a double dose became a triple one, or a single one."""
    if one.unit != "fold" or one.value == 1:
        return False
    return other.unit == "fold" or (other.value == 1 and other.unit in {"dose", "times"})


def other_word(one: Atom, other: Atom) -> bool:
    """Whether both are number words of something that is counted without a unit: two pens, twelve pens, one pen.

    One may be an article, so that only what stands for a small number of the source can have become one.
    """
    counted = other.unit in _COUNTED or (one.unit == "dose" and other.unit == "times")  # two doses, given once
    if not one.unimportant or not counted or one.free or one.value < _LEAST_COUNT:
        return False
    cardinals = Kind.ORDINAL not in {one.quantity.kind, other.quantity.kind}
    return cardinals and other.value.denominator == 1 and (not other.free or other.value == 1)


def one_become_many(one: Atom, other: Atom) -> bool:
    """Whether "one glass" became four: a translation may say one and two freely, and no more."""
    says_one = one.value == 1 and one.quantity.spelled and one.quantity.kind is Kind.NUMBER
    counted = not other.free and other.quantity.kind is Kind.NUMBER and other.value >= _MANY
    return says_one and counted and {measure(one.unit), measure(other.unit)} <= {"", "thing", "form"}


def other_fraction(one: Atom, other: Atom) -> bool:
    """Whether half of something became a quarter of it."""
    fractions = one.quantity.kind is other.quantity.kind is Kind.FRACTION
    if Kind.FRACTION in {one.quantity.kind, other.quantity.kind} and "fold" in {one.unit, other.unit}:
        return "" in {one.unit, other.unit}  # half of the dose, the double dose
    return fractions and not one.unit and not other.unit and one.value != other.value


def same_measure(one: Atom, other: Atom) -> bool:
    """Whether they may stand in the same place: both must be told, and measure the same."""
    return not one.free and not other.free and bool(one.unit) and measure(one.unit) == measure(other.unit)


def both_bare(one: Atom, other: Atom) -> bool:
    """Whether they may stand in the same place: both must be told, and have no unit."""
    return one.in_order and other.in_order and not one.unit and not other.unit


def both_firm(one: Atom, other: Atom) -> bool:
    """Whether they may stand in the same place because nothing else is left: digits, or words with units."""
    return not any(atom.free or atom.bare_word for atom in (one, other))


def told_in_metric(atom: Atom, both: Iterable[tuple[Fraction, str]]) -> bool:
    """Whether source and translation say it in metric units as well: 101.3 °F (38.5 °C). `both` is what both say."""
    return any(are_close(atom.value, atom.unit, value, unit) for value, unit in both)
