"""The phrases of a language's file, each with what it does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

from toolkit.text.quantities.phrasebook import Entry, Role
from toolkit.text.quantities.scanner import Type, scan
from toolkit.text.quantities.told import Telling
from toolkit.text.quantities.units import all_units


@dataclass(frozen=True, eq=False)
class Entries:
    """The file of one language, read as phrases."""

    locale: str
    """The locale that was asked for."""
    data: Mapping[str, Any]
    """The file's content; empty where there is none."""

    @cached_property
    def turkish(self) -> bool:
        """Whether I is the capital of ı."""
        return self.locale.split("_")[0] in {"tr", "az"}

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """The articles that are glued to the front of a word."""
        return tuple(self.data.get("articles", ()))

    def _keys(self, phrase: str) -> tuple[str, ...]:
        return _phrase_keys(phrase, turkish=self.turkish)

    def _rows(
        self,
        role: Role,
        phrases: Iterable[str],
        value: str | int | None = None,
        unit: str = "",
        *,
        always: bool = False,
    ) -> Iterator[Entry]:
        values = () if value is None else tuple(Fraction(part) for part in str(value).split(".."))
        for phrase in phrases:
            open_end = phrase.endswith("*")
            keys = self._keys(phrase.rstrip("*"))
            yield Entry(role, keys, values, unit, always=always, open_end=open_end)

    def word_entries(self) -> Iterator[Entry]:
        """Yield what may begin anywhere in a text."""
        data = self.data
        idioms = data.get("idioms", {})
        yield from self._rows(Role.NOTHING, idioms.get("none", ()))
        for name in idioms.keys() - {"none"}:
            yield from self._rows(Role.IDIOM, idioms[name], *_value_and_unit(name))
        clock = data.get("clock", {})
        yield from self._rows(Role.POINT, clock.get("midnight", ()), 0)
        yield from self._rows(Role.POINT, clock.get("noon", ()), 720)
        for minutes, phrases in clock.get("points", {}).items():
            yield from self._rows(Role.POINT, phrases, minutes)
        for name, phrases in data.get("fused", {}).items():
            yield from self._rows(Role.FUSED, phrases, *_value_and_unit(name))
        yield from self._number_entries()
        for value, phrases in data.get("fractions", {}).items():
            if value not in {"links", "over", "ordinals"}:
                yield from self._rows(Role.FRACTION, phrases, value)
        yield from self._ordinal_entries()
        for unit, phrases in data.get("per", {}).items():
            yield from self._rows(Role.PER_WORD if unit == "words" else Role.PER, phrases, unit=unit)
        for unit, phrases in data.get("per-before", {}).items():
            yield from self._rows(Role.PER_BEFORE, phrases, unit=unit)
        for unit, phrases in data.get("before", {}).items():
            if unit == "minus":
                yield from self._rows(Role.MINUS, phrases)
            elif unit[0] in "+-":
                yield from self._rows(Role.ADD_BEFORE, phrases, unit)
            else:
                yield from self._rows(Role.UNIT_BEFORE, phrases, unit=unit)
        before = {"am-before": Role.MORNING, "pm-before": Role.EVENING, "night-before": Role.NIGHT}
        for name, role in before.items():
            yield from self._rows(role, clock.get(name, ()))

    def after_entries(self) -> Iterator[Entry]:
        """Yield what may stand behind a number besides its unit."""
        for value, phrases in self.data.get("more", {}).items():
            yield from self._rows(Role.MORE, phrases, value)
        yield from self._rows(Role.OVER, self.data.get("fractions", {}).get("over", ()))

    def _hour_names(self) -> Iterator[tuple[str, int]]:
        """Yield the names of the hours, in digits too."""
        clock = self.data.get("clock", {})
        words = {**self.data.get("numbers", {}), **clock.get("hours", {})}
        for hour in range(1, _HOURS + 1):
            yield from ((name, hour) for name in (str(hour), *words.get(str(hour), ())))

    def _tellings(self) -> Iterator[Telling]:
        """Yield the ways to tell a time by the minutes before or after an hour."""
        for minutes, phrases in self.data.get("clock", {}).get("said", {}).items():
            for phrase in phrases:
                if _GLUED_HOUR.search(phrase) and self.data.get("blanks", True):
                    for name, hour in self._hour_names():
                        yield Telling(self._keys(phrase.replace("{h}", name)), (), int(minutes), hour)
                else:
                    keys = self._keys(phrase.replace("{h}", _ANY_HOUR))
                    place = keys.index(_ANY_HOUR)
                    yield Telling(keys[:place], keys[place + 1 :], int(minutes))

    def _number_entries(self) -> Iterator[Entry]:
        numbers = self.data.get("numbers", {})
        for value, phrases in numbers.items():
            if value not in {"tails", "bound", "heads"}:
                yield from self._rows(Role.NUMBER, phrases, value)
        for value, phrases in numbers.get("tails", {}).items():
            yield from self._rows(Role.TAIL, phrases, value)
        for value, phrases in numbers.get("bound", {}).items():
            yield from self._rows(Role.BOUND, phrases, value)
        for value, phrases in self.data.get("multipliers", {}).items():
            yield from self._rows(Role.MULTIPLIER, phrases, value)

    def _ordinal_entries(self) -> Iterator[Entry]:
        for value, phrases in self.data.get("ordinals", {}).items():
            if value == "before":
                yield from self._rows(Role.ORDINAL_BEFORE, phrases)
            elif value not in {"each", "endings"}:
                yield from self._rows(Role.ORDINAL, phrases, value)

    def unit_entries(self) -> Iterator[Entry]:
        """Yield the names and the signs of units."""
        own = self.data.get("units", {})
        for unit, phrases in own.items():
            for entry in self._rows(Role.UNIT, phrases, unit=unit):
                yield entry
                for article in self.articles:
                    yield entry._replace(keys=(article + entry.keys[0], *entry.keys[1:]))
        for unit in all_units().values():
            yield from self._rows(Role.UNIT, unit.symbols, unit=unit.name)
            if self.turkish:  # where IU is no capital of iu
                yield from self._rows(Role.UNIT, (symbol.upper() for symbol in unit.symbols), unit=unit.name)

    def prefixed(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries, and again with each prefix that the language glues to the front of a word."""
        prefixes = self.data.get("prefixes", ())
        for entry in entries:
            yield entry
            for prefix in prefixes if entry.role not in {Role.NOTHING, Role.PER_WORD} else ():
                first = entry.keys[0]
                if entry.role is Role.MULTIPLIER and prefix not in {prefixes[0], *self.articles}:
                    continue  # "in a hundred" is per cent
                if len(first) > _SHORT_WORD or prefix == prefixes[0]:
                    yield Entry(
                        entry.role,
                        (prefix + first, *entry.keys[1:]),
                        entry.values,
                        entry.unit,
                        joined=prefix.startswith(prefixes[0]),
                    )

    def _date_parts(self, pattern: str) -> Iterator[str]:
        for part in re.split(r"(\{[dmMy]\})", pattern):
            if part.startswith("{"):
                yield part
            elif part.strip():
                yield from self._keys(part)


_HOURS = 12
"""Hours of half a day, by which times are told in words."""
_ANY_HOUR = "7"
"""Stands for the hour of a way to tell a time: no minutes in digits are seven."""
_GLUED_HOUR = re.compile(r"\w\{h\}")
"""Finds an hour in one word with what stands before it: Russian полдевятого."""
_SHORT_WORD = 2
"""Letters of a word that takes no prefix but "and": with others it would be another word."""


@cache
def _phrase_keys(phrase: str, *, turkish: bool) -> tuple[str, ...]:
    if phrase.isalpha() and phrase.isascii() and phrase.islower():
        return (phrase,)
    return tuple(token.key for token in scan(phrase, turkish=turkish).tokens if token.type is not Type.HIDDEN)


def _value_and_unit(name: str) -> tuple[str, str]:
    """Return the parts of a key such as `2 times` or `1.5`."""
    value, _, unit = name.partition(" ")
    return value, unit
