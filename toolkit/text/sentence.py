"""One folded sentence, read with the terms that are looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cached_property

from toolkit.text.bonds import Bonds
from toolkit.text.clauses import COMMAS, ClauseMap
from toolkit.text.fold import Folded
from toolkit.text.markers import Mark, MarkKind
from toolkit.text.patterns import Hit
from toolkit.text.terms import Evidence, Reading, Stance, Terms

_LONGEST_ASIDE = 8
"""Characters beside a weakener in a clause that holds nothing else: `and, if possible,`."""
_LONGEST_ASIDE_UNSPACED = 5
"""The same in scripts without spaces."""
_NEAR = 60
"""Characters within which a supervisor belongs to an exception."""
_BESIDE = " .!。！．।…,;:—–-،؛、，；：\"'«»„“”‘’()[]「」"
"""What may stand between the words of a clause."""
_CLOSERS = " \"'»”’)]」』）"


class Sentence:
    """A folded sentence, read with given terms."""

    def __init__(self, folded: Folded, terms: Terms) -> None:
        """Find the concepts."""
        self.folded = folded
        self.text = folded.text
        self.terms = terms
        self.language = terms.language
        self.hits = self._found()

    def _found(self) -> dict[str, list[Hit]]:
        """Return the places of each concept; none of any where one is lacking: then nothing more is asked.

        A neutral word is no place of a concept: Turkish "kesinlikle" is no "kes*".
        """
        found: dict[str, list[Hit]] = {}
        for name, finder in self.terms.finders.items():
            found[name] = list(finder.find(self.text))
            if not found[name]:
                return {}
        neutral = self.of_kind(MarkKind.NEUTRAL)
        if not neutral:
            return found
        return {
            name: [hit for hit in hits if not any(mark.start <= hit.start and hit.end <= mark.end for mark in neutral)]
            for name, hits in found.items()
        }

    @property
    def complete(self) -> bool:
        """Whether it holds every concept."""
        return bool(self.hits) and all(self.hits.values())

    @property
    def targets(self) -> list[Hit]:
        """The places of what is negated or asked for."""
        return self.hits[self.terms.of]

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The markers in it."""
        return self.language.markers.find(self.text)

    @cached_property
    def clauses(self) -> ClauseMap:
        """Its clauses."""
        return ClauseMap(self.text, self.language, self.marks, self.hits, self.terms.listed)

    @cached_property
    def bonds(self) -> Bonds:
        """Which words its negations and permissions are bound to."""
        return Bonds(self.text, self.terms, self.marks, self.targets, self.clauses)

    def of_kind(self, *kinds: MarkKind) -> list[Mark]:
        """Return the markers of these kinds."""
        return [mark for mark in self.marks if mark.entry.kind in kinds]

    @cached_property
    def question(self) -> bool:
        """Whether it asks."""
        return self.text.rstrip(_CLOSERS).endswith(self.language.sentences.questions)

    @cached_property
    def finished(self) -> bool:
        """Whether it ends like a sentence; a heading or an item of a list does not."""
        return self.text.rstrip(_CLOSERS).endswith(self.language.sentences.ends)

    def around(self, hit: Hit) -> range:
        """Return the clause of the place with the conditions beside it."""
        return self.clauses.group(self.clauses.number(hit.start), self.terms.of)

    def own(self, hit: Hit) -> set[Mark]:
        """Return the marks that the pattern of a hit spells out, which are part of what it says: "not an emergency"."""
        spelled = Counter(mark.entry for mark in self.language.markers.find(hit.pattern))
        own = set()
        for mark in self._inside(hit):
            if spelled[mark.entry]:
                spelled[mark.entry] -= 1
                own.add(mark)
        return own

    def _inside(self, hit: Hit) -> list[Mark]:
        return [mark for mark in self.marks if mark.start < hit.end and hit.start < mark.end]

    def negated(self, hit: Hit) -> bool:
        """Whether what stands there is negated: bound to a negator, or part of one, or called off ("do not wait")."""
        clause, own = self.clauses.number(hit.start), self.own(hit)
        found = [mark for mark in self._inside(hit) if mark.entry.kind is MarkKind.NEGATOR]
        found += self.bonds.negations.get(hit, ())
        found += [mark for mark in self.of_kind(MarkKind.URGE) if self.clauses.number(mark.start) == clause]
        return not own.issuperset(found)

    def none_of(self, hit: Hit) -> bool:
        """Whether its clause begins by saying that nothing does it: "no website gives you a reliable diagnosis"."""
        start, _ = self.clauses.span(self.clauses.number(hit.start))
        return any(
            mark.entry.word_class == "determiner" and mark.start - start <= 1 and mark.end <= hit.start
            for mark in self.of_kind(MarkKind.NEGATOR)
        )

    def foreign(self, hit: Hit, *kinds: MarkKind) -> list[Mark]:
        """Return the marks of these kinds that lie on the place and are no part of its pattern."""
        own = self.own(hit)
        return [mark for mark in self._inside(hit) if mark.entry.kind in kinds and mark not in own]

    def whole(self, hit: Hit) -> bool:
        """Whether the other concepts stand with this place."""
        return self.clauses.hold(self.around(hit), besides=self.terms.of)

    def beside(self, hit: Hit) -> bool:
        """Whether the other concepts stand in the very clause of this place."""
        clause = self.clauses.number(hit.start)
        return self.clauses.hold(range(clause, clause + 1), besides=self.terms.of)

    def claims(self, hit: Hit, negators: Collection[Mark]) -> bool:
        """Whether the other concepts belong to this place, and not to one that the `negators` are bound to.

        "End it gradually and never stop it suddenly": what is sudden belongs to the stopping.
        """
        return self.beside(hit) and all(
            any(self._belongs(other, hit, negators) for other in hits)
            for name, hits in self.hits.items()
            if name != self.terms.of
        )

    def conditioned(self, hit: Hit) -> bool:
        """Whether the other concepts stand in conditions of this place: "if you feel sleepy, drive"."""
        own = self.clauses.number(hit.start)
        when = {self.clauses.number(mark.start) for mark in self.of_kind(MarkKind.CONDITION)}
        when &= set(self.around(hit)) - {self.clauses.number(other.start) for other in self.targets} - {own}
        return all(
            any(self.clauses.number(other.start) in when for other in hits)
            for name, hits in self.hits.items()
            if name != self.terms.of
        )

    def _belongs(self, other: Hit, hit: Hit, negators: Collection[Mark]) -> bool:
        if self.language.clauses.condition_position == "after":  # the verb comes last
            following = [target for target in self.targets if target.start >= other.end]
            return (following[0] if following else self.targets[-1]) == hit
        low, high = sorted((other.start, hit.start))
        return not any(low <= mark.start < high for mark in negators)

    def part(self, hit: Hit | Mark) -> tuple[int, int]:
        """Return where the part of its clause between two commas begins and ends."""
        start, end = self.clauses.span(self.clauses.number(hit.start))
        commas = [place for place in range(start, end) if self.text[place] in COMMAS]
        before = [place + 1 for place in commas if place < hit.start]
        return max([start, *before]), min([end, *(place for place in commas if place >= hit.end)])

    def alone(self, hit: Hit | Mark) -> bool:
        """Whether its part of the clause holds nothing else but marks, and words that may stand between."""
        place, end = self.part(hit)
        said = [(target.start, target.end) for target in self.targets] + [(mark.start, mark.end) for mark in self.marks]
        said = [span for span in said if place <= span[0] < end]
        said += [(place, mark.end) for mark in self.of_kind(MarkKind.CONTRAST) if mark.start < place < mark.end <= end]
        for start, stop in (*sorted(said), (end, end)):
            rest = self.text[place:start]
            first, last = place + len(rest) - len(rest.lstrip(_BESIDE)), place + len(rest.rstrip(_BESIDE))
            if first < last and last not in self.bonds.ahead(first) | self.bonds.behind(first):
                return False
            place = max(place, stop)
        return True

    def taken_back(self, hit: Hit) -> Mark | None:
        """Return the marker that makes a negation of, or a demand for, this place void; None where it stands."""
        group, own = self.around(hit), self.own(hit)
        for mark in self.marks:
            kind = mark.entry.kind
            if mark in own:
                continue
            if kind is MarkKind.DENIAL:
                return mark
            if kind is MarkKind.WEAKENER and self._weakens(mark, hit, group):
                return mark
            if kind is MarkKind.EXCEPTION and not self._supervised(mark):
                return mark
        return None

    def warned(self, hit: Hit) -> bool:
        """Whether the sentence says what harm is done by what stands there; its own word is no warning: "withdraw"."""
        warnings = self.of_kind(MarkKind.WARNING)
        return not self.question and any(mark.end <= hit.start or hit.end <= mark.start for mark in warnings)

    def mention(self, hit: Hit) -> bool:
        """Whether the sentence only speaks about what stands there."""
        if self.question or not self.finished or self.warned(hit):
            return True
        clause, behind = self.clauses.number(hit.start), self.language.clauses.condition_position == "after"
        return any(
            self.clauses.number(mark.start) == clause
            and (mark.entry.kind is MarkKind.SUPERVISOR or (mark.start > hit.start) == behind)
            for mark in self.of_kind(MarkKind.CONDITION, MarkKind.SUPERVISOR)
        )

    def ordered(self, hit: Hit) -> bool:
        """Whether what stands there is asked for: it begins its clause, or has the ending of an order."""
        if not self.language.orders:
            start, _ = self.clauses.span(self.clauses.number(hit.start))
            return hit.start in self.bonds.ahead(start)
        reached = self.bonds.behind(hit.stem) | self.bonds.behind(hit.end)
        return any(order.start in reached for order in self.language.order_words.find(self.text))

    def word(self, mark: Mark) -> str:
        """Return a marker as it stands in the folded sentence."""
        return self.text[mark.start : mark.end].strip()

    def reading(self, stance: Stance, reason: str, *marks: Mark) -> Reading:
        """Return a reading with the places of all concepts and of the given marks as evidence."""
        rows = {Evidence(name, hit.start, hit.end) for name, hits in self.hits.items() for hit in hits}
        rows |= {Evidence(mark.entry.kind.value, mark.start, mark.end) for mark in marks}
        return Reading(stance, reason, tuple(sorted(rows, key=lambda row: (row.start, row.end, row.role))))

    def _weakens(self, mark: Mark, hit: Hit, group: range) -> bool:
        """Whether a weakener belongs to this place; in a reason beside it that warns ("it may kill") it does not."""
        clause = self.clauses.number(mark.start)
        if self._conditional(mark, hit):
            return False
        if clause not in group:
            return self.aside(mark)
        warns = any(self.clauses.number(other.start) == clause for other in self.of_kind(MarkKind.WARNING))
        return clause == self.clauses.number(hit.start) or not warns

    def _conditional(self, mark: Mark, hit: Hit) -> bool:
        """Whether a weakener belongs to a condition that says more: "if you have taken too many", not "if possible"."""
        clause = self.clauses.number(mark.start)
        start, end = self.clauses.span(clause)
        if next(self.language.condition_words.find(self.word(mark)), None) is not None:
            # "where possible" is a condition itself; "if you want to stop, ..." says more
            return clause != self.clauses.number(hit.start) and self._names(clause)
        behind = self.language.clauses.condition_position == "after"
        conditions = [
            other
            for other in self.of_kind(MarkKind.CONDITION)
            if self.clauses.number(other.start) == clause
            and (mark.end <= other.start if behind else other.end <= mark.start)
        ]
        if clause == self.clauses.number(hit.start):  # "call at once if you have taken too many"
            conditions = [other for other in conditions if hit.end <= other.start < mark.start][-1:]
        parts = (self.text[start : other.start] if behind else self.text[other.end : end] for other in conditions)
        least = _LONGEST_ASIDE if self.language.spaces else _LONGEST_ASIDE_UNSPACED
        return any(len(part.strip(_BESIDE)) - (mark.end - mark.start) > least for part in parts)

    def _names(self, clause: int) -> bool:
        """Whether a clause names what is negated or asked for."""
        return any(self.clauses.number(hit.start) == clause for hit in self.targets)

    def aside(self, mark: Mark) -> bool:
        """Whether the clause of the mark holds next to nothing else: `, if possible,`."""
        start, end = self.clauses.span(self.clauses.number(mark.start))
        return len(self.text[start:end].strip(" ,.;:、。，")) - (mark.end - mark.start) <= _LONGEST_ASIDE

    def _supervised(self, mark: Mark) -> bool:
        return any(abs(other.start - mark.start) <= _NEAR for other in self.of_kind(MarkKind.SUPERVISOR))
