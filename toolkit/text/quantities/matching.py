"""Pairs the values of two texts, step by step from the surest to the vaguest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from toolkit.text.quantities.atoms import Atom

LOOKED_AT = 200
"""How many values that look alike, or of a whole text, are compared each with each; this keeps the time linear."""


class Matching:
    """What is left of two texts, and what was paired."""

    def __init__(self, theirs: Iterable[Atom], ours: Iterable[Atom]) -> None:
        self.theirs = sorted(theirs, key=_is_free)
        """What is left of the source; what may be dropped comes last, so that it takes nothing from the others."""
        self.ours = sorted(ours, key=_is_free)
        """What is left of the translation."""
        self.pairs: list[tuple[Atom, Atom]] = []
        """All pairs so far, the source's first."""

    def pair(self, key: Callable[[Atom], object], agree: Callable[[Atom, Atom], bool]) -> list[tuple[Atom, Atom]]:
        """Take out what has the same key on both sides and agrees, in the order of the source; return the pairs."""
        if not self.theirs or not self.ours:
            return []
        by_key: dict[object, list[Atom]] = defaultdict(list)
        for atom in self.ours:
            by_key[key(atom)].append(atom)
        found: list[tuple[Atom, Atom]] = []
        left = []
        for atom in self.theirs:
            rows = by_key.get(key(atom), [])
            place = next((place for place, row in enumerate(rows[:LOOKED_AT]) if agree(atom, row)), None)
            if place is None:
                left.append(atom)
            else:
                found.append((atom, rows.pop(place)))
        taken = {id(own) for _, own in found}
        self.theirs, self.ours = left, [atom for atom in self.ours if id(atom) not in taken]
        self.pairs += found
        return found

    def pair_equal(self, agree: Callable[[Atom, Atom], bool]) -> list[tuple[Atom, Atom]]:
        """Take out the same numbers that agree; return the pairs."""
        return self.pair(lambda atom: atom.value, agree)

    def pair_any(self, agree: Callable[[Atom, Atom], bool]) -> list[tuple[Atom, Atom]]:
        """Take out whatever agrees; return the pairs. Nothing in texts with very many numbers."""
        if max(len(self.theirs), len(self.ours)) > LOOKED_AT:
            return []
        return self.pair(lambda _atom: None, agree)


def _is_free(atom: Atom) -> bool:
    return atom.free
