"""Reads times of day: 20:00, 8 pm, 2.30 pm, 8.30 Uhr, 午後8時30分."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toolkit.text.quantities.lexicon import Lexicon
from toolkit.text.quantities.numbers import Number
from toolkit.text.quantities.phrasebook import Role
from toolkit.text.quantities.quantity import Kind
from toolkit.text.quantities.scanner import Token, Type
from toolkit.text.quantities.unjoined import Unjoined

HALVES = {Role.MORNING: 0, Role.EVENING: 12, Role.NIGHT: 12}
"""The words that say which half of the day an hour is in, and the hours that they add."""

_NIGHT_BEGINS = 6
"""From this hour on, "at night" is the evening: 8 at night, but 2 at night."""
_LAST_HOUR = 24
_DAY = 24 * 60

Also = tuple[tuple[Fraction, str], ...]


class Clock:
    """Reads times in the tokens of one text."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.half: Role | None = None

    def token(self, place: int) -> Unjoined:
        """Return the time of a token such as 20:00 or 8h30."""
        hour, _, minute = self.tokens[place].key.replace("h", ":").partition(":")
        return self._time(place, place + 1, Fraction(int(hour) * 60 + int(minute)))

    def said(self, place: int, minutes: Fraction, end: int) -> Unjoined:
        """Return the time of "half past eight", in the morning or in the evening."""
        found = self._time(place, end, minutes, ((minutes + _DAY // 2, "clock"),))
        found.spelled = True
        return found

    def after_number(self, place: int, number: Number, end: int) -> Unjoined | None:
        """Return the time whose hour is the number from `place` to `end`, or None."""
        dotted = self._dotted(place, number.end, end)
        if dotted is not None:
            return dotted
        if number.fraction or not is_hour(number.value):
            return None
        part = self.lexicon.day_parts.at(self.tokens, end)
        if part is not None and (part.always or self.lexicon.ats.ending_at(self.tokens, place) is not None):
            return self._time(place, end, number.value * 60)
        hour, unit = self.lexicon.hours.at(self.tokens, end), self.lexicon.units.at(self.tokens, end)
        if hour is None or (unit is not None and len(unit.keys) > len(hour.keys)):
            return None
        end += len(hour.keys)
        minutes, behind = self._minutes(end)
        also = () if minutes or unit is None else ((number.value, unit.unit),)
        return self._time(place, behind, number.value * 60 + minutes, also)

    def with_hours(self, found: Unjoined) -> Unjoined:
        """Let `8 h 30`, `8 giờ tối` be times, and give `20 h`, and "6 in the evening", their second sense."""
        part = self.lexicon.day_parts.ending_at(self.tokens, found.end) if found.unit else None
        if part is not None and is_hour(found.values[0]):  # the Arabic 8 م, eight metres or in the evening
            found.also = (*found.also, (_in_half(found.values[0] * 60, part.role), "clock"))
        dotted = self._dotted_minutes(self.tokens[found.first]) if not found.unit else None
        if dotted is not None:  # 9.00, which may be a decimal number
            found.also = (*found.also, (dotted, "clock"))
        if found.unit in {"", "h"} and found.values and _is_part_of_hour(found.values[0]):
            return self._with_half(found)
        if found.unit not in {"", "h"} or not found.values or not is_hour(found.values[0]):
            return found
        if found.spelled and found.unit:
            if self.lexicon.ats.ending_at(self.tokens, found.first) is not None:  # à huit heures
                found.also = (*found.also, (found.values[0] * 60 % _DAY, "clock"))
            return found
        more, behind = self._minutes(found.end) if found.unit else (0, found.end)
        part = self.lexicon.day_parts.at(self.tokens, behind)
        if found.unit and (behind > found.end or part is not None):
            return self._time(found.first, behind, found.values[0] * 60 + more)
        if found.unit:
            found.also = (*found.also, (found.values[0] * 60 % _DAY, "clock"))
        elif part is not None:  # which may be six of anything
            minutes = _in_half(found.values[0] * 60, part.role)
            found.also = (*found.also, (minutes, "clock"), (minutes / 60, "h"))
        return found

    def _with_half(self, found: Unjoined) -> Unjoined:
        """Let "dix heures et demie du soir" be a time: only a half or a quarter is added to an hour."""
        minutes = found.values[0] * 60
        if self.lexicon.day_parts.at(self.tokens, found.end) is not None:
            return self._time(found.first, found.end, minutes)
        if found.unit and self.lexicon.ats.ending_at(self.tokens, found.first) is not None:  # "lúc 8 giờ rưỡi"
            found.also = (*found.also, (minutes, "clock"))
        return found

    def is_hour_name(self, place: int) -> bool:
        """Whether the token is the name of an hour with its part of the day behind it: الثانية ظهرا."""
        key = self.tokens[place].key
        names = self.lexicon.hour_names
        named = key in names or any(key.startswith(glue) and key[len(glue) :] in names for glue in self.lexicon.glues)
        return named and self.lexicon.day_parts.at(self.tokens, place + 1) is not None

    def is_at(self, behind: int) -> bool:
        """Whether the words before the token say "at" of the hour that follows."""
        if behind >= len(self.tokens) or self.tokens[behind].type not in {Type.NUMBER, Type.CLOCK}:
            return False
        return self.lexicon.ats.ending_at(self.tokens, behind) is not None

    def put_in_half(self, found: Unjoined, role: Role) -> None:
        """Let the part of the day before an hour say which hour it is, and perhaps those of the list that follow.

        Not where the hour says it itself: after 18:00, 5:00 is in the morning.
        """
        self.half = None if found.kind is Kind.TIME and found.values[0] > _DAY // 2 else role
        if found.kind is Kind.TIME:
            found.values, found.also = (_in_half(found.values[0], role),), ()
        elif found.kind is Kind.NUMBER and not found.unit and not found.spelled and is_hour(found.values[0]):
            found.kind, found.values, found.bare = Kind.TIME, (_in_half(found.values[0] * 60, role),), False

    def _time(self, place: int, end: int, minutes: Fraction, also: Also = ()) -> Unjoined:
        """Return a time of day with the words behind it that say which half of the day it is in."""
        hour = self.lexicon.hours.at(self.tokens, end)
        end += len(hour.keys) if hour is not None else 0
        part = self.lexicon.day_parts.at(self.tokens, end)
        if part is not None:
            minutes, end, also = _in_half(minutes, part.role), end + len(part.keys), ()
        elif self.half is not None:  # 下午3点和7点
            also = (*also, (_in_half(minutes, self.half), "clock"))
        return Unjoined(Kind.TIME, (minutes % _DAY,), "", place, end, also=also)

    def _dotted(self, place: int, digits_end: int, end: int) -> Unjoined | None:
        """Return the time of `8.30 Uhr`, `alle 20.00`, 2.30 pm."""
        minutes = self._dotted_minutes(self.tokens[place])
        if minutes is None or digits_end != place + 1:
            return None
        part = self.lexicon.day_parts.at(self.tokens, end)
        if self.lexicon.hours.at(self.tokens, end) is None and not (part and part.always):
            unit = self.lexicon.units.at(self.tokens, end)
            known = self.lexicon.dotted.ending_at(self.tokens, place) is not None
            if not known or (unit is not None and unit.unit != "h"):
                return None
        return self._time(place, end, minutes)

    def with_leading_zero(self, place: int) -> Unjoined | None:
        """Return the time of 09.00, which is no number, or None."""
        minutes = self._dotted_minutes(self.tokens[place])
        return None if minutes is None else self._time(place, place + 1, minutes)

    def _dotted_minutes(self, token: Token) -> Fraction | None:
        """Return the minutes from midnight that `8.30` says as a time, or None."""
        hour, _, minute = token.key.partition(".")
        if token.type is not Type.NUMBER or len(minute) != 2 or not hour.isdigit() or not minute.isdigit():
            return None
        if len(hour) > 2 or int(hour) > _LAST_HOUR or int(minute) > 59:
            return None
        return Fraction(int(hour) * 60 + int(minute))

    def _minutes(self, end: int) -> tuple[int, int]:
        """Return the minutes that follow an hour, 30 or 半, and the token behind them."""
        more = self.lexicon.after.at(self.tokens, end)
        if more is not None and more.role is Role.MORE and self.lexicon.hours.ending_at(self.tokens, end) is not None:
            behind = end + len(more.keys)  # 8時半錠 is half a tablet
            return (int(more.value * 60), behind) if self.lexicon.units.at(self.tokens, behind) is None else (0, end)
        if not self.lexicon.minutes or end >= len(self.tokens) or self.tokens[end].type is not Type.NUMBER:
            return 0, end
        key = self.tokens[end].key
        if len(key) != 2 or not key.isdigit() or int(key) > 59:
            return 0, end
        unit = self.lexicon.units.at(self.tokens, end + 1)
        if unit is not None and unit.unit == "day" and self._is_digits(end + 1 + len(unit.keys)):
            return int(key), end + 1  # Vietnamese "9 giờ 15 ngày 14/5"
        if unit is not None and unit.unit != "min":
            return 0, end
        return int(key), end + 1 + (len(unit.keys) if unit is not None else 0)

    def _is_digits(self, place: int) -> bool:
        """Whether the token at a place begins with a digit, as that of a date does."""
        return self.tokens[place : place + 1] != [] and self.tokens[place].key[:1].isdigit()


def is_hour(value: Fraction) -> bool:
    """Whether the number may be an hour of the day."""
    return value.denominator == 1 and 0 <= value <= _LAST_HOUR


def _is_part_of_hour(value: Fraction) -> bool:
    """Whether the number may be an hour of the day with a half or a quarter."""
    return value.denominator in {2, 4} and 1 < value < _LAST_HOUR


def _in_half(minutes: Fraction, role: Role) -> Fraction:
    """Return the minutes from midnight of a time in one half of the day."""
    if minutes >= 13 * 60:
        return minutes
    hour = minutes % 720
    if role is Role.NIGHT:
        return hour + 720 if hour >= _NIGHT_BEGINS * 60 else hour
    return hour + HALVES[role] * 60
