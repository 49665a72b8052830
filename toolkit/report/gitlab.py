"""Findings as a Code Quality report of GitLab."""

from __future__ import annotations

import json
from collections.abc import Sequence

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.report.fingerprint import fingerprints
from toolkit.text.escape import escape

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_WITHOUT_FILE = "pyproject.toml"
"""Stands for findings on the project as a whole, because GitLab wants a file for each."""


def format_gitlab(items: Sequence[Diagnostic]) -> str:
    """Return a JSON array of issues; an error on a safety text is `critical`, other errors are `major`."""
    marks = fingerprints(items)
    return json.dumps(
        [
            {
                "description": escape(item.message + (f" (hint: {item.hint})" if item.hint else "")),
                "check_name": item.code,
                "fingerprint": mark,
                "severity": "critical"
                if item.severity is Severity.ERROR and item.statement is not None
                else _SEVERITIES[item.severity],
                "location": {"path": escape(item.path or _WITHOUT_FILE), "lines": {"begin": item.line or 1}},
            }
            for item, mark in zip(items, marks, strict=True)
        ],
        ensure_ascii=False,
        indent=1,
    )
