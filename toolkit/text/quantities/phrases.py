"""Phrases of a language and what they do, looked up where they begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from fractions import Fraction
from typing import NamedTuple

from toolkit.text.quantities.scanner import Token


class Role(Enum):
    """What a phrase does."""

    NUMBER = auto()
    MULTIPLIER = auto()
    TAIL = auto()
    """A number that stands only after a ten."""
    BOUND = auto()
    """A number that is read only beside others."""
    FRACTION = auto()
    LINK = auto()
    """What may stand between a fraction and its unit."""
    OVER = auto()
    """What stands between the denominator and the numerator: 分之."""
    MORE = auto()
    """What is added to the number before it: and a half."""
    FUSED = auto()
    """A number with its unit."""
    ORDINAL = auto()
    ORDINAL_ENDING = auto()
    ORDINAL_BEFORE = auto()
    PER = auto()
    PER_WORD = auto()
    PER_BEFORE = auto()
    UNIT_BEFORE = auto()
    ADD_BEFORE = auto()
    """What is added to the number after it: साढ़े."""
    MINUS = auto()
    TO = auto()
    BETWEEN = auto()
    AND = auto()
    OR = auto()
    SKIP = auto()
    MORNING = auto()
    EVENING = auto()
    NIGHT = auto()
    HOUR = auto()
    AT = auto()
    DOTTED = auto()
    POINT = auto()
    """Noon, midnight."""
    MONTH = auto()
    NOTHING = auto()
    IDIOM = auto()
    """Stands for a quantity that may be said or not."""
    UNIT = auto()


NUMERALS = {Role.NUMBER, Role.MULTIPLIER, Role.TAIL, Role.BOUND}
"""What number words are made of."""


class Entry(NamedTuple):
    """A phrase of a language."""

    role: Role
    """What it does."""
    keys: tuple[str, ...]
    """The keys of its tokens."""
    values: tuple[Fraction, ...] = ()
    """Its number or numbers."""
    unit: str = ""
    """Its unit."""
    always: bool = False
    """Of parts of the day: whether it makes a time of any number."""
    joined: bool = False
    """Whether "and" is glued to its front."""
    open_end: bool = False
    """Whether its last word may go on."""

    @property
    def value(self) -> Fraction:
        """Its number."""
        return self.values[0]


class Phrases:
    """Phrases that are looked up where they begin; the longest is found."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_first: dict[str, list[Entry]] = {}
        self._stems: dict[str, Entry] = {}
        for entry in entries:
            if entry.open_end and len(entry.keys) == 1:
                self._stems.setdefault(entry.keys[0], entry)
            else:
                self._by_first.setdefault(entry.keys[0], []).append(entry)
        for rows in self._by_first.values():
            rows.sort(key=lambda entry: -len(entry.keys))
        self._shortest = min(map(len, self._stems), default=0)

    @property
    def firsts(self) -> Iterable[str]:
        """The keys that a phrase begins with, without those that may go on."""
        return self._by_first

    def at(self, tokens: Sequence[Token], place: int) -> Entry | None:
        """Return the longest phrase that begins at the token `place`, or None."""
        if place >= len(tokens):
            return None
        first = tokens[place].key
        rows = self._by_first.get(first)
        if rows is not None:
            for entry in rows:
                keys = entry.keys
                if len(keys) == 1 or _follows(tokens, place, entry):
                    return entry
        if self._stems and len(first) >= self._shortest:
            for size in range(len(first), self._shortest - 1, -1):
                stem = self._stems.get(first[:size])
                if stem is not None:
                    return stem
        return None

    def ending_at(self, tokens: Sequence[Token], place: int, longest: int = 3) -> Entry | None:
        """Return the longest phrase that ends before the token `place`, or None."""
        for size in range(min(longest, place), 0, -1):
            entry = self.at(tokens, place - size)
            if entry is not None and len(entry.keys) == size:
                return entry
        return None


def _follows(tokens: Sequence[Token], place: int, entry: Entry) -> bool:
    keys = entry.keys
    if place + len(keys) > len(tokens):
        return False
    for offset in range(1, len(keys)):
        own, wanted = tokens[place + offset].key, keys[offset]
        if own != wanted and not (entry.open_end and offset == len(keys) - 1 and own.startswith(wanted)):
            return False
    return True
