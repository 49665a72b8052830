"""Reads numbers with their units: what is added to them, what they are counted for, their time of day."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from toolkit.text.quantities.clock import Clock
from toolkit.text.quantities.lexicon import Lexicon
from toolkit.text.quantities.measures import Measures
from toolkit.text.quantities.numbers import Number, Numbers
from toolkit.text.quantities.ordinals import Ordinals
from toolkit.text.quantities.phrasebook import Role
from toolkit.text.quantities.quantity import Kind
from toolkit.text.quantities.scanner import Scan, Token, Type, is_unspaced
from toolkit.text.quantities.units import is_hard, measure
from toolkit.text.quantities.unjoined import Unjoined, kind_of

_THOUSAND = 1_000
_LENGTHENED = "\u0640"
_SIGNS = {"-", "+"}


class Amounts:
    """Reads amounts in the tokens of one text."""

    def __init__(self, scan: Scan, lexicon: Lexicon, numbers: Numbers, measures: Measures, clock: Clock) -> None:
        self.scan = scan
        self.tokens: Sequence[Token] = scan.tokens
        self.lexicon = lexicon
        self.numbers = numbers
        self.measures = measures
        self.clock = clock
        self.ordinals = Ordinals(scan.tokens, lexicon, numbers, measures, clock)

    def at(self, place: int) -> list[Unjoined] | None:
        """Return the amount whose number begins at the token, with what it is counted for, or None."""
        number = self.numbers.at(place)
        if number is None:
            return None
        found = self.of(place, self.signed(place, number))
        if self._has_sign(place, number):
            found.first = min(found.first, place - 1)
        return self.with_slashes(found)

    def in_words(self, place: int) -> list[Unjoined] | None:
        """Return the amount that begins at the token and is told without a number of its own, or None."""
        return self._in_one_word(place) or self.one_and_more(place)

    def signed(self, place: int, number: Number) -> Number:
        """Return the number with the minus before it, if there is one."""
        if not self._has_sign(place, number) or self.tokens[place - 1].key != "-":
            return number
        return number._replace(value=-number.value, other=None if number.other is None else -number.other)

    def _has_sign(self, place: int, number: Number) -> bool:
        """Whether a minus or a plus stands before the number: it touches the number and nothing else."""
        if number.spelled or not self.numbers.glued(place) or self.tokens[place - 1].key not in _SIGNS:
            return False
        before = self.scan.text[: self.tokens[place - 1].start][-1:]
        if before == _LENGTHENED or self._is_glued_and(place, number):
            before = ""  # the Arabic بـ and و are written to the number behind them
        if self._is_range_sign(place - 1):
            return False
        if before.isalnum() and not (is_unspaced(before) and self._is_sign_behind(before, number)):
            return False
        return place < 2 or self.tokens[place - 2].type is not Type.NUMBER

    def _is_range_sign(self, dash: int) -> bool:
        """Whether the sign at a place touches the end of a number with its unit or ending: 88%–92%."""
        known = (self.lexicon.units, self.lexicon.endings) if self.numbers.glued(dash) else ()
        entry = next((entry for rows in known if (entry := rows.ending_at(self.tokens, dash)) is not None), None)
        first = dash - len(entry.keys) - 1 if entry is not None else -1
        return first >= 0 and self.tokens[first].type is Type.NUMBER

    def _is_glued_and(self, place: int, number: Number) -> bool:
        """Whether the sign stands behind what is glued to words: an "and", or another prefix before degrees."""
        glue = self.tokens[place - 2].key if place > 1 and self.lexicon.glues else None
        return glue in self.lexicon.glues[:1] or (glue in self.lexicon.glues and self._has_degrees(number.end))

    def _is_sign_behind(self, letter: str, number: Number) -> bool:
        """Whether a hyphen behind a letter of a script without blanks is a minus: 于-20 °C and 为-1 have one.

        It is none in a name, 欧米伽-3, and none between the ends of a range, 2度-8度.
        """
        return letter in self.lexicon.before_minus or self._has_degrees(number.end)

    def has_degrees(self, found: Unjoined) -> bool:
        """Whether a quantity is one of degrees, or the first of a range of them: 零下25至零下15摄氏度."""
        return measure(found.unit) == "temperature" or (found.bare and self._has_degrees(found.end))

    def _has_degrees(self, end: int) -> bool:
        """Whether the number before `end` is one of degrees, alone or as the first of a range."""
        unit = self.measures.unit(end)[0]
        joiner = self.lexicon.joiners.at(self.tokens, end)
        if unit or joiner is None:
            return measure(unit) == "temperature"
        end += len(joiner.keys)
        minus = self.lexicon.words.at(self.tokens, end)
        if minus is not None and minus.role is Role.MINUS:
            end += len(minus.keys)
        last = self.numbers.at(end + 1 if self.tokens[end : end + 1] and self.tokens[end].key == "-" else end)
        return last is not None and measure(self.measures.unit(last.end)[0]) == "temperature"

    def of(self, place: int, number: Number) -> Unjoined:
        """Return the quantity of a number that was read: with its unit, its time of day, its ordinal ending."""
        end = self.behind_ending(number.end)
        ordinal = self.ordinals.behind_ten(place, number, end) or self.ordinals.behind_digits(place, number, end)
        if ordinal is not None:
            return ordinal
        end = self._behind_repetition(number.value, end)
        clock = self.clock.after_number(place, number, end)
        if clock is not None:
            return clock
        if number.fraction:
            return self._part(place, number, end)
        return self.clock.with_hours(self._with_more(place, number, end))

    def _part(self, place: int, number: Number, end: int) -> Unjoined:
        """Return the quantity of a fraction: half a tablet, half of the dose, half a million."""
        link = self.lexicon.links.at(self.tokens, end)
        counted = end + len(link.keys) if link is not None else end
        value, behind = self._thousands(number.value, counted)
        if behind > counted:
            return self._with_more(place, number._replace(value=value, fraction=False), behind)
        unit, unit_end = self.measures.unit(counted)
        return self.made(place, number, unit, unit_end if unit else end)

    def _with_more(self, place: int, number: Number, end: int) -> Unjoined:
        """Return the quantity with its unit and what is added before or after it: two tablets and a half."""
        added, more = Fraction(0), self.measures.more(end)
        if more is not None:
            scale = _scale(number.value)
            added = more.value * scale
            value, end = self._thousands(number.value + added, end + len(more.keys))
            added = added if scale > 1 else value - number.value  # مليون ونصف المليون says it twice
        unit, behind = self.measures.unit(end)
        definite = self.tokens[place].key.startswith(self.lexicon.articles or "\0")
        if not unit and number.spelled and (definite or (self.lexicon.articles and number.value == 1)):
            unit, place = self.measures.before(place)  # "the months the three"
        if measure(unit) == "temperature" and not added and (tenth := self._tenth(behind)) is not None:
            number, behind = number._replace(value=number.value + tenth[0] / 10), tenth[1]
        more = self.measures.more(behind) if unit and unit != "times" and not added else None
        if more is not None and self.measures.unit(behind + len(more.keys))[0] in {
            "",
            unit,
        }:  # "4 kg and half a tablet"
            added, behind = more.value, behind + len(more.keys)
        value = number.value + added
        changed = number._replace(value=value, fraction=bool(added) and value < _THOUSAND)
        return self.made(place, changed, unit, behind if unit else end)

    def _tenth(self, end: int) -> tuple[Fraction, int] | None:
        """Return the tenth of a degree that is told behind its name, 38度5分, with the token behind it, or None."""
        digit = self.tokens[end] if end < len(self.tokens) and self.lexicon.tenths is not None else None
        if digit is None or digit.type is not Type.NUMBER or len(digit.key) != 1:
            return None
        if not self.lexicon.blanks and not self.numbers.glued(end):
            return None
        if self.tokens[end + 1 : end + 2] and self.tokens[end + 1].key in (self.lexicon.tenths or ()):
            return Fraction(int(digit.key)), end + 2
        return None if self.measures.unit(end + 1)[0] else (Fraction(int(digit.key)), end + 1)

    def _thousands(self, value: Fraction, end: int) -> tuple[Fraction, int]:
        """Return a value in thousands or millions, where their name stands at `end`, and the token behind it.

        Where words are not divided a syllable may be another word: Korean 반만 is "only half", not five thousand.
        """
        entry = self.lexicon.words.at(self.tokens, end) if self.lexicon.blanks else None
        if entry is None or entry.role is not Role.MULTIPLIER or entry.value < _THOUSAND:
            return value, end
        return value * entry.value, end + len(entry.keys)

    def multiplied(self, value: Fraction, end: int) -> tuple[Fraction, int]:
        """Return a value in hundreds or more, where their name stands at `end`, and the token behind it: डेढ़ सौ."""
        entry = self.lexicon.words.at(self.tokens, end) if self.lexicon.blanks else None
        if entry is None or entry.role is not Role.MULTIPLIER:
            return value, end
        return value * entry.value, end + len(entry.keys)

    def made(self, place: int, number: Number, unit: str, end: int) -> Unjoined:
        """Return a number with its unit, from its first token to the one behind both."""
        below = self.lexicon.below.at(self.tokens, end) if measure(unit) == "temperature" else None
        if below is not None:  # "20 degrees below zero"
            number, end = number._replace(value=-abs(number.value)), end + len(below.keys)
        kind = Kind.FRACTION if number.fraction and not is_hard(unit) else kind_of(unit)
        found = Unjoined(kind, (number.value,), unit, place, end, spelled=number.spelled, foreign=number.foreign)
        found.free = self._is_free(place, number, unit)
        found.also = ((number.other, unit),) if number.other is not None else ()
        found.bare = not unit
        if found.bare and not number.spelled and self.tokens[place].key in self.lexicon.emergency:
            found.kind, found.values, found.digits = Kind.CODE, (), self.tokens[place].key
        return found

    def _is_free(self, place: int, number: Number, unit: str) -> bool:
        """Whether languages add and drop it: one, once, double, a half of something, thousands of people."""
        if unit == "times" and number.value == 1:
            return True
        if not number.spelled:
            return False
        lone = number.end == place + 1 and measure(unit) in {"", "thing"} and self._is_multiplier(place)
        return number.value == 1 or unit == "fold" or lone or (number.fraction and not unit)

    def _is_multiplier(self, place: int) -> bool:
        entry = self.lexicon.words.at(self.tokens, place)
        return entry is not None and entry.role is Role.MULTIPLIER

    def behind_ending(self, end: int) -> int:
        """Return the token behind an ending that follows digits after an apostrophe: 5'ten."""
        if not self.lexicon.apostrophes or end + 1 >= len(self.tokens) or self.tokens[end].key != "'":
            return end
        glued = self.numbers.glued(end) and self.numbers.glued(end + 1)
        return end + 2 if glued and self.lexicon.endings.at(self.tokens, end) is None else end

    def _behind_repetition(self, value: Fraction, end: int) -> int:
        """Return the token behind the same number in brackets: 5 (five) mg."""
        if end + 2 >= len(self.tokens) or self.tokens[end].key != "(":
            return end
        again = self.numbers.at(end + 1)
        if again is None or again.value != value or again.end >= len(self.tokens):
            return end
        return again.end + 1 if self.tokens[again.end].key == ")" else end

    def with_slashes(self, found: Unjoined) -> list[Unjoined]:
        """Return a quantity and what it is counted for, after slashes: mg/kg."""
        return [found, *self.measures.slashes(found.end)]

    def _in_one_word(self, place: int) -> list[Unjoined] | None:
        """Return the quantity of a word that holds its number and its unit: zwölfjährig, dreimal."""
        glued = self.numbers.glued_with(place)
        unit = self.measures.glued_unit(glued[1]) if glued is not None else ""
        return [self.made(place, glued[0], unit, place + 1)] if glued is not None and unit else None

    def one_and_more(self, place: int) -> list[Unjoined] | None:
        """Return one and a half of a unit that stands without its one: ساعة ونصف."""
        more = self.measures.more(place)
        unit = self.lexicon.units.ending_at(self.tokens, place) if more is not None and self.lexicon.blanks else None
        if more is None or unit is None:
            return None
        own, end = self.measures.unit(place + len(more.keys))
        if own and own != unit.unit:
            return None
        number = Number(1 + more.value, end, spelled=True, fraction=True)
        return [self.made(place - len(unit.keys), number, unit.unit, end)]


def _scale(value: Fraction) -> int:
    """Return what a half behind a number is half of: of a million in "un million et demi", else of one."""
    return next((scale for scale in (10**9, 10**6, 10**3) if value and value % scale == 0), 1)
