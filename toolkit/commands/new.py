"""`l10n new`: a fresh project that builds at once."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

import click

from toolkit.commands._speech import _
from toolkit.commands._verb import Options, verb
from toolkit.diagnostic import ToolkitError
from toolkit.files import write_bytes

_DOTTED = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}


def new(options: Options, *, folder: Path) -> int:
    """Make a small project in DIR: an article, safety statements, two locales, settings.

    It builds at once: 'l10n publish --draft --out site' in that folder. DIR must be missing or empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ToolkitError(f"{str(folder)!r} is not empty", hint="name a folder that does not exist yet")
    for name, data in sorted(scaffold().items()):
        write_bytes(folder / name, data)
    command_line = f"cd {folder} && l10n publish --draft --out site"
    options.tell(_("made a project in {folder}; next: {command}", folder=folder, command=command_line))
    return 0


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
