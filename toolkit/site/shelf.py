"""Values that wait in a spool: what is known of each page of a large site need not be in memory as a whole."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from toolkit.site.contents import Spool

_Row = TypeVar("_Row")


class Shelf(Generic[_Row]):
    """Values by number, each written when it comes and read when it is asked for."""

    def __init__(self, spool: Spool, dump: Callable[[_Row], object], load: Callable[[Any], _Row]) -> None:
        """Begin with none; `load` makes the value again of what JSON makes of what `dump` returns."""
        self._spool, self._dump, self._load = spool, dump, load
        self._starts, self._sizes = array("Q"), array("L")

    def put(self, rows: Iterable[_Row]) -> range:
        """Keep values, and return their numbers; raises `OSError`."""
        first = len(self._starts)
        for row in rows:
            stored = self._spool.put([json.dumps(self._dump(row), separators=(",", ":")).encode()])
            self._starts.append(stored.start)
            self._sizes.append(stored.size)
        return range(first, len(self._starts))

    def get(self, number: int) -> _Row:
        """Return the value with this number; raises `OSError`."""
        return self._load(json.loads(self._spool.read(self._starts[number], self._sizes[number])))

    def rows(self, numbers: Sequence[int]) -> Sequence[_Row]:
        """Return the values with these numbers, in this order, each read whenever it is asked for."""
        return _Rows(self, numbers)


@dataclass(frozen=True, slots=True)
class _Rows(Sequence[_Row]):
    """Some values of a shelf."""

    shelf: Shelf[_Row]
    numbers: Sequence[int]

    @overload
    def __getitem__(self, at: int) -> _Row: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[_Row]: ...

    def __getitem__(self, at: int | slice) -> _Row | Sequence[_Row]:
        return _Rows(self.shelf, self.numbers[at]) if isinstance(at, slice) else self.shelf.get(self.numbers[at])

    def __len__(self) -> int:
        return len(self.numbers)
