"""Reads the history of a project through the program git: trees and files as values; nothing is checked out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.diagnostic import ToolkitError


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit."""

    id: str
    """Its object name, in hex."""
    date: str
    """Its day, as in 2026-02-23, in the committer's time zone."""


def resolve(root: Path, revision: str) -> str:
    """Return the object name of the commit that `revision` names.

    Raises `ToolkitError` (code `usage`) where there is none, and (code `io`) where there is no repository or no git.
    """
    _git(root, "rev-parse", "--is-inside-work-tree")
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except ToolkitError as error:
        hint = "name a branch, a tag or a commit: main, v1.2, HEAD~3; in a shallow clone older ones are not there"
        raise ToolkitError(f"git knows no revision {revision!r} here", code="usage", hint=hint) from error
    return found.decode("ascii", "replace").strip()


def is_shallow(root: Path) -> bool:
    """Whether the clone lacks a part of its history; raises `ToolkitError` as `resolve` does."""
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def commits(root: Path, paths: Sequence[str]) -> list[Commit]:
    """Return the commits on the first-parent line of HEAD that touch the paths, the newest first."""
    rows = _git(root, "log", "--first-parent", "--format=%H %cs", "HEAD", "--", *paths).decode("ascii", "replace")
    return [Commit(*row.split(" ", 1)) for row in rows.splitlines()]


def tree(root: Path, commit: str, paths: Sequence[str]) -> Mapping[str, str]:
    """Return path -> object name of the regular files below `paths` in a commit, paths relative to `root`.

    Links and submodules are left out.
    """
    found = {}
    for row in _git(root, "ls-tree", "-r", "-z", commit, "--", *paths).split(b"\0"):
        about, _, path = row.partition(b"\t")
        mode, _, name = about.partition(b" ")
        if mode.startswith(b"100"):
            found[path.decode("utf-8", "surrogateescape")] = name.split()[1].decode("ascii")
    return found


def files(root: Path, names: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Yield (object name, bytes) of files by their object names, in their order; they are read in one go."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return
    data = _git(root, "cat-file", "--batch", stdin="".join(f"{name}\n" for name in wanted).encode("ascii"))
    place = 0
    for name in wanted:
        end = data.index(b"\n", place)
        fields = data[place:end].split()
        if len(fields) != 3:
            raise ToolkitError(f"git cannot read the object {name}", code="io")
        size = int(fields[2])
        yield name, data[end + 1 : end + 1 + size]
        place = end + 1 + size + 1


def _git(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """Return what git prints; raises `ToolkitError` (code `io`) where it fails or is not installed."""
    command = ["git", "-C", str(root), "--no-pager", "--literal-pathspecs", *arguments]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(command, input=stdin or b"", capture_output=True, check=False, env=environment)
    except OSError as error:
        raise ToolkitError("git is not installed", code="io", hint="install git") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0] or f"exit code {done.returncode}"
        raise ToolkitError(f"git failed: {said}", code="io")
    return done.stdout
