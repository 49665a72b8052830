"""Reads the units behind numbers, and what a quantity is counted for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.text.quantities.lexicon import Lexicon
from toolkit.text.quantities.numbers import Numbers
from toolkit.text.quantities.phrasebook import Entry, Role
from toolkit.text.quantities.quantity import Kind
from toolkit.text.quantities.quick_look import quick_look
from toolkit.text.quantities.scanner import Token, Type
from toolkit.text.quantities.units import MENTIONED, is_hard, measure
from toolkit.text.quantities.unjoined import ONE, Unjoined, period_of

_YEAR_DIGITS = 4
_HALVES = {Role.MORNING, Role.EVENING, Role.NIGHT}
_COUNTED_FOR = {"mass", "volume", "area", "amount", "energy"}


class Measures:
    """Reads units in the tokens of one text."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, numbers: Numbers) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.numbers = numbers

    def unit(self, end: int, *, hyphen: bool = True) -> tuple[str, int]:
        """Return the unit that begins at `end` and the token behind it; "" and `end` where there is none."""
        start = end + 1 if hyphen and self._is_hyphen(end) else end
        skipped = self.lexicon.between.at(self.tokens, start)
        if skipped is not None and self.lexicon.units.at(self.tokens, start) is None:
            start += len(skipped.keys)
        entry = self.lexicon.units.at(self.tokens, start)
        if entry is None or self._is_idiom(start, entry) or not self._may_touch(start, entry):
            return "", end
        if start > end and self.tokens[start].type is not Type.WORD and entry.unit != "%":  # 0,05-%-Creme
            return "", end
        behind = start + len(entry.keys)
        if self._is_of_date(start, behind, entry):
            return "", end
        return ("", end) if self._is_cut_off(start, behind, entry) else (entry.unit, behind)

    def _is_of_date(self, start: int, behind: int, entry: Entry) -> bool:
        """Whether what looks like a unit belongs to what follows: "tháng 5 năm 2020", "2 और रात 10 बजे"."""
        following = self.tokens[behind] if behind < len(self.tokens) else None
        if following is None or following.type not in {Type.NUMBER, Type.CLOCK}:
            return False
        if entry.unit == "year":
            return self.lexicon.noun_first and len(following.key) == _YEAR_DIGITS and following.key.isdigit()
        part = self.lexicon.words.at(self.tokens, start)
        return self.lexicon.blanks and part is not None and part.role in _HALVES

    def before(self, place: int) -> tuple[str, int]:
        """Return the unit that ends before the token, where it stands before its number, and its first token."""
        entry = self.lexicon.units.ending_at(self.tokens, place) if self.lexicon.noun_first else None
        return ("", place) if entry is None else (entry.unit, place - len(entry.keys))

    def more(self, place: int) -> Entry | None:
        """Return what is added to the number before `place`, "and a half", unless that begins another phrase: 반복."""
        entry = self.lexicon.after.at(self.tokens, place)
        if entry is None or entry.role is not Role.MORE or self._is_idiom(place, entry):
            return None
        point = self.lexicon.words.at(self.tokens, place + 1)  # Portuguese "9h e meio-dia"
        return None if point is not None and point.role is Role.POINT else entry

    def glued_unit(self, rest: str) -> str:
        """Return the unit that the rest of a word is, without its number: `jährig` of zwölfjährig."""
        unit = self.lexicon.units.at([Token(rest, 0, 0, Type.WORD)], 0) if len(rest) > 2 else None
        return "" if unit is None else unit.unit

    def per(self, place: int, behind: int) -> list[Unjoined] | None:
        """Return what the words from `place` to `behind` ("per", "je") say that something is counted for, or None."""
        unit = self.lexicon.units.at(self.tokens, behind)
        if unit is None or measure(unit.unit) not in _COUNTED_FOR:
            return None
        return [Unjoined(Kind.PER, ONE, period_of(unit.unit), place, behind + len(unit.keys), free=True)]

    def slashes(self, end: int) -> Iterator[Unjoined]:
        """Yield what the quantity before `end` is counted for, after slashes: mg/kg/day."""
        while end + 1 < len(self.tokens) and self.tokens[end].key == "/":
            entry = self.lexicon.units.at(self.tokens, end + 1)
            hour = self.lexicon.hours.at(self.tokens, end + 1) if entry is None else None  # Japanese 12 mL/時
            if (found := entry or hour) is None:
                return
            behind = end + 1 + len(found.keys)
            yield Unjoined(Kind.PER, ONE, period_of(found.unit or "h"), end, behind, free=True)
            end = behind

    def mention(self, place: int) -> list[Unjoined] | None:
        """Return a unit of mass or volume that stands without a number."""
        if not quick_look(self.lexicon).mentions(self.tokens[place].key):
            return None
        unit = self.lexicon.units.at(self.tokens, place)
        if unit is None or unit.unit not in MENTIONED:
            return None
        return [Unjoined(Kind.MENTION, (), unit.unit, place, place + len(unit.keys), free=True)]

    def _is_one_word(self, place: int, entry: Entry) -> bool:
        """Whether the syllables of a unit touch each other, or it is known in several words."""
        apart = [more for more in range(1, len(entry.keys)) if not self.numbers.glued(place + more)]
        return not apart or not all("가" <= key <= "힣" for key in entry.keys)

    def _is_hyphen(self, place: int) -> bool:
        """Whether the token is a hyphen between a number and a word: 12-hour."""
        if place + 1 >= len(self.tokens) or self.tokens[place].key != "-":
            return False
        return self.numbers.glued(place) and self.numbers.glued(place + 1)

    def _is_idiom(self, place: int, entry: Entry) -> bool:
        """Whether a longer phrase is known to say nothing there, or midnight: Turkish "gece yarısı", not "gece"."""
        word = self.lexicon.words.at(self.tokens, place)
        if word is None or len(word.keys) <= len(entry.keys):
            return False
        return word.role is Role.POINT or (word.role is Role.NOTHING and not self.lexicon.blanks)

    def _is_cut_off(self, start: int, behind: int, entry: Entry) -> bool:
        """Whether one letter is no unit: an article before its word (l'eau), the sign of 16x16, 2 x 500 mg."""
        if len(entry.keys) > 1 or len(entry.keys[0]) > 1:
            return False
        if entry.keys == ("s",) and self.numbers.glued(start):  # the 50s, and 30s as well
            return True
        if behind >= len(self.tokens):
            return False
        following = self.tokens[behind]
        if following.key == "'" and not self.lexicon.apostrophes and self.numbers.glued(behind):
            return True
        if entry.keys != ("x",) or following.type is not Type.NUMBER:
            return False
        counted = self.lexicon.units.at(self.tokens, behind + 1)
        return self.numbers.glued(start) or (counted is not None and is_hard(counted.unit))

    def _may_touch(self, place: int, entry: Entry) -> bool:
        """Whether the unit may touch the token before it, where short ones are also syllables of other words.

        Its syllables may stand apart only where it is two words: 주 사용 is "use for weeks", and no 주사, an injection.
        """
        if self.lexicon.two_series and not self._is_one_word(place, entry):
            return False
        if not self.lexicon.two_series or len(entry.keys) > 1 or not self.numbers.glued(place):
            return True
        return self.tokens[place - 1].key[-1] < "가" or entry.keys[0] in self.lexicon.glued_counters
