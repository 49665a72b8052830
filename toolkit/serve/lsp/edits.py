"""The changes that the language server proposes to a file, each as small as it can be."""

from __future__ import annotations

from lsprotocol import types

from toolkit.catalog.escapes import escape
from toolkit.catalog.places import Entry, Place, Text
from toolkit.serve.lsp.buffer import Buffer

FUZZY = "fuzzy"


def with_text(buffer: Buffer, text: Text, value: str) -> types.TextEdit:
    """Return the change that makes a text of an entry say `value`, in one string."""
    return types.TextEdit(buffer.span(text.start, text.end), escape(value))


def with_comment(buffer: Buffer, entry: Entry, comment: str) -> types.TextEdit:
    """Return the change that gives an entry one more comment of the translator, before all others."""
    return _inserted(buffer, entry.first, f"# {' '.join(comment.split())}\n")


def with_flag(buffer: Buffer, entry: Entry, flag: str) -> list[types.TextEdit]:
    """Return the change that gives an entry a flag; none where it has it."""
    if flag in _flags(buffer, entry):
        return []
    if entry.flag_lines:
        row = buffer.line_range(entry.flag_lines[-1])
        return [types.TextEdit(types.Range(row.end, row.end), f", {flag}")]
    return [_inserted(buffer, min([*entry.previous_lines, entry.keyword_line]), f"#, {flag}\n")]


def without_fuzzy(buffer: Buffer, entry: Entry) -> list[types.TextEdit]:
    """Return the changes that make a fuzzy entry a finished one: no flag, and no texts that it was made for (`#|`)."""
    edits = []
    for line in entry.flag_lines:
        row = buffer.rows[line - 1].rstrip("\r")
        flags = [flag.strip() for flag in row[2:].split(",")]
        kept = [flag for flag in flags if flag and flag != FUZZY]
        if len(kept) == len(flags):
            continue
        if kept:
            edits.append(types.TextEdit(buffer.line_range(line), f"{row[:2]} {', '.join(kept)}"))
        else:
            edits.append(_removed(buffer, line))
    return [*edits, *(_removed(buffer, line) for line in entry.previous_lines)]


def _flags(buffer: Buffer, entry: Entry) -> set[str]:
    return {flag.strip() for line in entry.flag_lines for flag in buffer.rows[line - 1][2:].split(",")}


def _inserted(buffer: Buffer, line: int, text: str) -> types.TextEdit:
    place = buffer.at(Place(line, 1))
    return types.TextEdit(types.Range(place, place), text)


def _removed(buffer: Buffer, line: int) -> types.TextEdit:
    return types.TextEdit(buffer.span(Place(line, 1), Place(line + 1, 1)), "")
