"""Reads the quantities of a text: what begins at each of its tokens, and what each phrase does there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from toolkit.text.quantities.amounts import Amounts
from toolkit.text.quantities.clock import HALVES, Clock
from toolkit.text.quantities.codes import Codes
from toolkit.text.quantities.dates import Dates
from toolkit.text.quantities.lexicon import Lexicon
from toolkit.text.quantities.literals import read_mixed
from toolkit.text.quantities.measures import Measures
from toolkit.text.quantities.numbers import Number, Numbers
from toolkit.text.quantities.phrasebook import NUMERALS, Entry, Role
from toolkit.text.quantities.quantity import Kind
from toolkit.text.quantities.quick_look import quick_look
from toolkit.text.quantities.scanner import Scan, Token, Type
from toolkit.text.quantities.unjoined import ONE, Unjoined, kind_of

_UNDERS = {2, 3, 4, 5, 6, 8, 10}
"""Denominators of fractions; 140/90 is none."""
_TWO = (Fraction(2),)
_FEW = {_TWO, (Fraction(3),)}
_HALF = Fraction(1, 2)
_NO_UNITS = {"s", "m"}
"""Letters that touch a placeholder and may be the ending of its word, months, millions: `{name}s`."""
_NOON = 720
"""Minutes from midnight to noon."""
_DEEPEST = 2
"""Phrasebook in front of one number, each of which says something of it."""


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
        self.amounts = Amounts(scan, lexicon, self.numbers, self.measures, self.clock)
        self.ordinals = self.amounts.ordinals
        self.codes = Codes(text, scan, lexicon)
        self.quick = quick_look(lexicon)
        self._depth = 0
        self._said_nothing = 0

    def read(self) -> Iterator[Unjoined]:
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
        if token.key in self.quick.interesting and self._begins_phrase(place):
            return True
        if token.type is not Type.WORD:
            return token.type is not Type.SYMBOL
        if self.quick.may_begin(token.key):
            return True
        following = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        touched = following is not None and following.start == token.end
        return touched and following is not None and (following.type is Type.NUMBER or following.key == "-")

    def _begins_phrase(self, place: int) -> bool:
        """Whether a phrase or a date may begin at a token that is the first one of some: "a" does, and rarely is."""
        if self.tokens[place].key in self.quick.lone_signs:
            return True
        known = (self.lexicon.words, self.lexicon.after, self.lexicon.told)
        return any(phrases.at(self.tokens, place) is not None for phrases in known)

    def _at(self, place: int) -> list[Unjoined] | None:
        """Return what begins at the token, or None."""
        date = self.dates.at(place)
        if date is not None:
            also = ((date.other, "date"),) if date.other is not None else ()
            return [Unjoined(Kind.DATE, (date.value,), "", place, date.end, also=also)]
        entry = self.lexicon.words.at(self.tokens, place)
        time = self._told(place, entry)
        if time is not None:
            return [time]
        if self.lexicon.points and self.numbers.decimal(place) is not None:
            return self._plain(place)
        if entry is not None and entry.role is Role.NOTHING and self._is_no_formula(place, entry):
            entry = None
        if entry is not None and entry.role not in NUMERALS and self.numbers.begins_word(place):
            read = self._readers.get(entry.role, Reader._prefixed)
            found = read(self, place, entry, place + len(entry.keys))
            if found is not None or entry.role is Role.NOTHING:
                return found
        return self._of_type(place)

    def _of_type(self, place: int) -> list[Unjoined] | None:
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

    def _nothing(self, _place: int, _entry: Entry, behind: int) -> list[Unjoined] | None:
        self._said_nothing = behind
        return None

    def _is_no_formula(self, place: int, entry: Entry) -> bool:
        """Whether a blank stands before a digit of what says nothing: CO2 is a gas, the Polish "co 2" is "every 2"."""
        return any(key.isdigit() and not self.numbers.glued(place + row) for row, key in enumerate(entry.keys) if row)

    def _idiom(self, place: int, entry: Entry, behind: int) -> list[Unjoined] | None:
        unit, end = entry.unit, behind
        if not unit and entry.values in _FEW:  # "both days", Turkish "her üç günde"
            unit, end = self.measures.unit(behind)
        both = entry.values == _TWO and not unit
        return [
            Unjoined(
                kind_of(unit), entry.values, unit, place, end if unit else behind, spelled=True, free=True, both=both
            )
        ]

    def _point(self, place: int, entry: Entry, behind: int) -> list[Unjoined] | None:
        noon = entry.value == _NOON
        halves = ((_HALF, "day"),) if noon else ()  # Portuguese "meio dia" is noon, and half a day
        return [Unjoined(Kind.TIME, entry.values, "", place, behind, spelled=True, free=noon, also=halves)]

    def _told(self, place: int, entry: Entry | None) -> Unjoined | None:
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

    def _ordinal(self, place: int, entry: Entry, behind: int) -> list[Unjoined] | None:
        return [self.ordinals.at(place, entry.value, behind)]

    def _period(self, place: int, entry: Entry, behind: int) -> list[Unjoined] | None:
        following = self.lexicon.words.at(self.tokens, behind) if self.lexicon.noun_first else None
        told = self.lexicon.told.at(self.tokens, behind - 1)
        if (told is not None and told.end > behind) or self.clock.is_hour_name(behind - 1):
            return None  # في الثانية والربع is a quarter past two, and no quarter a second
        if behind < len(self.tokens) and self._is_day(behind):
            return None  # Portuguese "no dia 1º"
        if self.clock.is_at(behind) or (following is not None and following.role is Role.ORDINAL):
            return None  # "on the day the third" is no period
        counts = entry.role is Role.PER_BEFORE
        return [Unjoined(Kind.PER, ONE, entry.unit, place, behind, free=True, needs_count=counts)]

    def _is_day(self, place: int) -> bool:
        """Whether a date or digits with an ordinal sign begin at the token."""
        number = self.numbers.at(place)
        if number is not None and self.ordinals.behind_digits(place, number, number.end) is not None:
            return True
        return self.dates.at(place) is not None

    def _per_word(self, place: int, _entry: Entry, behind: int) -> list[Unjoined] | None:
        return self.measures.per(place, behind)

    def _fused(self, place: int, entry: Entry, behind: int) -> list[Unjoined] | None:
        if not entry.unit:  # anderthalb, 두세: the unit follows
            value, behind = self.amounts.multiplied(entry.value, behind)
            number = Number(value, behind, spelled=True, fraction=value.denominator != 1)
            found = self.amounts.of(place, number)
            if len(entry.values) > 1:
                found.kind, found.values = Kind.RANGE, entry.values
            return [found]
        values, more = entry.values, self.measures.more(behind)
        if more is not None and entry.unit != "times":
            unit, end = self.measures.unit(behind + len(more.keys))
            if unit in {"", entry.unit}:  # ساعتين ونصف الساعة; 隔日半片 is half a tablet
                values, behind = tuple(value + more.value for value in values), end
        free = entry.unit == "fold" or values == ONE
        return [Unjoined(kind_of(entry.unit), values, entry.unit, place, behind, spelled=True, free=free)]

    def _fraction(self, place: int, entry: Entry, behind: int) -> list[Unjoined] | None:
        more = self.amounts.one_and_more(place)
        if more is not None:
            return more
        found = self.amounts.of(place, Number(entry.value, behind, spelled=True, fraction=True))
        if self._is_ordinal(place, found, behind):
            return [self.ordinals.at(place, Fraction(entry.value.denominator), behind)]
        if found.end == behind + 1 and self.numbers.glued(behind) and self.lexicon.two_series:
            return None  # 반환 is no half of a 환
        if found.free and entry.value.numerator == 1 and entry.value.denominator > 2:  # a third, the third
            found.also = ((Fraction(entry.value.denominator), ""),)
        return [found]

    def _is_ordinal(self, place: int, found: Unjoined, behind: int) -> bool:
        """Whether a word that is a fraction or an ordinal counts its unit: the third week, not a third of it."""
        if not found.unit or self.tokens[place].key not in self.lexicon.ordinal_fractions:
            return False
        return self.lexicon.links.at(self.tokens, behind) is None

    def _unit_before(self, place: int, entry: Entry, behind: int) -> list[Unjoined] | None:
        number = self.numbers.at(behind)
        if number is None:
            return None
        end = self.measures.unit(self.amounts.behind_ending(number.end))[1]
        found = self.amounts.made(place, self.amounts.signed(place, number), entry.unit, end)
        found.leads = True
        return [found]

    def _prefixed(self, place: int, entry: Entry, behind: int) -> list[Unjoined] | None:
        """Return the quantity whose number follows a phrase, changed by it, or None where none follows."""
        if entry.role is Role.ADD_BEFORE and (unit := self.measures.unit(behind))[0]:  # सवा घंटा
            return [self.amounts.made(place, Number(1 + entry.value, behind, spelled=True, fraction=True), *unit)]
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

    def _change(self, found: Unjoined, entry: Entry) -> None:
        """Let the phrase before a quantity change it."""
        if entry.role is Role.ADD_BEFORE:
            scale = next((part for part in self.lexicon.scales if part <= found.values[0] % (part * 100)), 1)
            added = entry.value * (60 if found.kind is Kind.TIME else scale if found.spelled else 1)
            found.values = tuple(value + added for value in found.values)
        elif entry.role is Role.MINUS and self.amounts.has_degrees(found):
            found.values = tuple(-value for value in found.values)
        elif entry.role is Role.ORDINAL_BEFORE:
            found.kind, found.free = Kind.ORDINAL, found.spelled or self.lexicon.counted
        elif entry.role in HALVES:
            self.clock.put_in_half(found, entry.role)

    _readers: Mapping[Role, Callable[[Reader, int, Entry, int], list[Unjoined] | None]] = {
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

    def _or_day(self, place: int, found: Unjoined) -> Unjoined:
        """Let a number such as 31.05, or the time that it may be, be a day as well."""
        day = self.dates.of_digits(place)
        if day is not None:
            found.also = (*found.also, (day, "date"))
        return found

    def _placeholder(self, place: int) -> list[Unjoined] | None:
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
        return self.amounts.with_slashes(Unjoined(Kind.PLACEHOLDER, (), unit, place, end, digits=token.key))

    def _is_number(self, place: int) -> bool:
        return place < len(self.tokens) and self.tokens[place].type in {Type.NUMBER, Type.CLOCK}

    def _ratio(self, place: int) -> list[Unjoined]:
        token, day = self.tokens[place], self.dates.of_digits(place)
        sign = "/" if "/" in token.key else ":"
        pieces = token.key.split(sign)
        values = [self.numbers.literal(Token(piece, 0, 0, Type.NUMBER)).value for piece in pieces]
        both = tuple(value for value in values if value is not None)
        if len(both) < len(values) and day is not None:
            both = tuple(Fraction(int(piece)) for piece in pieces)
        elif len(both) < len(values):
            return [self.codes.whole(place, place + 1)]
        value = read_mixed(token.key) if sign == "/" and token.key.replace("/", "").isdigit() else None
        if value is not None and value < 1 and value.numerator == int(pieces[0]) and value.denominator in _UNDERS:
            return self.amounts.with_slashes(self.amounts.of(place, Number(value, place + 1, fraction=True)))
        unit, end = self.measures.unit(place + 1)
        also = ((day, "date"),) if day is not None and not unit else ()
        return self.amounts.with_slashes(Unjoined(Kind.RATIO, both, unit, place, end, also=also))

    def _plain(self, place: int) -> list[Unjoined] | None:
        """Return the quantity whose number begins here, or None."""
        code_end = self.codes.end(place)
        if code_end:
            return [self.codes.whole(place, code_end)]
        amount = self.amounts.at(place)
        if amount is not None:
            if amount[0].bare and amount[0].end == place + 1:
                self._or_day(place, amount[0])
            return amount
        if self.tokens[place].type is Type.NUMBER:
            time = self.clock.with_leading_zero(place)
            return [self._or_day(place, time) if time is not None else self.codes.whole(place, place + 1)]
        return self.amounts.in_words(place) or self.measures.mention(place)
