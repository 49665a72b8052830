"""Keeps bytes on disk by their content, and what was made of an input by the hash of all that went into it.

    <folder>/blobs/ab/abcd...     bytes under their SHA-256
    <folder>/made/12/1234...      what was made, under a key; its first line is the SHA-256 of the rest

A file is written whole under a temporary name and renamed, so several processes and machines may share a folder, and
an interrupted run leaves nothing half. What is not what its name or first line says counts as not there. What stands
under a key is the same whoever made it, so nothing can be stale; `clear` removes all. Who can write to the folder can
write pages: it is to be guarded as the project itself is.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from toolkit.diagnostic import ToolkitError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from pydantic import TypeAdapter

_T = TypeVar("_T")

FOLDER = ".cache/l10n"
"""The store of a project, in its folder."""
_MARK = b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache: it may be removed at any time.\n"
"""The content of CACHEDIR.TAG, by the Cache Directory Tagging Specification."""
_SETTLED = 2_100_000_000
"""Nanoseconds after a change of the toolkit from which on its files can be told by their times, see `toolkit.stamp`."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much a store holds."""

    files: int
    """Number of files."""
    bytes: int
    """Their bytes."""


@dataclass(frozen=True, slots=True)
class Store:
    """A store in a folder."""

    folder: Path | None
    """The folder; None: nothing is remembered from one run to another."""
    spare: Path
    """A folder for this run, for bytes that cannot be written to `folder`."""

    def put(self, data: bytes) -> Stored:
        """Keep bytes, and return where they are; raises `ToolkitError` (code `io`) where there is no room for them."""
        stored = Stored(self, hashlib.sha256(data).hexdigest())
        if not self.has(stored.sha256):
            blob = f"blobs/{stored.sha256[:2]}/{stored.sha256}"
            try:
                if self.folder is None or not _written(self.folder / blob, data):
                    _write(self.spare / blob, data)
            except OSError as error:
                message = f"cannot keep {len(data)} bytes in {str(self.spare)!r}: {error.strerror}"
                raise ToolkitError(message, code="io", hint="make room on the disk") from error
        return stored

    def has(self, name: str) -> bool:
        """Whether the bytes with this SHA-256 are there, unharmed."""
        return self.get(name) is not None

    def get(self, name: str) -> bytes | None:
        """Return the bytes with this SHA-256, or None."""
        for folder in (self.folder, self.spare):
            if folder is not None:
                with suppress(OSError):
                    data = (folder / "blobs" / name[:2] / name).read_bytes()
                    if hashlib.sha256(data).hexdigest() == name:
                        return data
        return None

    def made(self, key: str) -> bytes | None:
        """Return what `remember` was given for the key, or None."""
        if self.folder is None:
            return None
        try:
            head, _, data = (self.folder / "made" / key[:2] / key).read_bytes().partition(b"\n")
        except OSError:
            return None
        return data if head == hashlib.sha256(data).hexdigest().encode() else None

    def remember(self, key: str, data: bytes) -> None:
        """Keep what was made under its key, if that can be."""
        if self.folder is not None:
            head = hashlib.sha256(data).hexdigest().encode()
            _written(self.folder / "made" / key[:2] / key, head + b"\n" + data)

    def make_room(self, key: str, most: int) -> None:
        """Remove the older half of what was made where it is `most` or more, before something new is remembered."""
        if self.folder is None or (self.folder / "made" / key[:2] / key).exists():
            return
        with suppress(OSError):  # another process may have removed it
            paths = [path for group in (self.folder / "made").iterdir() for path in group.iterdir()]
            if len(paths) >= most:  # only then it matters how old they are
                for _, path in sorted((path.stat().st_mtime_ns, path) for path in paths)[: len(paths) // 2]:
                    path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes in a store."""

    store: Store
    """The store."""
    sha256: str
    """Their SHA-256."""

    def read(self) -> bytes:
        """Return them; raises `ToolkitError` (code `io`) where they are gone, or were changed meanwhile."""
        data = self.store.get(self.sha256)
        if data is None:
            message = f"what was kept as {self.sha256} was changed while it was needed"
            raise ToolkitError(message, code="io", hint="run the command again")
        return data


def hash_of(values: object) -> str:
    """Return the SHA-256 (hex) of values that JSON can hold, as a key."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def remembering(store: Store, key: str, form: TypeAdapter[_T], make: Callable[[], _T]) -> _T:
    """Return what the store remembers for the key, else what is made now, and is remembered from now on."""
    known = recall(store, key, form)
    if known is not None:
        return known
    value = make()
    keep(store, key, form, value)
    return value


def recall(store: Store, key: str, form: TypeAdapter[_T]) -> _T | None:
    """Return what the store remembers for the key, or None."""
    data = store.made(key)
    if data is not None:
        with suppress(ValueError):  # pydantic's `ValidationError` is one
            return form.validate_json(data)
    return None


def keep(store: Store, key: str, form: TypeAdapter[_T], value: _T) -> None:
    """Let the store remember a value, if that can be."""
    with suppress(ValueError):  # a finding that quotes what is no text is made again
        store.remember(key, form.dump_json(value))


@contextmanager
def store_of(root: Path, *, remembers: bool) -> Iterator[Store]:
    """Give the store of the project in `root`; it remembers nothing where it is not to, or where that cannot be."""
    folder = Path(os.path.realpath(root)) / FOLDER if remembers else None
    marks = {".gitignore": b"*\n", "CACHEDIR.TAG": _MARK}
    if folder is not None and not all(_written(folder / name, data) for name, data in marks.items()):
        folder = None
    import tempfile  # noqa: PLC0415 - as below: most runs need none of these

    with tempfile.TemporaryDirectory(prefix="l10n-") as spare:
        yield Store(folder, Path(spare))


def user_folder() -> Path | None:
    """Return the folder of the user's store, which need not be there; None where the user has no home.

    It is `l10n` in the folder that XDG_CACHE_HOME names (XDG Base Directory Specification; LOCALAPPDATA on Windows),
    else in `.cache` in the user's home.
    """
    given = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", "")
    try:
        return (Path(given) if Path(given).is_absolute() else Path.home() / ".cache") / "l10n"
    except RuntimeError:  # nobody's home is known
        return None


def user_store() -> Store | None:
    """Return the store of the user, for what is the same in all projects; None where there can be none."""
    folder = user_folder()
    return Store(folder, folder) if folder and _written(folder / "CACHEDIR.TAG", _MARK) else None


def user_shelf(name: str) -> Store | None:
    """Return the part of the user's store that has this name, whose size its owner bounds; None as in `user_store`."""
    user = user_store()
    return Store(user.folder / name, user.folder / name) if user is not None and user.folder else None


def size(folder: Path) -> Size:
    """Return how much the store in `folder` holds."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return Size(len(sizes), sum(sizes))


def clear(folder: Path) -> None:
    """Remove the store in `folder`; raises `ToolkitError` (code `io`) where that cannot be."""
    import shutil  # noqa: PLC0415

    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise ToolkitError(f"cannot remove {str(folder)!r}: {error.strerror}", code="io") from error


@cache
def toolkit_hash() -> str:
    """Return the SHA-256 of the toolkit itself, its programs and data, and of the names and versions of all packages.

    So no other version's work counts, nor that of a machine where an extra is installed that this one does not have.
    To read all programs takes longer than to import them: what it was is kept for the user, while the file system says
    that they are as they were.
    """
    here = this_toolkit()
    store = user_shelf("toolkits") if here is not None else None
    if store is None or here is None:
        return _toolkit_hash()
    known = store.made(here)
    if known is None or not _DIGEST.fullmatch(known):
        known = _toolkit_hash().encode()
        store.make_room(here, _MOST_TOOLKITS)
        store.remember(here, known)
    return known.decode()


_DIGEST = re.compile(rb"[0-9a-f]{64}")
_MOST_TOOLKITS = 20


def _toolkit_hash() -> str:
    from importlib.resources import files  # noqa: PLC0415

    digest = hashlib.sha256(sys.version.encode())
    places = {entry.name for place in sys.path if os.path.isdir(place) for entry in os.scandir(place)}  # noqa: PTH112
    digest.update("\n".join(sorted(name for name in places if name.endswith(".dist-info"))).encode())
    folders: list[Traversable] = [files("toolkit")]
    while folders:
        for item in sorted(folders.pop().iterdir(), key=lambda item: item.name):
            if item.is_dir():
                folders.append(item)
            elif not item.name.endswith((".pyc", ".po~")):
                digest.update(f"{item.name}\n".encode())
                digest.update(hashlib.sha256(item.read_bytes()).digest())
    return digest.hexdigest()


@cache
def this_toolkit() -> str | None:
    """Return what tells this toolkit, and the packages that it may use, from others; None just after a change.

    It is found out once: what a process has made later is made by the programs that it began with.
    """
    return toolkit_in(Path(__file__).parent)


def toolkit_in(folder: Path) -> str | None:
    """Return what tells the toolkit in a folder from others, see `this_toolkit`.

    Of its files the places, sizes and times count: to read them takes longer than to import them.
    """
    rows = [sys.version]
    newest = 0
    with suppress(OSError):
        for place in filter(os.path.isdir, sys.path):
            rows += sorted(row.name for row in os.scandir(place) if row.name.endswith(".dist-info"))
        folders = [os.fspath(folder)]
        while folders:
            for row in sorted(os.scandir(folders.pop()), key=lambda row: row.name):
                if row.is_dir():
                    folders += [row.path] if row.name != "__pycache__" else []
                else:
                    found = row.stat()
                    newest = max(newest, found.st_ctime_ns)
                    rows.append(f"{row.path} {found.st_size} {found.st_ino} {found.st_mtime_ns} {found.st_ctime_ns}")
        if newest + _SETTLED < time.time_ns():
            return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogateescape")).hexdigest()
    return None


def _written(path: Path, data: bytes) -> bool:
    try:
        if not path.exists() or path.read_bytes() != data:
            _write(path, data)
    except OSError:
        return False
    return True


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name[:20]}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    try:
        try:
            temporary.write_bytes(data)
        except FileNotFoundError:  # a folder is made once for all that it will hold
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
