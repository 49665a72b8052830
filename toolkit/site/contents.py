"""The bytes of the files of a site, wherever they wait: so a large site never is in memory as a whole."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Protocol
from weakref import finalize

_BLOCK = 1_000_000
"""Bytes that are read at once."""


class Content(Protocol):
    """The bytes of a file: in memory, in a store, or in a spool."""

    @property
    def sha256(self) -> str:
        """Their SHA-256, as the manifest writes it."""

    def read(self) -> bytes:
        """Return them."""


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes in memory."""

    data: bytes

    @property
    def size(self) -> int:
        """Number of bytes."""
        return len(self.data)

    @property
    def sha256(self) -> str:
        """Their SHA-256."""
        return hashlib.sha256(self.data).hexdigest()

    def read(self) -> bytes:
        """Return them."""
        return self.data


@dataclass(frozen=True, slots=True)
class InFile:
    """Bytes in a file."""

    path: Path
    """The file."""

    @property
    def sha256(self) -> str:
        """Their SHA-256; raises `OSError`."""
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def read(self) -> bytes:
        """Return them; raises `OSError`."""
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class Linked:
    """A file of a release that stays what it is, so that another release may have it too (a hard link)."""

    path: str
    """The file."""
    sha256: str
    """Its SHA-256, as it was when it was published."""

    def read(self) -> bytes:
        """Return its bytes; raises `OSError`."""
        return Path(self.path).read_bytes()


@dataclass(frozen=True, slots=True)
class Spooled:
    """Bytes in a spool."""

    spool: Spool
    """The spool."""
    start: int
    """Where they begin in it."""
    size: int
    """Number of bytes."""
    sha256: str
    """Their SHA-256; "" where nobody will ask for it."""

    def read(self) -> bytes:
        """Return them."""
        return b"".join(self.blocks())

    def blocks(self) -> Iterator[bytes]:
        """Yield them a part at a time."""
        for start in range(self.start, self.start + self.size, _BLOCK):
            yield self.spool.read(start, min(_BLOCK, self.start + self.size - start))


@dataclass(frozen=True, slots=True)
class Spliced:
    """The bytes of a file that stays what it is, with others in the place of some."""

    path: Path
    """The file."""
    cuts: tuple[tuple[int, int, bytes], ...]
    """Where bytes that are left out begin and end, in this order, and what stands there instead."""
    sha256: str
    """Their SHA-256."""

    @classmethod
    def of(cls, path: Path, cuts: Iterable[tuple[int, int, bytes]]) -> Spliced:
        """Return it with its SHA-256; raises `OSError`."""
        spliced, hashed = cls(path, tuple(sorted(cuts)), ""), hashlib.sha256()
        for block in spliced.blocks():
            hashed.update(block)
        return replace(spliced, sha256=hashed.hexdigest())

    def read(self) -> bytes:
        """Return them; raises `OSError`."""
        return b"".join(self.blocks())

    def blocks(self) -> Iterator[bytes]:
        """Yield them a part at a time; raises `OSError`."""
        with self.path.open("rb") as stream:
            end = stream.seek(0, os.SEEK_END)
            for (_, start, instead), (stop, _, _) in pairwise([(0, 0, b""), *self.cuts, (end, end, b"")]):
                yield instead
                stream.seek(start)
                for at in range(start, stop, _BLOCK):
                    yield stream.read(min(_BLOCK, stop - at))


class Spool:
    """A file without a name, for bytes that are made long before they are needed; gone with the process."""

    def __init__(self, folder: Path) -> None:
        """Open it in a folder; raises `OSError`."""
        folder.mkdir(parents=True, exist_ok=True)
        self._handle, name = tempfile.mkstemp(dir=folder)
        Path(name).unlink()
        finalize(self, os.close, self._handle)
        self._size = 0

    def put(self, blocks: Iterable[bytes], *, digest: bool = False) -> Spooled:
        """Keep bytes, and their SHA-256 if it is wanted; raises `OSError`."""
        start, hashed = self._size, hashlib.sha256()
        for block in blocks:
            rest = block
            while rest:
                written = os.pwrite(self._handle, rest, self._size)
                self._size, rest = self._size + written, rest[written:]
            if digest:
                hashed.update(block)
        return Spooled(self, start, self._size - start, hashed.hexdigest() if digest else "")

    def read(self, start: int, size: int) -> bytes:
        """Return `size` bytes from `start` on; raises `OSError`."""
        return os.pread(self._handle, size, start)


class Files(Mapping[str, bytes]):
    """The files of a site by path, each read when it is asked for."""

    def __init__(self, contents: Mapping[str, Content]) -> None:
        """Take where the bytes of each file are."""
        self.contents = contents

    def __getitem__(self, path: str) -> bytes:
        return self.contents[path].read()

    def __iter__(self) -> Iterator[str]:
        return iter(self.contents)

    def __len__(self) -> int:
        return len(self.contents)


def contents_of(files: Mapping[str, bytes]) -> Mapping[str, Content]:
    """Return where the bytes of files are."""
    return files.contents if isinstance(files, Files) else {path: Held(data) for path, data in files.items()}


def blocks(content: Content) -> Iterator[bytes]:
    """Yield the bytes of a file a part at a time, where they need not be in memory as a whole."""
    if isinstance(content, Spooled | Spliced):
        yield from content.blocks()
    else:
        yield content.read()
