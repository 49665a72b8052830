"""Knows, without reading them, that files are as they were: by what the file system says of them.

A file that is written anew has another time of change (`ctime`, which no program sets), another size or another inode.
Times have a grain, though: of a file that changed within the last grain nobody can know whether it changes once more.
Such files are not *settled*, and nothing is concluded from what the file system says of them.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_GRAIN = 100_000_000
"""Nanoseconds: ten times what Linux has at most (a jiffy of 10 ms)."""
_COARSE_GRAIN = 2_100_000_000
"""Of file systems that count whole seconds, or two (FAT)."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the file system says of some files."""

    rows: tuple[str, ...]
    """A line a file: its path and what the file system says of it. Equal rows are of equal files, if both are settled.
    """
    settled_at: int
    """Nanoseconds since 1970 from which on a look at them can be relied on."""

    @property
    def digest(self) -> str:
        """A hash of the rows."""
        return hashlib.sha256("\n".join(self.rows).encode("utf-8", "surrogateescape")).hexdigest()


def changed(before: Iterable[str], after: Iterable[str]) -> list[str] | None:
    """Return the paths of the files whose rows differ in two looks; None where files have come or gone."""
    old, new = {*before}, {*after}
    gone, come = ({row.rsplit(" ", _FIELDS)[0] for row in rows} for rows in (old - new, new - old))
    return sorted(come) if gone == come and len(old) == len(new) else None


_FIELDS = 5
"""What a row says of a file after its path."""


def look(roots: Iterable[Path]) -> Look | None:
    """Return what the file system says of the files `roots` and of all files below those that are folders.

    A root that is missing is part of the look. None where something is a symbolic link to a folder, which may change
    where nobody looks, or cannot be read. A root that is such a link itself is followed, and its target is part of the
    look.
    """
    rows: list[str] = []
    settled = 0
    try:
        for root in roots:
            if root.is_symlink():
                rows.append(f"{root} -> {root.readlink()}")
            for path, found in _below(root):
                if found is None:
                    rows.append(f"{path} is missing")
                    continue
                if stat.S_ISLNK(found.st_mode):
                    return None
                rows.append(
                    f"{path} {found.st_mode} {found.st_size} {found.st_ino} {found.st_mtime_ns} {found.st_ctime_ns}"
                )
                grain = _GRAIN if found.st_ctime_ns % 1_000_000_000 else _COARSE_GRAIN
                settled = max(settled, found.st_ctime_ns + grain)
    except OSError:
        return None
    return Look(tuple(rows), settled)


def _below(root: Path) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield each file at or below `root`, the files of a folder by name, and what the file system says of it."""
    if not root.is_dir():
        yield str(root), root.stat() if root.exists() else None
        return
    folders = [str(root)]
    while folders:
        folder = folders.pop()
        with os.scandir(folder) as rows:
            for row in sorted(rows, key=lambda row: row.name):
                if row.is_dir(follow_symlinks=False):
                    folders.append(row.path)
                else:
                    yield row.path, row.stat(follow_symlinks=False)


def now(folder: Path) -> int:
    """Return the time of the file system of `folder` in nanoseconds since 1970: its clock may not be that of Python.

    Raises `OSError` where nothing can be written there.
    """
    path = folder / f".clock.{os.getpid()}.tmp"
    path.write_bytes(b"")
    try:
        return path.stat().st_ctime_ns
    finally:
        path.unlink()
