"""Asks the rules for running text: of a message and its translation, and of the blocks of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from toolkit.diagnostic import Diagnostic, Severity, Span
from toolkit.model import Message
from toolkit.safety.judgement import Judgement, Verdict, judge
from toolkit.safety.leeway import Leeway, leeway, negates
from toolkit.safety.rule import Kind, Rule, Waiver
from toolkit.safety.rule_file import parse_rules
from toolkit.safety.screening import possible, touched
from toolkit.text.normalise import normalise

__all__ = [
    "Contradiction",
    "Outcome",
    "Result",
    "apply_rules",
    "asked",
    "contradicted",
    "contradictions",
    "guarded",
    "parse_rules",
    "unguarded",
    "unused_waivers",
]

_SAID = {Verdict.BARE, Verdict.BROKEN, Verdict.MENTIONED, Verdict.WARNED}


class Result(StrEnum):
    """What became of a rule in a translation."""

    KEPT = "kept"
    """The source says it, and so does the translation."""
    LOST = "lost"
    """The source says it, and no sentence of the translation does."""
    CONTRADICTED = "contradicted"
    """The translation says the opposite, or says it without the negation, where the source does not."""
    UNMATCHED = "unmatched"
    """The translation speaks of it where the source does not: somebody should look."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule says about one translation."""

    rule: Rule
    """The rule of the translation's locale."""
    result: Result
    """What became of it."""
    reason: str
    """Why, as a message says it."""
    source: str
    """The sentence of the source that it was asked for; the whole source where there is no such sentence."""
    translation: str
    """The sentence of the translation that decided; the whole translation where there is no such sentence."""
    spans: tuple[Span, ...] = ()
    """The evidence in both texts."""
    waiver: Waiver | None = None
    """The decision that silences it."""

    @property
    def is_finding(self) -> bool:
        """Whether it is to be reported."""
        return self.result is not Result.KEPT and self.waiver is None

    @property
    def hash(self) -> str:
        """What a waiver must hold to silence it."""
        return self.rule.waiver_hash(self.source, self.translation)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A block of a page that contradicts a rule."""

    block: int
    """Number of the block, from 0."""
    rule: Rule
    """The rule."""
    sentence: str
    """The sentence that contradicts it."""
    reason: str
    """Why, as a message says it."""
    spans: tuple[Span, ...]
    """The evidence, with positions in the block."""


def asked(rules: Iterable[Rule], topics: Sequence[str] | None) -> tuple[Rule, ...]:
    """Return the rules that are asked on an article with these topics; all of them for None."""
    return tuple(rule for rule in rules if topics is None or rule.asked_on(tuple(topics)))


def apply_rules(
    source: str,
    translation: str,
    source_rules: Sequence[Rule],
    rules: Sequence[Rule],
    *,
    source_field: str = "msgid",
    field: str = "msgstr",
) -> list[Outcome]:
    """Return the outcome of each rule that fires: one whose source rule a sentence of `source` satisfies.

    `rules` are those of the translation's locale. A rule without a partner of the same id in it cannot be asked; see
    `unguarded`. The texts may hold inline Markdown.
    """
    own = {rule.id: rule for rule in rules}
    outcomes = []
    spoken = possible(source, source_rules)
    for source_rule in dict.fromkeys((*spoken, *touched(source, source_rules))):
        rule = own.get(source_rule.id)
        if rule is None or rule.kind is Kind.FORBID:
            continue
        judged = judge(source, source_rule, source_field) if source_rule in spoken else ()
        said = next((row for row in judged if row.verdict is Verdict.KEPT), None)
        if said is not None:
            outcomes.append(_asked(said, translation, rule, field))
        elif (rule.kind is Kind.REQUIRE or negates(source, source_rule.language)) and (
            seems := leeway(source, source_rule)
        ).central:
            outcomes += _hinted(seems, translation, rule, field)
    return outcomes


def _hinted(said: Leeway, translation: str, rule: Rule, field: str) -> list[Outcome]:
    """Return what became of a rule that the source seems to satisfy: it is reported only where something denies it."""
    judged = judge(translation, rule, field)
    kept = next((row for row in judged if row.verdict is Verdict.KEPT), None)
    if kept is not None:
        return [Outcome(rule, Result.KEPT, kept.reason, said.kept, kept.sentence, kept.spans)]
    seems = leeway(translation, rule)
    if seems.kept:
        return [Outcome(rule, Result.KEPT, "it seems to be prohibited", said.kept, seems.kept)]
    fault = seems.fault or next((row.reason for row in judged if row.verdict is Verdict.BARE), "")
    if not fault and rule.kind is Kind.PROHIBIT and not negates(translation, rule.language):
        fault = "nothing in it is negated"
    if not fault:
        return []
    return [Outcome(rule, Result.UNMATCHED, fault, said.kept, translation, (), rule.waiver(said.kept, translation))]


def _asked(said: Judgement, translation: str, rule: Rule, field: str) -> Outcome:
    judgements = judge(translation, rule, field)
    kept = next((row for row in judgements if row.verdict is Verdict.KEPT), None)
    if kept is not None:
        spans = (*said.spans, *kept.spans)
        return Outcome(rule, Result.KEPT, kept.reason, said.sentence, kept.sentence, spans)
    seems = leeway(translation, rule)
    if seems.kept and not seems.fault:
        return Outcome(rule, Result.KEPT, "it is prohibited", said.sentence, seems.kept, said.spans)
    worst = _worst(judgements)
    sentence = worst.sentence if worst else translation
    reason = worst.reason if worst else "no sentence says it"
    waiver = rule.waiver(said.sentence, sentence)
    spans = (*said.spans, *(worst.spans if worst else ()))
    return Outcome(rule, Result.LOST, reason, said.sentence, sentence, spans, waiver)


def _worst(judgements: Sequence[Judgement]) -> Judgement | None:
    for verdict in (Verdict.BROKEN, Verdict.BARE, Verdict.MENTIONED, Verdict.WARNED):
        for row in judgements:
            if row.verdict is verdict:
                return row
    return None


def contradictions(
    source: str,
    translation: str,
    source_rules: Sequence[Rule],
    rules: Sequence[Rule],
    *,
    source_field: str = "msgid",
    field: str = "msgstr",
) -> list[Outcome]:
    """Return the sentences of the translation that say the opposite of a rule where the source has nothing like it.

    `CONTRADICTED` is a permission, an order, a weakened or missing negation, a forbidden phrase; `UNMATCHED` is a mere
    mention of what the source does not speak of. Only a waiver silences them. What `apply_rules` reports as lost is not
    reported twice.
    """
    partners = {rule.id: rule for rule in source_rules}
    outcomes = []
    for rule in possible(translation, rules):
        partner = partners.get(rule.id)
        before = {row.verdict for row in judge(source, partner, source_field)} if partner else set()
        for row in judge(translation, rule, field):
            result = _compared(row.verdict, before)
            if result is not None:
                waiver = rule.waiver(source, row.sentence)
                outcomes.append(Outcome(rule, result, row.reason, source, row.sentence, row.spans, waiver))
    if not outcomes:
        return []
    reported = apply_rules(source, translation, source_rules, rules, source_field=source_field, field=field)
    lost = {(row.rule.id, row.translation) for row in reported}
    found = {row.rule.id for row in reported if row.is_finding}  # one fault, one finding
    return [
        row
        for row in outcomes
        if (row.rule.id, row.translation) not in lost and not (row.result is Result.UNMATCHED and row.rule.id in found)
    ]


def _compared(verdict: Verdict, source: Collection[Verdict]) -> Result | None:
    """Return what a sentence of the translation is beside a source with these verdicts."""
    if verdict is Verdict.BROKEN:
        return None if {Verdict.BROKEN, Verdict.BARE} & set(source) else Result.CONTRADICTED
    if verdict is Verdict.BARE:
        return None if _SAID & set(source) else Result.CONTRADICTED
    if verdict is Verdict.MENTIONED:
        return None if _SAID & set(source) else Result.UNMATCHED
    if verdict is Verdict.LOOSENED:
        return None if {*_SAID, Verdict.LOOSENED} & set(source) else Result.UNMATCHED
    if verdict is Verdict.WARNED:  # who prohibits it may warn of it
        return None if set(source) - {Verdict.ABSENT} else Result.UNMATCHED
    return None


def contradicted(
    blocks: Sequence[str], rules: Sequence[Rule], *, waived: Collection[str] = frozenset()
) -> list[Contradiction]:
    """Return the blocks of a page that contradict one of the rules, which are those of its locale and topics.

    There is no source to compare with, so only what is sure counts: a permission, an order, a weakened or reversed
    negation, a forbidden phrase. What seems to ask for the one concept of a rule may tell of it as well ("you take
    sedatives", in a list of what to tell a doctor). `waived` are sentences that waivers silence, normalised.
    """
    return [
        Contradiction(number, rule, row.sentence, row.reason, row.spans)
        for number, block in enumerate(blocks)
        for rule in possible(block, rules)
        for row in judge(block, rule, "page")
        if row.verdict is Verdict.BROKEN and not row.bare_order and normalise(row.sentence) not in waived
    ]


def guarded(message: Message | str, rules: Sequence[Rule]) -> tuple[str, ...]:
    """Return the ids of the rules of the source locale that touch a message of the source, in their order.

    A rule touches it where one of its sentences holds all concepts of the rule, in whatever sense, or a phrase of it.
    """
    texts = (message,) if isinstance(message, str) else (message.msgid, message.msgid_plural or "")
    touched = {
        rule.id
        for text in texts
        for rule in possible(text, rules)
        if any(row.verdict is not Verdict.ABSENT for row in judge(text, rule, "msgid"))
    }
    return tuple(rule.id for rule in rules if rule.id in touched)


def unguarded(source_rules: Sequence[Rule], rules: Sequence[Rule]) -> tuple[str, ...]:
    """Return the ids of the source's rules that a locale has no rule for: there, running text is not guarded."""
    own = {rule.id for rule in rules}
    return tuple(rule.id for rule in source_rules if rule.id not in own)


def unused_waivers(rules: Sequence[Rule], used: Collection[str]) -> list[Diagnostic]:
    """Return a finding for each waiver whose hash is not among those that were `used`.

    Ask it after all messages of the rules' locale were asked, else waivers of the others look unused.
    """
    return [
        Diagnostic(
            "unused-waiver",
            Severity.ERROR,
            f"the waiver {waiver.hash!r} of the rule {rule.id!r} silences nothing",
            hint="its sentences or the rule have changed since; remove it, and judge anew what is reported",
            path=waiver.location.path,
            line=waiver.location.line,
            locale=rule.locale,
        )
        for rule in rules
        for waiver in rule.waivers
        if waiver.hash not in used
    ]
