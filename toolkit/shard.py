"""A share of the work, for runs on several machines that know nothing of each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shard:
    """A share of the work for one of several runs, that know nothing of each other."""

    number: int
    """Which, counted from 1."""
    count: int
    """Of how many."""

    @property
    def is_first(self) -> bool:
        """Whether it is the one that does what cannot be shared."""
        return self.number == 1

    def part(self, names: Iterable[str]) -> frozenset[str]:
        """Return its share of the names, whatever their order: each is in one shard."""
        return frozenset(sorted(names)[self.number - 1 :: self.count])


ALL_OF_IT = Shard(1, 1)
"""The shard of a run that does everything."""
