"""Finds the project that a file is in, and keeps it up to date while files change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from toolkit.config import FILE, load_config
from toolkit.diagnostic import ToolkitError
from toolkit.files import real_path
from toolkit.project import load_project, reread_catalogs
from toolkit.serve.about import Desk


def root_of(file: Path) -> Path | None:
    """Return the innermost folder above the file that is a project; None where there is none."""
    for folder in file.parents:
        if (folder / FILE).is_file():
            try:
                load_config(folder)
            except ToolkitError:
                continue
            return folder
    return None


def opened(root: Path, date: dt.date) -> Desk:
    """Return the project in the folder `root`. Raises `ToolkitError` as `load_project` does."""
    return Desk(load_project(root), date)


def refreshed(desk: Desk, changed: Collection[Path]) -> Desk:
    """Return the project after the files `changed`: only catalogs are read again where only catalogs changed.

    Raises `ToolkitError` as `load_project` does.
    """
    root = real_path(desk.project.root)
    paths = [path.relative_to(root).as_posix() for path in map(real_path, changed) if path.is_relative_to(root)]
    catalogs = len(paths) == len(changed) and all(path.endswith(".po") for path in paths)
    project = reread_catalogs(desk.project, paths) if catalogs else None
    return Desk(project or load_project(desk.project.root), desk.date)
