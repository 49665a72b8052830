"""Judges the sentences of a text by one rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from toolkit.diagnostic import Span
from toolkit.safety.rule import Kind, Rule
from toolkit.text.fold import Folded
from toolkit.text.polarity import Sentence, demand, prohibition
from toolkit.text.terms import Reading, Stance


class Verdict(StrEnum):
    """What a sentence does to a rule."""

    ABSENT = "absent"
    """It does not speak of it."""
    KEPT = "kept"
    """It satisfies the rule."""
    SCATTERED = "scattered"
    """It holds the concepts, but does not bring them together."""
    MENTIONED = "mentioned"
    """It speaks of it only: a condition, a question, a warning, a heading."""
    BARE = "bare"
    """It says it without its negation."""
    BROKEN = "broken"
    """It says the opposite, weakens it, permits it, or holds a forbidden phrase."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one sentence does to a rule, and where that is seen."""

    verdict: Verdict
    """The verdict."""
    sentence: str
    """The sentence as it stands in the text."""
    reason: str
    """Why, as a message says it."""
    spans: tuple[Span, ...] = ()
    """The evidence, with positions in the whole text; `field` is that of the text."""


@lru_cache(maxsize=4_096)  # a source is asked once a locale, and a translation for what it lost and what it adds
def judge(text: str, rule: Rule, field: str = "msgstr") -> tuple[Judgement, ...]:
    """Return a judgement for each sentence of `text`, which may hold inline Markdown, in the order of the text."""
    found = [_judge_sentence(text, span, folded, rule, field) for span, folded in rule.language.divided(text)]
    if rule.kind is Kind.PROHIBIT and rule.language.marks.echoes:
        _join_echoes(found, rule)
    return tuple(found)


def _join_echoes(found: list[Judgement], rule: Rule) -> None:
    """Let a sentence such as "Never do it." prohibit what the sentence just before it names in full.

    Only where that sentence speaks of all that the rule is about and neither permits nor demands it: after "Stopping
    gradually can cause seizures." the echo prohibits something else.
    """
    for index in range(1, len(found)):
        before, echo = found[index - 1], found[index]
        named = before.verdict in {Verdict.MENTIONED, Verdict.BARE}
        if named and echo.verdict is Verdict.ABSENT and rule.language.is_echo(echo.sentence):
            found[index - 1] = replace(before, verdict=Verdict.MENTIONED)
            found[index] = replace(echo, verdict=Verdict.KEPT, reason="it prohibits what the sentence before it names")


def keeps(text: str, rule: Rule) -> bool:
    """Whether some sentence of the text satisfies the rule and none breaks it; asked of a rule's own examples."""
    verdicts = {judgement.verdict for judgement in judge(text, rule)}
    if rule.kind is Kind.FORBID:
        return Verdict.BROKEN not in verdicts
    return Verdict.KEPT in verdicts and verdicts.isdisjoint({Verdict.BARE, Verdict.BROKEN})


_VERDICTS = {
    Stance.ABSENT: Verdict.ABSENT,
    Stance.PROHIBITED: Verdict.KEPT,
    Stance.DEMANDED: Verdict.KEPT,
    Stance.UNDONE: Verdict.BROKEN,
    Stance.ORDERED: Verdict.BROKEN,
    Stance.BARE: Verdict.BARE,
    Stance.MENTIONED: Verdict.MENTIONED,
    Stance.SCATTERED: Verdict.SCATTERED,
}


def _judge_sentence(text: str, span: tuple[int, int], folded: Folded, rule: Rule, field: str) -> Judgement:
    start, end = span
    verdict, reading = _verdict(folded, rule)
    return Judgement(verdict, text[start:end], reading.reason, _spans(text, start, folded, reading, field))


def _verdict(folded: Folded, rule: Rule) -> tuple[Verdict, Reading]:
    forbidden = _phrase(folded, rule, forbidden=True) if rule.forbid else None
    if forbidden is not None:
        return Verdict.BROKEN, forbidden
    if rule.kind is Kind.FORBID:
        return Verdict.ABSENT, Reading(Stance.ABSENT, "it holds no forbidden phrase")
    reading = (
        prohibition(Sentence(folded, rule.terms))
        if rule.kind is Kind.PROHIBIT
        else demand(Sentence(folded, rule.terms))
    )
    verdict = _VERDICTS[reading.stance]
    if verdict is not Verdict.KEPT and rule.instead:
        other = _phrase(folded, rule, forbidden=False)
        if other is not None:
            return Verdict.KEPT, other
    return verdict, reading


def _phrase(folded: Folded, rule: Rule, *, forbidden: bool) -> Reading | None:
    """Return the reading of a phrase that decides by itself, or None where there is none that stands."""
    sentence = Sentence(folded, rule.forbidden if forbidden else rule.alternative)
    if not sentence.complete or sentence.question:
        return None
    for hit in sentence.targets:
        if sentence.negated(hit):
            continue
        if forbidden:
            return sentence.reading(Stance.UNDONE, f"{folded.text[hit.start : hit.end]!r} is a forbidden phrase")
        if sentence.taken_back(hit) is None and not sentence.excepted(hit):
            return sentence.reading(Stance.PROHIBITED, "another wording says it")
    return None


def _spans(text: str, offset: int, folded: Folded, reading: Reading, field: str) -> tuple[Span, ...]:
    rows = []
    for row in reading.evidence:
        if row.start < row.end:
            start, end = folded.original(row.start, row.end)
            rows.append(Span(field, offset + start, offset + end, text[offset + start : offset + end]))
    return tuple(rows)
