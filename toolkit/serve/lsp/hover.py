"""What an editor shows beside a message: why it matters, what its terms are called, what it was before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from toolkit.catalog.memory import Suggestion
from toolkit.serve.about import About, approved_wording
from toolkit.serve.lsp.analysis import Analyst, CatalogAnalyst
from toolkit.serve.lsp.document import Document

_FENCE = re.compile("`{3,}")


def hover(document: Document, position: types.Position) -> types.Hover | None:
    """Return what there is to know of the message at a position; None where there is nothing.

    Texts of others stand in fenced blocks: an editor renders Markdown, and would load an image that it names.
    """
    found = document.at(position)
    if found is None:
        return None
    entry, unit, about = found
    approved = approved_wording(about, unit)
    rows = [
        *_safety(about),
        *([f"Approved wording:\n{fenced(approved)}"] if approved is not None and approved != unit.msgstr else []),
        *([f"The source has changed:\n{fenced(about.previous)}"] if about.previous else []),
        *_terms(about, _locale(document.analyst)),
        *(f"Memory, {hit.score:.0f} % alike:\n{_hit(hit)}" for hit in about.hits),
    ]
    if not rows:
        return None
    start, end = document.buffer.line_range(entry.first).start, document.buffer.line_range(entry.last).end
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(rows)), types.Range(start, end))


def fenced(text: str) -> str:
    """Return a text as a block of Markdown in which nothing is markup, whatever the text."""
    fence = "`" * max([3, *(len(found) + 1 for found in _FENCE.findall(text))])
    return f"{fence}text\n{text}\n{fence}"


def _safety(about: About) -> Iterator[str]:
    if about.statement is not None:
        yield f"**Safety statement** `{about.statement.id}`, {about.statement.severity}: {_state(about)}"
    elif about.rule is not None:
        yield f"**Safety rule** `{about.rule.id}`, {about.rule.severity}: the translation must keep its meaning"


def _state(about: About) -> str:
    return "no article asks for it" if about.approval is None else f"approval {about.approval.status}"


def _terms(about: About, locale: str | None) -> Iterator[str]:
    for term in about.terms:
        forms = ", ".join(term.suggestions(locale)) if locale else ""
        wrong = ", ".join(term.forbidden.get(locale or "", ()))
        rows = [f"{term.term}: {forms or 'no form is given'}", *([f"not: {wrong}"] if wrong else []), term.note]
        yield "Term:\n" + fenced("\n".join(row for row in rows if row))


def _hit(hit: Suggestion) -> str:
    return fenced(f"{hit.msgid}\n{hit.translation}")


def _locale(analyst: Analyst) -> str | None:
    return analyst.role.locale if isinstance(analyst, CatalogAnalyst) else None
