"""Puts a whole site in the place of another, so that a reader or a crash sees the old one or the new one.

Beside the published folder DIR stands the folder `releases`, shared by all DIRs of one parent:

    site -> releases/<release>       DIR: a symbolic link, replaced by rename(2)
    releases/<release>/              a site whole; the name is 128 bits of SHA-256 of its names and contents
    releases/.l10n-spare/            see `toolkit.site.staging`
    releases/.l10n-lock              locked (flock) while a publication to any DIR here is under way
    releases/.l10n-history.json      which releases each DIR has had (`toolkit.site.releases`)

Where DIR is a real folder it stays one: the new folder changes places with it (`toolkit.site.exchange`), and the old
one becomes a release. Everything is staged under a name that begins with `.l10n-`, written through to the disk (fsync),
and only then gets its name; what a killed run left staged is removed by the next. A file that has not changed may be
the same in several releases (a hard link): so files of a release are never written to, and nobody may. Works on POSIX
systems.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import stat
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from toolkit.diagnostic import ToolkitError
from toolkit.site.contents import Content, InFile, Linked, contents_of
from toolkit.site.exchange import Exchange, asides, exchange, recover, remove
from toolkit.site.manifest import LIMIT, NAME, parse_manifest
from toolkit.site.paths import clashes, path_problem
from toolkit.site.published import entries
from toolkit.site.releases import HISTORY, LENGTH, RELEASES, History, outdated, remember
from toolkit.site.staging import SPARE, STAGE, keep_spare, make_spare, shared, stage, sync

KEEP = 3
"""Releases that stay besides the published one, unless told otherwise."""

_LINKED = re.compile(rf"{RELEASES}/[0-9a-f]{{{LENGTH}}}")
_LINK = ".l10n-link"
_LOCK = ".l10n-lock"


@dataclass(frozen=True, slots=True)
class Swap:
    """What `swap_in` did."""

    release: str
    """Name of the release: 32 hex digits, a function of the names and contents of the files."""
    changed: bool
    """Whether anything was written: False where the folder held the same files already."""
    steady: frozenset[str] = frozenset()
    """Folders of the site of whose files nobody has written or removed so much as a name."""


def release_name(files: Mapping[str, bytes]) -> str:
    """Return the name of the release that holds `files`: as `sha256sum` lists them by path, hashed again."""
    return _name(contents_of(files))


def _name(contents: Mapping[str, Content]) -> str:
    listing = "".join(f"{content.sha256}  {path}\n" for path, content in sorted(contents.items()))
    return hashlib.sha256(listing.encode()).hexdigest()[:LENGTH]


def swap_in(
    files: Mapping[str, bytes],
    out: Path,
    *,
    keep: int = KEEP,
    wait: float = 10.0,
    exchange: Exchange = exchange,
    known: Collection[str] = (),
) -> Swap:
    """Make the folder `out` hold `files` and nothing else, in one step.

    Args:
        files: Contents by path in the site; a path is as `toolkit.site.paths.path_problem` wants it.
        out: The published folder: missing, empty, or one that was published by this function.
        keep: How many releases of this folder stay besides the published one; older ones are removed.
        wait: Seconds to wait for another publication beside `out` to end.
        exchange: How a real folder changes places with the new one.
        known: Names that stood together in a site that was published by this function.

    Raises:
        ToolkitError: `usage` where `out` or a path in `files` will not do; `io` where another publication is under way,
            or the system refuses (disk full, read-only, no permission). The site is then what it was.
    """
    _refuse_names(files, known)
    target = place_of(out)
    releases = target.parent / RELEASES
    if not target.name or target.name.casefold() == RELEASES:
        raise _refusal(out, "it is no folder of its own", "name a folder that may be replaced as a whole")
    with _clear_errors(out):
        _refuse_foreign(target, out)
        if releases.is_symlink() or (releases.exists() and not releases.is_dir()):
            raise _refusal(out, f"{RELEASES!r} beside it is no folder", "move it away, or publish elsewhere")
        releases.mkdir(parents=True, exist_ok=True)
        with _locked(releases, wait, out):
            _tidy(releases)
            for live in (target, *asides(releases)):
                recover(live)
            _refuse_foreign(target, out)
            contents = contents_of(files)
            swapping = _Swapping(contents, target, releases, _name(contents), keep, exchange)
            try:
                return swapping.folder() if target.is_dir() and not target.is_symlink() else swapping.link()
            finally:
                with suppress(OSError):
                    _tidy(releases)


@dataclass(frozen=True, slots=True)
class _Swapping:
    """One publication, under the lock."""

    files: Mapping[str, Content]
    target: Path
    releases: Path
    name: str
    keep: int
    exchange: Exchange

    def link(self) -> Swap:
        """Publish to a symbolic link, or to a name that is not there yet."""
        release, goal = self.releases / self.name, f"{RELEASES}/{self.name}"
        whole = _holds(release, self.files)
        linked = self.target.is_symlink() and str(self.target.readlink()) == goal
        if whole and linked:
            return Swap(self.name, changed=False)
        history, moved = remember(self.releases, self.target.name, self.name), frozenset[str]()
        fresh = not os.path.lexists(release)
        if not whole:
            staged, moved = stage(shared(self.files, self.target), self.releases)
            if fresh:
                staged.rename(release)
            else:  # somebody changed it: it is mended in one step, for it may be the one that readers see
                self.exchange(staged, release)
            sync(self.releases)
        try:
            if not linked:
                link = self.releases / _LINK
                link.symlink_to(goal)
                link.replace(self.target)
        except BaseException:
            if fresh:
                remove(release)
            raise
        sync(self.target.parent)
        return Swap(self.name, changed=True, steady=self._pruned(history, self.keep + 1, release, moved))

    def folder(self) -> Swap:
        """Publish to a real folder, which stays one and keeps its mode; the old one becomes a release."""
        if _holds(self.target, self.files):
            return Swap(self.name, changed=False)
        old = {path: InFile(self.target / path) for path, _ in entries(self.target)}
        before = _name(old) if old else None
        history = remember(self.releases, self.target.name, before)
        staged, moved = stage(shared(self.files, self.target), self.releases)
        staged.chmod(stat.S_IMODE(self.target.stat().st_mode))
        self.exchange(staged, self.target)
        sync(self.target.parent)
        with suppress(OSError):  # the site is published; what becomes of the old one cannot undo that
            if before is not None:
                release = self.releases / before
                if os.path.lexists(release):  # the one that readers may still have open is the one that stays
                    self.exchange(staged, release)
                else:
                    staged.rename(release)
        return Swap(self.name, changed=True, steady=self._pruned(history, self.keep, self.target, moved))

    def _pruned(self, history: History, count: int, live: Path, moved: frozenset[str]) -> frozenset[str]:
        """Remove the releases of this folder but the last `count`; return the folders whose files nobody touched.

        The site is published already, so nothing here may fail: what cannot be removed stays in the history, and the
        next publication tries again.
        """
        whole = not any(isinstance(content, Linked) for content in self.files.values())
        with suppress(OSError):
            untouched = not os.path.lexists(self.releases / STAGE)
            _tidy(self.releases)
            old = outdated(self.releases, history, self.target.name, count)
            for path in old if whole else old[:-1]:
                remove(path)
            if whole:
                make_spare(self.releases, live, self.keep + 1)
                return frozenset()
            left = keep_spare(self.releases, live, moved, old[-1] if old else None)
            if untouched and len(old) < 2:
                return moved & left if old else moved
        return frozenset()


def place_of(out: Path) -> Path:
    """Return the absolute path of `out` with all links but the last resolved: that one is what is replaced."""
    if out.name in {"", ".."}:
        return Path(os.path.realpath(out))
    return Path(os.path.realpath(out.parent), out.name)


def _refuse_names(files: Collection[str], known: Collection[str]) -> None:
    new = sorted({*files}.difference(known))
    problems = [f"{path!r} {problem}" for path in new if (problem := path_problem(path))]
    problems += clashes(files) if new else []
    if problems:
        raise ToolkitError(
            "the site cannot have files of these names: " + "; ".join(problems[:20]),
            hint="give the articles other slugs",
        )


def _refuse_foreign(target: Path, out: Path) -> None:
    """Raise `ToolkitError` where `target` is there and was not published by this module."""
    fresh = "publish to a new or empty folder"
    if target.is_symlink():
        goal = str(target.readlink())
        if not _LINKED.fullmatch(goal):
            raise _refusal(out, f"it is a symbolic link to {goal!r}", "name that folder itself")
    elif target.exists() and not target.is_dir():
        raise _refusal(out, "it is no folder", fresh)
    elif target.is_dir() and any(target.iterdir()):
        file = target / NAME
        data = file.read_bytes() if file.is_file() and file.stat().st_size <= LIMIT else b""
        manifest, _ = parse_manifest(data)
        if manifest is None:
            raise _refusal(out, "it holds files that were not published by l10n", fresh)
        listed = {NAME, *manifest.hashes}
        for path, regular in entries(target):
            if path not in listed or not regular:
                why = f"it holds {path!r}, which was not published by l10n"
                raise _refusal(out, why, f"move that away, or {fresh}")


def _refusal(out: Path, why: str, hint: str) -> ToolkitError:
    return ToolkitError(f"cannot publish to {str(out)!r}: {why}", hint=hint, path=str(out))


_HINTS = {
    errno.EACCES: "the folder, its parent and 'releases' beside it must be writable",
    errno.EPERM: "the folder, its parent and 'releases' beside it must be writable",
    errno.EROFS: "the file system is read-only",
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room in the quota",
    errno.EFBIG: "files of this size are not allowed here",
    errno.EBUSY: "a mount point cannot be replaced: publish to a folder inside it",
    errno.EXDEV: "a mount point cannot be replaced: publish to a folder inside it",
}


@contextmanager
def _clear_errors(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"cannot publish to {str(out)!r}: {error.strerror or error}"
        raise ToolkitError(message, code="io", hint=_HINTS.get(error.errno or 0), path=str(out)) from error


@contextmanager
def _locked(releases: Path, wait: float, out: Path) -> Iterator[None]:
    """Hold the lock of the folder `releases`; the system frees it when the process ends, however that ends."""
    with (releases / _LOCK).open("ab") as stream:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    message = f"cannot publish to {str(out)!r}: another publication beside it is under way"
                    hint = "wait until it has ended, then publish again"
                    raise ToolkitError(message, code="io", hint=hint, path=str(out)) from None
                time.sleep(0.05)
        yield


def _tidy(releases: Path) -> None:
    """Remove what is staged. Under the lock, whatever is found so belongs to nobody any more."""
    for path in releases.glob(".l10n-*"):
        if path.name not in {_LOCK, HISTORY, SPARE}:
            remove(path)


def _holds(folder: Path, files: Mapping[str, Content]) -> bool:
    """Whether `folder` is a real one and holds exactly these files."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    found = dict(entries(folder))
    return (
        found.keys() == files.keys()
        and all(found.values())
        and all(InFile(folder / path).sha256 == content.sha256 for path, content in files.items())
    )
