"""Tells whether a sentence turns round what a rule holds for: "avoid alcohol when you are not taking it"."""

from __future__ import annotations

from collections.abc import Collection

from toolkit.safety.rule import Rule
from toolkit.text.markers import Mark, MarkKind
from toolkit.text.patterns import Hit
from toolkit.text.sentence import Sentence
from toolkit.text.terms import Reading, Stance

_TOUCHING = 1
"""Characters between a negation and the phrase that it negates."""


def turned(sentence: Sentence, rule: Rule) -> Reading | None:
    """Return the reading of a sentence that seems to satisfy the rule for other circumstances; None where it does not.

    It negates one of the rule's `circumstances`, or holds one of its `reversals`, not negated: "do not drive after you
    know how it affects you", "call an ambulance if the person can be woken".
    """
    if rule.reversals and (reading := _reversal(sentence, rule)):
        return reading
    return _negated(sentence, rule) if rule.circumstances else None


def _reversal(sentence: Sentence, rule: Rule) -> Reading | None:
    other = Sentence(sentence.folded, rule.reversal)
    conditions = other.of_kind(MarkKind.CONDITION) if other.complete else []
    for hit in other.targets if other.complete else ():
        if any(mark.start < hit.start < mark.end for mark in conditions):
            continue  # "until you know" is no "when you know"
        if not any(_touches(mark, hit) for mark in other.of_kind(MarkKind.NEGATOR) if mark not in other.own(hit)):
            reason = f"{other.text[hit.start : hit.end]!r} turns round when it holds"
            return other.reading(Stance.UNDONE, reason)
    return None


def _touches(mark: Mark, hit: Hit) -> bool:
    """Whether the negation lies on the phrase, or right beside it, on the side where it negates."""
    if mark.start < hit.end and hit.start < mark.end:
        return True
    before = "before" in mark.entry.position and 0 <= hit.start - mark.end <= _TOUCHING
    behind = not {"after", "fused"}.isdisjoint(mark.entry.position) and "before" not in mark.entry.position
    return before or (behind and 0 <= mark.start - hit.end <= _TOUCHING)


def _negated(sentence: Sentence, rule: Rule) -> Reading | None:
    other = Sentence(sentence.folded, rule.circumstance)
    if not other.complete:
        return None
    targets = sentence.targets if sentence.complete else []
    taken = {mark for hit in targets for mark in sentence.bonds.negations.get(hit, ())}
    for hit in other.targets:
        found = {*other.bonds.of(hit, MarkKind.NEGATOR), *other.foreign(hit, MarkKind.NEGATOR)}
        for mark in sorted(found - taken - other.own(hit), key=lambda row: row.start):
            if _conditional(other, mark, hit, [target.start for target in targets]):
                reason = f"{other.word(mark)!r} negates {other.text[hit.start : hit.end]!r}, for which it holds"
                return other.reading(Stance.UNDONE, reason, mark)
    return None


def _conditional(sentence: Sentence, negator: Mark, hit: Hit, places: Collection[int]) -> bool:
    """Whether negation and circumstance stand in a condition, apart from what is prohibited at `places`."""
    clauses = sentence.clauses
    clause = clauses.number(hit.start)
    if clauses.number(negator.start) != clause:
        return False
    low, high = min(negator.start, hit.start), max(negator.end, hit.end)
    behind = sentence.language.clauses.condition_position == "after"
    for mark in sentence.of_kind(MarkKind.CONDITION):
        if clauses.number(mark.start) != clause:
            continue
        if (mark.start >= low) if behind else (mark.start <= low):
            beyond = [place for place in places if clauses.number(place) == clause]
            if all((place >= mark.start) if behind else (place <= mark.start or place >= high) for place in beyond):
                return True
    return False
