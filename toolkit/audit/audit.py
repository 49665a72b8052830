"""Runs an audit: seeds faults into each locale and gathers what became of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from toolkit.audit.asking import Gates
from toolkit.audit.breach import Breacher
from toolkit.audit.breaches import BREACHERS
from toolkit.audit.breaking import break_contract
from toolkit.audit.memory import Broken, Memory, inputs_hash, memory_of
from toolkit.audit.mutation import Harm, Mutator, Skip
from toolkit.audit.mutators import MUTATORS
from toolkit.audit.outcome import Catch, Outcome, Tier
from toolkit.audit.seeding import Seed, seeds, targets
from toolkit.model import StatementSeverity
from toolkit.project import SAFETY_PREFIX, Project
from toolkit.store import Store

FORGETS = Store(None, Path())
"""A store that remembers nothing."""


@dataclass(frozen=True, slots=True)
class LocaleAudit:
    """What became of the faults in one locale."""

    locale: str
    """As in paths."""
    outcomes: tuple[Outcome, ...]
    """Each fault, in the order of mutators and messages."""
    skips: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Mutator -> reason -> how often it could make no fault."""
    inputs: str = ""
    """Hash of all that the audit was about; see `inputs_hash`."""


def audit_locale(
    project: Project,
    locale: str,
    *,
    today: dt.date,
    mutators: Sequence[Mutator] = MUTATORS,
    breachers: Sequence[Breacher] = BREACHERS,
    sample: int | None = None,
    seed: int = 0,
    store: Store = FORGETS,
) -> LocaleAudit:
    """Return what becomes of the faults that the mutators make of the locale's translations.

    Args:
        project: The project; its own approvals play no part.
        locale: A locale of translations.
        today: The day of the approvals that are made for the run.
        mutators: Kinds of faults in translations.
        breachers: Kinds of faults in the contract and in pages; all that there are, whatever the sample.
        sample: So many faults of each kind at most; None: all.
        seed: Draws the sample.
        store: Remembers what the gates said of the same faults in the same texts.
    """
    found = list(targets(project, locale))
    gates = cache(lambda: Gates(project, locale, today))
    memory = memory_of(project, locale, store)
    guards = {domain: project.guard(domain) for domain in project.messages}
    made: list[tuple[Mutator, Seed]] = []
    skips: dict[str, Counter[str]] = {}
    for mutator in mutators:
        for item in seeds(mutator, found, seed=seed, sample=sample) if found else ():
            if isinstance(item, Seed):
                made.append((mutator, item))
            else:
                skips.setdefault(mutator.name, Counter())[item[1].reason] += 1
    outcomes = [
        _outcome(project, item, mutator, guards[item.target.domain](item.target.message), catches)
        for (mutator, item), catches in zip(made, memory.catches([item for _, item in made], gates), strict=True)
    ]
    for name, result in _broken(project, locale, breachers, today, memory) if breachers else ():
        if isinstance(result, Skip):
            skips.setdefault(name, Counter())[result.reason] += 1
        else:
            outcomes.append(result)
    return LocaleAudit(locale, tuple(outcomes), skips, inputs_hash(project, locale))


def _broken(project: Project, locale: str, breachers: Sequence[Breacher], today: dt.date, memory: Memory) -> Broken:
    def make() -> Broken:
        return [(kind.name, result) for kind, result in break_contract(project, locale, breachers, today)]

    return memory.broken([kind.name for kind in breachers], make)


def _outcome(project: Project, item: Seed, mutator: Mutator, guard: str | None, catches: tuple[Catch, ...]) -> Outcome:
    message = item.target.message
    tier = _tier(item.target.domain, guard)
    return Outcome(
        item.target.subject.locale,
        mutator.name,
        tier,
        _severity(project, tier, guard, mutator.harm),
        item.target.domain,
        message.msgctxt,
        message.msgid,
        item.target.subject.text,
        item.change.after,
        item.change.what,
        guard,
        catches,
    )


def _tier(domain: str, guard: str | None) -> Tier:
    if domain.startswith(SAFETY_PREFIX):
        return Tier.STATEMENT
    return Tier.TEXT if guard is None else Tier.GUARDED


def _severity(project: Project, tier: Tier, guard: str | None, harm: Harm) -> StatementSeverity:
    """Return how grave the fault is: what is said elsewhere of the text, lowered where only its form is damaged."""
    if harm is Harm.FORM and tier is not Tier.STATEMENT:
        return StatementSeverity.NOTICE
    if tier is Tier.STATEMENT and guard is not None:
        return project.statements_by_id[guard].severity
    if tier is Tier.GUARDED:
        rules = project.rules.get(project.config.source_locale, ())
        return next(rule.severity for rule in rules if rule.id == guard)
    return StatementSeverity.SERIOUS
