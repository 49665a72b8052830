"""Units: their canonical names, what they measure, how large they are."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import NamedTuple

from toolkit.text.kept_tables import shipped

_SOFT = {"often", "form", "thing", "time"}
"""Measures that need not be said where the context says them; the others belong to their number."""
_VAGUE = {
    "pill": {"tablet", "capsule", "lozenge", "suppository"},
    "piece": {"tablet", "pill", "lozenge", "patch", "vial", "ampoule", "injection", "suppository"},
    "deg": {"C", "F"},
    "spoon": {"teaspoon", "tablespoon"},
    "day": {"full-day"},
    "puff": {"spray", "times", "dose", "injection"},
    "spray": {"times", "dose"},
}
"""Units that are said of others too: a pill may be a tablet, and a tablet is no capsule; 片 counts many things."""
_UNSAID = {"times", "fold", "dose", "item", "person", "beat", "injection"}
"""What may stand in one language where the other has a bare number: `2 doses`, `二回`, `2`."""
_CUSTOMARY = {"lb", "oz", "floz", "inch", "foot", "mile", "F"}
"""Units of the United States, which a translation may leave to its readers' own."""
MENTIONED = {"g", "mg", "mcg", "mL"}
"""Units that tell something without a number: milligrams that became grams."""
_CLOSE = Fraction(10, 100)
"""How far a rounded metric value may be off: 6 feet are 183 cm, and 2 m on paper. Of a weight it is half of that."""
_CLOSE_DEGREES = Fraction(15, 100)


class Unit(NamedTuple):
    """A unit of measurement, or what is counted."""

    name: str
    """Its canonical name."""
    measure: str
    """What it measures: the name of its table."""
    size: Fraction | None
    """Its size in the base unit of the measure; None where it cannot be converted."""
    symbols: tuple[str, ...]
    """How it is written in every language."""


@cache
def all_units() -> dict[str, Unit]:
    """Return the units of `units.toml` by their canonical names."""
    data = shipped("toolkit.text.quantities", "units.toml")
    return {
        name: Unit(name, measure, Fraction(row["size"]) if "size" in row else None, tuple(row["symbols"]))
        for measure, rows in data.items()
        for name, row in rows.items()
    }


def measure(unit: str) -> str:
    """Return what a unit measures; "" for none."""
    found = all_units().get(unit)
    return found.measure if found is not None else unit


def is_hard(unit: str) -> bool:
    """Whether the unit belongs to its number, so that the number alone says nothing: mg, %, °C."""
    return bool(unit) and measure(unit) not in _SOFT


def are_alike(one: str, other: str) -> bool:
    """Whether the two units may say the same: they are equal, or one is vague, or neither need be said."""
    if one == other or other in _VAGUE.get(one, ()) or one in _VAGUE.get(other, ()):
        return True
    return (not one or one in _UNSAID) and (not other or other in _UNSAID)


def converted(value: Fraction, unit: str, other: str) -> Fraction | None:
    """Return `value` `unit` in the unit `other`, or None where they cannot be compared."""
    if {unit, other} == {"C", "F"}:
        return value * 9 / 5 + 32 if unit == "C" else (value - 32) * 5 / 9
    first, second = all_units().get(unit), all_units().get(other)
    if first is None or second is None or first.measure != second.measure or not first.size or not second.size:
        return None
    return value * first.size / second.size


def is_customary(unit: str) -> bool:
    """Whether a translation may leave the unit for that of its readers, as it does with °F and pounds."""
    return unit in _CUSTOMARY


def are_close(value: Fraction, unit: str, other_value: Fraction, other: str) -> bool:
    """Whether one of the two is a customary unit, and the other says as much in metric ones, rounded."""
    if is_customary(unit) == is_customary(other):
        return False
    if "oz" in {unit, other}:  # ounces of water are fluid ones
        fluid = {"oz": "floz"}
        if are_close(value, fluid.get(unit, unit), other_value, fluid.get(other, other)):
            return True
    exact = converted(value, unit, other)
    if exact is None:
        return False
    room = (
        _CLOSE_DEGREES * 2 if other in {"C", "F"} else abs(exact) * (_CLOSE / 2 if measure(unit) == "mass" else _CLOSE)
    )
    return abs(exact - other_value) <= room
