"""Agreements of two numbers of which one is told in short: "from 13 to 20 October", "between 11 and 3"."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from toolkit.text.quantities.atoms import Atom

_HOURS = 12
"""Hours by which a time without "pm" may be later."""


def day_of(date: Atom, day: Atom, said: Iterable[tuple[Fraction, str]]) -> bool:
    """Whether one is a date and the other its day alone, in a text that has `said` another day of the month."""
    if date.unit != "date" or day.unit not in {"", "day"} or day.free or day.value != date.value % 100:
        return False
    return any(unit == "date" and _month(value) == _month(date.value) for value, unit in said)


def _month(date: Fraction) -> int:
    return int(date) // 100 % 100


def in_the_afternoon(one: Atom, other: Atom, both: Iterable[object]) -> bool:
    """Whether one is an hour without "pm", and the other the same hour of the afternoon: 15:00, "from 11 to 15".

    A number that is no time of day by itself is one behind another that `both` texts say.
    """
    for hour, time in ((one, other), (other, one)):
        later = hour.value + _HOURS
        if hour.unit or not 0 < hour.value < _HOURS:
            continue
        if time.unit == "clock" and time.value == later * 60:
            return True
        if time.unit in {"", "h"} and time.value == later:
            return any(isinstance(value, Fraction) and hour.value < value < later for value in both)
    return False
