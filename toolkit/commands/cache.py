"""`l10n cache`: shows what is remembered of earlier runs, and clears it."""

from __future__ import annotations

import json

import click

from toolkit.commands._verb import FORMATS, Options, verb
from toolkit.store import FOLDER, clear, size


def cache(options: Options, *, clear_it: bool = False, form: str = "text") -> int:
    """Show how much is remembered of earlier runs, or clear it.

    It only saves time: pages are the same without it. It is in .cache/l10n in the project, out of git's sight, and
    may be kept from one run of a CI to the next, copied, or shared by several machines.
    """
    folder = options.project / FOLDER
    if clear_it:
        clear(folder)
    found = size(folder)
    if form == "json":
        click.echo(json.dumps({"version": 1, "folder": FOLDER, "files": found.files, "bytes": found.bytes}))
    else:
        click.echo(f"{folder.as_posix()}: {found.files:,} files, {found.bytes:,} bytes")
    return 0


command = verb(
    "cache",
    cache,
    click.option("--clear", "clear_it", is_flag=True, help="Remove all of it."),
    click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Form of the answer [text]."),
)
