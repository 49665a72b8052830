"""Reads what a clause or a sentence says of something that was named before it: "so never do this"."""

from __future__ import annotations

from toolkit.text.fold import Folded
from toolkit.text.markers import Mark, MarkKind
from toolkit.text.polarity import denied, prohibition
from toolkit.text.sentence import Sentence
from toolkit.text.terms import Reading, Stance, Terms

_SHORT = 40
"""Characters of a part of a clause that asks for what was named: "so always do it"."""
_LEFT_OUT = 15
"""Characters between "without" and the supervisor that is left out."""
NAMED = frozenset({Stance.MENTIONED, Stance.WARNED, Stance.BARE, Stance.SCATTERED})
"""Stances of a sentence that names something and neither prohibits it, nor asks for it, nor permits it."""


def with_echo(sentence: Sentence, reading: Reading) -> Reading:
    """Return the `reading` of a sentence, or what a later clause makes of it: "it is dangerous, so never do this"."""
    if reading.stance not in {*NAMED, Stance.PROHIBITED, Stance.ORDERED}:
        return reading
    last = max(hit.start for hits in sentence.hits.values() for hit in hits)
    said = echo(sentence.folded, sentence.terms, last)
    if said is None or (said.stance is Stance.PROHIBITED and reading.stance is Stance.PROHIBITED):
        return reading
    if reading.stance is Stance.ORDERED and (said.stance is not Stance.PROHIBITED or not _warns(sentence)):
        return reading  # an infinitive looks like an order: "to drive then is dangerous, do not do it"
    return Reading(
        said.stance, said.reason, tuple(sorted({*reading.evidence, *said.evidence}, key=lambda row: row.start))
    )


def _warns(sentence: Sentence) -> bool:
    return bool(sentence.of_kind(MarkKind.WARNING)) or any(
        mark.entry.word_class == "verb" for mark in sentence.of_kind(MarkKind.NEGATOR)
    )


def echo(folded: Folded, terms: Terms, named: int = -1) -> Reading | None:
    """Return what a clause does with that which was named before, up to the character `named`; None without a clause.

    It prohibits it ("never do this") or undoes the prohibition ("you may do so", "try not to do it"). Only where the
    clause says nothing else does it prohibit: "never do it slowly" is about something else. What a supervisor decides
    and what warns undoes nothing.
    """
    sentence = Sentence(folded, terms.echo)
    reading = prohibition(sentence)
    if reading.stance is Stance.PROHIBITED:
        hits = [hit for hit, marks in sentence.bonds.negations.items() if marks]
    elif reading.stance in {Stance.UNDONE, Stance.ORDERED} and not sentence.of_kind(
        MarkKind.SUPERVISOR, MarkKind.WARNING, MarkKind.EXCEPTION
    ):
        hits = sentence.targets
    else:
        return None
    for hit in hits:
        start, end = sentence.part(hit)
        negated = any(mark.start < end and start < mark.end for mark in sentence.of_kind(MarkKind.NEGATOR))
        short = reading.stance is Stance.ORDERED and end - start <= _SHORT and not negated and _warns(sentence)
        if start > named and (reading.stance is Stance.UNDONE or short or sentence.alone(hit)):
            return Reading(
                Stance.PROHIBITED if reading.stance is Stance.PROHIBITED else Stance.UNDONE,
                f"of what was named: {reading.reason}",
                reading.evidence,
            )
    return None


def loosened(sentence: Sentence, *, demanded: bool) -> Mark | None:
    """Return what permits something in a sentence that does not say what, or (with `demanded`) what delays something.

    Behind a prohibition that takes it back: "A glass of wine is fine." What is left to a supervisor does not, nor does
    a warning: "It can be dangerous."
    """
    if sentence.question:
        return None
    if _supervised(sentence):
        return _put_off(sentence) if demanded else None
    stopped = sentence.of_kind(MarkKind.NEGATOR, MarkKind.WARNING)
    negated = {sentence.clauses.number(mark.start) for mark in stopped}
    kinds = (MarkKind.PERMISSIVE, MarkKind.DENIAL, *([MarkKind.DELAY] if demanded else []))
    softened = [mark for mark in sentence.of_kind(MarkKind.WEAKENER) if _softens(sentence, mark)]
    for mark in (*sentence.of_kind(*kinds), *softened):
        if mark in softened:
            return mark
        if sentence.clauses.number(mark.start) not in negated and not (
            mark.entry.kind is MarkKind.DELAY and denied(sentence, mark)
        ):
            return mark
    return None


def _supervised(sentence: Sentence) -> bool:
    """Whether a supervisor stands there, who is not left out: "you may also do so without your doctor"."""
    denials = sentence.of_kind(MarkKind.DENIAL)
    lacking = list(sentence.language.lacking.find(sentence.text))
    for mark in sentence.of_kind(MarkKind.SUPERVISOR):
        left_out = any(hit.start - _LEFT_OUT <= mark.end and mark.start <= hit.end + _LEFT_OUT for hit in lacking)
        if not left_out and not any(denial.start <= mark.start < denial.end for denial in denials):
            return True
    return False


def _put_off(sentence: Sentence) -> Mark | None:
    """Return the delay that a clause permits, whoever is waited for: "you can wait until your doctor has time"."""
    permitted = {sentence.clauses.number(mark.start) for mark in sentence.of_kind(MarkKind.PERMISSIVE)}
    told = sentence.of_kind(MarkKind.SUPERVISOR)  # "you can tell your doctor later"
    stopped = {sentence.clauses.number(m.start) for m in sentence.of_kind(MarkKind.NEGATOR, MarkKind.WARNING)}
    for mark in sentence.of_kind(MarkKind.DELAY):
        clause = sentence.clauses.number(mark.start)
        if any(other.start < mark.start and sentence.clauses.number(other.start) == clause for other in told):
            continue
        if clause in permitted and clause not in stopped and not denied(sentence, mark):
            return mark
    return None


def _softens(sentence: Sentence, mark: Mark) -> bool:
    """Whether a weakener weakens a negation that says no more than "not": "rather do not mix them"."""
    clause = sentence.clauses.number(mark.start)
    if any(sentence.clauses.number(other.start) == clause for other in sentence.of_kind(MarkKind.WARNING)):
        return False
    return any(True for _ in sentence.language.negating.find(sentence.word(mark)))
