"""What is read of a text: quantities."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Kind(StrEnum):
    """What a quantity says."""

    NUMBER = "number"
    """A number, alone or with a unit that has no kind of its own: 5 mg."""
    RANGE = "range"
    """From one number to another: 2 to 3 weeks."""
    PERCENT = "percent"
    FRACTION = "fraction"
    """Half a tablet, 1/2."""
    TEMPERATURE = "temperature"
    TIME = "time"
    """A time of day, in minutes from midnight: 8 pm."""
    DURATION = "duration"
    """24 hours. Not a day: that is another quantity."""
    FREQUENCY = "frequency"
    """How often: three times."""
    PER = "per"
    """What a quantity is counted for: a day, /kg. Its unit says it, its value is 1."""
    RATIO = "ratio"
    """Two numbers that belong together: 140/90, 1:1000."""
    DATE = "date"
    """A day, as the number YYYYMMDD, without year MMDD."""
    ORDINAL = "ordinal"
    """2nd, the third."""
    CODE = "code"
    """Digits that are no amount, as they are written: telephone numbers, B12, COVID-19."""
    PLACEHOLDER = "placeholder"
    """A number that is filled in later, before a unit: {n} weeks. Its name stands in `digits`."""
    MENTION = "mention"
    """A unit without a number: doses in micrograms. It has no value."""


class Quantity(NamedTuple):
    """A quantity as it stands in a text."""

    kind: Kind
    """What it says."""
    values: tuple[Fraction, ...]
    """One number; two of a range or ratio; none of a code, placeholder or mention."""
    unit: str
    """Canonical name of its unit, a key of `units.toml`; "" where it has none."""
    start: int
    """Its first character, counted from 0."""
    end: int
    """One past its last character."""
    digits: str = ""
    """The digits of a code in ASCII, with their leading zeros."""
    spelled: bool = False
    """Whether its number is written in words."""
    free: bool = False
    """Whether languages add or drop it freely: one, once, first, double."""
    foreign: bool = False
    """Whether its separators are not those of the language, although it can be read: 0.5 in German."""
    both: bool = False
    """Whether it says "both", of eyes or hands, which counts nothing."""
    also: tuple[tuple[Fraction, str], ...] = ()
    """Other values and units that the same characters may have: 1.5 of the German 1.500, 20:00 of the French 20 h."""

    @property
    def value(self) -> Fraction | None:
        """The number, or the first of two."""
        return self.values[0] if self.values else None

    def __str__(self) -> str:
        """Return it as tables and messages show it: `2..3 day`, `20:00`, `/kg`, `=0800`, `3rd`."""
        return f"~{self._shown}" if self.free and self.kind is not Kind.PER else self._shown

    @property
    def _shown(self) -> str:
        match self.kind:
            case Kind.TIME:
                return shown_time(self.values[0])
            case Kind.DATE:
                return shown_date(self.values[0])
            case Kind.CODE | Kind.PLACEHOLDER | Kind.PER | Kind.MENTION:
                return _SHOWN[self.kind].format(digits=self.digits, unit=self.unit)
        joiner = ":" if self.kind is Kind.RATIO else ".."
        number = joiner.join(map(shown_number, self.values))
        number += _ordinal_ending(self.values[0]) if self.kind is Kind.ORDINAL else ""
        return f"{number} {self.unit}".strip()


_SHOWN = {
    Kind.CODE: "={digits}",
    Kind.PLACEHOLDER: "{digits} {unit}",
    Kind.PER: "/{unit}",
    Kind.MENTION: "[{unit}]",
}


def shown_number(value: Fraction) -> str:
    """Return a number in ASCII digits: as a decimal number where it has an end, else as a fraction."""
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        return str(value)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(abs(value * 10**places)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def shown_time(minutes: Fraction) -> str:
    """Return a time of day as hours and minutes."""
    return f"{int(minutes) // 60:02}:{int(minutes) % 60:02}"


def shown_date(value: Fraction) -> str:
    """Return a day as year, month and day; `--MM-DD` without year."""
    year, rest = divmod(int(value), 10_000)
    return f"{year or '-'}-{rest // 100:02}-{rest % 100:02}"


def _ordinal_ending(value: Fraction) -> str:
    if value % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(int(value % 10), "th")
