"""`l10n report`: the state of a project as one HTML file, or a sheet to sign."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.commands._speech import _
from toolkit.commands._verb import Options, asked_locales, refuse_foreign, verb
from toolkit.diagnostic import ToolkitError
from toolkit.files import read_bytes, write_bytes
from toolkit.project import load_project


def report(
    options: Options,
    *,
    locales: tuple[str, ...] = (),
    out: Path,
    language: str | None = None,
    sheet: str | None = None,
    audit: Path | None = None,
) -> int:
    """Write the state of LOCALE... (default: all) to one HTML file, to be read in a browser or printed.

    It shows which pages are ready and what keeps the others back, the wording and approval of each safety statement,
    rules and waivers, findings with their evidence, what each translator does next, and how the translations grew along
    the git history. It is useful at one article and at a thousand: long lists are cut, and say so.

    With --audit FILE it also shows what 'l10n audit --format json' found, and which of it is no longer about the texts
    as they are.

    With --sheet LOCALE it is a sheet for a medical reviewer instead: each statement of that locale that is not approved
    yet with its source, its wording, and room for a back-translation, the decision and a signature.
    """
    from toolkit.report.audit_file import parse_audit
    from toolkit.report.history import trend
    from toolkit.report.html import format_report
    from toolkit.report.pages import shown_language
    from toolkit.report.sheet import format_sheet
    from toolkit.report.survey import survey
    from toolkit.site.formats import date_text

    refuse_foreign(out, b"<!DOCTYPE html>")
    project = load_project(options.project)
    stored = None if audit is None else parse_audit(read_bytes(audit).decode("utf-8", "replace"), str(audit))
    wanted = shown_language(language or project.config.source_locale)
    names = asked_locales([sheet] if sheet else locales, project.config.all_locales)
    found = survey(project, names, options.date)
    date, commit = date_text(options.date, wanted), _commit(options.project)
    if sheet:
        text = format_sheet(found, found.locales[0], language=wanted, date=date, commit=commit)
    else:
        history = trend(options.project, project.config.locales)
        text = format_report(found, history, language=wanted, date=date, commit=commit, audit=stored)
    write_bytes(out, text.encode("utf-8", "backslashreplace"))
    options.tell(_("wrote {path}", path=out))
    return 0


def _commit(root: Path) -> str | None:
    """Return the commit that the sources are at, shortened; None without git."""
    from toolkit.git import resolve

    try:
        return resolve(root, "HEAD")[:12]
    except ToolkitError:
        return None


command = verb(
    "report",
    report,
    click.argument("locales", metavar="[LOCALE...]", nargs=-1),
    click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.html"),
    click.option("--language", metavar="LOCALE", help="Language of the report itself [that of the sources]."),
    click.option(
        "--audit",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE.json",
        help="Show the result of an audit too.",
    ),
    click.option("--sheet", metavar="LOCALE", help="Write a sheet for a medical reviewer of this locale."),
)
