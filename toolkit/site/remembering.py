"""What the jobs of a site leave in the store: under the hash of all that went into it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter

from toolkit.checks import ALL, Remembered, format_remembered, parse_remembered
from toolkit.diagnostic import Diagnostic, ToolkitError
from toolkit.files import read_bytes, real_path
from toolkit.model import Page
from toolkit.project import Project
from toolkit.safety.complaints import Complaints, parse_complaints
from toolkit.site.composition import Prove
from toolkit.site.manifest import Proven
from toolkit.store import Store, hash_of, keep, recall


def digest(project: Project, name: str) -> list[str] | None:
    """Return what tells the file `name` of a project from others: its hash, or why it cannot be read, and where it is.

    None where there is none. The project may refuse to read through a symbolic link that leads out of it.
    """
    path, real = real_path(project.root) / name, real_path(project.root / name)
    if not (path.exists() or path.is_symlink()):
        return None
    where = "" if real == path else str(real)
    try:
        return [hashlib.sha256(read_bytes(path, limit=project.config.limits.file_size)).hexdigest(), where]
    except ToolkitError as error:
        return [error.message, where]


@dataclass(frozen=True, slots=True)
class MessageMemory:
    """What the checks found on the messages of one catalog, in the store: a `toolkit.gates.Memory`."""

    store: Store
    """The store."""
    key: str
    """Hash of all that the findings on a message depend on but itself, the header and the obsolete entries."""

    def of(self, _project: Project, _locale: str, _domain: str) -> Remembered:
        """Return what is remembered of the catalog."""
        data = self.store.made(self.key)
        return Remembered() if data is None else parse_remembered(data, ALL)

    def keep(self, _project: Project, _locale: str, _domain: str, remembered: Remembered) -> None:
        """Remember what was found on the catalog."""
        self.store.remember(self.key, format_remembered(remembered))


def complaints_in(store: Store, key: str) -> Complaints:
    """Return what the store remembers of what the rules found; `key` is the hash of all else that counts."""
    data = store.made(key)
    return Complaints() if data is None else parse_complaints(data)


@dataclass(frozen=True, slots=True)
class _Proof:
    """What the proof of a page gave."""

    proof: tuple[Proven, ...]
    found: list[Diagnostic]
    asked: dict[str, bool]
    """The files that the site was asked for, and whether it had them."""


_PROOF: TypeAdapter[_Proof] = TypeAdapter(_Proof)


class _Asked(Collection[str]):
    """The files of the site; notes in `names` which were asked for, and whether they are there."""

    def __init__(self, files: Collection[str]) -> None:
        self.files, self.names = files, dict[str, bool]()

    def __contains__(self, name: object) -> bool:
        there = name in self.files
        self.names[str(name)] = there
        return there

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def remembering_prover(
    store: Store, key: Callable[[Page], str], prover: Callable[[], Prove], absent: frozenset[str], asked: set[str]
) -> Prove:
    """Return a proof that the store remembers, and that adds to `asked` the files of the site that it asks for.

    Of the files of the site only those count that the page leads to: what is remembered holds while the site answers
    the same when it is asked for them, whatever else it has or has not.

    Args:
        store: The store.
        key: Gives the hash of all that the proof of a page depends on but its text and the files of the site.
        prover: Gives the proof; only asked where it is needed.
        absent: Files that the site could have had, and has not.
        asked: Is added to.
    """

    def prove(page: Page, files: Collection[str]) -> tuple[tuple[Proven, ...], list[Diagnostic]]:
        whole = hash_of([key(page), page.path, page.state, page.html, sorted(absent)])
        done = recall(store, whole, _PROOF)
        if done is None or any((name in files) is not there for name, there in done.asked.items()):
            names = _Asked(files)
            proof, found = prover()(page, names)
            done = _Proof(proof, found, dict(sorted(names.names.items())))
            keep(store, whole, _PROOF, done)
        asked.update(done.asked)
        return done.proof, done.found

    return prove
