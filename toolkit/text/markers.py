"""Finds the words of a sentence that change its force: negators, permissives, weakeners and their like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache

from toolkit.text.pattern_bank import Bank, Finder
from toolkit.text.patterns import Spelling

_NEED_WITHIN = 60
"""Characters within which the second part of a negation must follow its first."""


class MarkKind(StrEnum):
    """What a marker does to its sentence; see the fields of `toolkit.text.language.Language`."""

    NEGATOR = "negation"
    PERMISSIVE = "permission"
    URGE = "urging"
    WEAKENER = "weakener"
    DENIAL = "denial"
    EXCEPTION = "exception"
    SUPERVISOR = "supervisor"
    WARNING = "warning"
    DELAY = "delay"
    NEUTRAL = "neutral"
    CONTRAST = "contrast"
    CONDITION = "condition"


@dataclass(frozen=True, eq=False)
class Entry:
    """Markers that do the same."""

    kind: MarkKind
    """What they do."""
    words: tuple[str, ...]
    """Their patterns, folded."""
    position: tuple[str, ...] = ()
    """Where they stand, seen from what they are about."""
    word_class: str = ""
    """What a negator is grammatically."""
    needs: Finder | None = None
    """What must follow for it to negate."""


@dataclass(frozen=True, eq=False, slots=True)
class Mark:
    """A marker found in a folded text."""

    entry: Entry
    """What it is."""
    start: int
    """First character."""
    end: int
    """One past the last character."""


@dataclass(frozen=True)
class Markers:
    """All markers of a language; where several begin at one place, the longest wins, and they do not overlap.

    So `do not hesitate to` is an urging and no negation, and `you may not` is a negation and no permission.
    """

    entries: tuple[Entry, ...]
    """The rows of the language file."""
    spelling: Spelling
    """The shape of the language's words."""

    @cached_property
    def _bank(self) -> Bank:
        return Bank((word for entry in self.entries for word in entry.words), self.spelling)

    @cached_property
    def _entries(self) -> Mapping[str, Entry]:
        """The entry of each pattern; where it stands in two rows of one meaning, with the positions of both."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            for word in entry.words:
                other = found.get(word)
                positions = entry.position if other is None else (*other.position, *entry.position)
                found[word] = replace(entry, position=positions) if other else entry
        return found

    @cached_property
    def ambiguous(self) -> tuple[str, ...]:
        """The patterns that stand in rows of different meanings."""
        meanings: dict[str, set[tuple[MarkKind, str]]] = {}
        for entry in self.entries:
            for word in entry.words:
                meanings.setdefault(word, set()).add((entry.kind, entry.word_class))
        return tuple(word for word, found in meanings.items() if len(found) > 1)

    def find(self, text: str) -> tuple[Mark, ...]:
        """Return the marks in the folded `text` from left to right; the last texts are remembered."""
        return self._remembered(text)

    @cached_property
    def _remembered(self) -> Callable[[str], tuple[Mark, ...]]:
        return lru_cache(maxsize=256)(self._find)

    def _find(self, text: str) -> tuple[Mark, ...]:
        found = []
        for hit, shape in self._bank.scan(text):
            entry = self._entries[shape.pattern]
            window = text[hit.end : hit.end + _NEED_WITHIN]
            if entry.needs is None or any(True for _ in entry.needs.find(window)):
                found.append(Mark(entry, hit.start, hit.end))
        return tuple(found)
