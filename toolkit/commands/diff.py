"""`l10n diff`: what a change of the sources means for each locale."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePosixPath

import click

from toolkit.commands._verb import Options, asked_locales, verb
from toolkit.config import FILE
from toolkit.diagnostic import ToolkitError
from toolkit.files import write_bytes
from toolkit.git import files, resolve, tree
from toolkit.project import (
    LOCALES,
    OWN_COMMANDS,
    OWN_LOCALES,
    OWN_PROGRAM,
    OWN_REPORTS,
    OWN_TEMPLATES,
    Project,
    load_project,
)

_PATHS = (
    FILE,
    "source",
    LOCALES,
    OWN_LOCALES,
    OWN_TEMPLATES,
    OWN_REPORTS,
    "/".join(OWN_PROGRAM),
    OWN_COMMANDS,
)
FORMATS = ("text", "json", "markdown")


def diff(options: Options, *, revision: str, locales: tuple[str, ...] = (), form: str = "text") -> int:
    """Show what the changes since the git revision REV mean for each LOCALE (default: all).

    Messages that are new, that were edited and keep their old translation as a guess, and that get no guess because
    they are guarded or their numbers changed; the words to translate; and what becomes of pages that were published:
    updated, kept as they are, or replaced by a notice. In the list + is a new message, ~ an edited one, - one that is
    gone; [ID] names the statement or rule that guards it. Catalogs are read as they are now: what is translated
    already is done. Compares the files of the folder, committed or not, with those of REV; nothing is checked out or
    written.

    With --format markdown it is a comment for a pull request.
    """
    from toolkit.commands._change_text import format_change
    from toolkit.report.change import compare_projects
    from toolkit.report.change_formats import format_change_json, format_change_markdown

    now = load_project(options.project)
    names = asked_locales(locales, now.config.all_locales)
    before = project_at(options.project, revision)
    change = compare_projects(before, now, names, revision=revision, date=options.date)
    shapes = {"text": format_change, "json": format_change_json, "markdown": format_change_markdown}
    click.echo(shapes[form](change), nl=form != "markdown")
    return 0


def project_at(root: Path, revision: str) -> Project:
    """Return the project as it is at a git revision; raises `ToolkitError` where there is none."""
    commit = resolve(root, revision)
    paths = tree(root, commit, _PATHS)
    if FILE not in paths:
        raise ToolkitError(f"there is no project at {revision!r}: it has no {FILE} here", code="usage")
    contents = dict(files(root, list(paths.values())))
    with tempfile.TemporaryDirectory(prefix="l10n-diff-") as folder:
        for path, name in paths.items():
            if ".." not in PurePosixPath(path).parts:
                write_bytes(Path(folder) / path, contents[name])
        try:
            return load_project(Path(folder))
        except ToolkitError as error:
            raise ToolkitError(f"the project at {revision!r}: {error.message}", code=error.code) from error


command = verb(
    "diff",
    diff,
    click.argument("revision", metavar="REV"),
    click.argument("locales", metavar="[LOCALE...]", nargs=-1),
    click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Form of the answer [text]."),
)
