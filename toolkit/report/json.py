"""Findings as JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from toolkit.diagnostic import Diagnostic, Severity, Span, ToolkitError
from toolkit.report.text import count
from toolkit.shard import Shard, parse_shard

_KINDS: Mapping[str, type] = {"line": int, "column": int, "start": int, "end": int, "spans": list}
"""What the fields of findings hold that are no texts."""
_NEEDED = frozenset({"code", "severity", "message", "field", "start", "end", "text"})
"""Those that are never null."""
_SURROGATE = re.compile("[\ud800-\udfff]")
"""What stands for a byte of a file's name that is no UTF-8: JSON has it as an escape."""
VERSION = 1
"""Version of the format; a change that breaks readers raises it."""

SHARD = "shard"
"""Key of the share of the work that findings are of, where they are of one."""

_FIELDS, _SPAN_FIELDS = (tuple(field.name for field in fields(kind)) for kind in (Diagnostic, Span))


def format_json(items: Sequence[Diagnostic], extra: Mapping[str, Any] | None = None) -> str:
    """Return `{"version", "summary", ..., "diagnostics"}`; `extra` holds what a verb adds (such as `pages`).

    Every key of a diagnostic is always there, null where it does not apply; spans are objects with `field`, `start`,
    `end` (characters, from 0) and `text`.
    """
    data = {
        "version": VERSION,
        "summary": {str(level): number for level, number in count(items).items()},
        **(extra or {}),
        "diagnostics": [object_of(item) for item in items],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def parse_json(text: str, path: str) -> list[Diagnostic]:
    """Return the findings in what `format_json` wrote; raises `ToolkitError` (code `usage`) for anything else."""
    return parse_report(text, path)[0]


def parse_report(text: str, path: str) -> tuple[list[Diagnostic], Shard | None]:
    """Return the findings in what `format_json` wrote, and the share of the work that they are of, if of one.

    Raises `ToolkitError` (code `usage`) for anything else.
    """
    try:
        data = json.loads(text)
        found = [diagnostic_of(row) for row in data["diagnostics"]]
        return found, parse_shard(data[SHARD]) if SHARD in data else None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"{path!r} holds no findings as --format json writes them"
        raise ToolkitError(message, path=path) from error


def object_of(item: Diagnostic) -> dict[str, Any]:
    """Return the finding as JSON holds it, an object of its fields (`asdict` would take ten times as long)."""
    data = {name: getattr(item, name) for name in _FIELDS}
    data["severity"] = str(item.severity)
    data["spans"] = [{name: getattr(span, name) for name in _SPAN_FIELDS} for span in item.spans]
    return data


def diagnostic_of(row: Mapping[str, Any]) -> Diagnostic:
    """Return the finding that JSON holds as an object of its fields; raises what wrong JSON makes it raise."""
    spans = tuple(Span(**_typed(span)) for span in row["spans"])
    return Diagnostic(**{**_typed(row), "severity": Severity(row["severity"]), "spans": spans})


def _typed(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields; raises `TypeError` where one is of another kind than it should be."""
    for name, value in row.items():
        if (name in _NEEDED) if value is None else (type(value) is not _KINDS.get(name, str)):
            raise TypeError(name)
    return row
