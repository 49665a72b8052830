"""Findings as an editor shows them: underlined where the fault is."""

from __future__ import annotations

from lsprotocol import types

from toolkit.catalog.places import Entry, Place, Text, entry_at
from toolkit.diagnostic import Diagnostic, Severity, Span
from toolkit.serve.lsp.buffer import Buffer
from toolkit.serve.lsp.document import Document

SOURCE = "l10n"
"""How an editor says where a finding comes from."""
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


def findings(document: Document) -> list[types.Diagnostic]:
    """Return all findings on a text for its editor."""
    return [_finding(item, document) for item in document.analysis.diagnostics]


def _finding(item: Diagnostic, document: Document) -> types.Diagnostic:
    buffer = document.buffer
    entry = entry_at(buffer.rows, item.line) if item.line else None
    spans = [(found, span.field) for span in item.spans if entry and (found := _range(span, entry, buffer))]
    in_translation = [found for found, field in spans if field.startswith("msgstr")]
    related = [
        types.DiagnosticRelatedInformation(types.Location(document.uri, found), "in the source")
        for found, field in spans
        if not field.startswith("msgstr")
    ]
    return types.Diagnostic(
        range=in_translation[0] if in_translation else _whole(item, entry, buffer),
        message=f"{item.message}\n{item.hint}" if item.hint else item.message,
        severity=_SEVERITIES[item.severity],
        code=item.code,
        source=SOURCE,
        related_information=related or None,
    )


def _range(span: Span, entry: Entry, buffer: Buffer) -> types.Range | None:
    """Return where the evidence stands; None where the text there is another."""
    text = entry.texts.get(span.field) or entry.texts.get(f"{span.field}[0]")
    if text is None or span.start >= span.end or text.value[span.start : span.end] != span.text:
        return None
    return buffer.span(text.place(span.start), text.place(span.end))


def _whole(item: Diagnostic, entry: Entry | None, buffer: Buffer) -> types.Range:
    """Return the text that begins on the finding's line; else what stands on that line."""
    line = item.line or 1
    if item.column is not None:
        row = buffer.line_range(line)
        start = buffer.at(Place(line, item.column))
        return types.Range(start, max(start, row.end, key=lambda place: (place.line, place.character)))
    text = _text_of(line, entry)
    if entry and item.code.startswith("rule-"):  # a rule speaks of the message, and the translation is to be changed
        text = entry.texts.get("msgstr") or entry.texts.get("msgstr[0]") or text
    return buffer.span(text.start, text.end) if text and text.value else buffer.line_range(line)


def _text_of(line: int, entry: Entry | None) -> Text | None:
    """Return the text whose keyword stands on the line."""
    texts = entry.texts.values() if entry else ()
    return next((text for text in texts if text.raws[0].line == line), None)
