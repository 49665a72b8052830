"""What the toolkit says about its input: findings with their place, and the one error that ends a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How sure and how grave a finding is: an error is certain, a warning probable, a note taste or news."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    def at_least(self, other: Severity) -> bool:
        """Whether this severity is as grave as `other` or graver."""
        order = list(Severity)
        return order.index(self) <= order.index(other)


@dataclass(frozen=True, slots=True)
class Span:
    """The evidence of a finding: a part of one of the texts of a unit."""

    field: str
    """Which text: `msgid`, `msgid_plural`, `msgstr` or `msgstr[1]`; elsewhere `source` or `page`."""
    start: int
    """First character, counted from 0."""
    end: int
    """One past the last character."""
    text: str
    """The characters themselves."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. Every field but the first three may be absent (None); absent ones are null in JSON."""

    code: str
    """Name of the defect, kebab-case, stable: `missing-number`."""
    severity: Severity
    """Error, warning or note."""
    message: str
    """What is wrong: lower-case, quotes the value. Foreign text is escaped by whoever prints it."""
    hint: str | None = None
    """What to do about it."""
    path: str | None = None
    """File, relative to the project or as given on the command line."""
    line: int | None = None
    """Counted from 1."""
    column: int | None = None
    """In characters, counted from 1."""
    locale: str | None = None
    """As in paths: `pt_BR`."""
    domain: str | None = None
    """Domain of the catalog."""
    msgctxt: str | None = None
    """Context of the message."""
    msgid: str | None = None
    """Singular of the message, "" for the header."""
    statement: str | None = None
    """Id of the statement that it is about."""
    spans: tuple[Span, ...] = ()
    """The evidence."""


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings sorted by path, line (null first), code, then the rest; equal findings once."""

    def rank(item: Diagnostic) -> tuple[object, ...]:
        return (
            item.path or "",
            item.line or 0,
            item.code,
            item.column or 0,
            item.locale or "",
            item.msgctxt or "",
            item.msgid or "",
            item.statement or "",
            item.message,
        )

    return sorted(dict.fromkeys(diagnostics), key=rank)


def without_notes(diagnostics: Iterable[Diagnostic]) -> tuple[tuple[Diagnostic, ...], int]:
    """Return the findings that are no notes, and how many notes there are; equal findings once."""
    once = dict.fromkeys(diagnostics)
    graver = tuple(item for item in once if item.severity is not Severity.NOTE)
    return graver, len(once) - len(graver)


class ToolkitError(Exception):
    """The run cannot go on. Bad content never raises it: content gets a `Diagnostic`.

    `code` is one of `usage`, `settings`, `io`; `exit_code` is what the command ends with.
    """

    exit_code = 2

    def __init__(self, message: str, *, code: str = "usage", hint: str | None = None, path: str | None = None) -> None:
        """Keep what is wrong (`message`), what to do about it (`hint`) and the file it is about (`path`)."""
        super().__init__(message)
        self.message = message
        self.code = code
        self.hint = hint
        self.path = path

    @property
    def diagnostic(self) -> Diagnostic:
        """The same as a finding, for machine-readable output."""
        return Diagnostic(self.code, Severity.ERROR, self.message, hint=self.hint, path=self.path)
