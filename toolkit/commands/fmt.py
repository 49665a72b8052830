"""`l10n fmt`: catalogs in their canonical form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from toolkit.catalog.read import read_catalog
from toolkit.catalog.write import format_catalog
from toolkit.commands._limits import limits_at
from toolkit.commands._speech import _
from toolkit.commands._verb import Options, catalogs_below, exit_code, show, verb
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError
from toolkit.files import read_bytes, real_path, write_bytes
from toolkit.project import LOCALES, OWN_LOCALES


def fmt(options: Options, *, paths: tuple[Path, ...] = (), check: bool = False) -> int:
    """Write the catalogs at PATH... (files or folders; default: all of the project) in their canonical form.

    UTF-8, LF, no wrapping, obsolete entries last; their meaning never changes. A file that cannot be read strictly is
    reported and not touched. With --check nothing is written, and the exit code is 1 where a file would change.
    """
    limits = limits_at(options.project)
    found: list[Diagnostic] = []
    changed = 0
    asked = paths or (options.project / LOCALES, options.project / OWN_LOCALES)
    for file in _files(asked):
        if file not in asked and not _is_inside(file, [*asked, *([] if paths else [options.project])]):
            message = "the file is a link that leads out of the folder"
            found.append(Diagnostic("outside-project", Severity.ERROR, message, path=str(file)))
            continue
        try:
            data = read_bytes(file, limit=limits.file_size)
        except ToolkitError as error:
            if file in asked:
                raise
            found.append(replace(error.diagnostic, path=str(file)))
            continue
        catalog, problems = read_catalog(data, str(file), limits, template=file.suffix == ".pot")
        found += problems
        if exit_code(problems):
            continue
        text = format_catalog(catalog).encode("utf-8")
        if text != data:
            changed += 1
            if not check:
                write_bytes(file, text)
            options.tell(_("would write {path}", path=file) if check else _("wrote {path}", path=file))
    show([item for item in found if item.severity is Severity.ERROR], quiet=True)
    if not changed and not found:
        options.tell(_("all catalogs are in their canonical form"))
    return int(bool(exit_code(found)) or (check and bool(changed)))


def _files(paths: tuple[Path, ...]) -> list[Path]:
    """Return the catalogs at and below the paths; a path that is no folder is taken as it is."""
    files: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            files.update(dict.fromkeys(catalogs_below(path)))
        elif path.suffix or path.exists():
            files[path] = None
    return list(files)


def _is_inside(file: Path, folders: Iterable[Path]) -> bool:
    """Whether the file is in one of the folders, wherever links on the way to it lead."""
    return any(real_path(file).is_relative_to(real_path(folder)) for folder in folders)


command = verb(
    "fmt",
    fmt,
    click.argument("paths", metavar="[PATH...]", nargs=-1, type=click.Path(path_type=Path)),
    click.option("--check", is_flag=True, help="Write nothing; exit 1 if files differ."),
)
