"""Findings by code, with examples and their evidence in the texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.diagnostic import Diagnostic, Severity, Span, sort_diagnostics
from toolkit.project import Project
from toolkit.report.explanations import meaning
from toolkit.report.survey import Survey
from toolkit.text.escape import escape

MOST_EXAMPLES = 15
"""Findings of a code that are shown."""
_LONGEST = 400
"""Characters of a text that are shown around its evidence."""

Marked = tuple[tuple[bool, str], ...]
"""Pieces of a text, and whether each is evidence."""


@dataclass(frozen=True, slots=True)
class Example:
    """One finding."""

    place: str
    """File and line."""
    locale: str
    """Locale of the translation."""
    message: str
    """What is wrong, in English, escaped."""
    source: Marked
    """The source text; none where it is not about a message."""
    translation: Marked
    """The translation; none where there is none."""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """All findings of a code."""

    code: str
    """The code."""
    severity: Severity
    """The gravest level among them."""
    count: int
    """How many there are."""
    explanation: str
    """What it means, in English; "" where nothing is known of it."""
    hint: str
    """What to do, in English."""
    examples: tuple[Example, ...]
    """The first of them."""


def code_rows(found: Survey) -> tuple[CodeRow, ...]:
    """Return the findings by code, the gravest codes first."""
    codes: dict[str, list[Diagnostic]] = {}
    for item in sort_diagnostics(found.findings):
        codes.setdefault(item.code, []).append(item)
    order = list(Severity)
    rows = [_row(found.project, code, items) for code, items in codes.items()]
    return tuple(sorted(rows, key=lambda row: (order.index(row.severity), row.code)))


def _row(project: Project, code: str, items: Sequence[Diagnostic]) -> CodeRow:
    title, _, rest = meaning(code).partition("\n")
    hint = rest.partition("## Hint\n")[2].partition("\n## ")[0]
    order = list(Severity)
    items = sorted(items, key=lambda item: order.index(item.severity))
    return CodeRow(
        code,
        items[0].severity,
        len(items),
        title,
        " ".join(hint.split()),
        tuple(_example(project, item) for item in items[:MOST_EXAMPLES]),
    )


def _example(project: Project, item: Diagnostic) -> Example:
    place = f"{item.path or ''}{f':{item.line}' if item.path and item.line else ''}"
    locale = item.locale or project.config.source_locale
    source: Marked = ()
    translation: Marked = ()
    if item.msgid:
        source = marked(item.msgid, [span for span in item.spans if span.field == "msgid"])
        catalog = project.catalogs.get((locale, item.domain or ""))
        unit = catalog.by_key.get((item.msgctxt, item.msgid)) if catalog else None
        if unit is not None and any(unit.msgstrs):
            form = next((span.field for span in item.spans if span.field.startswith("msgstr")), "msgstr")
            number = int(form[7:-1]) if form.startswith("msgstr[") else 0
            text = unit.msgstrs[number] if number < len(unit.msgstrs) else unit.msgstr
            translation = marked(text, [span for span in item.spans if span.field == form])
    return Example(escape(place) or locale, locale, escape(item.message), source, translation)


def marked(text: str, spans: Sequence[Span]) -> Marked:
    """Return the text in pieces, evidence apart; of a long text, what stands around the first evidence.

    A span that does not hold what it says (the text is another one) is no evidence.
    """
    places = sorted((span.start, span.end) for span in spans if span.text and text[span.start : span.end] == span.text)
    begin = 0
    end = len(text)
    if len(text) > _LONGEST:
        begin = max(0, (places[0][0] if places else 0) - _LONGEST // 3)
        end = min(len(text), begin + _LONGEST)
    rows: list[tuple[bool, str]] = [(False, "…")] if begin else []
    here = begin
    for start, stop in places:
        if start < here or stop > end:
            continue
        rows += [(False, escape(text[here:start])), (True, escape(text[start:stop]))]
        here = stop
    rows.append((False, escape(text[here:end]) + ("…" if end < len(text) else "")))
    return tuple((kind, piece) for kind, piece in rows if piece)
