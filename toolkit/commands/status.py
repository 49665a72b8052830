"""`l10n status`: how far each locale is."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

import click

from toolkit.commands._verb import FORMATS, Options, asked_locales, in_colour, verb
from toolkit.diagnostic import Severity
from toolkit.project import load_project
from toolkit.safety.approval_state import ApprovalStatus
from toolkit.text.locales import language_name

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from toolkit.report.plain import Texts
    from toolkit.report.survey import LocaleSurvey

_PIPED = 160
"""Columns of the table where nobody says how wide it may be."""
_ANY = 10_000
"""More columns than any table has."""


@dataclass(frozen=True, slots=True)
class LocaleStatus:
    """How far one locale is; its fields are the keys of the JSON form."""

    locale: str
    """As in paths."""
    language: str
    """Its name in English."""
    translated: int
    """Messages that a page may show."""
    total: int
    """Messages of the sources."""
    fuzzy: int
    """Messages that wait for a human."""
    words: int
    """Words of the source in messages without a translation."""
    errors: int
    """Findings at error level."""
    warnings: int
    """Findings at warning level."""
    approved: int
    """Statements whose approval counts."""
    stale: int
    """Statements whose approval no longer counts."""
    unapproved: int
    """Statements that nobody has approved."""
    statements: int
    """Statements that articles ask for."""
    reviewed: int
    """Pages that a reviewer has read as they are."""
    ready: int
    """Pages that would be published, as far as can be said before they are built and proven."""
    pages: int
    """Articles."""
    waiting: int
    """Statements that keep pages back until they are approved."""
    unread: int
    """Pages that are kept back until they are reviewed; 0 where the settings ask for no review."""

    @property
    def percent(self) -> int:
        """Completeness, rounded down; fuzzy does not count."""
        return 100 * self.translated // self.total if self.total else 100

    @property
    def missing(self) -> str | None:
        """What keeps its pages from being published other than as drafts, in English; None: nothing."""
        from toolkit.report.plain import Texts

        return ", ".join(obstacles(self, Texts("en"))) or None


def status(options: Options, *, locales: tuple[str, ...] = (), form: str = "text") -> int:
    """Show how far each LOCALE (default: all) is, and what keeps its pages from being published.

    Where the terminal is wide enough it is a table, else a few lines a locale; in the language of the user (LANGUAGE,
    LC_ALL, LC_MESSAGES, LANG) where the toolkit has it. The JSON form is the same in every language.
    """
    from toolkit.report.plain import Texts, users_locale
    from toolkit.report.survey import survey

    project = load_project(options.project)
    found = survey(project, asked_locales(locales, project.config.all_locales), options.date)
    rows = [status_of(row, review=project.config.require == "review") for row in found.locales]
    if form == "json":
        data = [_plain(row) for row in rows]
        click.echo(json.dumps({"version": 1, "locales": data}, ensure_ascii=False, indent=1))
    else:
        _show(rows, Texts(users_locale()))
    return 0


def status_of(row: LocaleSurvey, *, review: bool) -> LocaleStatus:
    """Return how far the locale is; `review` is whether publishing asks for reviewed pages."""
    approved = row.approval_count(ApprovalStatus.APPROVED)
    missing = row.approval_count(ApprovalStatus.MISSING)
    return LocaleStatus(
        row.locale,
        language_name(row.locale, "en"),
        translated=row.translated,
        total=row.total,
        fuzzy=row.fuzzy,
        words=row.words,
        errors=row.level(Severity.ERROR),
        warnings=row.level(Severity.WARNING),
        approved=approved,
        stale=len(row.statements) - approved - missing,
        unapproved=missing,
        statements=len(row.statements),
        reviewed=row.reviewed,
        ready=row.ready,
        pages=len(row.pages),
        waiting=row.withholding,
        unread=len(row.pages) - row.reviewed if review else 0,
    )


def _plain(row: LocaleStatus) -> dict[str, object]:
    data = {field.name: getattr(row, field.name) for field in fields(row)}
    return {**data, "percent": row.percent, "missing": row.missing}


def obstacles(row: LocaleStatus, texts: Texts) -> list[str]:
    """Return what keeps the pages of a locale from being published, a phrase each."""
    ngettext = texts.ngettext
    found = []
    if left := row.total - row.translated:
        found.append(ngettext("{number} message to translate", "{number} messages to translate", left))
    if row.errors:
        found.append(ngettext("{number} error", "{number} errors", row.errors))
    if row.waiting:
        found.append(ngettext("{number} statement to approve", "{number} statements to approve", row.waiting))
    if row.unread:
        found.append(ngettext("{number} page to review", "{number} pages to review", row.unread))
    return found


def _show(rows: list[LocaleStatus], texts: Texts) -> None:
    from rich.console import Console

    colours: Literal["auto"] | None = "auto" if in_colour() else None
    console = Console(color_system=colours, highlight=False, markup=False, emoji=False)
    table = _table(rows, texts)
    needed = console.measure(table, options=console.options.update(max_width=_ANY)).maximum
    if not console.is_terminal and console.size.width < _PIPED:
        width = max(_PIPED, needed)
        console = Console(color_system=None, highlight=False, markup=False, emoji=False, width=width)
    if needed > console.size.width:
        _show_blocks(rows, texts, console)
    else:
        console.print(table)


def _table(rows: list[LocaleStatus], texts: Texts) -> Table:
    from rich.table import Table

    _ = texts.gettext
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Language"))
    # l10n: Head of a column on a terminal: translated messages in percent. Keep it short.
    table.add_column(_("Done"), justify="right")
    for name in (_("To check"), _("Errors"), _("Warnings"), _("Approved"), _("Reviewed"), _("Pages ready")):
        table.add_column(name, justify="right")
    # l10n: Head of a column on a terminal: what is left to do.
    table.add_column(_("Before it can be published"))
    for row in rows:
        table.add_row(*_cells(row, texts), style=_colour(row))
    return table


def _cells(row: LocaleStatus, texts: Texts) -> tuple[str, ...]:
    _ = texts.gettext
    stale = _("{number} out of date", number=row.stale)
    return (
        f"{language_name(row.locale, texts.locale)} ({row.locale})",
        f"{row.percent} %",
        str(row.fuzzy),
        str(row.errors),
        str(row.warnings),
        f"{row.approved}/{row.statements}" + (f" ({stale})" if row.stale else ""),
        f"{row.reviewed}/{row.pages}",
        f"{row.ready}/{row.pages}",
        # l10n: Nothing is left to do.
        ", ".join(obstacles(row, texts)) or (_("all ready") if row.pages else "–"),
    )


def _show_blocks(rows: list[LocaleStatus], texts: Texts, console: Console) -> None:
    """Show a few lines a locale, for a narrow terminal."""
    from rich.text import Text

    _ = texts.gettext
    for row in rows:
        name, done, fuzzy, errors, warnings, approved, reviewed, ready, left = _cells(row, texts)
        console.print(Text(f"{name}: {done}", style=f"bold {_colour(row)}"))
        parts = {
            _("To check"): fuzzy,
            _("Errors"): errors,
            _("Warnings"): warnings,
            _("Approved"): approved,
            _("Reviewed"): reviewed,
            _("Pages ready"): ready,
        }
        console.print(Text("  " + ", ".join(f"{label}: {value}" for label, value in parts.items())))
        console.print(Text(f"  {left}"))


def _colour(row: LocaleStatus) -> str:
    return "green" if row.missing is None else "red" if row.errors or row.percent < 100 else "yellow"


command = verb(
    "status",
    status,
    click.argument("locales", metavar="[LOCALE...]", nargs=-1),
    click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Form of the answer [text]."),
)
