"""Knows, without reading them, that files are as they were: by what the file system says of them.

A file that is written anew has another time of change (`ctime`, which no program sets), another size or another inode.
Times have a grain, though: of a file that changed within the last grain nobody can know whether it changes once more.
Such files are not *settled*, and nothing is concluded from what the file system says of them.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
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
    folders: tuple[tuple[str, int, int], ...] = field(default=(), compare=False, repr=False)
    """Each folder, and where the rows of the files in it begin and end."""

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


def look(roots: Iterable[Path], known: Look | None = None, steady: Collection[str] = ()) -> Look | None:
    """Return what the file system says of the files `roots` and of all files below those that are folders.

    A root that is missing is part of the look. None where something is a symbolic link to a folder, which may change
    where nobody looks, or cannot be read. A root that is such a link itself is followed, and its target is part of the
    look. Nobody looks into the folders that are `steady`: of their files what is `known` from an earlier look is taken.
    """
    spared = {row[0]: known.rows[row[1] : row[2]] for row in known.folders if row[0] in steady} if known else {}
    rows: list[str] = []
    folders: list[tuple[str, int, int]] = []
    settled = known.settled_at if known and spared else 0
    try:
        for root in roots:
            if root.is_symlink():
                rows.append(f"{root} -> {root.readlink()}")
            for folder, files in _below(root, spared):
                start = len(rows)
                rows += spared.get(folder, ())
                for path, found in files:
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
                folders.append((folder, start, len(rows)))
    except OSError:
        return None
    return Look(tuple(rows), settled, tuple(folders))


_Found = Iterable[tuple[str, os.stat_result | None]]
"""Files, and what the file system says of each."""


def _below(root: Path, spared: Collection[str]) -> Iterator[tuple[str, _Found]]:
    """Yield `root`, or it and each folder below, with its files by name; those that are `spared` with none."""
    if not root.is_dir():
        yield str(root), [(str(root), root.stat() if root.exists() else None)]
        return
    folders = [str(root)]
    while folders:
        folder = folders.pop()
        if folder in spared:
            yield folder, ()
            continue
        with os.scandir(folder) as rows:
            found = sorted(rows, key=lambda row: row.name)
        files = [row for row in found if not row.is_dir(follow_symlinks=False)]
        folders += [row.path for row in found if row.is_dir(follow_symlinks=False)]
        yield folder, ((row.path, row.stat(follow_symlinks=False)) for row in files)


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
