"""Statements as reports show them: wording, approval, and what changed between the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.report.survey import StatementSurvey
from toolkit.safety.approval_state import ApprovalStatus
from toolkit.text.difference import Change, pieces
from toolkit.text.normalise import normalise

Pieces = Sequence[tuple[Change, str]]

_TONES = {ApprovalStatus.APPROVED: "good", ApprovalStatus.MISSING: "wait"}


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement in one locale."""

    id: str
    """Its id."""
    severity: str
    """Its severity."""
    reference: str
    """Where the source's wording comes from."""
    locale: str
    """As in paths."""
    sources: tuple[str, ...]
    """The texts of the source: the sentence, then the items."""
    texts: tuple[str, ...]
    """The same in the locale; none while it is not wholly translated."""
    status: str
    """What became of the approval."""
    tone: str
    """How it is coloured: good, wait, bad."""
    reviewer: str | None
    """Who approved it."""
    role: str | None
    """What makes the reviewer competent."""
    date: str | None
    """On which day, as in 2026-02-23."""
    changes: tuple[tuple[str, Pieces], ...]
    """What changed since: which text, and how."""
    reasons: tuple[str, ...]
    """Why else the approval does not count, in English."""


def statement_row(item: StatementSurvey) -> StatementRow:
    """Return how a report shows a statement in one locale."""
    state, wording = item.approval, item.wording
    statement, approval = state.statement, state.approval
    changes = _changes(item)
    told = state.status in {ApprovalStatus.MISSING, ApprovalStatus.APPROVED} or changes
    return StatementRow(
        statement.id,
        str(statement.severity),
        statement.reference,
        state.locale,
        (statement.text, *(part.text for part in statement.items)),
        (wording.text, *(text for _, text in wording.items)) if wording else (),
        str(state.status),
        _TONES.get(state.status, "bad"),
        approval.reviewer if approval else None,
        approval.role if approval else None,
        approval.date.isoformat() if approval else None,
        changes,
        () if told else tuple(reason.message for reason in state.reasons),
    )


def _changes(item: StatementSurvey) -> tuple[tuple[str, Pieces], ...]:
    approval, wording, statement = item.approval.approval, item.wording, item.approval.statement
    if approval is None:
        return ()
    rows = [("source", approval.source, statement.text)]
    rows += [("wording", approval.wording, wording.text if wording else "")]
    sources = {part.id: part.text for part in statement.items}
    words = dict(wording.items) if wording else {}
    for part in approval.items:
        rows.append((f"source of {part.id}", part.source, sources.get(part.id, "")))
        rows.append((f"wording of {part.id}", part.wording, words.get(part.id, "")))
    known = {part.id for part in approval.items}
    rows += [(f"source of {name}", "", text) for name, text in sources.items() if name not in known]
    return tuple(
        (what, pieces(normalise(old), normalise(new))) for what, old, new in rows if normalise(old) != normalise(new)
    )
