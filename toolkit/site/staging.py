"""Makes the folder of a release before anybody sees it, from what other releases have already.

What has not changed is not written again: a file gets one more name (a hard link), and a folder in which nothing has
changed is moved as a whole, because 20,000 more names take longer than the page of a changed message does.

    releases/.l10n-stage            the folder that is being made
    releases/.l10n-spare/<number>   folders that no release needs, whose every file is that of the published release

Several sets of spare folders are made beside a site that was written as a whole: one for each publication until a
release goes, from then on the folders of the releases that go do. A folder that readers may still have open never
changes: either it holds just what the new release wants there, and is moved, or it is removed. All files in the spare
are in the published release too: nothing old stays there.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from toolkit.site.contents import Content, InFile, Linked, blocks
from toolkit.site.exchange import remove

STAGE = ".l10n-stage"
SPARE = ".l10n-spare"
_MOST = 4
"""Sets of spare folders at most; one takes a name a file, and no more room."""
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def stage(files: Mapping[str, Content], releases: Path) -> tuple[Path, frozenset[str]]:
    """Write the files to a new folder and through to the disk; return it, and which of its folders were moved there.

    So that no release changes with another, files are written once and then only read. Raises `OSError`.
    """
    made = releases / STAGE
    made.mkdir()
    wanted: dict[str, dict[str, Content]] = {}
    for path, content in sorted(files.items()):
        above, _, name = path.rpartition("/")
        wanted.setdefault(above, {})[name] = content
    sets = _sets(releases)
    moved = {
        above
        for above in (_apart(wanted) if sets else ())
        if any(_has_moved(spare / above, made / above, wanted[above]) for spare in sets)
    }
    folders = {made}
    for above, names in wanted.items():
        place = made / above
        folders |= {place, *place.parents} - {*releases.parents, releases}
        if above not in moved:
            place.mkdir(parents=True, exist_ok=True)
            for name, content in names.items():
                _put(content, f"{place}/{name}")  # a Path for each of 20,000 files takes longer than all else
    for folder in sorted(folders):
        sync(folder)
    return made, frozenset(moved)


def shared(files: Mapping[str, Content], live: Path) -> Mapping[str, Content]:
    """Return the files, those that stand in the folder `live` as they are wanted as links to them.

    To read and hash one takes a small part of the time in which it is written through to the disk. One that is not what
    is wanted, or that somebody may write to, is none to share.
    """
    found = dict(files)
    for path, content in files.items():
        file = f"{live}/{path}"
        if not isinstance(content, Linked) and _is_there(file, content):
            found[path] = Linked(file, content.sha256)
    return found


def _is_there(file: str, content: Content) -> bool:
    """Whether a file that nobody may write to has these bytes."""
    with suppress(OSError):
        mode = os.lstat(file).st_mode
        return stat.S_ISREG(mode) and not mode & _WRITABLE and InFile(Path(file)).sha256 == content.sha256
    return False


def make_spare(releases: Path, live: Path, number: int) -> None:
    """Make so many sets of spare folders beside the site in the folder `live`: its files get as many more names.

    Raises `OSError`.
    """
    remove(releases / SPARE)
    folders = {name: _within(live / name) for name, found in _within(live).items() if found is None}
    for made in (releases / SPARE / str(one) for one in range(min(number, _MOST))):
        for name, files in folders.items():
            (made / name).mkdir(parents=True)
            for file, found in files.items():
                if found is not None:
                    _has_linked(f"{live}/{name}/{file}", f"{made}/{name}/{file}")


def keep_spare(releases: Path, live: Path, moved: Collection[str], gone: Path | None) -> frozenset[str]:
    """Keep what is spare that was `moved` to the site in the folder `live`, and what is the same in a release.

    That release is `gone` then. Return its folders that were kept. Raises `OSError`.
    """
    sets = _sets(releases)
    for folder in [folder for spare in sets for folder in spare.iterdir()]:
        if folder.name not in moved or not _is_of(folder, live / folder.name):
            remove(folder)
    for emptied in (*sets, releases / SPARE):
        with suppress(OSError):  # where something is left in it
            emptied.rmdir()
    if gone is None:
        return frozenset()
    left = {name for name, found in _within(live).items() if found is None and _is_same(gone / name, live / name)}
    made = releases / SPARE / str(max((int(spare.name) for spare in sets), default=-1) + 1)
    for name in left:
        made.mkdir(parents=True, exist_ok=True)
        (gone / name).rename(made / name)
    remove(gone)
    return frozenset(left)


def _sets(releases: Path) -> list[Path]:
    """Return the sets of spare folders, the oldest first; raises `OSError`."""
    spare = releases / SPARE
    if spare.is_symlink() or not spare.is_dir():
        return []
    found = [row for row in spare.iterdir() if row.name.isdecimal() and row.is_dir() and not row.is_symlink()]
    return sorted(found, key=lambda row: int(row.name))


def sync(folder: Path) -> None:
    """Write the names in a folder through to the disk; raises `OSError`."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that cannot write folders through
            raise
    finally:
        os.close(handle)


def _apart(folders: Collection[str]) -> set[str]:
    """Return the folders at the top of the site that hold nothing but files."""
    return {above for above in folders if above and "/" not in above} - {
        above.partition("/")[0] for above in folders if "/" in above
    }


def _has_moved(spare: Path, place: Path, wanted: Mapping[str, Content]) -> bool:
    """Move a spare folder to its place, where it holds just the files that are wanted there."""
    first = next(iter(wanted.values()))
    if not isinstance(first, Linked) or not spare.exists():
        return False
    source = first.path.rpartition("/")[0]
    linked = (isinstance(item, Linked) and item.path == f"{source}/{name}" for name, item in wanted.items())
    if not all(linked) or not _is_same(spare, Path(source)) or _within(spare).keys() != wanted.keys():
        return False
    if stat.S_IMODE(spare.stat().st_mode) != stat.S_IMODE(place.parent.stat().st_mode):
        return False
    spare.rename(place)
    return True


def _is_same(one: Path, other: Path) -> bool:
    """Whether two folders are real ones and hold the same files, each under the same name, and nothing else."""
    if not all(path.is_dir() and not path.is_symlink() for path in (one, other)):
        return False
    here, there = _within(one), _within(other)
    return one.stat().st_dev == other.stat().st_dev and here == there and None not in here.values()


def _is_of(spare: Path, folder: Path) -> bool:
    """Whether a spare folder was made for this one, which nobody has changed since: one file tells."""
    file = next(spare.iterdir(), None) if spare.is_dir() and not spare.is_symlink() else None
    return file is not None and (folder / file.name).is_file() and file.samefile(folder / file.name)


def _within(folder: Path) -> dict[str, int | None]:
    """Return the inode of each file in a folder by its name, None for what is no regular file; raises `OSError`."""
    with os.scandir(folder) as rows:
        return {row.name: row.inode() if row.is_file(follow_symlinks=False) else None for row in rows}


def _put(content: Content, file: str) -> None:
    """Write a file through to the disk, or give one that is there one more name; raises `OSError`."""
    if isinstance(content, Linked) and _has_linked(content.path, file):
        return
    with Path(file).open("xb") as stream:
        stream.writelines(blocks(content))
        stream.flush()
        os.fchmod(stream.fileno(), stat.S_IMODE(os.fstat(stream.fileno()).st_mode) & ~_WRITABLE)
        os.fsync(stream.fileno())


def _has_linked(old: str, new: str) -> bool:
    """Give a file one more name, where the system can do that."""
    try:
        os.link(old, new)
    except OSError as error:
        if error.errno in {errno.EXDEV, errno.EMLINK, errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS}:
            return False
        raise
    return True
