"""Reads the quantities of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from toolkit.text.quantities.clock import HALVES, Clock
from toolkit.text.quantities.codes import Codes
from toolkit.text.quantities.dates import Dates
from toolkit.text.quantities.found import ONE, Found, kind_of
from toolkit.text.quantities.lexicon import Lexicon
from toolkit.text.quantities.literals import read_mixed
from toolkit.text.quantities.measures import Measures
from toolkit.text.quantities.numbers import Number, Numbers
from toolkit.text.quantities.phrases import NUMERALS, Entry, Role
from toolkit.text.quantities.quantity import Kind
from toolkit.text.quantities.scanner import Scan, Token, Type
from toolkit.text.quantities.units import is_hard, measure

_UNDERS = {2, 3, 4, 5, 6, 8, 10}
"""Denominators of fractions; 140/90 is none."""
_TWO = (Fraction(2),)
_HALF = Fraction(1, 2)
_NO_UNITS = {"s", "m"}
"""Letters that touch a placeholder and may be the ending of its word, months, millions: `{name}s`."""
_TEN, _TENS = 10, frozenset(range(20, 100, 10))
_THOUSAND = 1_000
_DEEPEST = 2
"""Phrases in front of one number, each of which says something of it."""


class Reader:
    """Reads one text from its first token to its last."""

    def __init__(self, text: str, scan: Scan, lexicon: Lexicon) -> None:
        self.scan = scan
        self.tokens: Sequence[Token] = scan.tokens
        self.lexicon = lexicon
        self.numbers = Numbers(scan.tokens, lexicon)
        self.dates = Dates(scan.tokens, lexicon, self.numbers)
        self.measures = Measures(scan.tokens, lexicon, self.numbers)
        self.clock = Clock(scan.tokens, lexicon)
        self.codes = Codes(text, scan, lexicon)
        self._depth = 0
        self._said_nothing = 0

    def read(self) -> Iterator[Found]:
        """Yield what is found, in the order of the text."""
        place, end = 0, len(self.tokens)
        while place < end:
            found = self._at(place) if self._worth_reading(place) else None
            if found:
                yield from found
                place = max(place + 1, found[-1].end)
            else:
                place = max(place + 1, self._said_nothing)

    def _worth_reading(self, place: int) -> bool:
        """Whether the token can begin anything; most words cannot, and this is asked of every one."""
        token = self.tokens[place]
        if token.key in self.lexicon.interesting and self._begins_phrase(place):
            return True
        if token.type is not Type.WORD:
            return token.type is not Type.SYMBOL
        if self.lexicon.may_begin(token.key):
            return True
        following = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        touched = following is not None and following.start == token.end
        return touched and following is not None and (following.type is Type.NUMBER or following.key == "-")

    def _begins_phrase(self, place: int) -> bool:
        """Whether a phrase or a date may begin at a token that is the first one of some: "a" does, and rarely is."""
        if self.tokens[place].key in self.lexicon.lone_signs:
            return True
        known = (self.lexicon.words, self.lexicon.after, self.lexicon.told)
        return any(phrases.at(self.tokens, place) is not None for phrases in known)

    def _at(self, place: int) -> list[Found] | None:
        """Return what begins at the token, or None."""
        date = self.dates.at(place)
        if date is not None:
            also = ((date.other, "date"),) if date.other is not None else ()
            return [Found(Kind.DATE, (date.value,), "", place, date.end, also=also)]
        entry = self.lexicon.words.at(self.tokens, place)
        time = self._told(place, entry)
        if time is not None:
            return [time]
        if entry is not None and entry.role not in NUMERALS and self.numbers.begins_word(place):
            read = self._readers.get(entry.role, Reader._prefixed)
            found = read(self, place, entry, place + len(entry.keys))
            if found is not None or entry.role is Role.NOTHING:
                return found
        return self._of_type(place)

    def _of_type(self, place: int) -> list[Found] | None:
        """Return what begins at a token that is no phrase, or None."""
        match self.tokens[place].type:
            case Type.HIDDEN:
                return self._placeholder(place)
            case Type.PHONE:
                return [self.codes.whole(place, place + 1)]
            case Type.CLOCK:
                return [self.clock.token(place)]
            case Type.RATIO:
                return self._ratio(place)
        return self._plain(place)

    def _nothing(self, _place: int, _entry: Entry, behind: int) -> list[Found] | None:
        self._said_nothing = behind
        return None

    def _idiom(self, place: int, entry: Entry, behind: int) -> list[Found] | None:
        unit, end = entry.unit, behind
        if not unit and entry.values == _TWO:  # "both days"
            unit, end = self.measures.unit(behind)
        both = entry.values == _TWO and not unit
        return [
            Found(kind_of(unit), entry.values, unit, place, end if unit else behind, spelled=True, free=True, both=both)
        ]

    def _point(self, place: int, entry: Entry, behind: int) -> list[Found] | None:
        halves = ((_HALF, "day"),) if entry.value else ()  # Portuguese "meio dia" is noon, and half a day
        return [Found(Kind.TIME, entry.values, "", place, behind, spelled=True, free=bool(entry.value), also=halves)]

    def _told(self, place: int, entry: Entry | None) -> Found | None:
        """Return the time that is told from a place on, in as many words as the phrase there has, or None."""
        told = self.lexicon.told.at(self.tokens, place)
        if told is None or (entry and len(entry.keys) > told.end - place) or not self.numbers.begins_word(place):
            return None
        end, unit = told.end, self.lexicon.units.at(self.tokens, told.end)
        if unit is not None and unit.unit == "min":
            end += len(unit.keys)
        elif unit is not None and self.lexicon.day_parts.at(self.tokens, end) is None:
            return None  # "at eight ten drops"
        return self.clock.said(place, Fraction(told.minutes), end)

    def _ordinal(self, place: int, entry: Entry, behind: int) -> list[Found]:
        values = entry.values
        tens = self.numbers.at(behind) if entry.value < _TEN and self.lexicon.articles else None
        if tens is not None and tens.spelled and tens.value in _TENS:  # "the eighth and the twentieth"
            values, behind = (entry.value + tens.value,), tens.end
        elif entry.value in _TENS and (one := self._single_ordinal(behind)) is not None:
            values, behind = (entry.value + one.value,), behind + len(one.keys)
        unit, end = self.measures.unit(behind)
        if values != ONE and self.lexicon.each.ending_at(self.tokens, place):  # every third day: after three days
            unit, end = (unit, end) if measure(unit) == "time" else ("", behind)
            return [Found(kind_of(unit), values, unit, place, end, spelled=True)]
        if measure(unit) == "time":  # "in the first week"
            return [Found(Kind.ORDINAL, values, unit, place, end, spelled=True, free=True)]
        unit, first = self.measures.before(place)
        if unit == "h" and self.tokens[place].key in self.lexicon.hour_names:  # الساعة الثامنة
            return [self.clock.said(first, values[0] * 60, behind)]
        unit, first = (unit, first) if measure(unit) == "time" else ("", place)
        return [Found(Kind.ORDINAL, values, unit, first, behind, spelled=True, free=True)]

    def _single_ordinal(self, place: int) -> Entry | None:
        """Return the ordinal of one to nine that stands there, which ends one such as "twenty-eighth"."""
        entry = self.lexicon.words.at(self.tokens, place)
        ends = entry is not None and entry.role is Role.ORDINAL and entry.value < _TEN and self.lexicon.blanks
        return entry if ends else None

    def _period(self, place: int, entry: Entry, behind: int) -> list[Found] | None:
        following = self.lexicon.words.at(self.tokens, behind) if self.lexicon.noun_first else None
        if self.clock.is_at(behind) or (following is not None and following.role is Role.ORDINAL):
            return None  # "on the day the third" is no period
        counts = entry.role is Role.PER_BEFORE
        return [Found(Kind.PER, ONE, entry.unit, place, behind, free=True, needs_count=counts)]

    def _per_word(self, place: int, _entry: Entry, behind: int) -> list[Found] | None:
        return self.measures.per(place, behind)

    def _fused(self, place: int, entry: Entry, behind: int) -> list[Found] | None:
        if not entry.unit:  # anderthalb, 두세: the unit follows
            number = Number(entry.value, behind, spelled=True, fraction=entry.value.denominator != 1)
            found = self._quantity(place, number)
            if len(entry.values) > 1:
                found.kind, found.values = Kind.RANGE, entry.values
            return [found]
        values, more = entry.values, self.measures.more(behind)
        if more is not None and self.lexicon.units.at(self.tokens, behind + len(more.keys)) is not None:
            more = None  # 隔日半片: half a tablet
        if more is not None and entry.unit != "times":
            values, behind = tuple(value + more.value for value in values), behind + len(more.keys)
        free = entry.unit == "fold" or values == ONE
        return [Found(kind_of(entry.unit), values, entry.unit, place, behind, spelled=True, free=free)]

    def _fraction(self, place: int, entry: Entry, behind: int) -> list[Found] | None:
        more = self._one_and_more(place)
        if more is not None:
            return more
        found = self._quantity(place, Number(entry.value, behind, spelled=True, fraction=True))
        if self._is_ordinal(place, found, behind):
            return self._ordinal(place, entry._replace(values=(Fraction(entry.value.denominator),)), behind)
        if found.end == behind + 1 and self.numbers.glued(behind) and self.lexicon.two_series:
            return None  # 반환 is no half of a 환
        if found.free and entry.value.numerator == 1 and entry.value.denominator > 2:  # a third, the third
            found.also = ((Fraction(entry.value.denominator), ""),)
        return [found]

    def _is_ordinal(self, place: int, found: Found, behind: int) -> bool:
        """Whether a word that is a fraction or an ordinal counts its unit: the third week, not a third of it."""
        if not found.unit or self.tokens[place].key not in self.lexicon.ordinal_fractions:
            return False
        return self.lexicon.links.at(self.tokens, behind) is None

    def _unit_before(self, place: int, entry: Entry, behind: int) -> list[Found] | None:
        number = self.numbers.at(behind)
        if number is None:
            return None
        end = self.measures.unit(self._behind_ending(number.end))[1]
        found = self._made(place, self._signed(place, number), entry.unit, end)
        found.leads = True
        return [found]

    def _prefixed(self, place: int, entry: Entry, behind: int) -> list[Found] | None:
        """Return the quantity whose number follows a phrase, changed by it, or None where none follows."""
        if entry.role is Role.ADD_BEFORE and (unit := self.measures.unit(behind))[0]:  # सवा घंटा
            return [self._made(place, Number(1 + entry.value, behind, spelled=True, fraction=True), *unit)]
        if behind >= len(self.tokens) or self._depth >= _DEEPEST:
            return None
        self._depth += 1
        following = self._at(behind)
        self._depth -= 1
        if not following or following[0].first != behind or not following[0].values:
            return None
        self._change(following[0], entry)
        following[0].first = place
        return following

    def _change(self, found: Found, entry: Entry) -> None:
        """Let the phrase before a quantity change it."""
        if entry.role is Role.ADD_BEFORE:
            added = entry.value * 60 if found.kind is Kind.TIME else entry.value
            found.values = tuple(value + added for value in found.values)
        elif entry.role is Role.MINUS and measure(found.unit) == "temperature":
            found.values = tuple(-value for value in found.values)
        elif entry.role is Role.ORDINAL_BEFORE:
            found.kind, found.free = Kind.ORDINAL, found.spelled or self.lexicon.counted
        elif entry.role in HALVES:
            self.clock.put_in_half(found, entry.role)

    _readers: Mapping[Role, Callable[[Reader, int, Entry, int], list[Found] | None]] = {
        Role.NOTHING: _nothing,
        Role.IDIOM: _idiom,
        Role.POINT: _point,
        Role.FUSED: _fused,
        Role.ORDINAL: _ordinal,
        Role.PER: _period,
        Role.PER_BEFORE: _period,
        Role.PER_WORD: _per_word,
        Role.FRACTION: _fraction,
        Role.UNIT_BEFORE: _unit_before,
    }

    def _placeholder(self, place: int) -> list[Found] | None:
        """Return a number that is filled in later, where a unit follows it."""
        token = self.tokens[place]
        if token.key[0] not in "{%":
            return None
        following = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        if following is not None and following.start == token.start + len(token.key) and following.key in _NO_UNITS:
            return None
        part = self.lexicon.words.at(self.tokens, place + 1)
        if part is not None and part.role in HALVES and self._is_number(place + 1 + len(part.keys)):
            return None  # "on {date} at night 10:30" is no number of nights
        unit, end = self.measures.unit(place + 1)
        if not unit or (unit == "times" and end < len(self.tokens) and self.tokens[end].type is Type.HIDDEN):
            return None
        return self._with_slashes(Found(Kind.PLACEHOLDER, (), unit, place, end, digits=token.key))

    def _is_number(self, place: int) -> bool:
        return place < len(self.tokens) and self.tokens[place].type in {Type.NUMBER, Type.CLOCK}

    def _ratio(self, place: int) -> list[Found]:
        token = self.tokens[place]
        sign = "/" if "/" in token.key else ":"
        pieces = token.key.split(sign)
        values = [self.numbers.literal(Token(piece, 0, 0, Type.NUMBER)).value for piece in pieces]
        both = tuple(value for value in values if value is not None)
        if len(both) < len(values):
            return [self.codes.whole(place, place + 1)]
        value = read_mixed(token.key) if sign == "/" and token.key.replace("/", "").isdigit() else None
        if value is not None and value < 1 and value.numerator == int(pieces[0]) and value.denominator in _UNDERS:
            return self._with_slashes(self._quantity(place, Number(value, place + 1, fraction=True)))
        unit, end = self.measures.unit(place + 1)
        return self._with_slashes(Found(Kind.RATIO, both, unit, place, end))

    def _plain(self, place: int) -> list[Found] | None:
        """Return the quantity whose number begins here, or None."""
        code_end = self.codes.end(place)
        if code_end:
            return [self.codes.whole(place, code_end)]
        number = self.numbers.at(place)
        if number is not None:
            return self._with_slashes(self._quantity(place, self._signed(place, number)))
        if self.tokens[place].type is Type.NUMBER:
            return [self.clock.with_leading_zero(place) or self.codes.whole(place, place + 1)]
        return self._in_one_word(place) or self._one_and_more(place) or self.measures.mention(place)

    def _signed(self, place: int, number: Number) -> Number:
        """Return the number with the sign before it, if there is one: it touches the number and nothing else."""
        if number.spelled or not self.numbers.glued(place) or self.tokens[place - 1].key != "-":
            return number
        before = self.scan.text[: self.tokens[place - 1].start][-1:]
        particle = "\u3041" <= before <= "\u3096"  # of Japanese, which has no blanks
        if (before.isalnum() and not particle) or (place > 1 and self.tokens[place - 2].type is Type.NUMBER):
            return number
        return number._replace(value=-number.value, other=None if number.other is None else -number.other)

    def _quantity(self, place: int, number: Number) -> Found:
        """Return the quantity of a number that was read: with its unit, its time of day, its ordinal ending."""
        end = self._behind_ending(number.end)
        one = self._single_ordinal(end) if number.spelled and number.value in _TENS else None
        if one is not None:
            return self._ordinal(place, one._replace(values=(number.value + one.value,)), end + len(one.keys))[0]
        ordinal = self.lexicon.endings.at(self.tokens, end) if end == place + 1 and not number.spelled else None
        if ordinal is not None and (self.numbers.glued(end) or not self.lexicon.blanks):
            unit, behind = self.measures.unit(end + len(ordinal.keys), hyphen=False)
            if ordinal.keys != (".",) or measure(unit) == "time":  # "5." may end a sentence, "the 5. week" does not
                return Found(Kind.ORDINAL, (number.value,), unit, place, behind)
        end = self._behind_repetition(number.value, end)
        clock = self.clock.after_number(place, number, end)
        if clock is not None:
            return clock
        if number.fraction:
            link = self.lexicon.links.at(self.tokens, end)
            counted = end + len(link.keys) if link is not None else end
            value, behind = self._thousands(number.value, counted)
            if behind > counted:  # half a million
                return self._with_more(place, number._replace(value=value, fraction=False), behind)
            unit, unit_end = self.measures.unit(counted)
            return self._made(place, number, unit, unit_end if unit else end)
        return self.clock.with_hours(self._with_more(place, number, end))

    def _with_more(self, place: int, number: Number, end: int) -> Found:
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
        more = self.measures.more(behind) if unit and unit != "times" and not added else None
        if more is not None:
            added, behind = more.value, behind + len(more.keys)
        value = number.value + added
        changed = number._replace(value=value, fraction=bool(added) and value < _THOUSAND)
        return self._made(place, changed, unit, behind if unit else end)

    def _thousands(self, value: Fraction, end: int) -> tuple[Fraction, int]:
        """Return a value in thousands or millions, where their name stands at `end`, and the token behind it.

        Where words are not divided a syllable may be another word: Korean 반만 is "only half", not five thousand.
        """
        entry = self.lexicon.words.at(self.tokens, end) if self.lexicon.blanks else None
        if entry is None or entry.role is not Role.MULTIPLIER or entry.value < _THOUSAND:
            return value, end
        return value * entry.value, end + len(entry.keys)

    def _made(self, place: int, number: Number, unit: str, end: int) -> Found:
        kind = Kind.FRACTION if number.fraction and not is_hard(unit) else kind_of(unit)
        found = Found(kind, (number.value,), unit, place, end, spelled=number.spelled, foreign=number.foreign)
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

    def _behind_ending(self, end: int) -> int:
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

    def _with_slashes(self, found: Found) -> list[Found]:
        return [found, *self.measures.slashes(found.end)]

    def _in_one_word(self, place: int) -> list[Found] | None:
        """Return the quantity of a word that holds its number and its unit: zwölfjährig, dreimal."""
        glued = self.numbers.glued_with(place)
        unit = self.measures.glued_unit(glued[1]) if glued is not None else ""
        return [self._made(place, glued[0], unit, place + 1)] if glued is not None and unit else None

    def _one_and_more(self, place: int) -> list[Found] | None:
        """Return one and a half of a unit that stands without its one: ساعة ونصف."""
        more = self.measures.more(place)
        unit = self.lexicon.units.ending_at(self.tokens, place) if more is not None and self.lexicon.blanks else None
        if more is None or unit is None:
            return None
        own, end = self.measures.unit(place + len(more.keys))
        if own and own != unit.unit:
            return None
        number = Number(1 + more.value, end, spelled=True, fraction=True)
        return [self._made(place - len(unit.keys), number, unit.unit, end)]


def _scale(value: Fraction) -> int:
    """Return what a half behind a number is half of: of a million in "un million et demi", else of one."""
    return next((scale for scale in (10**9, 10**6, 10**3) if value and value % scale == 0), 1)
