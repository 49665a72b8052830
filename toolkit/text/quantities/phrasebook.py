"""Phrasebook of a language and what they do, looked up where they begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


_LONGEST_ENDING = 3
"""Words of a phrase that is looked for by where it ends, at most."""
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


class _Begun(NamedTuple):
    """The phrases that begin with one word."""

    alone: Entry | None
    """The word itself."""
    longer: Mapping[str, Sequence[Entry]] = {}
    """The longer ones by their second word, the longest first; those whose second word goes on like that among them."""
    open_ends: Sequence[Entry] = ()
    """Those of two words of which the second may go on."""


class Phrasebook:
    """Phrasebook that are looked up where they begin; the longest is found."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_first: dict[str, list[Entry]] = {}
        self._stems: dict[str, Entry] = {}
        for entry in entries:
            if entry.open_end and len(entry.keys) == 1:
                self._stems.setdefault(entry.keys[0], entry)
            else:
                by_first.setdefault(entry.keys[0], []).append(entry)
        self._by_first = {first: _begun(rows) for first, rows in by_first.items()}
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
        begun = self._by_first.get(first)
        if begun is not None:
            entry = (_longer(begun, tokens, place) if begun.longer else None) or begun.alone
            if entry is not None:
                return entry
        if self._stems and len(first) >= self._shortest:
            for size in range(len(first), self._shortest - 1, -1):
                stem = self._stems.get(first[:size])
                if stem is not None:
                    return stem
        return None

    def ending_at(self, tokens: Sequence[Token], place: int) -> Entry | None:
        """Return the longest phrase that ends before the token `place`, or None."""
        for size in range(min(_LONGEST_ENDING, place), 0, -1):
            entry = self.at(tokens, place - size)
            if entry is not None and len(entry.keys) == size:
                return entry
        return None


def _begun(rows: list[Entry]) -> _Begun:
    """Return the phrases of one first word as they are looked up; of equally long ones, the first is found."""
    if len(rows) == 1 and len(rows[0].keys) == 1:
        return _Begun(rows[0])
    alone = next((entry for entry in rows if len(entry.keys) == 1), None)
    several = sorted((entry for entry in rows if len(entry.keys) > 1), key=lambda entry: -len(entry.keys))
    open_ends = [entry for entry in several if entry.open_end and len(entry.keys) == 2]
    longer: dict[str, list[Entry]] = {entry.keys[1]: [] for entry in several}
    for entry in several:
        for second in longer if entry in open_ends else entry.keys[1:2]:
            if second.startswith(entry.keys[1]):
                longer[second].append(entry)
    return _Begun(alone, longer, open_ends)


def _longer(begun: _Begun, tokens: Sequence[Token], place: int) -> Entry | None:
    """Return the longest phrase of several words, or None."""
    if place + 1 >= len(tokens):
        return None
    rows = begun.longer.get(tokens[place + 1].key, begun.open_ends)
    return next((entry for entry in rows if _follows(tokens, place, entry)), None)


def _follows(tokens: Sequence[Token], place: int, entry: Entry) -> bool:
    keys = entry.keys
    if place + len(keys) > len(tokens):
        return False
    for offset in range(1, len(keys)):
        own, wanted = tokens[place + offset].key, keys[offset]
        if own != wanted and not (entry.open_end and offset == len(keys) - 1 and own.startswith(wanted)):
            return False
    return True
