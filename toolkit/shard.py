"""A share of the work, for runs on several machines that know nothing of each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shard:
    """A share of the work for one of several runs, that know nothing of each other."""

    number: int
    """Which, counted from 1."""
    count: int
    """Of how many."""

    def __str__(self) -> str:
        """Return it as it is asked for: `3/8`."""
        return f"{self.number}/{self.count}"

    @property
    def is_first(self) -> bool:
        """Whether it is the one that does what cannot be shared."""
        return self.number == 1

    def part(self, names: Iterable[str]) -> frozenset[str]:
        """Return its share of the names, whatever their order: each is in one shard."""
        return frozenset(sorted(names)[self.number - 1 :: self.count])


ALL_OF_IT = Shard(1, 1)
"""The shard of a run that does everything."""


def parse_shard(text: str) -> Shard:
    """Return the share of the work that `3/8` means; raises `ValueError` for anything else."""
    found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise ValueError(f"{text!r} is no share of the work; write it as in 3/8")
    return Shard(int(found[1]), int(found[2]))


def missing_of(shards: Collection[Shard]) -> tuple[Shard, ...]:
    """Return what these shards lack to be whole, whatever the number of shards in which each was asked for."""
    counts = sorted({shard.count for shard in shards})
    whole = [Shard(number, count) for count in counts for number in range(1, count + 1)]
    return tuple(shard for shard in whole if shard not in shards)
