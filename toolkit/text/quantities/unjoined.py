"""A quantity on its way from the tokens to the user."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from toolkit.text.quantities.quantity import Kind
from toolkit.text.quantities.units import measure

ONE = (Fraction(1),)

_KINDS = {
    "share": Kind.PERCENT,
    "temperature": Kind.TEMPERATURE,
    "time": Kind.DURATION,
    "often": Kind.FREQUENCY,
}


@dataclass(slots=True)
class Unjoined:
    """A quantity that may still be joined with its neighbours. See `Quantity` for what is not said here."""

    kind: Kind
    values: tuple[Fraction, ...]
    unit: str
    first: int
    """Its first token."""
    end: int
    """The token behind it."""
    digits: str = ""
    spelled: bool = False
    free: bool = False
    foreign: bool = False
    also: tuple[tuple[Fraction, str], ...] = ()
    needs_count: bool = False
    """Of a period: whether it is one only before a number of times."""
    leads: bool = False
    """Whether its unit stands before it, and before the other number of a range: yüzde 10 ila 20."""
    both: bool = False
    bare: bool = False
    """Whether it is a number that may take the unit of a later one."""


def kind_of(unit: str) -> Kind:
    """Return the kind of a number with this unit."""
    return _KINDS.get(measure(unit), Kind.NUMBER)


def period_of(unit: str) -> str:
    """Return the unit that a period of one of this unit is told in: a dose per 24 hours is one a day."""
    return "day" if unit == "full-day" else unit
