"""What an editor offers to do with a message, at a click.

None of it makes a safety text look finished at one click: a guess goes in as fuzzy, a safety text gets no guess at all,
and that it is done is offered only where the editor asks again before it changes anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lsprotocol import types

from toolkit.catalog.places import Entry
from toolkit.checks import ALL
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.serve.about import About, approved_wording, shortened
from toolkit.serve.lsp.document import Document
from toolkit.serve.lsp.edits import FUZZY, with_comment, with_flag, with_text, without_fuzzy
from toolkit.serve.markup import missing_pieces

CONFIRM = "confirm"
"""Name of the annotation that makes an editor ask before it changes anything."""
REASON = "write the reason here"
_SHOWN = 50
_Edit = types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the editor said that it can do."""

    confirms: bool = False
    """Whether it shows a change, and asks, where the change says so (`changeAnnotationSupport`)."""
    versioned: bool = False
    """Whether it takes changes of one version of a text (`documentChanges`)."""
    snippets: bool = False
    """Whether a change may hold a place for the cursor (`snippetEditSupport`, LSP 3.18)."""


def abilities(capabilities: types.ClientCapabilities) -> Abilities:
    """Return what the editor can do of what the actions need."""
    edit = capabilities.workspace.workspace_edit if capabilities.workspace else None
    if edit is None or not edit.document_changes:
        return Abilities()
    return Abilities(
        edit.change_annotation_support is not None, versioned=True, snippets=bool(edit.snippet_edit_support)
    )


def actions(document: Document, place: types.Range, can: Abilities) -> list[types.CodeAction]:
    """Return what is offered for the message at the beginning of a range."""
    found = document.at(place.start)
    if found is None:
        return []
    entry, unit, about = found
    return [
        *_approved(document, entry, unit, about, can),
        *_copied(document, entry, unit, can),
        *_remembered(document, entry, unit, about, can),
        *_done(document, entry, unit, about, can),
        *_ignored(document, entry, unit, can),
    ]


def _approved(document: Document, entry: Entry, unit: Unit, about: About, can: Abilities) -> Iterator[types.CodeAction]:
    wording = approved_wording(about, unit)
    text = entry.texts.get("msgstr")
    if wording is not None and text is not None and (wording != unit.msgstr or unit.fuzzy):
        edits = [with_text(document.buffer, text, wording), *without_fuzzy(document.buffer, entry)]
        yield _action(document, can, "Insert the approved wording", edits, preferred=True)


def _copied(document: Document, entry: Entry, unit: Unit, can: Abilities) -> Iterator[types.CodeAction]:
    """Offer the markup and the placeholders that a form lacks; a translation of nothing else is fuzzy."""
    for name, text in entry.translations():
        missing = " ".join(missing_pieces(unit, text.value))
        if missing:
            value = f"{text.value} {missing}" if text.value else missing
            edits = [with_text(document.buffer, text, value)]
            edits += with_flag(document.buffer, entry, FUZZY) if unit.untranslated else []
            form = "" if name == "msgstr" else f" into {name}"
            yield _action(document, can, f"Copy from the source{form}: {shortened(missing, _SHOWN)}", edits)


def _remembered(
    document: Document, entry: Entry, unit: Unit, about: About, can: Abilities
) -> Iterator[types.CodeAction]:
    text = entry.texts.get("msgstr")
    for hit in about.hits if text is not None and unit.untranslated else ():
        edits = [with_text(document.buffer, text, hit.translation)] if text else []
        edits += with_flag(document.buffer, entry, FUZZY)
        title = f"Use from memory, {hit.score:.0f} %, as fuzzy: {shortened(hit.translation, _SHOWN)}"
        yield _action(document, can, title, edits)


def _done(document: Document, entry: Entry, unit: Unit, about: About, can: Abilities) -> Iterator[types.CodeAction]:
    if not unit.fuzzy or unit.untranslated:
        return
    edits = without_fuzzy(document.buffer, entry)
    if not about.guarded:
        yield _action(document, can, "Mark as done: no longer fuzzy", edits)
    elif can.confirms:
        label = "I have compared each word of this safety text with the source"
        yield _action(document, can, "Mark the safety text as done ...", edits, confirm=label)


def _ignored(document: Document, entry: Entry, unit: Unit, can: Abilities) -> Iterator[types.CodeAction]:
    ignorable = {item.code for item in ALL if item.ignorable and not item.header}
    codes = {
        item.code
        for item in document.analysis.diagnostics
        if (item.msgctxt, item.msgid) == unit.key
        and item.code in ignorable
        and not (item.statement is not None and item.severity is Severity.ERROR)
    }
    for code in sorted(codes):
        edit = with_comment(document.buffer, entry, f"l10n:ignore {code} {REASON}")
        row: _Edit = edit
        if can.snippets:
            row = types.SnippetTextEdit(
                edit.range, types.StringValue(edit.new_text.replace(REASON, f"${{1:{REASON}}}"))
            )
        yield _action(document, can, f"Ignore {code} here, with a reason", [row])


def _action(
    document: Document,
    can: Abilities,
    title: str,
    edits: Sequence[_Edit],
    *,
    preferred: bool = False,
    confirm: str | None = None,
) -> types.CodeAction:
    return types.CodeAction(
        title,
        kind=types.CodeActionKind.QuickFix,
        is_preferred=preferred or None,
        edit=_change(document, can, edits, confirm),
    )


def _change(document: Document, can: Abilities, edits: Sequence[_Edit], confirm: str | None) -> types.WorkspaceEdit:
    plain = [edit for edit in edits if isinstance(edit, types.TextEdit)]
    if not can.versioned:
        return types.WorkspaceEdit(changes={document.uri: plain})
    rows: Sequence[_Edit] = edits
    annotations = None
    if confirm is not None:
        rows = [types.AnnotatedTextEdit(CONFIRM, edit.range, edit.new_text) for edit in plain]
        annotations = {CONFIRM: types.ChangeAnnotation(confirm, needs_confirmation=True)}
    name = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(name, list(rows))], change_annotations=annotations
    )
