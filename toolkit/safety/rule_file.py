"""Reads `source/safety/rules/<locale>.toml` and runs the examples that each rule carries."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from toolkit.diagnostic import Diagnostic
from toolkit.model import Location
from toolkit.safety.contract import ContractFile, Digest, Harm, Line, Table, id_problem, refused, suggestion
from toolkit.safety.judgement import finds_itself, judge, keeps
from toolkit.safety.rule import Kind, Rule, Waiver
from toolkit.text.language import Language
from toolkit.text.patterns import pattern_problem
from toolkit.text.terms import DEFAULT_GAP
from toolkit.text.toml_lines import line_of

CODE = "rule-invalid"
EXAMPLE_CODE = "rule-example"
MOST_RULES = 500
WIDEST_GAP = 200


def _pattern(value: str) -> str:
    if problem := pattern_problem(value):
        raise refused(f"{value[:80]!r} {problem}", hint="a pattern is words divided by one space, '*' for any ending")
    return value


def _topic(value: str) -> str:
    if value != "*" and (problem := id_problem(value)):
        raise refused(f"{value!r}: {problem}", hint="a topic is an id as in the front matter of articles, or '*'")
    return value


Pattern = Annotated[str, AfterValidator(_pattern)]
Patterns = Annotated[list[Pattern], Field(max_length=500)]
Words = Annotated[Patterns, Field(min_length=1)]
Topic = Annotated[str, AfterValidator(_topic)]
RuleKind = Annotated[Kind, Field(strict=False)]


class _Negation(Table):
    of: str
    side: Literal["before", "after", "fused"] | None = None
    gap: Annotated[int, Field(ge=1, le=WIDEST_GAP)] = DEFAULT_GAP
    between: Patterns = Field(default_factory=list)


class _Waiver(Table):
    hash: Digest
    reason: Line
    by: Line


class _Rule(Table):
    severity: Harm
    topics: Annotated[list[Topic], Field(min_length=1)]
    kind: RuleKind
    concepts: Annotated[dict[str, Words], Field(max_length=8)] = Field(default_factory=dict)
    negation: _Negation | None = None
    apart: list[str] = Field(default_factory=list)
    echoes: Patterns = Field(default_factory=list)
    forbid: Patterns = Field(default_factory=list)
    instead: Patterns = Field(default_factory=list)
    circumstances: Patterns = Field(default_factory=list)
    reversals: Patterns = Field(default_factory=list)
    accept: list[Line] = Field(default_factory=list)
    reject: list[Line] = Field(default_factory=list)
    waiver: list[_Waiver] = Field(default_factory=list)

    @model_validator(mode="after")
    def _consistent(self) -> _Rule:
        if self.kind is Kind.FORBID:
            more = (self.instead, self.echoes, self.apart, self.circumstances, self.reversals)
            if self.concepts or self.negation or any(more):
                hint = "no concepts, negation, apart, echoes, instead, circumstances, reversals"
                raise refused("a rule of kind 'forbid' has the key 'forbid' only", hint=hint)
            if not self.forbid:
                raise refused("a rule of kind 'forbid' needs phrases under the key 'forbid'")
        elif not self.concepts:
            raise refused(f"a rule of kind {self.kind.value!r} needs concepts")
        elif self.kind is Kind.PROHIBIT and self.negation is None:
            raise refused("a rule of kind 'prohibit' needs the key 'negation'", hint="say which concept is negated")
        if self.negation is not None and self.negation.of not in self.concepts and self.concepts:
            raise refused(
                f"negation.of: {self.negation.of!r} is none of its concepts",
                hint=suggestion(self.negation.of, self.concepts) or f"its concepts are {', '.join(self.concepts)}",
            )
        of = self.negation.of if self.negation else next(iter(self.concepts), "")
        for name in self.apart:
            if name not in self.concepts or name == of:
                others = [other for other in self.concepts if other != of]
                hint = suggestion(name, others) or f"it may be one of {', '.join(others)}"
                raise refused(f"apart: {name!r} is none of the concepts besides the one that is negated", hint=hint)
        return self


def parse_rules(
    text: str, path: str, language: Language, *, tried: bool = False
) -> tuple[tuple[Rule, ...], list[Diagnostic]]:
    """Return the rules in the TOML `text` in the order of the file, and every problem.

    A rule with a mistake is left out. A rule that fails one of its own examples (code `rule-example`) is an error too;
    it is left out as well, because what it guards is not known. Whoever knows that this text had no problem with this
    language says `tried`: then the examples, which take most of the time, are not run again.
    """
    file = ContractFile(text, path, CODE)
    data, problems = file.table()
    if data is None:
        return (), problems
    if len(data) > MOST_RULES:
        return (), [file.problem(f"the file has more than {MOST_RULES} rules")]
    rules: list[Rule] = []
    for name, value in data.items():
        rule, found = _rule(file, name, value, language)
        if rule is not None and not tried:
            found = [*_phrases(file, rule), *_examples(file, rule)]
        problems += found
        if rule is not None and not found:
            rules.append(rule)
    return tuple(rules), problems


def _rule(file: ContractFile, name: str, value: Any, language: Language) -> tuple[Rule | None, list[Diagnostic]]:
    if problem := id_problem(name):
        return None, [
            file.problem(f"{name!r}: {problem}", (name,), hint="a rule's id is lower-case words with hyphens")
        ]
    row, problems = file.read(_Rule, value, (name,))
    if row is None:
        return None, problems
    place = Location(file.path, line_of(file.text, (name,)))
    negation = row.negation or _Negation(of=next(iter(row.concepts), ""))
    waivers = tuple(
        Waiver(item.hash, item.reason, item.by, Location(file.path, line_of(file.text, (name, "waiver", str(number)))))
        for number, item in enumerate(row.waiver)
    )
    problems += [
        file.problem(f"{name}: the waiver {item.hash!r} is there twice", (name, "waiver", str(number)))
        for number, item in enumerate(waivers)
        if item.hash in {earlier.hash for earlier in waivers[:number]}
    ]
    if row.kind is not Kind.FORBID and not (row.accept and row.reject):
        hint = "write a sentence that satisfies it under 'accept', and one that does not under 'reject'"
        problems.append(file.problem(f"{name}: a rule needs examples of both kinds", (name,), hint=hint))
    rule = Rule(
        id=name,
        locale=language.locale,
        severity=row.severity,
        topics=tuple(row.topics),
        kind=row.kind,
        language=language,
        concepts={key: tuple(patterns) for key, patterns in row.concepts.items()},
        of=negation.of,
        side=negation.side,
        gap=negation.gap,
        between=tuple(negation.between),
        apart=tuple(row.apart),
        echoes=tuple(row.echoes),
        forbid=tuple(row.forbid),
        instead=tuple(row.instead),
        circumstances=tuple(row.circumstances),
        reversals=tuple(row.reversals),
        accept=tuple(row.accept),
        reject=tuple(row.reject),
        waivers=waivers,
        location=place,
    )
    return (None if problems else rule), problems


def _phrases(file: ContractFile, rule: Rule) -> list[Diagnostic]:
    """Return a finding for each phrase that could never be found, because a word of the language's data undoes it."""
    found = []
    for key, phrases, forbidden in (("forbid", rule.forbid, True), ("instead", rule.instead, False)):
        for number, phrase in enumerate(phrases):
            if not finds_itself(phrase, rule, forbidden=forbidden):
                message = f"{rule.id}: the phrase {phrase!r} under {key!r} is never found: its own words undo it"
                hint = "write it without the words that negate, weaken or except"
                found.append(file.problem(message, (rule.id, key, str(number)), hint=hint))
    return found


def _examples(file: ContractFile, rule: Rule) -> list[Diagnostic]:
    """Return a finding for each example that the rule judges otherwise than the file says."""
    found = []
    for key, examples, wanted in (("accept", rule.accept, True), ("reject", rule.reject, False)):
        for number, example in enumerate(examples):
            if keeps(example, rule) is wanted:
                continue
            reasons = "; ".join(dict.fromkeys(row.reason for row in judge(example, rule)))
            message = f"{rule.id}: the rule does not {key} its own example {example!r}: {reasons}"
            hint = "mend the rule's patterns, or the language's data, or the example"
            found.append(file.problem(message, (rule.id, key, str(number)), hint=hint, code=EXAMPLE_CODE))
    return found
