"""Reads what `l10n audit --format json` wrote, and says how much of it is still about the project as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from toolkit.audit.memory import inputs_hash
from toolkit.diagnostic import ToolkitError
from toolkit.model import StatementSeverity
from toolkit.project import Project
from toolkit.text.difference import Change, pieces

MOST_SURVIVORS = 20
"""Survivors that a report shows, the gravest first."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class StoredSums(_Part):
    """What became of some faults; the names are those of `toolkit.audit.score.Tally`."""

    seeded: NonNegativeInt
    stopped: NonNegativeInt
    warned: NonNegativeInt
    harmless: NonNegativeInt
    missed: NonNegativeInt

    @property
    def percent(self) -> int | None:
        """Percent of the faults that were caught, rounded down; those called harmless are left out. None without any.

        Of a guard that nobody tried nothing is known.
        """
        asked = self.seeded - self.harmless
        return 100 * (self.stopped + self.warned) // asked if asked else None


class StoredSurvivors(_Part):
    """How many faults were missed, by how grave they are."""

    critical: NonNegativeInt
    serious: NonNegativeInt
    notice: NonNegativeInt


class StoredTexts(_Part):
    """The sums by what holds the text."""

    statement: StoredSums
    guarded: StoredSums
    text: StoredSums


class StoredLocale(StoredSums):
    """One locale."""

    locale: str
    inputs: str
    survivors: StoredSurvivors
    texts: StoredTexts


class StoredSurvivor(_Part):
    """A fault that was missed."""

    locale: str
    mutator: str
    severity: Literal["critical", "serious", "notice"]
    domain: str
    what: str
    source: str
    before: str
    after: str

    @property
    def pieces(self) -> list[tuple[Change, str]]:
        """What the fault took away and put there."""
        return pieces(self.before, self.after)


class StoredAudit(_Part):
    """The result of an audit."""

    version: Literal[1]
    whole: bool
    locales: list[StoredLocale]
    survivors: list[StoredSurvivor]


class Freshness(StrEnum):
    """Whether a result is about the project as it is."""

    FRESH = "fresh"
    """Nothing has changed since."""
    STALE = "stale"
    """Texts, rules, terms, settings or the version of the toolkit have changed since."""
    MISSING = "missing"
    """The locale was not audited."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One locale in a report."""

    locale: str
    """As in paths."""
    freshness: Freshness
    """Whether the numbers are about the texts of now."""
    sums: StoredLocale | None
    """The numbers; None where it was not audited."""


@dataclass(frozen=True, slots=True)
class AuditSection:
    """What a report says of an audit."""

    whole: bool
    """Whether every fault was seeded, not a sample."""
    rows: tuple[AuditRow, ...]
    """The locales of the report but that of the sources."""
    missed: int
    """Survivors in these locales."""
    survivors: tuple[StoredSurvivor, ...]
    """The gravest of them."""


def parse_audit(text: str, path: str) -> StoredAudit:
    """Return the result; raises `ToolkitError` (code `settings`) where it is none that this version reads."""
    try:
        return StoredAudit.model_validate_json(text)
    except (ValidationError, RecursionError) as error:
        raise ToolkitError(
            f"{path!r} is no result of an audit that this version reads",
            code="settings",
            hint="write it anew: 'l10n audit --format json > FILE'",
            path=path,
        ) from error


def audit_section(project: Project, locales: Sequence[str], stored: StoredAudit) -> AuditSection:
    """Return what a report on the locales says of the result."""
    known = {row.locale: row for row in stored.locales}
    names = [name for name in locales if name != project.config.source_locale]
    rows = tuple(AuditRow(name, _freshness(project, known.get(name)), known.get(name)) for name in names)
    grades = [str(grade) for grade in StatementSeverity]
    missed = sorted(
        (item for item in stored.survivors if item.locale in names), key=lambda item: grades.index(item.severity)
    )
    return AuditSection(stored.whole, rows, len(missed), tuple(missed[:MOST_SURVIVORS]))


def _freshness(project: Project, row: StoredLocale | None) -> Freshness:
    if row is None:
        return Freshness.MISSING
    return Freshness.FRESH if row.inputs == inputs_hash(project, row.locale) else Freshness.STALE
