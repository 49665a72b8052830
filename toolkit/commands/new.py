"""`l10n new`: a fresh project that builds at once."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

import click

from toolkit.commands._speech import _
from toolkit.commands._verb import Options, verb
from toolkit.diagnostic import ToolkitError
from toolkit.files import read_bytes, write_bytes

_DOTTED = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}


def new(options: Options, *, folder: Path) -> int:
    """Make a small project in DIR: an article, safety statements, two locales, settings.

    It builds at once: 'l10n publish --draft --out site' in that folder. DIR must be missing or empty, or hold only
    files of such a project as they were made: a run that was cut off is gone on with.
    """
    files = scaffold()
    if folder.exists() and (not folder.is_dir() or _holds_others(folder, files)):
        raise ToolkitError(f"{str(folder)!r} is not empty", hint="name a folder that does not exist yet")
    for name, data in sorted(files.items()):
        write_bytes(folder / name, data)
    command_line = f"cd {shlex.quote(str(folder))} && l10n publish --draft --out site"
    options.tell(_("made a project in {folder}; next: {command}", folder=folder, command=command_line))
    return 0


def _holds_others(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether there is anything in the folder but some of the files, and folders."""
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            continue
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or name not in files or read_bytes(path) != files[name]:
            return True
    return False


def scaffold() -> dict[str, bytes]:
    """Return path -> bytes of the files of a new project."""
    return dict(_files(resources.files("toolkit.commands") / "scaffold", PurePosixPath()))


def _files(folder: Traversable, below: PurePosixPath) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        path = below / _DOTTED.get(entry.name, entry.name)
        found += _files(entry, path) if entry.is_dir() else [(str(path), entry.read_bytes())]
    return found


command = verb("new", new, click.argument("folder", metavar="DIR", type=click.Path(path_type=Path)))
