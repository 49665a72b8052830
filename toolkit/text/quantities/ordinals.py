"""Reads ordinals: the first week, every third day, twenty-eighth, الساعة الثامنة."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toolkit.text.quantities.clock import Clock
from toolkit.text.quantities.lexicon import Lexicon
from toolkit.text.quantities.measures import Measures
from toolkit.text.quantities.numbers import Number, Numbers
from toolkit.text.quantities.phrasebook import Entry, Role
from toolkit.text.quantities.quantity import Kind
from toolkit.text.quantities.scanner import Token
from toolkit.text.quantities.units import measure
from toolkit.text.quantities.unjoined import Unjoined, kind_of

_TEN, _TENS = 10, frozenset(range(20, 100, 10))
_DOUBTFUL = {(".",), ("°",)}
"""Endings of ordinals that are so only before a unit of time: others end a sentence, or count degrees."""


class Ordinals:
    """Reads ordinals in the tokens of one text."""

    def __init__(
        self, tokens: Sequence[Token], lexicon: Lexicon, numbers: Numbers, measures: Measures, clock: Clock
    ) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.numbers = numbers
        self.measures = measures
        self.clock = clock

    def at(self, place: int, value: Fraction, behind: int) -> Unjoined:
        """Return the ordinal whose word, of this value, stands from a place on, with what belongs to it."""
        tens = self.numbers.at(behind) if value < _TEN and self.lexicon.articles else None
        if tens is not None and tens.spelled and tens.value in _TENS:  # "the eighth and the twentieth"
            value, behind = value + tens.value, tens.end
        elif value in _TENS and (one := self._single(behind)) is not None:
            value, behind = value + one.value, behind + len(one.keys)
        if behind == place + 1 and self.lexicon.articles and self.clock.is_hour_name(place):
            return self.clock.said(place, value * 60, behind)
        unit, end = self.measures.unit(behind)
        if value != 1 and self.lexicon.each.ending_at(self.tokens, place):  # every third day: after three days
            unit, end = (unit, end) if measure(unit) == "time" else ("", behind)
            return Unjoined(kind_of(unit), (value,), unit, place, end, spelled=True)
        if measure(unit) == "time":  # "in the first week"
            return Unjoined(Kind.ORDINAL, (value,), unit, place, end, spelled=True, free=True)
        unit, first = self.measures.before(place)
        if unit == "h" and self.tokens[place].key in self.lexicon.hour_names:  # الساعة الثامنة
            return self.clock.said(first, value * 60, behind)
        unit, first = (unit, first) if measure(unit) == "time" else ("", place)
        return Unjoined(Kind.ORDINAL, (value,), unit, first, behind, spelled=True, free=True)

    def behind_ten(self, place: int, number: Number, end: int) -> Unjoined | None:
        """Return the ordinal that a ten at a place makes with the one behind it, "twenty-eighth", or None."""
        one = self._single(end) if number.spelled and number.value in _TENS else None
        return None if one is None else self.at(place, number.value + one.value, end + len(one.keys))

    def behind_digits(self, place: int, number: Number, end: int) -> Unjoined | None:
        """Return the ordinal that an ending makes of the digits at a place, or None: 5th, 5., 第5."""
        ending = self.lexicon.endings.at(self.tokens, end) if end == place + 1 and not number.spelled else None
        if ending is None or (self.lexicon.blanks and not self.numbers.glued(end)):
            return None
        unit, behind = self.measures.unit(end + len(ending.keys), hyphen=False)
        if ending.keys in _DOUBTFUL and measure(unit) != "time":  # "5." may end a sentence, "the 5. week" does not
            return None
        return Unjoined(Kind.ORDINAL, (number.value,), unit, place, behind)

    def _single(self, place: int) -> Entry | None:
        """Return the ordinal of one to nine that stands there, which ends one such as "twenty-eighth"."""
        entry = self.lexicon.words.at(self.tokens, place)
        ends = entry is not None and entry.role is Role.ORDINAL and entry.value < _TEN and self.lexicon.blanks
        return entry if ends else None
