"""Steps over the words that may stand between two places of a text: between a negation and what it negates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from toolkit.text.pattern_bank import Bank
from toolkit.text.patterns import PASSED, Spelling


@dataclass(frozen=True)
class Steps:
    """What may stand between two places of a text: the way from one to the other is made of these patterns only."""

    patterns: tuple[str, ...]
    """Folded patterns."""
    spelling: Spelling
    """The shape of the language's words."""
    base: Steps | None = None
    """More of them, shared with others."""

    @cached_property
    def _banks(self) -> tuple[Bank, ...]:
        own = Bank(self.patterns, self.spelling)
        return (own, *self.base._banks) if self.base else (own,)  # noqa: SLF001 - its own class

    def over(self, text: str) -> Walk:
        """Return the ways over a text."""
        return Walk(text, self._banks)


class Walk:
    """The ways that steps make over one text; what begins at a place is looked up once."""

    def __init__(self, text: str, banks: Sequence[Bank]) -> None:
        """Walk over the folded `text`."""
        self.text = text
        self.banks = banks
        self.ends: dict[int, tuple[int, ...]] = {}
        """For each place, where the steps that begin there end."""

    def reach(self, start: int, gap: int) -> set[int]:
        """Return the positions, at most `gap` characters away, that can be reached from `start`.

        Spaces, quotes, hyphens and brackets are stepped over. The work is bounded by `gap`.
        """
        seen: set[int] = set()
        waiting = [start]
        while waiting:
            place = waiting.pop()
            if place not in seen and place - start <= gap:
                seen.add(place)
                waiting.extend(self._nexts(place))
        return seen

    def _nexts(self, place: int) -> tuple[int, ...]:
        found = self.ends.get(place)
        if found is None:
            hits = (hit.end for bank in self.banks for hit, _ in bank.at(self.text, place) if hit.end > place)
            passed = (place + 1,) if self.text[place : place + 1] in PASSED else ()
            found = self.ends[place] = (*passed, *hits) if place < len(self.text) else ()
        return found
