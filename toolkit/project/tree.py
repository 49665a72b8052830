"""The files of a project, read within their bounds; what is wrong with them, and their hashes, are gathered."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path

from toolkit.config import Config
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError
from toolkit.files import read_bytes, real_path

_BESIDE = (".#", "._")
"""How names of files begin that editors (Emacs: a lock, a link to nowhere) and systems (macOS) lay beside others."""


class Tree:
    """The tree under the folder `root`."""

    def __init__(self, root: Path, config: Config) -> None:
        self.root = root
        self.real_root = real_path(root)
        self.config = config
        self.found: list[Diagnostic] = []
        self.hashes: dict[str, str] = {}

    def texts(self, folder: str, patterns: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of the readable UTF-8 files in `folder`, sorted by path."""
        for path in self.paths(folder, patterns):
            text = self.text_of(path)
            if text is not None:
                yield path, text

    def text_of(self, path: str) -> str | None:
        """Return the text in a UTF-8 file, or None where it cannot be had, which is a finding."""
        data = self.bytes_of(path)
        if data is None:
            return None
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.say("invalid-utf8", f"byte {data[error.start]:#04x} is not UTF-8", path, line)
            return None

    def paths(self, folder: str, patterns: Iterable[str]) -> list[str]:
        """Return the paths of the files in `folder`, sorted, without what editors lay beside them.

        Raises `ToolkitError` (code `io`) where it, or a folder in it, is there and cannot be listed: what is not seen
        is not taken for what is not there.
        """
        base = self.root / folder
        try:
            if not (base.is_symlink() or base.exists()):
                return []
            found = [path for pattern in patterns for path in _matching(base, pattern)]
            return sorted(path.relative_to(self.root).as_posix() for path in found if not path.name.startswith(_BESIDE))
        except OSError as error:
            raise ToolkitError(f"cannot list {folder!r}: {error.strerror}", code="io", path=folder) from error

    def bytes_of(self, path: str) -> bytes | None:
        """Return what is in a file, or None where it cannot be had, which is a finding."""
        file = self.root / path
        if not path.isprintable() and any("\ud800" <= char <= "\udfff" for char in path):
            self.say("invalid-utf8", "the name of the file is not UTF-8: rename it", path)
            return None
        if not real_path(file).is_relative_to(self.real_root):
            self.say("outside-project", "the file is a link that leads out of the project", path)
            return None
        try:
            data = read_bytes(file, limit=self.config.limits.file_size)
        except ToolkitError as error:
            self.found.append(replace(error.diagnostic, path=path))
            return None
        self.hashes[path] = sha256(data).hexdigest()
        return data

    def say(self, code: str, message: str, path: str, line: int | None = None) -> None:
        """Add an error to the findings."""
        self.found.append(Diagnostic(code, Severity.ERROR, message, path=path, line=line))


def _matching(folder: Path, pattern: str) -> Iterator[Path]:
    """Yield the files below a folder that a pattern of `Path.glob` names; raises `OSError`, which `Path.glob` hides."""
    first, _, rest = pattern.partition("/")
    if first == "**":
        yield from _matching(folder, rest)
    with os.scandir(folder) as rows:
        entries = list(rows)
    for row in entries:
        path = folder / row.name
        if first == "**":
            yield from _matching(path, pattern) if row.is_dir(follow_symlinks=False) else ()
        elif fnmatch(row.name, first):
            yield from (path,) if not rest else _matching(path, rest) if row.is_dir() else ()
