"""Finds times that are told in words by the minutes before or after an hour: half past eight, без четверти три."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.text.quantities.scanner import Token

_HALF_DAY = 12 * 60

Keys = tuple[str, ...]


class Telling(NamedTuple):
    """A way to tell a time, with an hour in its midst."""

    before: Keys
    """The tokens before the hour."""
    after: Keys
    """The tokens behind it."""
    minutes: int
    """Minutes that are added to the hour."""
    hour: int | None = None
    """The hour, where `before` says it too: Russian полдевятого, one word."""


class Told(NamedTuple):
    """A time that was found."""

    minutes: int
    """Minutes from midnight, or from noon: 0 to 719."""
    end: int
    """The token behind it."""


class Tellings:
    """The ways of a language, looked up where they begin; the longest is found."""

    def __init__(self, ways: Iterable[Telling], hours: Mapping[Keys, int]) -> None:
        """Take the ways, and the names of the hours 1 to 12."""
        self._ways: dict[str, list[Telling]] = {}
        self._behind: dict[str, list[Telling]] = {}
        for way in ways:
            group, key = (self._ways, way.before[0]) if way.before else (self._behind, way.after[0])
            group.setdefault(key, []).append(way)
        self._hours: dict[str, list[tuple[Keys, int]]] = {}
        for keys, hour in hours.items():
            self._hours.setdefault(keys[0], []).append((keys, hour))

    @property
    def firsts(self) -> Iterable[str]:
        """The keys that a time may begin with."""
        return self._ways.keys() | (self._hours.keys() if self._behind else ())

    @property
    def literals(self) -> Iterator[Keys]:
        """The longest run of tokens of each way that no hour interrupts."""
        for rows in (*self._ways.values(), *self._behind.values()):
            yield from (max(way.before, way.after, key=len) for way in rows)

    def at(self, tokens: Sequence[Token], place: int) -> Told | None:
        """Return the longest time that begins at the token `place`, or None."""
        found = [*self._found(tokens, place)]
        return max(found, key=lambda told: told.end) if found else None

    def _found(self, tokens: Sequence[Token], place: int) -> Iterator[Told]:
        for way in self._ways.get(tokens[place].key, ()):
            if not _stand(tokens, place, way.before):
                continue
            behind = place + len(way.before)
            hours = self._hours_at(tokens, behind) if way.hour is None else [(way.hour, behind)]
            for hour, end in hours:
                if _stand(tokens, end, way.after):
                    yield _told(hour, way, end)
        for hour, end in self._hours_at(tokens, place) if self._behind else ():
            for way in self._behind.get(tokens[end].key, ()) if end < len(tokens) else ():
                if _stand(tokens, end, way.after):
                    yield _told(hour, way, end)

    def _hours_at(self, tokens: Sequence[Token], place: int) -> Iterator[tuple[int, int]]:
        """Yield the hours that may stand at a place, each with the token behind it."""
        for keys, hour in self._hours.get(tokens[place].key, ()) if place < len(tokens) else ():
            if _stand(tokens, place, keys):
                yield hour, place + len(keys)


def _told(hour: int, way: Telling, end: int) -> Told:
    return Told((hour * 60 + way.minutes) % _HALF_DAY, end + len(way.after))


def _stand(tokens: Sequence[Token], place: int, keys: Keys) -> bool:
    """Whether the keys stand there."""
    return place + len(keys) <= len(tokens) and all(
        tokens[place + number].key == key for number, key in enumerate(keys)
    )
