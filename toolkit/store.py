"""Keeps bytes on disk by their content, and what was made of an input by the hash of all that went into it.

    <folder>/blobs/ab/abcd...     bytes under their SHA-256
    <folder>/made/12/1234...      what was made, under a key; its first line is the SHA-256 of the rest

A file is written whole under a temporary name and renamed, so several processes and machines may share a folder, and
an interrupted run leaves nothing half. What is not what its name or first line says counts as not there. Nothing is
ever changed, so nothing can be stale; `clear` removes all. Who can write to the folder can write pages: it is to be
guarded as the project itself is.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from toolkit.diagnostic import ToolkitError

FOLDER = ".cache/l10n"
"""The store of a project, in its folder."""
_MARK = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache: it may be removed at any time.\n"
"""The content of CACHEDIR.TAG, by the Cache Directory Tagging Specification."""


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

    folder: Path
    """The folder."""
    remembers: bool = True
    """Whether what was made before is given back; if not, it only holds bytes for the run."""

    def put(self, data: bytes) -> Stored:
        """Keep bytes, and return where they are."""
        name = hashlib.sha256(data).hexdigest()
        path = self._path("blobs", name)
        if not _holds(path, name):
            _write(path, data)
        return Stored(self.folder, name)

    def has(self, name: str) -> bool:
        """Whether the bytes with this SHA-256 are there, unharmed."""
        return _holds(self._path("blobs", name), name)

    def made(self, key: str) -> bytes | None:
        """Return what `remember` was given for the key, or None."""
        if not self.remembers:
            return None
        try:
            head, _, data = self._path("made", key).read_bytes().partition(b"\n")
        except OSError:
            return None
        return data if head == hashlib.sha256(data).hexdigest().encode() else None

    def remember(self, key: str, data: bytes) -> None:
        """Keep what was made under its key."""
        if self.remembers:
            _write(self._path("made", key), hashlib.sha256(data).hexdigest().encode() + b"\n" + data)

    def _path(self, kind: str, name: str) -> Path:
        return self.folder / kind / name[:2] / name


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes in a store."""

    folder: Path
    """The store's folder."""
    sha256: str
    """Their SHA-256."""

    def read(self) -> bytes:
        """Return them; raises `ToolkitError` (code `io`) where they are gone, or were changed meanwhile."""
        path = self.folder / "blobs" / self.sha256[:2] / self.sha256
        with suppress(OSError):
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() == self.sha256:
                return data
        message = f"{str(path)!r} was changed while it was needed"
        raise ToolkitError(message, code="io", hint="run the command again", path=str(path))


@contextmanager
def store_of(root: Path, *, remembers: bool) -> Iterator[Store]:
    """Give the store of the project in `root`; one for this run only where it is not to remember, or cannot write."""
    folder = root.resolve() / FOLDER
    if remembers:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ".gitignore").write_text("*\n", "ascii")
            (folder / "CACHEDIR.TAG").write_text(_MARK, "ascii")
            yield Store(folder)
            return
    with tempfile.TemporaryDirectory(prefix="l10n-") as name:
        yield Store(Path(name), remembers=False)


def size(folder: Path) -> Size:
    """Return how much the store in `folder` holds."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return Size(len(sizes), sum(sizes))


def clear(folder: Path) -> None:
    """Remove the store in `folder`; raises `ToolkitError` (code `io`) where that cannot be."""
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise ToolkitError(f"cannot remove {str(folder)!r}: {error.strerror}", code="io") from error


@cache
def toolkit_hash() -> str:
    """Return the SHA-256 of the toolkit itself: its programs and its data, so that no other version's work counts."""
    digest = hashlib.sha256()
    folders = [files("toolkit")]
    while folders:
        for item in sorted(folders.pop().iterdir(), key=lambda item: item.name):
            if item.is_dir():
                folders.append(item)
            elif not item.name.endswith((".pyc", ".po~")):
                digest.update(f"{item.name}\n".encode())
                digest.update(hashlib.sha256(item.read_bytes()).digest())
    return digest.hexdigest()


def _holds(path: Path, name: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == name
    except OSError:
        return False


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
        try:
            temporary.write_bytes(data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        hint = "make room, or run without it: --no-cache"
        raise ToolkitError(f"cannot write {str(path)!r}: {error.strerror}", code="io", hint=hint) from error
