"""Counts what became of faults, and makes one score of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from toolkit.audit.outcome import Outcome
from toolkit.diagnostic import Severity
from toolkit.model import StatementSeverity

WEIGHTS = {StatementSeverity.CRITICAL: 10, StatementSeverity.SERIOUS: 3, StatementSeverity.NOTICE: 1}
"""How much a fault of each severity counts in the score."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of some faults."""

    seeded: int = 0
    """Faults that were made."""
    stopped: int = 0
    """Those that would have kept the page back."""
    warned: int = 0
    """Those that somebody would have been warned of."""
    harmless: int = 0
    """Survivors that a person has called harmless."""
    missed: int = 0
    """The other survivors: they would have gone live unseen."""
    skipped: Mapping[str, int] = field(default_factory=dict)
    """Reason -> how often no fault could be made."""
    weight: int = 0
    """Sum of the weights of all faults but the harmless ones."""
    weight_missed: int = 0
    """Sum of the weights of those that were missed."""

    @property
    def caught(self) -> int:
        """Faults that somebody would have been told of."""
        return self.stopped + self.warned

    @property
    def share(self) -> float:
        """Percent of the faults that were caught; those called harmless are left out; 100 where there are none."""
        asked = self.seeded - self.harmless
        return 100 * self.caught / asked if asked else 100.0

    @property
    def shown_share(self) -> str:
        """The same for a table; a dash where there are none: of a guard that nobody tried nothing is known."""
        return f"{self.share:.1f} %" if self.seeded > self.harmless else "–"

    @property
    def score(self) -> float:
        """The same with each fault weighed by its severity."""
        return 100 * (self.weight - self.weight_missed) / self.weight if self.weight else 100.0

    @property
    def skips(self) -> int:
        """How often no fault could be made."""
        return sum(self.skipped.values())

    @property
    def skip_share(self) -> float:
        """Percent of the texts that a mutator is for of which it could make no fault."""
        asked = self.skips + self.seeded
        return 100 * self.skips / asked if asked else 0.0


def is_caught(outcome: Outcome, level: Severity) -> bool:
    """Whether a finding at least as grave as `level` was made."""
    return any(catch.severity.at_least(level) for catch in outcome.catches)


def tally(
    outcomes: Iterable[Outcome],
    skips: Iterable[Mapping[str, int]] = (),
    *,
    harmless: Collection[str] = frozenset(),
    level: Severity = Severity.WARNING,
) -> Tally:
    """Return the sums.

    Args:
        outcomes: The faults.
        skips: Reasons for which none was made, with their numbers.
        harmless: Hashes of faults that a person has called harmless; they count only where they survive.
        level: The least grave finding that catches a fault.
    """
    numbers: Counter[str] = Counter()
    for item in outcomes:
        weight = WEIGHTS[item.severity]
        numbers["seeded"] += 1
        if is_caught(item, level):
            numbers["stopped" if item.stopped else "warned"] += 1
        elif item.hash in harmless:
            numbers["harmless"] += 1
            weight = 0
        else:
            numbers["missed"] += 1
            numbers["weight_missed"] += weight
        numbers["weight"] += weight
    reasons: Counter[str] = Counter()
    for row in skips:
        reasons.update(row)
    return Tally(**numbers, skipped=dict(reasons.most_common()))


def survivors(
    outcomes: Iterable[Outcome], harmless: Collection[str] = frozenset(), level: Severity = Severity.WARNING
) -> list[Outcome]:
    """Return the faults that were missed, the gravest first."""
    grades = list(StatementSeverity)
    found = [item for item in outcomes if not is_caught(item, level) and item.hash not in harmless]
    return sorted(found, key=lambda item: grades.index(item.severity))
