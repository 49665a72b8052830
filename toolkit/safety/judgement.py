"""Judges the sentences of a text by one rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from toolkit.diagnostic import Span
from toolkit.safety.circumstances import denied_approval, turned
from toolkit.safety.rule import Kind, Rule
from toolkit.text.echoes import echo, loosened, with_echo
from toolkit.text.fold import Folded
from toolkit.text.markers import MarkKind
from toolkit.text.polarity import demand, prohibition
from toolkit.text.sentence import Sentence
from toolkit.text.terms import Reading, Stance

_FIELD = "msgstr"
"""The field of evidence, unless another one is asked for."""


class Verdict(StrEnum):
    """What a sentence does to a rule."""

    ABSENT = "absent"
    """It does not speak of it."""
    KEPT = "kept"
    """It satisfies the rule."""
    SCATTERED = "scattered"
    """It holds the concepts, but does not bring them together."""
    MENTIONED = "mentioned"
    """It speaks of it only: a condition, a question, a heading."""
    LOOSENED = "loosened"
    """It permits something right behind a sentence that satisfies the rule, and does not say what."""
    WARNED = "warned"
    """It says what harm it does."""
    BARE = "bare"
    """It says it without its negation."""
    BROKEN = "broken"
    """It says the opposite, weakens it, permits it, or holds a forbidden phrase."""


_NAMED = frozenset({Verdict.MENTIONED, Verdict.WARNED, Verdict.BARE})


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
    bare_order: bool = False
    """Whether it is broken only because it seems to ask for a rule's one concept, as "you take sedatives" does too."""


def judge(text: str, rule: Rule, field: str = _FIELD) -> tuple[Judgement, ...]:
    """Return a judgement for each sentence of `text`, which may hold inline Markdown, in the order of the text."""
    found = _judged(text, rule)
    if field == _FIELD or not any(row.spans for row in found):
        return found
    return tuple(replace(row, spans=tuple(replace(span, field=field) for span in row.spans)) for row in found)


# A source is asked once a locale, a translation for what it lost and what it adds, and then what the page says of it:
# that is behind all locales of an article.
@lru_cache(maxsize=2_048)
def _judged(text: str, rule: Rule) -> tuple[Judgement, ...]:
    found = [_judge_sentence(text, span, folded, rule) for span, folded in rule.language.divided(text)]
    if rule.apart:
        _join_apart(found, text, rule)
    if rule.kind is Kind.PROHIBIT:
        _join_echoes(found, text, rule)
    _loosen(found, text, rule)
    return tuple(found)


def _join_apart(found: list[Judgement], text: str, rule: Rule) -> None:
    """Let a sentence that keeps the rule but for a concept keep it where the one just before holds that concept.

    "This is an emergency. Get help at once." Not where it is negated there, nor where what is prohibited or asked for
    is named there as well: then the two sentences speak of different things.
    """
    rows = rule.language.divided(text)
    for index in range(1, len(rows)):
        (_, earlier), (span, folded) = rows[index - 1 : index + 1]
        if {found[index - 1].verdict, found[index].verdict} != {Verdict.ABSENT} or not _names_apart(earlier, rule):
            continue
        sentence = Sentence(folded, rule.rest)
        reading = prohibition(sentence) if rule.kind is Kind.PROHIBIT else demand(sentence)
        if _VERDICTS[reading.stance] is Verdict.KEPT:
            spans = _spans(text, span[0], folded, reading)
            found[index] = Judgement(Verdict.KEPT, found[index].sentence, reading.reason, spans)


def _names_apart(folded: Folded, rule: Rule) -> bool:
    """Whether a sentence holds all the concepts that may stand apart, none of them negated, and not the other one."""
    if next(rule.terms.finders[rule.of].find(folded.text), None) is not None:
        return False
    sentences = [Sentence(folded, terms) for terms in rule.named]
    return all(
        sentence.complete
        and not any(map(sentence.negated, sentence.targets))
        and not sentence.of_kind(MarkKind.DENIAL, MarkKind.PERMISSIVE)
        for sentence in sentences
    )


def _join_echoes(found: list[Judgement], text: str, rule: Rule) -> None:
    """Let a sentence such as "Never do it." prohibit what the sentence just before it names in full.

    Only where that sentence speaks of all that the rule is about and neither permits nor demands it: after "Stopping
    gradually can cause seizures." the echo prohibits something else. Behind a prohibition, "You may do so." undoes it.
    """
    for index, (span, folded) in enumerate(rule.language.divided(text)):
        before, row = found[index - 1], found[index]
        if index == 0 or row.verdict is not Verdict.ABSENT or before.verdict not in {Verdict.KEPT, *_NAMED}:
            continue
        said = echo(folded, rule.terms)
        if said is None:
            continue
        spans = _spans(text, span[0], folded, said)
        if said.stance is Stance.UNDONE:
            found[index] = Judgement(Verdict.LOOSENED, row.sentence, said.reason, spans)
        elif before.verdict in _NAMED:
            found[index - 1] = replace(before, verdict=Verdict.WARNED)
            found[index] = Judgement(Verdict.KEPT, row.sentence, said.reason, spans)


def _loosen(found: list[Judgement], text: str, rule: Rule) -> None:
    """Mark the sentences behind one that satisfies the rule which permit, or delay, something without naming it."""
    kept = False
    for index, (span, folded) in enumerate(rule.language.divided(text)):
        row = found[index]
        if row.verdict is Verdict.KEPT:
            kept = True
        elif kept and row.verdict in {Verdict.ABSENT, Verdict.SCATTERED}:
            sentence = Sentence(folded, rule.terms)
            mark = loosened(sentence, demanded=rule.kind is Kind.REQUIRE)
            if mark is not None:
                reason = f"{sentence.word(mark)!r} may take it back"
                reading = sentence.reading(Stance.MENTIONED, reason, mark)
                spans = _spans(text, span[0], folded, reading)
                found[index] = Judgement(Verdict.LOOSENED, row.sentence, reason, spans)


def keeps(text: str, rule: Rule) -> bool:
    """Whether some sentence of the text satisfies the rule and none takes it back; asked of a rule's own examples."""
    verdicts = {judgement.verdict for judgement in judge(text, rule)}
    if rule.kind is Kind.FORBID:
        return Verdict.BROKEN not in verdicts
    return Verdict.KEPT in verdicts and verdicts.isdisjoint({Verdict.BARE, Verdict.BROKEN, Verdict.LOOSENED})


def finds_itself(phrase: str, rule: Rule, *, forbidden: bool) -> bool:
    """Whether a phrase of the rule, read by itself with a word in its gaps, does what it is there for."""
    words = ("x" if word == "*" else word.removeprefix("-").rstrip("*-") for word in phrase.split(" "))
    folded = rule.language.fold((" " if rule.language.spaces else "").join(words), markup=False)
    return _phrase(folded, rule, forbidden=forbidden) is not None


_VERDICTS = {
    Stance.ABSENT: Verdict.ABSENT,
    Stance.PROHIBITED: Verdict.KEPT,
    Stance.DEMANDED: Verdict.KEPT,
    Stance.UNDONE: Verdict.BROKEN,
    Stance.ORDERED: Verdict.BROKEN,
    Stance.BARE: Verdict.BARE,
    Stance.MENTIONED: Verdict.MENTIONED,
    Stance.WARNED: Verdict.WARNED,
    Stance.SCATTERED: Verdict.SCATTERED,
}


def _judge_sentence(text: str, span: tuple[int, int], folded: Folded, rule: Rule) -> Judgement:
    start, end = span
    verdict, reading = _verdict(folded, rule)
    spans = _spans(text, start, folded, reading)
    bare_order = reading.stance is Stance.ORDERED and len(rule.concepts) == 1
    return Judgement(verdict, text[start:end], reading.reason, spans, bare_order)


def _verdict(folded: Folded, rule: Rule) -> tuple[Verdict, Reading]:
    forbidden = _phrase(folded, rule, forbidden=True) if rule.forbid else None
    if forbidden is not None:
        return Verdict.BROKEN, forbidden
    if rule.kind is Kind.FORBID:
        return Verdict.ABSENT, Reading(Stance.ABSENT, "it holds no forbidden phrase")
    sentence = Sentence(folded, rule.terms)
    reading = with_echo(sentence, prohibition(sentence)) if rule.kind is Kind.PROHIBIT else demand(sentence)
    verdict = _VERDICTS[reading.stance]
    if verdict is not Verdict.KEPT and rule.instead:
        other = _phrase(folded, rule, forbidden=False)
        if other is not None:
            back = denied_approval(folded, rule)
            return (Verdict.BROKEN, back) if back else (Verdict.KEPT, other)
    if verdict is Verdict.KEPT and (back := turned(sentence, rule)):
        return Verdict.BROKEN, back
    return verdict, reading


def _phrase(folded: Folded, rule: Rule, *, forbidden: bool) -> Reading | None:
    """Return the reading of a phrase that decides by itself, or None where there is none that stands."""
    sentence = Sentence(folded, rule.forbidden if forbidden else rule.alternative)
    if not sentence.complete or sentence.question:
        return None
    for hit in sentence.targets:
        if sentence.negated(hit):
            continue
        if forbidden and not sentence.none_of(hit):
            return sentence.reading(Stance.UNDONE, f"{folded.text[hit.start : hit.end]!r} is a forbidden phrase")
        if forbidden:
            continue
        if sentence.taken_back(hit) is None and not sentence.foreign(hit, MarkKind.EXCEPTION, MarkKind.NEUTRAL):
            return sentence.reading(Stance.PROHIBITED, "another wording says it")
    return None


def _spans(text: str, offset: int, folded: Folded, reading: Reading) -> tuple[Span, ...]:
    rows = []
    for row in reading.evidence:
        if row.start < row.end:
            start, end = folded.original(row.start, row.end)
            rows.append(Span(_FIELD, offset + start, offset + end, text[offset + start : offset + end]))
    return tuple(rows)
