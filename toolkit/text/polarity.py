"""Reads whether a sentence prohibits something, demands it, permits it or only speaks of it."""

from __future__ import annotations

from toolkit.text.clauses import COMMAS
from toolkit.text.markers import Mark, MarkKind
from toolkit.text.patterns import Hit
from toolkit.text.sentence import Sentence
from toolkit.text.terms import Reading, Stance

_DIVIDERS = (*COMMAS, ";", "–", "—")
_CLOSE = 8
"""Characters between a negation and the delay that it negates."""
_TOUCHING = 2
"""Characters between a delay and the ending that negates it."""
_CAPTURED = 30
"""Characters within which a negation before a demand is suspicious although another word takes it."""


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
    if let := _let(sentence, max(hit.end for hit in sentence.targets)):
        return sentence.reading(Stance.UNDONE, f"{sentence.word(let)!r} permits it", *negators, let)
    for hit, marks in sentence.bonds.negations.items():
        if marks:
            continue
        said = sentence.claims(hit, negators) or (sentence.ordered(hit) and sentence.conditioned(hit))
        if len(sentence.hits) > 1 and said and not sentence.mention(hit):
            return sentence.reading(Stance.BARE, "it also says it without a negation", *negators)
        permissions = sentence.bonds.permissions(hit)
        if permissions and not _asks_supervisor(sentence, hit):
            reason = f"{sentence.word(permissions[0])!r} permits it"
            return sentence.reading(Stance.UNDONE, reason, *negators, permissions[0])
    return None


def _let(sentence: Sentence, last: int) -> Mark | None:
    """Return the permission of a later clause that says nothing else: "it is dangerous, but it is not forbidden"."""
    if sentence.of_kind(MarkKind.SUPERVISOR):
        return None
    for mark in sentence.of_kind(MarkKind.PERMISSIVE):
        start, end = sentence.part(mark)
        kinds = {other.entry.kind for other in sentence.marks if start <= other.start < end}
        if start > last and kinds <= {MarkKind.PERMISSIVE, MarkKind.CONTRAST} and sentence.alone(mark):
            return mark
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
                if mark not in negators and mark not in sentence.own(hit) and _apart(sentence, firm[0], mark)
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
    if never := _never_so(sentence):
        return sentence.reading(Stance.PROHIBITED, "it is prohibited", *never)
    if any(sentence.ordered(hit) and not _refused(sentence, hit) for hit in plain):
        return sentence.reading(Stance.ORDERED, "it asks for it: no negation is bound to it")
    # One concept alone says little: "alcohol" is named in many a sentence that neither forbids nor asks for it.
    if plain and len(sentence.hits) > 1:
        return sentence.reading(Stance.BARE, "no negation is bound to it")
    stance = Stance.WARNED if all(map(sentence.warned, close)) else Stance.MENTIONED
    return sentence.reading(stance, "no negation is bound to it")


def _never_so(sentence: Sentence) -> list[Mark]:
    """Return the negations of "end it gradually and never suddenly", which negate how it is done."""
    spoilers = (MarkKind.CONDITION, MarkKind.EXCEPTION, MarkKind.DENIAL)
    softeners = (MarkKind.PERMISSIVE, MarkKind.URGE, MarkKind.WEAKENER)
    if sentence.question or sentence.of_kind(*spoilers, *softeners):
        return []
    adverbs = [mark for mark in sentence.of_kind(MarkKind.NEGATOR) if "before" in mark.entry.position]
    found = []
    for name, hits in sentence.hits.items():
        for hit in hits if name != sentence.terms.of else ():
            mark = next((mark for mark in adverbs if 0 <= hit.start - mark.end <= _TOUCHING), None)
            if mark is None or not _goes_on(sentence, mark) or any(mark.start < one.start for one in sentence.targets):
                return []
            found.append(mark)
    return found


def _goes_on(sentence: Sentence, mark: Mark) -> bool:
    """Whether a negation begins the second part of a contrast: `gradually and never`, `gradually, never`."""
    before = sentence.text[: mark.start].rstrip()
    return before.endswith(_DIVIDERS) or len(before) in sentence.clauses.list_words.values()


def _refused(sentence: Sentence, hit: Hit) -> bool:
    """Whether a verb that prohibits what stands before it ends the clause: "to drive in such a state is forbidden"."""
    clause = sentence.clauses.number(hit.start)
    return any(
        mark.entry.word_class == "verb"
        and not {"after", "fused"}.isdisjoint(mark.entry.position)
        and mark.start >= hit.end
        and sentence.clauses.number(mark.start) == clause
        for mark in sentence.of_kind(MarkKind.NEGATOR)
    )


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
        if not denied(sentence, mark):
            return sentence.reading(Stance.UNDONE, f"{sentence.word(mark)!r} delays it", mark)
    return sentence.reading(Stance.DEMANDED, "it is demanded")


def _demand_undone(sentence: Sentence, hit: Hit) -> Reading | None:
    """Return the reading of a demand that is negated, only permitted or taken back."""
    if negators := sentence.bonds.negations.get(hit) or _capturing(sentence, hit):
        return sentence.reading(Stance.UNDONE, f"{sentence.word(negators[0])!r} negates it", *negators)
    if within := sentence.foreign(hit, MarkKind.NEGATOR, MarkKind.PERMISSIVE):
        return sentence.reading(Stance.UNDONE, f"{sentence.word(within[0])!r} stands within it", *within)
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


def denied(sentence: Sentence, delay: Mark) -> bool:
    """Whether the delay itself is negated: "do not wait until tomorrow"."""
    clause = sentence.clauses.number(delay.start)
    for mark in sentence.of_kind(MarkKind.NEGATOR, MarkKind.URGE):
        if sentence.clauses.number(mark.start) != clause:
            continue
        if mark.entry.kind is MarkKind.URGE:
            verb_last = sentence.language.clauses.condition_position == "after"
            if verb_last or mark.start - delay.end <= _CLOSE:  # not "wait a while before you call without delay"
                return True
            continue
        if "before" in mark.entry.position and 0 <= delay.start - mark.end <= _CLOSE:
            return True
        if {"after", "fused"} & set(mark.entry.position) and 0 <= mark.start - delay.end <= _TOUCHING:
            return True
    return False
