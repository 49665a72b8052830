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


def in_the_afternoon(one: Atom, other: Atom) -> bool:
    """Whether one is an hour without "pm", and the other the same hour of the afternoon: 15:00, 11–15."""
    return any(
        not hour.unit and 0 < hour.value < _HOURS and _is_later(hour.value + _HOURS, hour.value, time)
        for hour, time in ((one, other), (other, one))
    )


def _is_later(later: Fraction, hour: Fraction, time: Atom) -> bool:
    """Whether a time of day, or a range that begins behind the hour, is that later one."""
    if time.unit == "clock":
        return time.value == later * 60
    values = time.quantity.values
    return time.unit in {"", "h"} and time.value == later == values[-1] and hour < values[0] < later
