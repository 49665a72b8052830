"""Reads numbers, in digits and in words, at one place of a text."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from toolkit.text.quantities.lexicon import Lexicon
from toolkit.text.quantities.literals import Literal, read_literal, read_mixed
from toolkit.text.quantities.phrasebook import NUMERALS, Entry, Role
from toolkit.text.quantities.scanner import Token, Type

_LARGEST = Fraction(10) ** 15


class Number(NamedTuple):
    """A number that was read."""

    value: Fraction
    """The number."""
    end: int
    """The token behind it."""
    spelled: bool = False
    """Whether it is in words alone."""
    fraction: bool = False
    """Whether it is written as a fraction, or is part of one."""
    foreign: bool = False
    """Whether its separators are not those of the locale."""
    other: Fraction | None = None
    """What it is to readers of other separators."""


class Numbers:
    """Reads numbers in the tokens of one text."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon

    def at(self, place: int) -> Number | None:
        """Return the number that begins at the token `place`, with what belongs to it behind, or None."""
        number = self.decimal(place) or self._alone(place)
        return number if number is None or number.fraction else self._continued(number)

    def _alone(self, place: int) -> Number | None:
        if place >= len(self.tokens):
            return None
        token = self.tokens[place]
        if token.type is Type.NUMBER:
            literal = self.literal(token)
            if literal.value is None:
                return None
            digits = Number(literal.value, place + 1, foreign=literal.foreign, other=literal.other)
            return self._multiplied(digits)
        if token.type is Type.FRACTION:
            value = read_mixed(token.key)
            return None if value is None else Number(value, place + 1, fraction=True)
        entry = self.lexicon.words.at(self.tokens, place)
        if entry is None or entry.role not in NUMERALS:
            glued = self._glued(place) if entry is None else None
            return None if glued is None else self._multiplied(glued)  # zweieinhalb Millionen
        return self._spelled(place)

    def decimal(self, place: int) -> Number | None:
        """Return the number from a place on whose decimals are told in words, 零点五, or None.

        Where the word for the point is that for the hour as well, the number begins with zero, or a unit follows that
        no minute has before it: 一点五毫升 is 1.5 ml, 八点五分 is five past eight.
        """
        whole = self._spelled(place, alone=True) if self.lexicon.points else None
        if whole is None or self.tokens[whole.end : whole.end + 1] == []:
            return None
        if self.tokens[whole.end].key not in self.lexicon.points:
            return None
        digits, end = "", whole.end + 1
        while end < len(self.tokens) and (digit := self.lexicon.decimal_digits.get(self.tokens[end].key)) is not None:
            digits, end = digits + digit, end + 1
        is_hour = self.lexicon.hours.at(self.tokens, whole.end) is not None and self._is_minute(end)
        if not digits or (whole.value and is_hour and not self._has_unit_before(place)):
            return None
        return whole._replace(value=whole.value + Fraction(int(digits), 10 ** len(digits)), end=end)

    def _has_unit_before(self, place: int) -> bool:
        """Whether the unit stands before the number: 百分之一点五."""
        before = self.lexicon.words.ending_at(self.tokens, place)
        return before is not None and before.role is Role.UNIT_BEFORE

    def _is_minute(self, end: int) -> bool:
        """Whether what ends before a place may be minutes, or a number without a unit."""
        unit = self.lexicon.units.at(self.tokens, end)
        return unit is None or unit.unit in {"min", "s"}

    def literal(self, token: Token) -> Literal:
        """Return what the digits of a token say."""
        lexicon = self.lexicon
        return read_literal(token.key, lexicon.decimal, lexicon.group, lexicon.decimals)

    def glued(self, place: int) -> bool:
        """Whether nothing stands between the token `place` and the one before it."""
        return place > 0 and self.tokens[place - 1].end == self.tokens[place].start

    def begins_word(self, place: int) -> bool:
        """Whether the token begins a word, in a script whose syllables are tokens."""
        if self.lexicon.blanks or not self.glued(place):
            return True
        return not "가" <= self.tokens[place - 1].key[-1] <= "힣" or not "가" <= self.tokens[place].key[0] <= "힣"

    def _multiplied(self, number: Number) -> Number:
        """Go on with `10 thousand`, `1万5千`."""
        done, part, end = Fraction(0), number.value, number.end
        while (entry := self.lexicon.words.at(self.tokens, end)) is not None and entry.role is Role.MULTIPLIER:
            unit = self.lexicon.units.at(self.tokens, end)
            if part >= _LARGEST or (unit is not None and len(unit.keys) > len(entry.keys)):  # 5千克 is 5 kg
                break
            done, part = done + part * entry.value, Fraction(0)
            end += len(entry.keys)
            more = self.tokens[end] if end < len(self.tokens) and not self.lexicon.blanks else None
            if more is None or more.type is not Type.NUMBER or not (self.glued(end) or self._is_multiplied(end)):
                break
            digits = self.literal(more).value
            if digits is None or not self._fits(done, digits):
                break
            part, end = digits, end + 1
        return number._replace(value=done + part, end=end)

    def _is_multiplied(self, place: int) -> bool:
        """Whether a multiplier follows the digits: the 5 of the Korean 1만 5천."""
        entry = self.lexicon.words.at(self.tokens, place + 1)
        return entry is not None and entry.role is Role.MULTIPLIER and self.glued(place + 1)

    def _spelled(self, place: int, *, alone: bool = False) -> Number | None:
        """Return the number whose words begin at `place`; with `alone`, whatever else may begin there."""
        value: Fraction | None = None
        parts: list[Entry] = []
        end = last = place
        while (entry := self._numeral(end, within=bool(parts) or alone, alone=alone)) is not None:
            if entry.role is Role.MULTIPLIER:
                if value is not None and (value >= _LARGEST or self._native(parts)):
                    break
                value = _times(value or Fraction(0), entry.value)
            elif value is None and entry.role is not Role.TAIL:
                value = entry.value
            elif value is not None and self._adds(value, entry, end):
                value += entry.value
            else:
                break
            parts.append(entry)
            end = last = end + len(entry.keys)
            end = self._over_and(end, value)
        if value is None or not parts or not self._stands(place, parts):
            return None
        unit = self.lexicon.units.at(self.tokens, place)
        if unit is not None and place + len(unit.keys) > last:  # 千克 is a kilogram
            return None
        if self._names_year(place, last):
            return None
        return Number(value, last, spelled=True)

    def spelled(self, place: int) -> Number | None:
        """Return the number in words from a place on, though 一日 is a period and 一点 "a little", or None."""
        return self._spelled(place, alone=True) if place < len(self.tokens) else None

    def _names_year(self, place: int, last: int) -> bool:
        """Whether the word before a year is its name, which is a number as well: "năm 2020"."""
        if self.tokens[place].key not in self.lexicon.heads or last != place + 1 or last >= len(self.tokens):
            return False
        return self.tokens[last].type is Type.NUMBER and len(self.tokens[last].key) == _YEAR_DIGITS

    def _numeral(self, place: int, *, within: bool, alone: bool = False) -> Entry | None:
        """Return the number word at a place; 十分, "enough", and 一天 are none, but parts of 五十分 and 二十一天."""
        entry = self.lexicon.words.at(self.tokens, place)
        if entry is not None and entry.role not in NUMERALS and within and not self.lexicon.blanks:
            entry = self.lexicon.numerals.at(self.tokens, place) if alone or self.glued(place) else None
        return entry if entry is not None and entry.role in NUMERALS else None

    def _over_and(self, end: int, value: Fraction) -> int:
        """Return the place behind an "and" that joins number words, else `end`."""
        joiner = self.lexicon.joiners.at(self.tokens, end)
        if joiner is None or joiner.role is not Role.AND or value < 20:
            return end
        after = end + len(joiner.keys)
        entry = self.lexicon.words.at(self.tokens, after)
        joins = entry is not None and entry.role is Role.NUMBER and self._fits(value, entry.value)
        return after if joins else end

    def _stands(self, place: int, parts: list[Entry]) -> bool:
        """Whether the words may be a number at all, where syllables are common words: Korean 일 is also a day."""
        bound = sum(entry.role is Role.BOUND for entry in parts)
        only = (
            self.lexicon.two_series and parts[0].role is Role.MULTIPLIER and parts[0].value > 1000
        )  # 만 is also "only"
        return self.begins_word(place) and (not bound or len(parts) > 1) and not only

    def _native(self, parts: list[Entry]) -> bool:
        """Whether the last word is of the series that takes no multiplier: 두 is two, 두십 is no number."""
        return self.lexicon.two_series and parts[-1].role is Role.NUMBER

    def _adds(self, value: Fraction, entry: Entry, place: int) -> bool:
        if entry.role is Role.TAIL:
            return value >= 10 and value % 10 == 0
        if self.tokens[place].key in self.lexicon.heads and value % 100 != 0:
            following = self.lexicon.words.at(self.tokens, place + 1)
            return following is not None and following.role is Role.MULTIPLIER and value % 100 == 0
        if entry.joined and 0 < value < 10 and entry.value in _TENS:  # "five and thirty"
            return True
        return self._fits(value, entry.value)

    def _fits(self, value: Fraction, added: Fraction) -> bool:
        """Whether `added` has room in the zeros at the end of `value`: 5 in 20, not in 25."""
        if value.denominator != 1 or added.denominator != 1 or value <= 0:
            return False
        if value % 100 in self.lexicon.twenties:
            return 0 < added < 20
        room = 1
        while value % (room * 10) == 0 and room < value:
            room *= 10
        return 0 < added < room

    def _continued(self, number: Number) -> Number:
        """Go on with what may stand behind a number: its fraction, `分之`."""
        entry = self.lexicon.after.at(self.tokens, number.end)
        if entry is not None and entry.role is Role.OVER:
            numerator = self._numerator(number.end + len(entry.keys))
            if numerator is not None and number.value:
                value = numerator.value / number.value
                return number._replace(value=value, end=numerator.end, fraction=True, spelled=numerator.spelled)
        word = self.lexicon.words.at(self.tokens, number.end)
        if word is not None and word.role is Role.FRACTION and number.value.denominator == 1:
            halves = word.value == Fraction(1, 2)
            if number.value == 1 or (not halves and 1 < number.value < 10 and self.lexicon.blanks):
                end = number.end + len(word.keys)
                return number._replace(value=number.value * word.value, end=end, fraction=True)
        return number

    def _numerator(self, place: int) -> Number | None:
        """Return the number behind 分之, though another word may begin with it: 三分之一时 is a third, and "when"."""
        entry = self._numeral(place, within=True)
        if entry is None or entry.value >= _TEN:
            return self._alone(place)
        return self._alone(place) or Number(entry.value, place + len(entry.keys), spelled=True)

    def _glued(self, place: int) -> Number | None:
        """Return the number of a word that is written together: zweihundertfünfzig, onbeş, zweieinhalb."""
        token = self.tokens[place]
        prefixes = self.lexicon.number_prefixes
        if self.lexicon.glue is None or token.type is not Type.WORD or not token.key.startswith(prefixes):
            return None
        value, rest = self._segments(token.key)
        return Number(value, place + 1, spelled=True) if value is not None and not rest else None

    def glued_with(self, place: int) -> tuple[Number, str] | None:
        """Return the number that a word begins with and the rest of it: 12 and `jährig` of zwölfjährig."""
        token = self.tokens[place]
        if not self.lexicon.glued_units or token.type is not Type.WORD:
            return None
        if not token.key.startswith(self.lexicon.number_prefixes):
            return None
        value, rest = self._segments(token.key)
        return (Number(value, place + 1, spelled=True), rest) if value is not None and rest else None

    def _segments(self, word: str) -> tuple[Fraction | None, str]:
        """Return the number that the parts of a word make, and what is left of it."""
        value: Fraction | None = None
        rest = word
        numbers = self.lexicon.glued_numbers
        while rest:
            glue = next((glue for glue in self.lexicon.glue or () if glue and value and rest.startswith(glue)), "")
            part = next((part for part in numbers if rest.removeprefix(glue).startswith(part)), None)
            if part is None:
                break
            entry = numbers[part]
            if entry.role is Role.MULTIPLIER:
                value = _times(value or Fraction(0), entry.value)
            elif value is None:
                value = entry.value
            elif self._fits(value, entry.value) or (glue and value % 100 < 10 and entry.value in _TENS):
                value += entry.value
            else:
                break
            rest = rest[len(glue) + len(part) :]
        more = self.lexicon.after.at([Token(rest, 0, 0, Type.WORD)], 0) if rest and value is not None else None
        if more is not None and more.role is Role.MORE and value is not None:
            return value + more.value, ""
        return value, rest


_TEN = 10
_YEAR_DIGITS = 4
_TENS = {Fraction(ten) for ten in range(20, 100, 10)}


def _times(value: Fraction, multiplier: Fraction) -> Fraction:
    """Multiply the part of `value` below `multiplier`: 205 times ten is 250, as in 二百五十."""
    low = value % multiplier
    return value - low + multiplier * (low or 1)
