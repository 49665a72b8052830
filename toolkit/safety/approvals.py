"""Approvals: what a named reviewer approved, as kept in `source/safety/approvals/<locale>/<id>.toml`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from pydantic import Field

from toolkit.diagnostic import Diagnostic
from toolkit.model import Approval, ApprovalItem, Location, Statement, Wording
from toolkit.safety.contract import ContractFile, Digest, Harm, Id, Line, LocaleName, Table
from toolkit.safety.digest import digest
from toolkit.safety.persons import is_same_person
from toolkit.safety.toml_write import toml_text
from toolkit.text.normalise import normalise

APPROVED = "approved"
WITHDRAWN = "withdrawn"

_CODE = "approval-invalid"
_LONGEST_SIGNATURE = 20_000
_COMMENT = "Written by 'l10n approve' and 'l10n withdraw'. Any edit by hand voids it."


class _Item(Table):
    id: Id
    source: Line
    wording: Line


class _Approval(Table):
    status: Literal["approved", "withdrawn"]
    locale: LocaleName
    statement: Id
    severity: Harm
    source: Line
    wording: Line
    items: list[_Item] = Field(default_factory=list)
    reviewer: Line
    role: Line
    second: Line | None = None
    second_role: Line | None = None
    date: dt.date
    review_by: dt.date | None = None
    reason: Line | None = None
    record: Digest
    signature: str | None = None


def approve(
    statement: Statement,
    locale: str,
    wording: Wording,
    *,
    reviewer: str,
    role: str,
    date: dt.date,
    second: str | None = None,
    second_role: str | None = None,
    review_by: dt.date | None = None,
) -> tuple[Approval | None, list[Diagnostic]]:
    """Return the approval of `wording` as that of `statement` in `locale`; or None and every reason against it.

    Texts are kept in NFC with runs of white space as one: what a reader sees. `review_by` is the last day on which the
    approval counts. The approval is unsigned, see `toolkit.safety.signatures.sign`.
    """
    words = dict(wording.items)
    missing = [item.id for item in statement.items if item.id not in words]
    if missing or wording.statement != statement.id:
        what = f"the wording of {', '.join(missing)} is missing" if missing else f"it is that of {wording.statement!r}"
        file = ContractFile("", "", _CODE)
        return None, [_in_memory(file.problem(f"no wording of {statement.id!r}: {what}"), locale, statement.id)]
    approval = Approval(
        status=APPROVED,
        locale=locale,
        statement=statement.id,
        severity=statement.severity,
        source=normalise(statement.text),
        wording=normalise(wording.text),
        items=tuple(ApprovalItem(item.id, normalise(item.text), normalise(words[item.id])) for item in statement.items),
        reviewer=normalise(reviewer),
        role=normalise(role),
        date=date,
        second=_normalised(second),
        second_role=_normalised(second_role),
        review_by=review_by,
    )
    return _checked(approval)


def withdraw(approval: Approval, reason: str) -> tuple[Approval | None, list[Diagnostic]]:
    """Return the approval as withdrawn; or None and what is wrong with the reason.

    Who approved what, and when, stays readable; the record is new, and so the signature is gone. A withdrawal needs no
    signature: it makes less count, never more.
    """
    return _checked(replace(approval, status=WITHDRAWN, reason=normalise(reason), signature=None))


def record_of(approval: Approval) -> str:
    """Return the digest over all fields above `record`: see `toolkit.safety.digest.digest`.

    The JSON has the keys of the file, absent ones absent (`items` too where there are none), days as `YYYY-MM-DD`.
    """
    return digest(_fields(approval))


def format_approval(approval: Approval) -> str:
    """Return the file of the approval: TOML in the order of the fields, LF. `parse_approval` gives the same value."""
    fields = _fields(approval) | {"record": approval.record}
    if approval.signature is not None:
        fields["signature"] = approval.signature
    return toml_text(fields, comment=_COMMENT)


def parse_approval(text: str, path: str) -> tuple[Approval | None, list[Diagnostic]]:
    """Return the approval in the TOML `text`; or None and every problem with its line.

    The path must end in `<locale>/<statement>.toml` with the locale and the statement that the file speaks of, and the
    record must be that of the fields: a file that was copied, edited, or merged from two is none.
    """
    file = ContractFile(text, path, _CODE)
    data, found = file.table()
    if data is None:
        return None, found
    return _read(file, data)


def _read(file: ContractFile, data: dict[str, Any]) -> tuple[Approval | None, list[Diagnostic]]:
    row, found = file.read(_Approval, data)
    if row is None:
        return None, found
    approval = Approval(
        status=row.status,
        locale=row.locale,
        statement=row.statement,
        severity=row.severity,
        source=row.source,
        wording=row.wording,
        items=tuple(ApprovalItem(item.id, item.source, item.wording) for item in row.items),
        reviewer=row.reviewer,
        role=row.role,
        date=row.date,
        second=row.second,
        second_role=row.second_role,
        review_by=row.review_by,
        reason=row.reason,
        record=row.record,
        signature=row.signature,
        location=Location(file.path, 1),
    )
    found = [
        replace(file.problem(message, (key,), hint=hint), locale=row.locale, statement=row.statement)
        for key, message, hint in _contradictions(approval, file)
    ]
    return None if found else approval, found


def _contradictions(approval: Approval, file: ContractFile) -> Iterator[tuple[str, str, str | None]]:
    """Yield (key, what is wrong, hint) for each field that does not fit the others or the path."""
    own, hint = f"{approval.locale}/{approval.statement}.toml", "an approval is never copied: approve what is there"
    if file.folder != approval.locale:
        yield "locale", f"the approval is for {approval.locale!r}, but its file is not {own!r}", hint
    if file.stem != approval.statement:
        yield "statement", f"the approval is of {approval.statement!r}, but its file is not {own!r}", hint
    repeated = [name for name, times in Counter(item.id for item in approval.items).items() if times > 1]
    if repeated:
        yield "items", f"the item {repeated[0]!r} is there twice", None
    if (approval.second is None) != (approval.second_role is None):
        key = "second-role" if approval.second is None else "second"
        yield key, "'second' and 'second-role' belong together", "name the second person and what makes them competent"
    if approval.second is not None and is_same_person(approval.reviewer, approval.second):
        hint = "two persons must read it, each for themselves"
        yield "second", f"the second reviewer {approval.second!r} is the first one", hint
    if approval.review_by is not None and approval.review_by < approval.date:
        yield "review-by", f"the last day {approval.review_by} is before the approval itself, {approval.date}", None
    if approval.status == WITHDRAWN and approval.reason is None:
        yield "status", "it is withdrawn without a reason", "add 'reason', or run 'l10n withdraw' with --reason"
    if approval.status == APPROVED and approval.reason is not None:
        yield "reason", "only a withdrawal has a reason", None
    if approval.signature is not None and len(approval.signature) > _LONGEST_SIGNATURE:
        yield "signature", f"the signature has more than {_LONGEST_SIGNATURE} characters", None
    if approval.record != record_of(approval):
        hint = "restore the file as 'l10n approve' wrote it, or have the statement approved again"
        yield (
            "record",
            "the record is not that of the fields above: the file was edited or merged after the approval",
            hint,
        )


def _checked(approval: Approval) -> tuple[Approval | None, list[Diagnostic]]:
    """Return the approval with its record, held to all that a file of it is held to."""
    whole = replace(approval, record=record_of(approval))
    file = ContractFile("", f"{whole.locale}/{whole.statement}.toml", _CODE)
    read, found = _read(file, _fields(whole) | {"record": whole.record})
    if read is None:
        return None, [_in_memory(item, whole.locale, whole.statement) for item in found]
    return whole, []


def _in_memory(item: Diagnostic, locale: str, statement: str) -> Diagnostic:
    """Return the finding without a place: its approval is in no file yet."""
    return replace(item, path=None, line=None, locale=locale, statement=statement)


def _fields(approval: Approval) -> dict[str, Any]:
    """Return the fields above `record`, as the file has them and in its order."""
    items = [{"id": item.id, "source": item.source, "wording": item.wording} for item in approval.items]
    fields = {
        "status": approval.status,
        "locale": approval.locale,
        "statement": approval.statement,
        "severity": str(approval.severity),
        "source": approval.source,
        "wording": approval.wording,
        "items": items or None,
        "reviewer": approval.reviewer,
        "role": approval.role,
        "second": approval.second,
        "second-role": approval.second_role,
        "date": approval.date,
        "review-by": approval.review_by,
        "reason": approval.reason,
    }
    return {key: value for key, value in fields.items() if value is not None}


def _normalised(text: str | None) -> str | None:
    return None if text is None else normalise(text)
