"""Reads days: 2026-02-23, 23.02.2026, February 23, 2026."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.quantities.lexicon import Lexicon
from toolkit.text.quantities.numbers import Number, Numbers
from toolkit.text.quantities.scanner import Token, Type

_CENTURY = 2000


class Day(NamedTuple):
    """A day that was read."""

    value: Fraction
    """YYYYMMDD; MMDD where the year is not said."""
    end: int
    """The token behind it."""
    other: Fraction | None = None
    """The other day that 05/10/2026 is to readers elsewhere."""


class Dates:
    """Reads days in the tokens of one text."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, numbers: Numbers) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.numbers = numbers

    def at(self, place: int) -> Day | None:
        """Return the day that begins at the token, or None."""
        token = self.tokens[place]
        if token.type is Type.DATE:
            return self._in_digits(place)
        if token.type is not Type.NUMBER and token.key not in self.lexicon.date_heads:
            return None
        for parts in self.lexicon.dates:
            day = self._matched(place, parts)
            if day is not None:
                return day
        return None

    def of_digits(self, place: int) -> Fraction | None:
        """Return the day of the year, as MMDD, that 31.05, 24/12 or 5/31 may be, or None."""
        found = _DAY_AND_MONTH.fullmatch(self.tokens[place].key)
        if found is None:
            return None
        day, month = int(found["day"]), int(found["month"] or found["short"])
        if "/" in found[0] and (month > _LAST_MONTH or (self.lexicon.month_first and day <= _LAST_MONTH)):
            day, month = month, day
        read = _day(0, month, day, place + 1)
        return None if read is None else read.value

    def _in_digits(self, place: int) -> Day | None:
        parts = [int(part) for part in re.split(r"[-./]", self.tokens[place].key)]
        if self.tokens[place].key[:4].isdigit():
            year, month, day = parts
        else:
            day, month, year = parts
            if month > 12 or (self.lexicon.month_first and "/" in self.tokens[place].key and day <= 12):
                day, month = month, day
            year += _CENTURY if year < 100 else 0
        found = _day(year, month, day, place + 1)
        unsure = self.lexicon.month_first and day != month
        unsure = unsure and not re.match(r"\d{4}|\d+\.", self.tokens[place].key)
        swapped = _day(year, day, month, place + 1) if unsure else None
        return found._replace(other=swapped.value) if found is not None and swapped is not None else found

    def _matched(self, place: int, parts: Sequence[str]) -> Day | None:
        """Return the day that is written in these parts, see `Lexicon.dates`, from the token on."""
        said = {"y": 0, "m": 0, "d": 0}
        end = place
        for part, next_part in zip(parts, (*parts[1:], ""), strict=True):
            if end >= len(self.tokens):
                return None
            token = self.tokens[end]
            spelled = self._in_words(part, end)
            if spelled is not None:
                said[part[1]], end = int(spelled.value), spelled.end
                continue
            if part == "{y}" and token.key == "," and end + 1 < len(self.tokens):
                end += 1
                token = self.tokens[end]
            if part == "{M}":
                month = self.lexicon.month_names.at(self.tokens, end)
                if month is None or said["m"] not in {0, month.value}:
                    return None
                said["m"] = int(month.value)
                end += len(month.keys)
                following = self.tokens[end] if end < len(self.tokens) else None
                if following is not None and following.key == "." and self.numbers.glued(end):
                    end += 1 if end + 1 < len(self.tokens) and self.tokens[end + 1].type is Type.NUMBER else 0
            elif part.startswith("{"):
                number = (
                    int(token.key) if token.type is Type.NUMBER and len(token.key) <= 4 and token.key.isdigit() else 0
                )
                if not number or (part == "{y}") != (len(token.key) == 4):
                    return None
                said[part[1]] = number
                end += 1
                ending = self.lexicon.endings.at(self.tokens, end) if part == "{d}" else None
                own = ending is None or ending.keys == (next_part,)  # the German "31. Mai" says it itself
                if ending is not None and not own and self.lexicon.blanks and self.numbers.glued(end):  # May 31st
                    end += len(ending.keys)
            elif token.key == part:
                end += 1
            else:
                return None
        return _day(said["y"], said["m"], said["d"], end)

    def _in_words(self, part: str, place: int) -> Number | None:
        """Return the month of the Vietnamese "tháng Mười Hai", or the month or day of 五月一日, or None."""
        if not self.lexicon.counted or part not in ({"{m}"} if self.lexicon.blanks else {"{m}", "{d}"}):
            return None
        number = self.numbers.spelled(place) if self.tokens[place].type is Type.WORD else None
        return number if number is not None and number.value.denominator == 1 else None


_LAST_MONTH = 12
_DAY_AND_MONTH = late(r"(?P<day>0?[1-9]|[12]\d|3[01])(?:[./](?P<month>\d\d)|/(?P<short>\d))")
"""A day and its month, which has two digits behind a full stop."""


def _day(year: int, month: int, day: int, end: int) -> Day | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Day(Fraction(year * 10_000 + month * 100 + day), end)
