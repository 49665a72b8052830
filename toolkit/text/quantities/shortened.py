"""Agreements of two numbers of which one is told in short: "from 13 to 20 October", "between 11 and 3"."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from toolkit.text.quantities.atoms import Atom
from toolkit.text.quantities.scanner import scan
from toolkit.text.quantities.side import Side

_HOURS = 12
"""Hours by which a time without "pm" may be later."""


def day_of(date: Atom, day: Atom, said: Iterable[tuple[Fraction, str]]) -> bool:
    """Whether one is a date and the other its day alone, in a text that has `said` another day of the month."""
    if date.unit != "date" or day.unit not in {"", "day"} or day.free or day.value != date.value % 100:
        return False
    return any(unit == "date" and _month(value) == _month(date.value) for value, unit in said)


def _month(date: Fraction) -> int:
    return int(date) // 100 % 100


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
