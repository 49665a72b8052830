"""What can be put in at a place of a translation: terms, placeholders, markup, and what was translated before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from toolkit.catalog.escapes import escape
from toolkit.catalog.places import Entry, Place
from toolkit.model import Unit
from toolkit.serve.about import About, approved_wording, shortened
from toolkit.serve.lsp.analysis import CatalogAnalyst
from toolkit.serve.lsp.document import Document
from toolkit.serve.lsp.edits import with_text
from toolkit.serve.markup import missing_pieces, pieces

TRIGGERS = ["{", "[", "!", "`", "%", "*"]
"""Characters that a placeholder or a piece of markup begins with."""
_WORD = re.compile(r"\w*\Z")
_SHOWN = 60


def completion(document: Document, position: types.Position) -> list[types.CompletionItem]:
    """Return what can be put in at a position: nothing outside a translation."""
    found = document.at(position)
    if found is None:
        return []
    entry, unit, about = found
    place = document.buffer.place(position)
    where = entry.text_at(place)
    if where is None or not where[0].startswith("msgstr"):
        return []
    name, _ = where
    raw = next(raw for raw in entry.texts[name].raws if raw.line == place.line)
    typed = raw.text[: place.column - raw.column]
    items = [*_wholes(document, entry, name, unit, about), *_parts(document, place, typed, unit, about)]
    for number, item in enumerate(items):
        item.sort_text = f"{number:03}"
    return items


def _wholes(document: Document, entry: Entry, name: str, unit: Unit, about: About) -> Iterator[types.CompletionItem]:
    """Yield whole translations; they can replace only what stands on one line (LSP 3.17, `CompletionItem.textEdit`)."""
    text = entry.texts[name]
    if len(text.raws) > 1:
        return
    approved = approved_wording(about, unit)
    rows = [(approved, "approved wording")] if approved is not None else []
    rows += [(hit.translation, f"memory, {hit.score:.0f} %: {shortened(hit.msgid, _SHOWN)}") for hit in about.hits]
    for value, detail in rows:
        if value != text.value:
            edit = with_text(document.buffer, text, value)
            yield types.CompletionItem(
                shortened(value, _SHOWN),
                kind=types.CompletionItemKind.Text,
                detail=detail,
                text_edit=edit,
                filter_text=text.raws[0].text or escape(value),
            )


def _parts(document: Document, place: Place, typed: str, unit: Unit, about: About) -> Iterator[types.CompletionItem]:
    missing = missing_pieces(unit, unit.msgstr)
    rows = [(piece, "of the source, missing here", types.CompletionItemKind.Snippet) for piece in missing]
    rows += [(piece, "of the source", types.CompletionItemKind.Snippet) for piece in pieces(unit)]
    locale = document.analyst.role.locale if isinstance(document.analyst, CatalogAnalyst) else ""
    rows += [
        (form, f"term: {term.term}", types.CompletionItemKind.Value)
        for term in about.terms
        for form in term.suggestions(locale)
    ]
    seen = set()
    for text, detail, kind in rows:
        if text not in seen:
            seen.add(text)
            before = Place(place.line, place.column - _shared(typed, escape(text)))
            edit = types.TextEdit(document.buffer.span(before, place), escape(text))
            yield types.CompletionItem(text, kind=kind, detail=detail, text_edit=edit, filter_text=escape(text))


def _shared(typed: str, text: str) -> int:
    """Return how many characters before the cursor are the beginning of the text, or a word that is going to be."""
    folded = typed.casefold()
    if len(folded) == len(typed):
        for size in range(min(len(typed), len(text)), 0, -1):
            if folded.endswith(text[:size].casefold()):
                return size
    found = _WORD.search(typed)
    return len(found[0]) if found and text[:1].isalnum() else 0
