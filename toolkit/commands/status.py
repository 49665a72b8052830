"""`l10n status`: how far each locale is."""

from __future__ import annotations

import json
from dataclasses import dataclass

import click

from toolkit.commands._verb import FORMATS, Options, asked_locales, in_colour, verb
from toolkit.diagnostic import Severity
from toolkit.gates import approvals, check_catalog, completeness, reviews
from toolkit.project import Project, load_project
from toolkit.safety.approval_state import ApprovalStatus
from toolkit.text.locales import language_name


@dataclass(frozen=True, slots=True)
class LocaleStatus:
    """How far one locale is."""

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
    errors: int
    """Findings at error level in its catalogs."""
    warnings: int
    """Findings at warning level in its catalogs."""
    approved: int
    """Statements whose approval counts."""
    stale: int
    """Statements whose approval no longer counts."""
    statements: int
    """Statements that articles ask for."""
    reviewed: int
    """Pages that a reviewer has read as they are."""
    pages: int
    """Articles."""
    missing: str | None
    """What keeps its pages from being published other than as drafts; None: nothing."""

    @property
    def percent(self) -> int:
        """Completeness, rounded down; fuzzy does not count."""
        return 100 * self.translated // self.total if self.total else 100


def status(options: Options, *, locales: tuple[str, ...] = (), form: str = "text") -> int:
    """Show how far each LOCALE (default: all) is, and what keeps its pages from being published."""
    project = load_project(options.project)
    rows = [status_of(project, locale, options) for locale in asked_locales(locales, project.config.all_locales)]
    if form == "json":
        data = [{**{key: getattr(row, key) for key in LocaleStatus.__slots__}, "percent": row.percent} for row in rows]
        click.echo(json.dumps({"version": 1, "locales": data}, ensure_ascii=False, indent=1))
    else:
        _show_table(rows)
    return 0


def status_of(project: Project, locale: str, options: Options) -> LocaleStatus:
    """Return how far the locale is."""
    counts = [completeness(project, locale, domain) for domain in project.messages]
    found = [item for domain in project.messages for item in check_catalog(project, locale, domain)]
    found += [item for item in project.catalog_diagnostics if item.locale == locale]
    states = approvals(project, locale, options.date)
    read = reviews(project, locale)
    translated, total = sum(count.translated for count in counts), sum(count.total for count in counts)
    errors = sum(item.severity is Severity.ERROR for item in found)
    waiting = sum(state.withholds for state in states)
    reasons = [f"{total - translated} messages to translate"] if translated < total else []
    reasons += [f"{errors} errors"] if errors else []
    reasons += [f"{waiting} statements to approve"] if waiting else []
    if project.config.require == "review" and (unread := sum(not state.counts for state in read)):
        reasons.append(f"{unread} pages to review")
    return LocaleStatus(
        locale,
        language_name(locale, "en"),
        translated=translated,
        total=total,
        fuzzy=sum(count.fuzzy for count in counts),
        errors=errors,
        warnings=sum(item.severity is Severity.WARNING for item in found),
        approved=sum(state.counts for state in states),
        stale=sum(state.status not in {ApprovalStatus.APPROVED, ApprovalStatus.MISSING} for state in states),
        statements=len(states),
        reviewed=sum(state.counts for state in read),
        pages=len(read),
        missing=", ".join(reasons) or None,
    )


def _show_table(rows: list[LocaleStatus]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("locale")
    table.add_column("language")
    for name in ("done", "fuzzy", "errors", "warnings", "approved", "reviewed"):
        table.add_column(name, justify="right")
    table.add_column("before it can be published")
    for row in rows:
        colour = "green" if row.missing is None else "red" if row.errors or row.percent < 100 else "yellow"
        table.add_row(
            row.locale,
            row.language,
            f"{row.percent} %",
            str(row.fuzzy),
            str(row.errors),
            str(row.warnings),
            f"{row.approved}/{row.statements}" + (f" ({row.stale} stale)" if row.stale else ""),
            f"{row.reviewed}/{row.pages}",
            row.missing or "ready",
            style=colour,
        )
    width = None if in_colour() else 160
    Console(no_color=not in_colour(), width=width, highlight=False).print(table)


command = verb(
    "status",
    status,
    click.argument("locales", metavar="[LOCALE...]", nargs=-1),
    click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Form of the answer [text]."),
)
