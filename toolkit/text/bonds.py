"""Tells which words a negation or a permission is bound to.

It is bound where the way to its word is made of words that take no negation for themselves (the language's `between`,
the rule's own, and the concepts). So "do not wait to stop" negates no stopping, however near the two are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from toolkit.text.clauses import ClauseMap
from toolkit.text.markers import Mark, MarkKind
from toolkit.text.patterns import Hit
from toolkit.text.terms import Terms

_FORCES = (MarkKind.NEGATOR, MarkKind.PERMISSIVE, MarkKind.URGE, MarkKind.WEAKENER)


class Bonds:
    """The bonds of one folded sentence."""

    def __init__(self, text: str, terms: Terms, marks: Sequence[Mark], hits: Sequence[Hit], clauses: ClauseMap) -> None:
        """Look for the bonds of the `hits`, the places of the word that is negated or asked for."""
        self.text = text
        self.terms = terms
        self.marks = marks
        self.hits = hits
        self.clauses = clauses
        self._before, self._after = terms.before.over(text), terms.after.over(text)

    def ahead(self, place: int) -> set[int]:
        """Return where a negation that ends at `place` may have its word."""
        return self._before.reach(place, self.terms.gap)

    def behind(self, place: int) -> set[int]:
        """Return where a word that ends at `place` may have its negation."""
        return self._after.reach(place, self.terms.gap)

    def of(self, hit: Hit, kind: MarkKind) -> list[Mark]:
        """Return the marks of this kind that are bound to a place, in the order of the sentence."""
        found = {mark for mark in self._reaching.get(hit.start, ()) if self._binds(mark, kind, "before")}
        found |= {mark for mark in self._following(hit.stem, hit.end) if self._binds(mark, kind, "after", "fused")}
        found |= {mark for mark in self._grown(hit) if self._binds(mark, kind, "fused")}
        if hit.last > hit.start:  # a verb around its negation: German "setzen Sie ... nicht ab"
            inside = (mark for mark in self._reaching.get(hit.last, ()) if hit.start < mark.start < hit.last)
            found |= {mark for mark in inside if self._binds(mark, kind, "before", "after")}
        return sorted(found, key=lambda mark: mark.start)

    def _grown(self, hit: Hit) -> list[Mark]:
        """Return the marks that begin within the word and end behind it: Korean "줄여" in "줄여서는 안"."""
        return [mark for mark in self.marks if hit.start < mark.start < hit.end < mark.end]

    @cached_property
    def negations(self) -> Mapping[Hit, list[Mark]]:
        """The negators of each hit; a list behind one negation is negated as a whole."""
        bonds = {hit: self.of(hit, MarkKind.NEGATOR) for hit in self.hits}
        negators = {mark for marks in bonds.values() for mark in marks}
        # A word inside of a negator that is bound elsewhere is part of it: Japanese やめて in "運転はやめてください".
        swallowed = {hit for hit in bonds if any(mark.start <= hit.start < mark.end for mark in negators)}
        bonds = {hit: marks for hit, marks in bonds.items() if hit not in swallowed}
        for earlier, later in pairwise(bonds):
            ahead = [mark for mark in bonds[earlier] if mark.start < earlier.start]
            if ahead and not bonds[later] and self._listed(earlier, later):
                bonds[later] = ahead
        return bonds

    def permissions(self, hit: Hit) -> list[Mark]:
        """Return what permits, or calls for, what stands there; a negated permission ("no puede") is none."""
        found = [*self.of(hit, MarkKind.PERMISSIVE), *self.of(hit, MarkKind.URGE)]
        return [mark for mark in found if not self._negated(mark, hit)]

    def _negated(self, mark: Mark, hit: Hit) -> bool:
        """Whether a negator stands before the permission, between it and what it would permit, or behind that."""
        place = bisect_left(self._negators, mark.end)
        if place < len(self._negators) and self._negators[place] < max(hit.start, hit.last):
            return True
        before = self._reaching.get(mark.start, ())
        behind = [other for other in self.of(hit, MarkKind.NEGATOR) if other.start > hit.start]
        return any(
            other.entry.kind is MarkKind.NEGATOR and other.entry.word_class != "verb" and other is not mark
            for other in (*before, *behind)
        )

    def doubled(self, mark: Mark) -> Mark | None:
        """Return what negates or permits the negation itself, or None: `no need to avoid`, `do not avoid`."""
        others = list(self._reaching.get(mark.start, ()))
        others += [other for other in self._following(mark.end) if {"after", "fused"} & set(other.entry.position)]
        targets = {hit.start for hit in self.negations}  # "giving up is dangerous" reverses nothing
        others = [other for other in others if other is not mark and other.start not in targets]
        return next((other for other in others if self._reverses(other, mark)), None)

    def _reverses(self, other: Mark, mark: Mark) -> bool:
        first, second = sorted((other, mark), key=lambda item: item.start)
        if any(first.end <= start <= second.start for start in self.clauses.list_words):
            return False
        if self.terms.language.concord and any(first.end <= hit.start and hit.end <= second.start for hit in self.hits):
            return False  # Russian "ни алкоголь, ни успокоительные нельзя принимать"
        if other.entry.kind is not MarkKind.NEGATOR:
            return mark.entry.word_class == "verb"
        if "verb" in {mark.entry.word_class, other.entry.word_class}:
            return True  # "do not avoid", "it is forbidden not to"
        same = self.text[mark.start : mark.end] == self.text[other.start : other.end]
        return not same and not self.terms.language.concord

    def _binds(self, mark: Mark, kind: MarkKind, *positions: str) -> bool:
        if mark.entry.kind is not kind:
            return False
        return not mark.entry.position or self.terms.binds(mark, *positions)

    @cached_property
    def _reaching(self) -> Mapping[int, list[Mark]]:
        """For each place, the marks before it from which a way leads there."""
        found: dict[int, list[Mark]] = {}
        for mark in self.marks:
            if mark.entry.kind in _FORCES and (not mark.entry.position or "before" in mark.entry.position):
                for place in self.ahead(mark.end):
                    found.setdefault(place, []).append(mark)
        return found

    @cached_property
    def _negators(self) -> list[int]:
        """Where negators begin that are no verbs, in the order of the sentence."""
        negators = (mark for mark in self.marks if mark.entry.kind is MarkKind.NEGATOR)
        return [mark.start for mark in negators if mark.entry.word_class != "verb"]

    @cached_property
    def _by_start(self) -> Mapping[int, Mark]:
        return {mark.start: mark for mark in self.marks if mark.entry.kind in _FORCES}

    def _following(self, *places: int) -> list[Mark]:
        """Return the marks to which a way leads from one of the places."""
        reached = {end for place in set(places) for end in self.behind(place)}
        return [self._by_start[place] for place in sorted(reached) if place in self._by_start]

    def _listed(self, earlier: Hit, later: Hit) -> bool:
        """Whether the second word goes on with a list that the first one begins."""
        if self.text[earlier.start : earlier.end] == self.text[later.start : later.end]:
            return False
        place = earlier.end
        while place < later.start and self.text[place] in " ,،，、":
            place += 1
        place = self.clauses.list_words.get(place, place)
        return later.start in self.ahead(place)
