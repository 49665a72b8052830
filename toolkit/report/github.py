"""Findings as annotations and as a job summary of GitHub Actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.report.markdown import code_span
from toolkit.report.places import Lines, no_lines, place_of
from toolkit.report.text import summary
from toolkit.text.escape import escape

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MOST_ROWS = 100


def format_github(items: Sequence[Diagnostic], lines: Lines = no_lines) -> str:
    """Return a workflow command a finding: `::error file=...,line=...,title=CODE::MESSAGE`.

    Escaped as GitHub's runner wants it (`%`, line ends; in properties also `:` and `,`), after all that cannot be seen:
    a text of a catalog can neither end its command nor begin another one. GitHub shows ten of each kind a step; the
    job summary (`format_summary`) has more.
    """
    return "\n".join(_command(item, lines) for item in items)


def _command(item: Diagnostic, lines: Lines) -> str:
    place = place_of(item, lines)
    properties = {"file": item.path, "line": place and place.line, "title": f"{item.severity}[{item.code}]"}
    if place is not None and place.column is not None:
        properties["col"] = place.column
        if place.end_line == place.line:
            properties["endColumn"] = place.end_column
    fields = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    about = f" ({item.locale})" if item.locale and not item.path else ""
    hint = f"%0Ahint: {_data(item.hint)}" if item.hint else ""
    return f"::{_KINDS[item.severity]} {fields}::{_data(item.message + about)}{hint}"


def _data(text: str) -> str:
    return escape(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def format_summary(items: Sequence[Diagnostic]) -> str:
    """Return the findings in GitHub's Markdown: how many of each code, then the first hundred of them.

    Foreign text stands in code spans, whose fence no text can close.
    """
    rows = [f"### l10n: {summary(items)}", ""]
    if not items:
        return "\n".join(rows)
    counts = Counter((item.severity, item.code) for item in items)
    rows += ["| finding | number |", "| --- | ---: |"]
    order = list(Severity)
    for (severity, code), number in sorted(counts.items(), key=lambda row: (order.index(row[0][0]), row[0][1])):
        rows.append(f"| {severity}: {code_span(code)} | {number} |")
    shown = sorted(items, key=lambda item: order.index(item.severity))[:_MOST_ROWS]
    rows += ["", "| place | finding |", "| --- | --- |"]
    for item in shown:
        place = f"{item.path or item.locale or ''}{f':{item.line}' if item.line else ''}"
        rows.append(f"| {code_span(place)} | {code_span(f'{item.severity}[{item.code}]: {item.message}')} |")
    if len(items) > len(shown):
        rows.append(f"\n{len(items) - len(shown)} more are in the log.")
    return "\n".join([*rows, ""])
