"""`l10n cache`: shows what is remembered of earlier runs, and clears it."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from toolkit.commands._verb import FORMATS, Options, verb
from toolkit.store import FOLDER, clear, size, user_folder


def cache(options: Options, *, clear_it: bool = False, form: str = "text") -> int:
    """Show how much is remembered of earlier runs, or clear it.

    It only saves time: pages are the same without it. It is in .cache/l10n in the project, out of git's sight, and
    may be kept from one run of a CI to the next, copied, or shared by several machines. What is the same in all
    projects, and what was found in catalogs given by their paths, is in l10n in the user's cache folder
    (XDG_CACHE_HOME, or ~/.cache).
    """
    folder, user = options.project / FOLDER, user_folder()
    folders = [folder, *([user] if user is not None else [])]
    if clear_it:
        for place in folders:
            clear(place)
    found = [size(place) for place in folders]
    if form == "json":
        names = [FOLDER, *(place.as_posix() for place in folders[1:])]
        own, *more = [{"folder": name, **asdict(held)} for name, held in zip(names, found, strict=True)]
        click.echo(json.dumps({"version": 1, **own, "user": more[0] if more else None}))
    else:
        for place, held in zip(folders, found, strict=True):
            click.echo(f"{place.as_posix()}: {held.files:,} files, {held.bytes:,} bytes")
    return 0


command = verb(
    "cache",
    cache,
    click.option("--clear", "clear_it", is_flag=True, help="Remove all of it."),
    click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Form of the answer [text]."),
)
