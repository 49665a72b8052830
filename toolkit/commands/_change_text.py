"""A change of the sources as text for a terminal, in the language of the user."""

from __future__ import annotations

from rich.cells import cell_len

from toolkit.commands._speech import _, ngettext
from toolkit.report.change import SourceChange
from toolkit.report.change_formats import MOST_EDITS, NAMED, cells, shown
from toolkit.text.escape import escape

_MARKS = {"new": "+", "edited": "~", "gone": "-"}
_GAP = "  "


def format_change(change: SourceChange) -> str:
    """Return the change as text; foreign text is escaped, so that each message is one line.

    A line begins with `+` for a new message, `~` for one that was edited, `-` for one that is gone.
    """
    revision = escape(change.revision)
    if not change.edits:
        return _("no message of the sources changed since {revision}", revision=revision)
    number = len(change.edits)
    rows = [
        ngettext(
            "{number} message of the sources changed since {revision}",
            "{number} messages of the sources changed since {revision}",
            number,
            revision=revision,
        )
    ]
    for edit in change.edits[:MOST_EDITS]:
        guard = f" [{edit.guard}]" if edit.guard else ""
        rows.append(f"  {_MARKS[edit.kind]}{escape(guard)} {escape(edit.domain)}: {escape(shown(edit))}")
    if number > MOST_EDITS:
        rows.append(f"  … +{number - MOST_EDITS}")
    rows += ["", *_table(change)]
    for effect in change.locales:
        if effect.replaced:
            pages = escape(", ".join(effect.replaced[:NAMED]))
            more = len(effect.replaced) - NAMED
            rows.append(
                _("{locale}: a notice replaces the published page of {pages}", locale=effect.locale, pages=pages)
                + (f" (+{more})" if more > 0 else "")
            )
    return "\n".join(rows)


def _table(change: SourceChange) -> list[str]:
    titles = (
        _("Language"),
        # l10n: Column of a table: messages that are new.
        _("New"),
        # l10n: Column of a table: messages whose source was edited; their old translation is kept as a guess.
        _("Edited"),
        # l10n: Column of a table: edited messages that get no guess: safety texts, and those with other numbers.
        _("No guess"),
        _("Done"),
        # l10n: Column of a table: words that are still to be translated.
        _("Words left"),
        # l10n: Column of a table: pages that would be published with the change.
        _("Updated"),
        # l10n: Column of a table: pages whose published text stays until the new one is ready.
        _("Kept"),
        # l10n: Column of a table: pages that become a notice, because a safety text changed.
        _("Replaced"),
        # l10n: Column of a table: safety statements whose approval no longer counts.
        _("Approve again"),
    )
    table = [titles, *(cells(effect) for effect in change.locales)]
    widths = [max(cell_len(row[column]) for row in table) for column in range(len(titles))]
    return [
        _GAP.join(
            _padded(cell, width, right=bool(column))
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]


def _padded(cell: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - cell_len(cell))
    return blanks + cell if right else cell + blanks
