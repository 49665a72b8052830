"""Joins the quantities of a text that belong together: ranges, lists with one unit, periods."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toolkit.text.quantities.clock import is_hour
from toolkit.text.quantities.lexicon import Lexicon
from toolkit.text.quantities.phrasebook import Role
from toolkit.text.quantities.quantity import Kind
from toolkit.text.quantities.scanner import Token, Type
from toolkit.text.quantities.units import measure
from toolkit.text.quantities.unjoined import ONE, Unjoined

_PLAIN = {
    Kind.NUMBER,
    Kind.PERCENT,
    Kind.FRACTION,
    Kind.TEMPERATURE,
    Kind.DURATION,
    Kind.FREQUENCY,
    Kind.RANGE,
}
_STOPS = frozenset(".;:!?。！？；：।")
_HALF_DAY = 12 * 60
_HOURS = {Kind.NUMBER, Kind.DURATION}
"""What an hour may look like that is not yet known as one."""
_NEAR = 4
"""Tokens between a period and what it counts: 1日に大さじ4杯."""


class Joiner:
    """Joins what was found in one text."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon

    def joined(self, found: list[Unjoined]) -> list[Unjoined]:
        """Return what is left after joining, in the order of the text."""
        rows = list(found)
        for place in range(len(rows) - 2, -1, -1):
            if self._join(rows[place], rows[place + 1]):
                del rows[place + 1]
        rows = self._periods(rows)
        for row in rows:
            row.free = row.free or self._is_of_two(row)
            if self._is_age(row):
                row.unit, row.kind = "year", Kind.DURATION if row.kind is Kind.NUMBER else row.kind
        for row in rows if self.lexicon.counted else ():
            row.free = row.free or self._uncounted(row)
        return rows

    def _join(self, one: Unjoined, other: Unjoined) -> bool:
        """Let `one` take the unit of `other` or become a range; whether `other` is part of it now."""
        self._share_half(one, other)
        if one.kind not in _PLAIN or other.kind not in _PLAIN or one.kind is Kind.RANGE:
            return False
        if one.unit in {"C", "F"} and other.unit == "deg":  # 摂氏2〜8度
            other.unit = one.unit
        if one.leads and other.bare and self._joint(one, other) is Role.TO:
            other.unit = one.unit
        if one.unit and one.unit != other.unit:
            return False
        joint = self._joint(one, other)
        if joint is None:
            return False
        next_one = other.values[0] == one.values[0] + 1
        if joint is Role.TO or (joint is Role.SKIP and next_one):
            if other.kind is Kind.RANGE or other.values[0] < one.values[0]:
                if not one.unit and other.unit:
                    self._lend(one, other)
                return False
            one.kind, one.values = Kind.RANGE, (*one.values, *other.values)
            one.unit, one.end = other.unit, other.end
            one.spelled = one.spelled and other.spelled
            one.free, one.bare = False, other.bare
            one.foreign = one.foreign or other.foreign
            one.also = (*one.also, *other.also)
            if one.unit == "h":  # "8 to 18 h" may be hours of the day
                one.also = (*one.also, *((value * 60, "clock") for value in one.values))
            return True
        if one.bare and other.unit and joint in {Role.OR, Role.AND} and not self._is_fused(other):
            self._lend(one, other)
        return False

    def _share_half(self, one: Unjoined, other: Unjoined) -> None:
        """Let the hour before "to 6 pm" be the nearest one before that time as well: 2 is 2 pm, 10 is 10 am."""
        end = other.values[0] if other.kind is Kind.TIME else _clock(other)
        minutes = one.values[0] if one.kind is Kind.TIME else _clock(one)
        if minutes is None and one.kind in _HOURS and one.unit in {"", "h"} and is_hour(one.values[0]):
            minutes = one.values[0] * 60
        if end is None or minutes is None:
            return
        parts = self.lexicon.day_parts
        part = parts.ending_at(self.tokens, other.end) or parts.at(self.tokens, other.end)
        if part is None or parts.ending_at(self.tokens, one.end) or self._joint(one, other) is None:
            return
        before = (end - minutes - 1) % _HALF_DAY + 1
        time = (end - before) % (2 * _HALF_DAY)
        one.also = (*one.also, (time, "clock"), (time / 60, "h"))

    def _is_fused(self, row: Unjoined) -> bool:
        """Whether a word says the number and its unit, which no number before it has: "on days 1 to 3 and twice"."""
        entry = self.lexicon.words.at(self.tokens, row.first)
        return entry is not None and entry.role is Role.FUSED

    def _lend(self, one: Unjoined, other: Unjoined) -> None:
        one.unit, one.bare = other.unit, False
        if one.kind is Kind.NUMBER:
            one.kind = other.kind if other.kind is not Kind.RANGE else one.kind
        one.also = tuple((value, other.unit) for value, _ in one.also)
        if one.unit == "h" and is_hour(one.values[0]):  # Russian "с 22 до 6 часов"
            one.also = (*one.also, (one.values[0] * 60, "clock"))

    def _joint(self, one: Unjoined, other: Unjoined) -> Role | None:
        """Return what the tokens between the two say: TO, OR, AND, SKIP for nothing at all; None: something else."""
        place = one.end
        if place == other.first:
            side_by_side = one.spelled and other.spelled and not one.unit and other.unit != "fold"
            return Role.SKIP if side_by_side and other.values[0] == one.values[0] + 1 else None
        entry = self.lexicon.joiners.at(self.tokens, place)
        if entry is None:
            return None
        place += len(entry.keys)
        role = entry.role
        second = self.lexicon.joiners.at(self.tokens, place) if role is Role.OR else None
        if second is not None and second.role in {Role.OR, Role.AND}:  # "5, or 10 mg"
            place += len(second.keys)
        skipped = self.lexicon.skipped.at(self.tokens, place)
        if skipped is not None and place < other.first:
            place += len(skipped.keys)
        if place != other.first:
            return None
        if role is Role.AND and self._after_between(one.first):
            return Role.TO
        consecutive = other.values[0] == one.values[0] + 1
        if entry.keys == ("、",) and consecutive and one.bare and not self.lexicon.blanks:
            return Role.TO
        return role

    def _after_between(self, place: int) -> bool:
        for back in range(1, 4):
            entry = self.lexicon.betweens.at(self.tokens, place - back) if place >= back else None
            if entry is not None:
                return True
        return False

    def _periods(self, rows: list[Unjoined]) -> list[Unjoined]:
        """Make periods of `1日` before what it counts, and drop what is a period only there and stands alone."""
        kept = []
        for place, row in enumerate(rows):
            following = rows[place + 1] if place + 1 < len(rows) else None
            if row.needs_count and not self._counts(row, following):
                continue
            unsaid = not self.lexicon.blanks and row.kind is Kind.DURATION and row.values == ONE
            if unsaid and self._counts(row, following):
                row.kind, row.free = Kind.PER, True
            kept.append(row)
        return kept

    def _counts(self, row: Unjoined, following: Unjoined | None) -> bool:
        """Whether what follows near by is a number of times, of medicines or a dose."""
        if following is None or following.kind not in _PLAIN | {Kind.RATIO}:
            return False
        between = self.tokens[row.end : following.first]
        if len(between) > (0 if row.needs_count else _NEAR) or any(token.key in _STOPS for token in between):
            return False
        if any(token.key in _BREAKS for token in between):
            return False
        if following.unit == "day":
            return row.unit in _MANY_DAYS  # two days a week
        return measure(following.unit) in {"often", "form", "mass", "volume", "activity", "thing"}

    def _is_age(self, row: Unjoined) -> bool:
        """Whether it is the number of an age without its unit: children over 12."""
        if not row.bare or row.unit or row.kind not in {Kind.NUMBER, Kind.RANGE}:
            return False
        return self.lexicon.ages.ending_at(self.tokens, row.first) is not None

    def _is_of_two(self, row: Unjoined) -> bool:
        """Whether it is the two of "between two doses", which a language may say without number."""
        return row.spelled and row.values == _TWO and self._after_between(row.first)

    def _uncounted(self, row: Unjoined) -> bool:
        """Whether it is a number word without a unit, which may be part of another word."""
        if not row.spelled or row.unit or row.kind in {Kind.TIME, Kind.ORDINAL, Kind.PER}:
            return False
        return all(token.type is Type.WORD for token in self.tokens[row.first : row.end])


_MANY_DAYS = frozenset({"week", "month", "year"})
_TWO = (Fraction(2),)
_BREAKS = frozenset("、，,。")


def _clock(found: Unjoined) -> Fraction | None:
    """Return the minutes from midnight of the time that a number may be, or None."""
    return next((value for value, unit in found.also if unit == "clock"), None)
