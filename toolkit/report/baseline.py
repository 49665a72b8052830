"""The baseline: findings that a project had when it adopted the toolkit, so that only new ones fail."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.diagnostic import Diagnostic, Severity, ToolkitError
from toolkit.report.fingerprint import fingerprints
from toolkit.text.escape import escape

VERSION = 1
"""Version of the format."""

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings beside a baseline."""

    new: tuple[Diagnostic, ...]
    """Those that the baseline does not hold, and errors on safety texts in any case."""
    known: int
    """How many the baseline holds."""
    gone: int
    """How many entries of the baseline are no longer found."""


def format_baseline(items: Sequence[Diagnostic]) -> str:
    """Return the baseline of the findings as JSON, an entry a line and sorted, so that it reads and merges well in git.

    `about` is for people; what counts is the fingerprint. Errors on safety texts are left out: nothing silences them.
    """
    rows = [
        [item.path or "", item.code, escape(item.msgctxt or item.msgid or item.message)[:_SHOWN], mark]
        for item, mark in zip(items, fingerprints(items), strict=True)
        if not _binding(item)
    ]
    names = ("path", "code", "about", "fingerprint")
    lines = [json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in sorted(rows)]
    entries = ",\n  ".join(lines)
    return f'{{"version": {VERSION}, "findings": [\n  {entries}\n]}}\n'


def parse_baseline(text: str, path: str) -> frozenset[str]:
    """Return the fingerprints that the baseline holds; raises `ToolkitError` where it is none."""
    try:
        data = json.loads(text)
        found = frozenset(str(row["fingerprint"]) for row in data["findings"])
        known = data["version"] == VERSION
    except (ValueError, TypeError, KeyError, RecursionError):
        known = False
    if not known:
        raise ToolkitError(
            f"{path!r} is no baseline that this version reads",
            code="settings",
            hint="write it anew: 'l10n check --write-baseline FILE'",
            path=path,
        )
    return found


def compare(items: Sequence[Diagnostic], baseline: frozenset[str]) -> Compared:
    """Return which of the findings are new. An error on a safety text is never old."""
    marks = fingerprints(items)
    new = [item for item, mark in zip(items, marks, strict=True) if mark not in baseline or _binding(item)]
    return Compared(tuple(new), len(items) - len(new), len(baseline - set(marks)))


def _binding(item: Diagnostic) -> bool:
    return item.statement is not None and item.severity is Severity.ERROR
