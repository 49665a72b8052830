"""What an audit found, as text for a terminal, as JSON for programs, or as a table of Markdown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.audit.audit import LocaleAudit
from toolkit.audit.outcome import Outcome, Tier
from toolkit.audit.score import Tally, survivors, tally
from toolkit.audit.suggestion import suggestion
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import StatementSeverity
from toolkit.project import Project
from toolkit.report.json import VERSION
from toolkit.report.text import format_text
from toolkit.text.escape import escape

AS_IF = "as if every statement had been approved; these approvals exist only during the audit"
"""What every form says beside its numbers."""
_NAMES = {Tier.STATEMENT: "statements", Tier.GUARDED: "text guarded by rules", Tier.TEXT: "other text"}


@dataclass(frozen=True, slots=True)
class AuditResult:
    """All that an audit found, and how it is counted."""

    project: Project
    """The project."""
    locales: Sequence[LocaleAudit]
    """What became of the faults, by locale."""
    harmless: Collection[str]
    """Hashes of faults that a person has called harmless."""
    level: Severity
    """The least grave finding that catches a fault."""
    diagnostics: Sequence[Diagnostic] = ()
    """What is wrong with the decisions on harmless faults."""
    whole: bool = True
    """Whether every fault of every kind was seeded, not a sample."""

    @property
    def outcomes(self) -> list[Outcome]:
        """The faults of all locales."""
        return [item for row in self.locales for item in row.outcomes]

    @property
    def survivors(self) -> list[Outcome]:
        """The faults that were missed, the gravest first."""
        return survivors(self.outcomes, self.harmless, self.level)

    @property
    def total(self) -> Tally:
        """The sums of all locales."""
        return self.count(self.outcomes, [reasons for row in self.locales for reasons in row.skips.values()])

    def count(self, outcomes: Sequence[Outcome], skips: Sequence[Any] = ()) -> Tally:
        """Return the sums of some faults."""
        return tally(outcomes, skips, harmless=self.harmless, level=self.level)

    def of_locale(self, row: LocaleAudit) -> Tally:
        """Return the sums of one locale."""
        return self.count(row.outcomes, list(row.skips.values()))

    def of_tier(self, tier: Tier, row: LocaleAudit | None = None) -> Tally:
        """Return the sums of the faults in one kind of text, in one locale or in all."""
        return self.count([item for item in (row.outcomes if row else self.outcomes) if item.tier is tier])

    def of_mutator(self, name: str, row: LocaleAudit | None = None) -> Tally:
        """Return the sums of one kind of fault, in one locale or in all."""
        rows = [row] if row else list(self.locales)
        outcomes = [item for one in rows for item in one.outcomes if item.mutator == name]
        return self.count(outcomes, [one.skips.get(name, {}) for one in rows])

    @property
    def mutators(self) -> list[str]:
        """The kinds of faults that were seeded or skipped, in their order."""
        seen = dict.fromkeys(item.mutator for item in self.outcomes)
        return [
            *seen,
            *(name for name in dict.fromkeys(n for row in self.locales for n in row.skips) if name not in seen),
        ]


def format_audit(result: AuditResult, *, most: int | None = 20) -> str:
    """Return the tables, then the survivors, at most so many of them, each with what would have caught it."""
    rows = [AS_IF, "", *_table("locale", [(row.locale, result.of_locale(row)) for row in result.locales])]
    rows += ["", *_table("mutator", [(name, result.of_mutator(name)) for name in result.mutators])]
    rows += ["", *_table("text", [(_NAMES[tier], result.of_tier(tier)) for tier in Tier])]
    for name in result.mutators:
        rows += [f"skipped {name}: {number} × {reason}" for reason, number in result.of_mutator(name).skipped.items()]
    missed = result.survivors
    for item in missed[:most]:
        rows += ["", *_survivor(result.project, item)]
    if most is not None and len(missed) > most:
        rows += ["", f"{len(missed) - most} more survivors: -v shows all"]
    if result.diagnostics:
        rows += ["", format_text(result.diagnostics)]
    total = result.total
    return "\n".join([*rows, "", f"score {total.score:.1f}: {total.missed} of {total.seeded} faults survived"])


_HEADS = ("seeded", "stopped", "warned", "harmless", "missed", "caught", "skipped")


def _cells(found: Tally) -> tuple[str, ...]:
    numbers = (found.seeded, found.stopped, found.warned, found.harmless, found.missed)
    skips = f"{found.skips} ({found.skip_share:.0f} %)" if found.skips else "0"
    return (*map(str, numbers), found.shown_share, skips)


def _table(head: str, found: Sequence[tuple[str, Tally]]) -> Iterator[str]:
    width = max([len(head), *(len(name) for name, _ in found)])
    yield "  ".join([head.ljust(width), *(name.rjust(8) for name in _HEADS)])
    for name, sums in found:
        yield "  ".join([name.ljust(width), *(cell.rjust(8) for cell in _cells(sums))])


def _survivor(project: Project, item: Outcome) -> Iterator[str]:
    about = f" ({item.guard})" if item.guard else ""
    yield f"{item.locale}/{item.domain}: {item.severity}[{item.mutator}]{about}: {escape(item.what)}"
    yield f"    source: {escape(item.source)}"
    yield f"    before: {escape(item.before)}"
    yield f"    after:  {escape(item.after)}"
    yield f"    hash:   {item.hash}"
    found = suggestion(project, item)
    if found is not None:
        yield f"    add to {found.path}:"
        yield from (f"        {line}" for line in found.text.splitlines())


def format_audit_json(result: AuditResult) -> str:
    """Return `{"version", "summary", "locales", "survivors", "diagnostics"}`, documented by its own keys."""
    data = {
        "version": VERSION,
        "as_if": AS_IF,
        "level": str(result.level),
        "whole": result.whole,
        "summary": _sums(result.total),
        "texts": {str(tier): _sums(result.of_tier(tier)) for tier in Tier},
        "locales": [
            {
                "locale": row.locale,
                "inputs": row.inputs,
                **_sums(result.of_locale(row)),
                "survivors": _by_severity(survivors(row.outcomes, result.harmless, result.level)),
                "texts": {str(tier): _sums(result.of_tier(tier, row)) for tier in Tier},
                "mutators": [
                    {"mutator": name, **_sums(result.of_mutator(name, row)), "catches": _catches(row, name)}
                    for name in result.mutators
                ],
            }
            for row in result.locales
        ],
        "survivors": [_plain(result.project, item) for item in result.survivors],
        "diagnostics": [
            {
                "code": item.code,
                "severity": str(item.severity),
                "message": item.message,
                "path": item.path,
                "line": item.line,
            }
            for item in result.diagnostics
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _sums(found: Tally) -> dict[str, Any]:
    return {
        "seeded": found.seeded,
        "stopped": found.stopped,
        "warned": found.warned,
        "harmless": found.harmless,
        "missed": found.missed,
        "caught_percent": round(found.share, 2),
        "score": round(found.score, 2),
        "skipped": dict(found.skipped),
    }


def _by_severity(missed: Sequence[Outcome]) -> dict[str, int]:
    return {str(grade): sum(item.severity is grade for item in missed) for grade in StatementSeverity}


def _catches(row: LocaleAudit, name: str) -> dict[str, dict[str, int]]:
    """Return gate -> code -> how many faults of the kind it caught."""
    found: dict[str, Counter[str]] = {}
    for item in row.outcomes:
        for catch in item.catches if item.mutator == name else ():
            found.setdefault(str(catch.gate), Counter())[catch.code] += 1
    return {gate: dict(codes.most_common()) for gate, codes in found.items()}


def _plain(project: Project, item: Outcome) -> dict[str, Any]:
    found = suggestion(project, item)
    return {
        "locale": item.locale,
        "mutator": item.mutator,
        "text": str(item.tier),
        "severity": str(item.severity),
        "domain": item.domain,
        "msgctxt": item.msgctxt,
        "guard": item.guard,
        "what": item.what,
        "source": item.source,
        "before": item.before,
        "after": item.after,
        "hash": item.hash,
        "suggestion": None if found is None else {"path": found.path, "toml": found.text},
    }
