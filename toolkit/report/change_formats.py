"""A change of the sources as JSON, and as Markdown for a comment on a pull request."""

from __future__ import annotations

import json
from collections.abc import Sequence

from toolkit.report.change import Edit, LocaleEffect, SourceChange
from toolkit.report.markdown import code_span
from toolkit.text.difference import difference
from toolkit.text.locales import language_name

VERSION = 1
"""Version of the JSON form."""
MOST_EDITS = 50
"""Messages that are shown."""
NAMED = 5
"""Pages that are named for each locale."""
_COLUMNS = (
    "locale",
    "new",
    "edited",
    "no guess",
    "done",
    "words left",
    "updated",
    "kept",
    "replaced",
    "approve again",
)


def format_change_markdown(change: SourceChange) -> str:
    """Return the change as Markdown (GFM); foreign text stands in code spans that it cannot close."""
    if not change.edits:
        return f"### Localisation\n\nNo message of the sources changed since {code_span(change.revision)}.\n"
    rows = ["### Localisation", "", f"Since {code_span(change.revision)}: {_summary(change.edits)}.", ""]
    rows.append("| language | " + " | ".join(_COLUMNS[1:]) + " |")
    rows.append("| --- |" + " ---: |" * (len(_COLUMNS) - 1))
    for effect in change.locales:
        name = f"{language_name(effect.locale, 'en')} ({code_span(effect.locale)})"
        rows.append(f"| {name} | " + " | ".join(cells(effect)[1:]) + " |")
    replaced = [effect for effect in change.locales if effect.replaced]
    if replaced:
        rows += ["", "Published pages that become a notice until they are translated and approved:", ""]
        rows += [f"- {code_span(effect.locale)}: {_names(effect.replaced)}" for effect in replaced]
    rows += ["", f"<details><summary>Messages: {len(change.edits)}</summary>", ""]
    for edit in change.edits[:MOST_EDITS]:
        guard = f" (safety: {code_span(edit.guard)})" if edit.guard else ""
        rows.append(f"- {edit.kind} in {code_span(edit.domain)}{guard}: {code_span(shown(edit))}")
    if len(change.edits) > MOST_EDITS:
        rows.append(f"- and {len(change.edits) - MOST_EDITS} more")
    return "\n".join([*rows, "", "</details>", ""])


def format_change_json(change: SourceChange) -> str:
    """Return `{"version", "revision", "messages": [...], "locales": [...]}`; absent texts are null."""
    return json.dumps(
        {
            "version": VERSION,
            "revision": change.revision,
            "messages": [
                {
                    "kind": edit.kind,
                    "domain": edit.domain,
                    "guard": edit.guard,
                    "guess": edit.guessed,
                    "msgctxt": message.msgctxt,
                    "msgid": edit.new.msgid if edit.new else None,
                    "previous": edit.old.msgid if edit.old else None,
                }
                for edit in change.edits
                if (message := edit.new or edit.old) is not None
            ],
            "locales": [
                {
                    "locale": effect.locale,
                    "new": effect.new,
                    "edited": effect.edited,
                    "guarded": effect.guarded,
                    "done": effect.done,
                    "words": effect.words,
                    "fresh": list(effect.fresh),
                    "kept": list(effect.kept),
                    "replaced": list(effect.replaced),
                    "unapproved": list(effect.unapproved),
                }
                for effect in change.locales
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _summary(edits: Sequence[Edit]) -> str:
    counts = {kind: sum(edit.kind == kind for edit in edits) for kind in ("new", "edited", "gone")}
    guarded = sum(edit.guard is not None for edit in edits)
    parts = [f"{number} {kind}" for kind, number in counts.items() if number]
    return f"messages {', '.join(parts)}; {guarded} of them guarded"


def shown(edit: Edit) -> str:
    """Return the text of a message, of an edited one how it differs from the text before."""
    if edit.old is not None and edit.new is not None:
        return difference(edit.old.msgid, edit.new.msgid)
    message = edit.new or edit.old
    return message.msgid if message else ""


def cells(effect: LocaleEffect) -> tuple[str, ...]:
    """Return the row of a locale in the table: its name, then numbers of messages, of words, and of pages."""
    numbers = (effect.new, effect.edited, effect.guarded, effect.done, effect.words)
    pages = (effect.fresh, effect.kept, effect.replaced, effect.unapproved)
    return (effect.locale, *map(str, numbers), *(str(len(names)) for names in pages))


def _names(names: Sequence[str]) -> str:
    first = ", ".join(code_span(name) for name in names[:NAMED])
    return first + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
