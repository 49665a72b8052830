"""What became of a seeded fault."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from toolkit.diagnostic import Severity
from toolkit.model import StatementSeverity
from toolkit.safety.digest import digest


class Gate(StrEnum):
    """Where a fault can be caught, in the order in which the gates are asked."""

    CHECK = "check"
    """The checks of the catalogs."""
    RULE = "rule"
    """The safety rules on running text."""
    APPROVAL = "approval"
    """Approvals of statements, as if everything had been approved before the fault."""
    CONTRACT = "contract"
    """What articles must place, and that the contract does not shrink."""
    PROOF = "proof"
    """The proof of the finished page."""


class Tier(StrEnum):
    """What holds the text that a fault was seeded into."""

    STATEMENT = "statement"
    """It is the wording of a statement, or the page around it."""
    GUARDED = "guarded"
    """It is running text that a safety rule touches."""
    TEXT = "text"
    """It is other running text."""


@dataclass(frozen=True, slots=True)
class Catch:
    """A finding that the fault made."""

    gate: Gate
    """Who found it."""
    code: str
    """Code of the finding."""
    severity: Severity
    """An error keeps the page back; a warning only tells."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A fault, and who caught it."""

    locale: str
    """Locale of the text."""
    mutator: str
    """Kind of the fault."""
    tier: Tier
    """What holds the text."""
    severity: StatementSeverity
    """That of the statement or rule; elsewhere serious for a changed meaning, notice for a changed form."""
    domain: str
    """Domain of the message."""
    msgctxt: str | None
    """Its context."""
    source: str
    """Its source."""
    before: str
    """The clean text."""
    after: str
    """The faulty one."""
    what: str
    """What was done."""
    guard: str | None
    """Id of the statement or rule that touches the message."""
    catches: tuple[Catch, ...]
    """What was found; empty for a survivor."""

    @property
    def caught(self) -> bool:
        """Whether anybody would have been told."""
        return bool(self.catches)

    @property
    def stopped(self) -> bool:
        """Whether the page would have been kept back."""
        return any(catch.severity is Severity.ERROR for catch in self.catches)

    @property
    def hash(self) -> str:
        """What an entry of `source/safety/audit/<locale>.toml` must hold to call the fault harmless."""
        return digest(
            {
                "locale": self.locale,
                "mutator": self.mutator,
                "context": f"{self.domain} {self.msgctxt or ''}",
                "source": self.source,
                "before": self.before,
                "after": self.after,
            }
        )
