"""Single values of quantities, as they are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from toolkit.text.quantities.quantity import Kind, Quantity

_UNITS = {Kind.TIME: "clock", Kind.DATE: "date"}
_NO_ATOMS = {Kind.CODE, Kind.PLACEHOLDER, Kind.MENTION}
_ONES = {(7, "day"): "week", (24, "h"): "full-day", (12, "month"): "year", (60, "min"): "h"}
"""What one of another unit says too, where a noun alone says one: "after week" for "after seven days"."""
_NO_YEAR = 10_000
COUNTED = {"", "dose", "person", "piece"}
"""Units of what a language may say without its number."""


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
        return self.quantity.spelled and self.unit in COUNTED


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


def in_minutes(atom: Atom) -> Fraction:
    """Return the minutes of a time of day or of hours."""
    return atom.value if atom.unit == "clock" else atom.value * 60


def one_of(atom: Atom) -> str:
    """Return the larger unit of time of which the atom is exactly one; "" for none."""
    return _ONES.get((int(atom.value), atom.unit), "") if atom.value.denominator == 1 else ""
