"""Agreements of two numbers of which one is told in short: "from 13 to 20 October", "between 11 and 3"."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from toolkit.text.quantities.atoms import Atom
from toolkit.text.quantities.scanner import scan
from toolkit.text.quantities.side import Side

_YEAR, _MONTH = 10_000, 100
"""What a date is a multiple of by its year, and by its month: it is the number YYYYMMDD."""
_HOURS = 12
"""Hours by which a time without "pm" may be later."""


def day_of(date: Atom, day: Atom, said: Iterable[tuple[Fraction, str]]) -> bool:
    """Whether one is a date and the other its day alone, or without its year, where the text has `said` the rest.

    What is left out stands at another day there.
    """
    if date.unit != "date" or day.free:
        return False
    dates = [value for value, unit in said if unit == "date"]
    if day.unit == "date":
        return day.value == date.value % _YEAR and any(value // _YEAR == date.value // _YEAR for value in dates)
    alone = day.unit in {"", "day"} and day.value == date.value % _MONTH
    return alone and any(value % _YEAR // _MONTH == date.value % _YEAR // _MONTH for value in dates)


def in_the_afternoon(hour: Atom, time: Atom, side: Side) -> bool:
    """Whether one is an hour without "pm", in the text of `side`, and the other the same hour of the afternoon: 15:00.

    A number that is no time of day by itself, "11 to 15", is one only where the hour ends a span that begins later.
    """
    later = hour.value + _HOURS
    if hour.unit or not 0 < hour.value < _HOURS:
        return False
    if time.unit == "clock":
        return time.value == later * 60
    return time.unit in {"", "h"} and time.value == later and _ends_span(hour, side)


def _ends_span(hour: Atom, side: Side) -> bool:
    """Whether an hour stands behind a larger one that "between" goes before, as no numbers but hours do."""
    before = [row for row in side.rows if row.end <= hour.quantity.start]
    if not before or before[-1].unit or not before[-1].values or not hour.value < before[-1].values[0] <= _HOURS:
        return False
    tokens = scan(side.text[: before[-1].start]).tokens
    return any(side.lexicon.betweens.ending_at(tokens, len(tokens) - more) for more in (0, 1))  # "between about 11"
