"""Whether a statement is approved in a locale: its approval against what is there now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Approval, Location, Statement, StatementSeverity, Unit, Wording
from toolkit.safety.approvals import APPROVED, WITHDRAWN, record_of
from toolkit.safety.persons import is_same_person
from toolkit.text.difference import difference
from toolkit.text.normalise import normalise


class ApprovalStatus(StrEnum):
    """What became of an approval; only the first counts."""

    APPROVED = "approved"
    """It equals what is there now."""
    STALE = "stale"
    """What it approved has changed since, or its last day is over."""
    MISSING = "missing"
    """There is none."""
    WITHDRAWN = "withdrawn"
    """Its wording must not be used."""
    INCOMPLETE = "incomplete"
    """It lacks the second person or the signature that the settings ask for."""
    INVALID = "invalid"
    """Its record is not its own, or it speaks of something else: nobody gave this approval."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why an approval does not count."""

    code: str
    """Code of the diagnostic."""
    message: str
    """What is wrong, with a diff where a text has changed."""
    hint: str
    """What to do about it."""


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """What the judge found for one statement in one locale."""

    statement: Statement
    """As it is now."""
    locale: str
    """As in paths."""
    status: ApprovalStatus
    """The gravest of what was found."""
    reasons: tuple[Reason, ...] = ()
    """Why it does not count; empty if and only if it is approved."""
    approval: Approval | None = None
    """What was judged."""

    @property
    def counts(self) -> bool:
        """Whether the wording is approved."""
        return self.status is ApprovalStatus.APPROVED

    @property
    def withholds(self) -> bool:
        """Whether a page with this statement is withheld: critical and serious ones must be approved.

        A notice may go out before somebody has approved it, but not after somebody has withdrawn it.
        """
        binding = self.statement.severity is not StatementSeverity.NOTICE
        return not self.counts and (binding or self.status is ApprovalStatus.WITHDRAWN)


def judge(
    statement: Statement,
    locale: str,
    wording: Wording | None,
    approval: Approval | None,
    *,
    today: dt.date,
    second_reviewer: Collection[StatementSeverity] = (),
    trusted: Collection[str] | None = None,
) -> ApprovalState:
    """Return whether `approval` is one of `wording` as that of `statement` in `locale`, on the day `today`.

    Severity, source, wording and items must be those of now, texts in NFC with runs of white space as one. The record
    is computed again: an approval of another statement or locale, or put together from two, never counts.
    `wording` is None while the translation is incomplete. `second_reviewer` are the severities that need two persons
    (setting `second-reviewer`). `trusted` are the records whose signature was verified
    (`toolkit.safety.signatures.trusted_records`), or None where the settings name no allowed signers.
    """
    if approval is None:
        reason = Reason(
            "approval-missing",
            f"nobody has approved {statement.id!r} in {locale!r}",
            _how_to_approve(statement, locale),
        )
        return ApprovalState(statement, locale, ApprovalStatus.MISSING, (reason,))
    found: dict[ApprovalStatus, list[Reason]] = {
        ApprovalStatus.INVALID: list(_forged(statement, locale, approval)),
        ApprovalStatus.WITHDRAWN: list(_withdrawn(statement, approval)),
        ApprovalStatus.STALE: list(_stale(statement, locale, wording, approval, today)),
        ApprovalStatus.INCOMPLETE: list(_incomplete(statement, approval, second_reviewer, trusted)),
    }
    for status, reasons in found.items():
        if reasons:
            graver_only = status in {ApprovalStatus.INVALID, ApprovalStatus.WITHDRAWN}
            kept = reasons if graver_only else [reason for rows in found.values() for reason in rows]
            return ApprovalState(statement, locale, status, tuple(kept), approval)
    return ApprovalState(statement, locale, ApprovalStatus.APPROVED, (), approval)


def diagnose(state: ApprovalState, *, draft: bool = False) -> list[Diagnostic]:
    """Return the findings on a state, one a reason; none where the approval counts.

    An invalid approval is an error always. The rest is an error for critical and serious statements; for a notice
    a missing approval is a note, one that is stale or incomplete a warning, a withdrawn one an error. Under `draft`
    all of these are notes: the page says itself that it is a draft.
    """
    location = state.approval.location if state.approval is not None else state.statement.location
    return [
        Diagnostic(
            reason.code,
            _severity(state, draft=draft),
            reason.message,
            hint=reason.hint,
            path=location.path or None,
            line=location.line,
            locale=state.locale,
            domain=state.statement.domain or None,
            msgctxt=state.statement.id,
            statement=state.statement.id,
        )
        for reason in state.reasons
    ]


def check_shrunk(
    approvals: Iterable[Approval], statements: Iterable[Statement], topics_in_use: Collection[str]
) -> list[Diagnostic]:
    """Return an error for each approval, not withdrawn, of a statement that the contract asks less of than it did.

    That is a statement that is gone, less severe, or asked for by none of `topics_in_use`, the topics of all articles.
    Whoever makes the contract smaller says so, by a withdrawal with its reason.
    """
    known: Mapping[str, Statement] = {statement.id: statement for statement in statements}
    found = []
    for approval in approvals:
        message = _shrunk(approval, known.get(approval.statement), topics_in_use)
        if message is not None and approval.status != WITHDRAWN:
            hint = (
                f"undo the change, or run 'l10n withdraw {approval.locale} {approval.statement} --reason TEXT' "
                "if the contract is meant to ask less"
            )
            found.append(_at(approval.location, approval, message, hint))
    return found


def _shrunk(approval: Approval, statement: Statement | None, topics_in_use: Collection[str]) -> str | None:
    name = approval.statement
    if statement is None:
        return f"the approved statement {name!r} is gone"
    grades = list(StatementSeverity)
    if grades.index(statement.severity) > grades.index(approval.severity):
        return f"the statement {name!r} was approved as {approval.severity}, and is only {statement.severity} now"
    if not statement.required_by(tuple(topics_in_use)):
        return f"no article has a topic that asks for the approved statement {name!r} any more"
    return None


def _at(location: Location, approval: Approval, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        "contract-shrunk",
        Severity.ERROR,
        message,
        hint=hint,
        path=location.path or None,
        line=location.line,
        locale=approval.locale,
        statement=approval.statement,
    )


def _severity(state: ApprovalState, *, draft: bool) -> Severity:
    if state.status is ApprovalStatus.INVALID:
        return Severity.ERROR
    if draft:
        return Severity.NOTE
    if state.withholds:
        return Severity.ERROR
    return Severity.NOTE if state.status is ApprovalStatus.MISSING else Severity.WARNING


def _forged(statement: Statement, locale: str, approval: Approval) -> Iterator[Reason]:
    """Yield why nobody can have given this approval, which the reader of its file would have refused already."""
    hint = "restore the file from its history, or have the statement approved again"
    if (approval.locale, approval.statement) != (locale, statement.id):
        message = (
            f"the approval of {statement.id!r} in {locale!r} speaks of {approval.statement!r} in {approval.locale!r}"
        )
        yield Reason("approval-invalid", message, hint)
    if approval.record != record_of(approval):
        message = f"the record of the approval of {statement.id!r} is not that of its fields"
        yield Reason("approval-invalid", message, hint)
    if approval.status not in {APPROVED, WITHDRAWN}:
        yield Reason("approval-invalid", f"an approval is approved or withdrawn, not {approval.status!r}", hint)


def _withdrawn(statement: Statement, approval: Approval) -> Iterator[Reason]:
    if approval.status == WITHDRAWN:
        message = f"the approval of {statement.id!r} was withdrawn: {approval.reason or 'no reason given'}"
        yield Reason(
            "approval-withdrawn", message, f"mend what it names; {_how_to_approve(statement, approval.locale)}"
        )


def _stale(
    statement: Statement, locale: str, wording: Wording | None, approval: Approval, today: dt.date
) -> Iterator[Reason]:
    again = f"read the change; {_how_to_approve(statement, locale)}"
    for what in changes(statement, wording, approval):
        yield Reason("approval-stale", f"{statement.id!r} changed after its approval: {what}", again)
    if approval.review_by is not None and today > approval.review_by:
        message = f"the approval of {statement.id!r} ended on {approval.review_by}"
        yield Reason("approval-stale", message, f"have it read again; {_how_to_approve(statement, locale)}")


def changes(statement: Statement, wording: Wording | None, approval: Approval) -> Iterator[str]:
    """Yield each difference between what was approved and what is there now, texts as a diff from old to new."""
    if approval.severity is not statement.severity:
        yield f"its severity was {str(approval.severity)!r} and is {str(statement.severity)!r}"
    yield from _text_change("source", approval.source, statement.text)
    if wording is None:
        yield "its translation is missing, fuzzy or incomplete now"
    else:
        yield from _text_change("wording", approval.wording, wording.text)
    now = [item.id for item in statement.items]
    then = [item.id for item in approval.items]
    if now != then:
        yield f"its items were {', '.join(then) or 'none'} and are {', '.join(now) or 'none'}"
    sources = {item.id: item.text for item in statement.items}
    words = None if wording is None else dict(wording.items)
    for item in approval.items:
        if item.id in sources:
            yield from _text_change(f"source of item {item.id!r}", item.source, sources[item.id])
            if words is not None:
                yield from _text_change(f"wording of item {item.id!r}", item.wording, words.get(item.id, ""))


def approved_text(approval: Approval, unit: Unit) -> str | None:
    """Return the text that the approval has for a message, where it was for the same source; None else.

    An approval holds texts as `normalise` makes them: a translation that is the same so is returned as it is.
    """
    if approval.status != APPROVED:
        return None
    rows = {approval.statement: (approval.source, approval.wording)}
    rows |= {f"{approval.statement}/{item.id}": (item.source, item.wording) for item in approval.items}
    source, wording = rows.get(unit.msgctxt or "", (None, None))
    if source is None or wording is None or source != normalise(unit.msgid):
        return None
    return unit.msgstr if wording == normalise(unit.msgstr) else wording


def _text_change(what: str, old: str, new: str) -> Iterator[str]:
    if normalise(old) != normalise(new):
        yield f"{what} {difference(normalise(old), normalise(new))!r}"


def _incomplete(
    statement: Statement,
    approval: Approval,
    second_reviewer: Collection[StatementSeverity],
    trusted: Collection[str] | None,
) -> Iterator[Reason]:
    needs_two = statement.severity in second_reviewer
    if needs_two and (approval.second is None or is_same_person(approval.reviewer, approval.second)):
        message = f"a {statement.severity} statement needs two persons, and one has approved {statement.id!r}"
        hint = f"{_how_to_approve(statement, approval.locale)} --second NAME --second-role ROLE"
        yield Reason("approval-second-missing", message, hint)
    if trusted is not None and approval.record not in trusted:
        message = (
            f"the approval of {statement.id!r} has no valid signature of {_signers(approval, needs_two=needs_two)}"
        )
        hint = "sign its record with a key that the file of allowed signers names for that person"
        yield Reason("approval-unsigned", message, hint)


def _signers(approval: Approval, *, needs_two: bool) -> str:
    if needs_two and approval.second is not None:
        return f"{approval.reviewer!r} and {approval.second!r} both"
    return repr(approval.reviewer)


def _how_to_approve(statement: Statement, locale: str) -> str:
    return f"a reviewer runs 'l10n approve {locale} {statement.id} --reviewer NAME --role ROLE'"
