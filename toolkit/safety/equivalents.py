"""Faults of an audit that a person has called harmless: `source/safety/audit/<locale>.toml`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from pydantic import Field

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Location
from toolkit.safety.contract import ContractFile, Digest, Line, Table

_CODE = "equivalent-invalid"


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A person's decision that a fault which an audit seeded does no harm: the text means the same with it."""

    hash: str
    """Digest of the fault: of its place, its kind, its source, and the text before and after."""
    reason: str
    """Why it does no harm."""
    by: str
    """Who says so."""
    locale: str = ""
    """Locale of the text."""
    location: Location = field(default=Location(""), compare=False)
    """Where it is written."""


class _Row(Table):
    hash: Digest
    reason: Line
    by: Line


class _File(Table):
    harmless: list[_Row] = Field(min_length=1)


def parse_equivalents(text: str, path: str) -> tuple[tuple[Equivalent, ...], list[Diagnostic]]:
    """Return the decisions in the TOML `text`, whose name is that of its locale, and every problem with its line.

    A file with a mistake decides nothing.
    """
    file = ContractFile(text, path, _CODE)
    data, found = file.table()
    if data is None:
        return (), found
    rows, problems = file.read(_File, data)
    if rows is None:
        return (), [*found, *problems]
    made = tuple(
        Equivalent(
            row.hash,
            row.reason,
            row.by,
            file.stem,
            Location(path, file.problem("", ("harmless", str(number), "hash")).line),
        )
        for number, row in enumerate(rows.harmless)
    )
    return made, found


def unused_equivalents(
    known: Sequence[Equivalent], survived: Collection[str], locales: Iterable[str]
) -> list[Diagnostic]:
    """Return an error for each decision on a locale of `locales` whose fault is not among those that `survived`.

    Ask it after an audit with all mutators and without a sample, else others look unused.
    """
    asked = set(locales)
    return [
        Diagnostic(
            "unused-equivalent",
            Severity.ERROR,
            f"no fault of the audit has the hash {item.hash!r}, or something catches it now",
            hint="the text, the mutator or the guard has changed since; remove the entry, and judge anew what survives",
            path=item.location.path,
            line=item.location.line,
            locale=item.locale,
        )
        for item in known
        if item.locale in asked and item.hash not in survived
    ]
