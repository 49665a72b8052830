"""Findings as lines of text for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.text.escape import escape

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def format_diagnostic(item: Diagnostic, *, colour: bool = False) -> str:
    """Return the finding as `path:line: severity[code]: message`, then an indented line with the hint if there is one.

    Foreign text is escaped, so that each finding is exactly these lines whatever a catalog says.
    """
    place = ""
    if item.path:
        name = escape(item.path)
        if name.lstrip().startswith("::"):
            name = name.replace("::", ":\\x3a", 1)  # GitHub's runner obeys `::command::` at the beginning of a line
        place = name + (f":{item.line}" if item.line else "") + ": "
    about = f" ({item.locale})" if item.locale and not item.path else ""
    label = f"{item.severity}[{item.code}]"
    if colour:
        label = f"\x1b[{_COLOURS[item.severity]};1m{label}\x1b[0m"
    rows = [f"{place}{label}: {escape(item.message)}{about}"]
    if item.hint:
        rows.append(f"    hint: {escape(item.hint)}")
    return "\n".join(rows)


def format_text(
    items: Sequence[Diagnostic], *, colour: bool = False, hints: bool = True, last: str | None = None
) -> str:
    """Return all findings, a hint once for each run of findings that share it, and a line that counts them.

    `last` is that line in another language.
    """
    rows = []
    last_hint: str | None = None
    for item in items:
        lines = format_diagnostic(item, colour=colour).split("\n")
        rows += lines if hints and item.hint != last_hint else lines[:1]
        last_hint = item.hint
    rows.append(summary(items) if last is None else last)
    return "\n".join(rows)


def count(items: Iterable[Diagnostic]) -> dict[Severity, int]:
    """Return how many findings there are of each severity."""
    numbers = dict.fromkeys(Severity, 0)
    for item in items:
        numbers[item.severity] += 1
    return numbers


def summary(items: Iterable[Diagnostic]) -> str:
    """Return `2 errors, 1 warning` or `no findings`."""
    parts = [f"{number} {level}{'' if number == 1 else 's'}" for level, number in count(items).items() if number]
    return ", ".join(parts) or "no findings"
