"""Reads whether a sentence prohibits something, demands it, permits it or only speaks of it."""

from __future__ import annotations

from functools import cached_property

from toolkit.text.bonds import Bonds
from toolkit.text.clauses import ClauseMap
from toolkit.text.fold import Folded
from toolkit.text.markers import Mark, MarkKind
from toolkit.text.patterns import Hit
from toolkit.text.terms import Evidence, Reading, Stance, Terms

_LONGEST_ASIDE = 8
"""Characters beside a weakener in a clause that holds nothing else: `and, if possible,`."""
_NEAR = 60
"""Characters within which a supervisor belongs to an exception."""
_CAPTURED = 30
"""Characters within which a negation before a demand is suspicious although another word takes it."""
_TOUCHING = 2
"""Characters between a delay and the ending that negates it."""
_CLOSERS = " \"'»”’)]」』）"


class Sentence:
    """A folded sentence, read with given terms."""

    def __init__(self, folded: Folded, terms: Terms) -> None:
        """Find the concepts."""
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
        return ClauseMap(self.text, self.language, self.marks, self.hits)

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

    def negated(self, hit: Hit) -> bool:
        """Whether what stands there is negated: bound to a negator, or part of one, or called off ("do not wait")."""
        clause = self.clauses.number(hit.start)
        return bool(self.bonds.negations.get(hit)) or any(
            mark.start < hit.end and hit.start < mark.end
            if mark.entry.kind is MarkKind.NEGATOR
            else self.clauses.number(mark.start) == clause
            for mark in self.of_kind(MarkKind.NEGATOR, MarkKind.URGE)
        )

    def excepted(self, hit: Hit) -> bool:
        """Whether what stands there is part of an exception: "unless only your doctor"."""
        return any(mark.start < hit.end and hit.start < mark.end for mark in self.of_kind(MarkKind.EXCEPTION))

    def whole(self, hit: Hit) -> bool:
        """Whether the other concepts stand with this place."""
        return self.clauses.hold(self.around(hit), besides=self.terms.of)

    def beside(self, hit: Hit) -> bool:
        """Whether the other concepts stand in the very clause of this place."""
        clause = self.clauses.number(hit.start)
        return self.clauses.hold(range(clause, clause + 1), besides=self.terms.of)

    def taken_back(self, hit: Hit) -> Mark | None:
        """Return the marker that makes a negation of, or a demand for, this place void; None where it stands."""
        group = self.around(hit)
        for mark in self.marks:
            kind = mark.entry.kind
            if kind is MarkKind.DENIAL:
                return mark
            if kind is MarkKind.WEAKENER and (self.clauses.number(mark.start) in group or self._aside(mark)):
                return mark
            if kind is MarkKind.EXCEPTION and not self._supervised(mark):
                return mark
        return None

    def mention(self, hit: Hit) -> bool:
        """Whether the sentence only speaks about what stands there."""
        if self.question or not self.finished or self.of_kind(MarkKind.WARNING):
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

    def _aside(self, mark: Mark) -> bool:
        """Whether the clause of the mark holds next to nothing else: `, if possible,`."""
        start, end = self.clauses.span(self.clauses.number(mark.start))
        return len(self.text[start:end].strip(" ,.;:、。，")) - (mark.end - mark.start) <= _LONGEST_ASIDE

    def _supervised(self, mark: Mark) -> bool:
        return any(abs(other.start - mark.start) <= _NEAR for other in self.of_kind(MarkKind.SUPERVISOR))


def prohibition(sentence: Sentence) -> Reading:
    """Return how the sentence stands to a prohibition of the terms."""
    if not sentence.complete:
        return Reading(Stance.ABSENT, "it does not speak of it")
    for hit in sentence.targets:
        if sentence.whole(hit) and (permissions := sentence.bonds.permissions(hit)):
            return sentence.reading(Stance.UNDONE, f"{sentence.word(permissions[0])!r} permits it", permissions[0])
    firm = [hit for hit, marks in sentence.bonds.negations.items() if marks and sentence.whole(hit)]
    if not firm:
        return _unnegated(sentence)
    negators = [mark for marks in sentence.bonds.negations.values() for mark in marks]
    if sentence.question:
        return sentence.reading(Stance.MENTIONED, "it is a question", *negators)
    return (
        _reversed(sentence, firm, negators)
        or _other_negated(sentence, firm, negators)
        or _said_otherwise(sentence, negators)
        or sentence.reading(Stance.PROHIBITED, "it is prohibited", *negators)
    )


def _reversed(sentence: Sentence, firm: list[Hit], negators: list[Mark]) -> Reading | None:
    """Return the reading of "if possible, do not stop" and of "do not avoid stopping"."""
    for hit in firm:
        if back := sentence.taken_back(hit):
            return sentence.reading(Stance.UNDONE, f"{sentence.word(back)!r} takes it back", *negators, back)
        for mark in sentence.bonds.negations[hit]:
            if other := sentence.bonds.doubled(mark):
                reason = f"{sentence.word(other)!r} reverses {sentence.word(mark)!r}"
                return sentence.reading(Stance.UNDONE, reason, *negators, other)
    return None


def _said_otherwise(sentence: Sentence, negators: list[Mark]) -> Reading | None:
    """Return the reading of "do not stop slowly, stop suddenly": what is prohibited is also asked for or permitted."""
    for hit, marks in sentence.bonds.negations.items():
        if marks:
            continue
        if len(sentence.hits) > 1 and sentence.beside(hit) and not sentence.mention(hit):
            return sentence.reading(Stance.BARE, "it also says it without a negation", *negators)
        permissions = sentence.bonds.permissions(hit)
        if permissions and not _asks_supervisor(sentence, hit):
            reason = f"{sentence.word(permissions[0])!r} permits it"
            return sentence.reading(Stance.UNDONE, reason, *negators, permissions[0])
    return None


def _other_negated(sentence: Sentence, firm: list[Hit], negators: list[Mark]) -> Reading | None:
    """Return the reading of "do not drive when you are not sleepy": the circumstance itself is negated."""
    for name, hits in sentence.hits.items():
        if name == sentence.terms.of:
            continue
        foreign = [
            [
                mark
                for mark in sentence.bonds.of(hit, MarkKind.NEGATOR)
                if mark not in negators and _apart(sentence, firm[0], mark)
            ]
            for hit in hits
        ]
        if all(foreign):
            mark = foreign[0][0]
            return sentence.reading(Stance.UNDONE, f"{sentence.word(mark)!r} negates its {name!r}", *negators, mark)
    return None


def _apart(sentence: Sentence, hit: Hit, negator: Mark) -> bool:
    """Whether the negator belongs to a circumstance: to another clause, or behind a condition."""
    clause = sentence.clauses.number(negator.start)
    if any(sentence.clauses.number(mark.start) == clause for mark in sentence.of_kind(MarkKind.EXCEPTION)):
        return False  # "unless your doctor tells you not to"
    low, high = sorted((hit.start, negator.start))
    return sentence.clauses.number(hit.start) != clause or any(
        low <= mark.start <= high for mark in sentence.of_kind(MarkKind.CONDITION)
    )


def _asks_supervisor(sentence: Sentence, hit: Hit) -> bool:
    clause = sentence.clauses.number(hit.start)
    return any(sentence.clauses.number(mark.start) == clause for mark in sentence.of_kind(MarkKind.SUPERVISOR))


def _unnegated(sentence: Sentence) -> Reading:
    close = [hit for hit in sentence.targets if sentence.beside(hit)]
    if not close:
        return sentence.reading(Stance.SCATTERED, "its parts are not said together")
    for hit in close:
        if weakeners := sentence.bonds.of(hit, MarkKind.WEAKENER):
            return sentence.reading(Stance.UNDONE, f"{sentence.word(weakeners[0])!r} weakens it", weakeners[0])
    plain = [hit for hit in close if not sentence.bonds.negations.get(hit) and not sentence.mention(hit)]
    if any(sentence.ordered(hit) for hit in plain):
        return sentence.reading(Stance.ORDERED, "it asks for it: no negation is bound to it")
    # One concept alone says little: "alcohol" is named in many a sentence that neither forbids nor asks for it.
    stance = Stance.BARE if plain and len(sentence.hits) > 1 else Stance.MENTIONED
    return sentence.reading(stance, "no negation is bound to it")


def demand(sentence: Sentence) -> Reading:
    """Return how the sentence stands to a demand for the terms."""
    if not sentence.complete:
        return Reading(Stance.ABSENT, "it does not speak of it")
    if sentence.question:
        return sentence.reading(Stance.MENTIONED, "it is a question")
    for hit in sentence.targets:
        if reading := _demand_undone(sentence, hit):
            return reading
    for mark in sentence.of_kind(MarkKind.DELAY):
        if not _denied(sentence, mark):
            return sentence.reading(Stance.UNDONE, f"{sentence.word(mark)!r} delays it", mark)
    return sentence.reading(Stance.DEMANDED, "it is demanded")


def _demand_undone(sentence: Sentence, hit: Hit) -> Reading | None:
    """Return the reading of a demand that is negated, only permitted or taken back."""
    if negators := sentence.bonds.negations.get(hit) or _capturing(sentence, hit):
        return sentence.reading(Stance.UNDONE, f"{sentence.word(negators[0])!r} negates it", *negators)
    if permissions := sentence.bonds.of(hit, MarkKind.PERMISSIVE):
        reason = f"{sentence.word(permissions[0])!r} only permits it"
        return sentence.reading(Stance.UNDONE, reason, permissions[0])
    if back := sentence.taken_back(hit):
        return sentence.reading(Stance.UNDONE, f"{sentence.word(back)!r} takes it back", back)
    return None


def _capturing(sentence: Sentence, hit: Hit) -> list[Mark]:
    """Return the negator that another word takes before the demand: "don't bother calling"."""
    clause = sentence.clauses.number(hit.start)
    for mark in sentence.of_kind(MarkKind.NEGATOR):
        if "before" not in mark.entry.position or not 0 <= hit.start - mark.end <= _CAPTURED:
            continue
        stopped = any(mark.end <= start < hit.start for start in sentence.clauses.list_words)
        conditional = any(
            sentence.clauses.number(other.start) == clause and other.start < hit.start
            for other in sentence.of_kind(MarkKind.CONDITION)
        )
        if sentence.clauses.number(mark.start) == clause and not stopped and not conditional:
            return [mark]
    return []


def _denied(sentence: Sentence, delay: Mark) -> bool:
    """Whether the delay itself is negated: "do not wait until tomorrow"."""
    clause = sentence.clauses.number(delay.start)
    for mark in sentence.of_kind(MarkKind.NEGATOR, MarkKind.URGE):
        if sentence.clauses.number(mark.start) != clause:
            continue
        if mark.entry.kind is MarkKind.URGE:
            return True
        if "before" in mark.entry.position and 0 <= delay.start - mark.end <= _LONGEST_ASIDE:
            return True
        if {"after", "fused"} & set(mark.entry.position) and 0 <= mark.start - delay.end <= _TOUCHING:
            return True
    return False
