"""Tells whether a sentence turns round what a rule holds for: "avoid alcohol when you are not taking it"."""

from __future__ import annotations

from collections.abc import Collection

from toolkit.safety.rule import Kind, Rule
from toolkit.text.fold import Folded
from toolkit.text.markers import Mark, MarkKind
from toolkit.text.patterns import Hit
from toolkit.text.sentence import Sentence
from toolkit.text.terms import Reading, Stance

_BEFORE, _BEHIND = 25, 8
"""Characters between an exception and the phrase that it is about."""
_TOUCHING = 1
"""Characters between a negation and the phrase that it negates."""


def turned(sentence: Sentence, rule: Rule) -> Reading | None:
    """Return the reading of a sentence that seems to satisfy the rule for other circumstances; None where it does not.

    It negates one of the rule's `circumstances`, or holds one of its `reversals`, not negated: "do not drive after you
    know how it affects you", "call an ambulance if the person can be woken".
    """
    if rule.reversals and (reading := _reversal(sentence.folded, rule)):
        return reading
    return _negated(sentence, rule) if rule.circumstances else None


def denied_approval(folded: Folded, rule: Rule) -> Reading | None:
    """Return the reading of "only if your doctor has not agreed", which another wording for the rule may begin."""
    return _reversal(folded, rule, negated=True) if rule.reversals else None


def _reversal(folded: Folded, rule: Rule, *, negated: bool = False) -> Reading | None:
    """Return the reading of a phrase that turns round what the rule holds for; with `negated` of one that negates."""
    other = Sentence(folded, rule.reversal)
    conditions = other.of_kind(MarkKind.CONDITION) if other.complete else []
    for hit in other.targets if other.complete else ():
        within = any(mark.start < hit.start < mark.end for mark in conditions)
        if within or (rule.kind is Kind.PROHIBIT and _excepted(other, hit)):
            continue  # "until you know" is no "when you know", nor is "only when you know"
        if negated and not any(mark.entry.kind is MarkKind.NEGATOR for mark in other.own(hit)):
            continue
        if not any(_touches(mark, hit) for mark in other.of_kind(MarkKind.NEGATOR) if mark not in other.own(hit)):
            reason = f"{other.text[hit.start : hit.end]!r} turns round when it holds"
            return other.reading(Stance.UNDONE, reason)
    return None


def _excepted(sentence: Sentence, hit: Hit) -> bool:
    """Whether an exception, or "only", stands beside the phrase and is no part of it."""
    own = sentence.own(hit)
    places = [(mark.start, mark.end) for mark in sentence.of_kind(MarkKind.EXCEPTION) if mark not in own]
    places += [(only.start, only.end) for only in sentence.language.barriers.find(sentence.text)]
    return any(
        start < hit.start <= end + _BEFORE or (start >= hit.start and hit.end < end <= hit.end + _BEHIND)
        for start, end in places
    )


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
    glued = 0 if sentence.language.spaces else _TOUCHING
    if not behind and negator.start >= hit.end + glued:
        return False  # "if who faints cannot be woken"
    for mark in sentence.of_kind(MarkKind.CONDITION):
        if clause not in {clauses.number(mark.start), clauses.number(mark.end - 1)}:  # "on days, on which you do not"
            continue
        if (mark.start >= low) if behind else (mark.start <= low):
            beyond = [place for place in places if clauses.number(place) == clause]
            if all((place >= mark.start) if behind else (place <= mark.start or place >= high) for place in beyond):
                return True
    return False
