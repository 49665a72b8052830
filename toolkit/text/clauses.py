"""Divides a folded sentence into clauses, and tells which of them belong together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from toolkit.text.language import Language
from toolkit.text.markers import Mark, MarkKind
from toolkit.text.pattern_bank import Finder
from toolkit.text.patterns import Hit

COMMAS = ",،，、"
_MOST_OPENINGS = 2
"""Clauses before the one that matters which may belong to its sense."""


class ClauseMap:
    """The clauses of one sentence, numbered from 0."""

    def __init__(
        self,
        text: str,
        language: Language,
        marks: Sequence[Mark],
        hits: Mapping[str, Sequence[Hit]],
        listed: Finder,
    ) -> None:
        """Divide the folded `text`; `hits` are the places of each concept in it, `listed` goes on with a list."""
        self.text = text
        self.language = language
        self.marks = marks
        self.hits = hits
        self.listed = listed

    @cached_property
    def starts(self) -> list[int]:
        """Where the clauses begin."""
        cuts = {0} | {mark.start for mark in self.marks if mark.entry.kind is MarkKind.CONTRAST}
        cuts |= {place + 1 for place, character in enumerate(self.text) if self._breaks(place, character)}
        return sorted(cuts)

    def number(self, place: int) -> int:
        """Return the number of the clause that the character at `place` is in."""
        return bisect_right(self.starts, place) - 1

    def span(self, clause: int) -> tuple[int, int]:
        """Return where the clause begins and ends."""
        end = self.starts[clause + 1] if clause + 1 < len(self.starts) else len(self.text)
        return self.starts[clause], end

    def group(self, clause: int, concept: str) -> range:
        """Return the clause with what belongs to its sense: "if you feel sleepy, do not drive".

        That is the conditions beside it, and beyond a comma what has nothing of the `concept` itself: up to two
        openings ("without asking your doctor, never change the dose"), and an ending that begins with another concept.
        """
        first = last = clause
        openings = range(max(0, clause - _MOST_OPENINGS), clause)
        while first not in self._contrasted and first - 1 in openings and self._opens(first - 1, concept):
            first -= 1
        if last + 1 not in self._contrasted and self._ends(last + 1, concept):
            last += 1
        while first > 0 and first - 1 in self._conditional and first not in self._contrasted:
            first -= 1
        while last + 1 < len(self.starts) and last + 1 in self._conditional and last + 1 not in self._contrasted:
            last += 1
        return range(first, last + 1)

    def _opens(self, clause: int, concept: str) -> bool:
        """Whether the clause hangs on the next one by a comma and has nothing of the concept, nor a permission."""
        without = clause not in self._permitting and clause not in self._clauses_of[concept]
        return without and self._begins_after_comma(clause + 1)

    def _ends(self, clause: int, concept: str) -> bool:
        """Whether the clause hangs on the one before, begins with another concept and has nothing of this one."""
        if clause >= len(self.starts) or not self._begins_after_comma(clause) or clause in self._clauses_of[concept]:
            return False
        start = self.starts[clause]
        start += self.text[start : start + 1] == " "
        return self._edges[0].get(start, (concept, ""))[0] != concept

    def _begins_after_comma(self, clause: int) -> bool:
        return self.text[self.starts[clause] - 1] in COMMAS

    def hold(self, clauses: range, *, besides: str) -> bool:
        """Whether every concept but that one is in one of the clauses."""
        wanted = set(clauses)
        return all(wanted & found for name, found in self._clauses_of.items() if name != besides)

    @cached_property
    def list_words(self) -> Mapping[int, int]:
        """Start and end of the words that go on with a list."""
        return {hit.start: hit.end for hit in self.language.list_words.find(self.text)}

    @cached_property
    def _clauses_of(self) -> Mapping[str, frozenset[int]]:
        return {name: frozenset(self.number(hit.start) for hit in hits) for name, hits in self.hits.items()}

    @cached_property
    def _conditional(self) -> frozenset[int]:
        return self._with(MarkKind.CONDITION) | self._with(MarkKind.EXCEPTION)

    @cached_property
    def _contrasted(self) -> frozenset[int]:
        return self._with(MarkKind.CONTRAST)

    @cached_property
    def _permitting(self) -> frozenset[int]:
        return self._with(MarkKind.PERMISSIVE) | self._with(MarkKind.URGE)

    def _with(self, kind: MarkKind) -> frozenset[int]:
        return frozenset(self.number(mark.start) for mark in self.marks if mark.entry.kind is kind)

    def _breaks(self, place: int, character: str) -> bool:
        if character not in self.language.clauses.breaks:
            return False
        before, after = self.text[max(0, place - 1) : place], self.text[place + 1 : place + 2]
        if before.isdigit() and after.isdigit():
            return False
        return character not in COMMAS or not self._goes_on(place)

    def _goes_on(self, comma: int) -> bool:
        """Whether the comma only divides a list: `raise, lower or skip`."""
        following = comma + 1 + (self.text[comma + 1 : comma + 2] == " ")
        if following in self.list_words or comma in self._listed:
            return True
        starts, ends = self._edges
        left, right = ends.get(comma), starts.get(following)
        return left is not None and right is not None and left[0] == right[0] and left[1] != right[1]

    @cached_property
    def _listed(self) -> frozenset[int]:
        return frozenset(hit.start for hit in self.listed.find(self.text))

    @cached_property
    def _edges(self) -> tuple[dict[int, tuple[str, str]], dict[int, tuple[str, str]]]:
        """Where words of concepts begin and end, with the concept and the word."""
        starts: dict[int, tuple[str, str]] = {}
        ends: dict[int, tuple[str, str]] = {}
        for name, hits in self.hits.items():
            for hit in hits:
                starts[hit.start] = ends[hit.end] = (name, self.text[hit.start : hit.end])
        return starts, ends
