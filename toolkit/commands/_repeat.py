"""What `l10n publish` told, kept so that it can be told again at once where nothing has changed since."""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from toolkit.diagnostic import Diagnostic, Severity, Span
from toolkit.stamp import Look, changed, look, now
from toolkit.store import Store, toolkit_hash


@dataclass(frozen=True, slots=True)
class Told:
    """What a publication told."""

    found: tuple[Diagnostic, ...]
    """What it found, without notes."""
    notes: int
    """Number of notes."""
    pages: tuple[tuple[str, str, str, int], ...]
    """Pages that are allowed not to be fresh: path, state, the first reason, how many more there are."""
    counts: dict[str, int]
    """State -> number of pages in it."""
    published: bool
    """Whether there is a release."""
    code: int
    """The exit code."""


@dataclass(frozen=True, slots=True)
class Before:
    """The sources as they were before anything was read, and where what is told of them is kept."""

    key: str
    """Under which it is kept: of the settings of the run."""
    sources: Look | None
    """What the file system said of the sources."""
    settled: bool
    """Whether that can be relied on."""


def before(root: Path, out: Path, store: Store, settings: object) -> Before:
    """Look at the sources of a project, before anything is read; `settings` are those of the run, as JSON can hold."""
    key = json.dumps([toolkit_hash(), str(root.resolve()), str(out.absolute()), settings], sort_keys=True, default=str)
    seen = None if _signed(root) else look(_sources(root))
    settled = False
    if seen is not None and store.folder is not None:
        with suppress(OSError):
            settled = seen.settled_at < now(store.folder)
    return Before(hashlib.sha256(key.encode()).hexdigest(), seen, settled)


@dataclass(frozen=True, slots=True)
class After:
    """How things were after the last publication."""

    told: Told
    """What was told of it."""
    unchanged: bool
    """Whether the sources are as they were; the site is."""
    looks: tuple[str, str]
    """Digests of what the file system said of sources and site."""


def told_before(here: Before, out: Path, store: Store) -> After | None:
    """Return what was told the last time, where the site has not changed since; else None."""
    data = store.made(here.key)
    if data is None or here.sources is None:
        return None
    with suppress(ValueError, KeyError, TypeError):
        kept = json.loads(data)
        sources, site = kept["looks"]
        now_there = look(_site(out))
        if now_there is not None and now_there.digest == site:
            return After(_read(kept["told"]), here.settled and here.sources.digest == sources, (sources, site))
    return None


@dataclass(frozen=True, slots=True)
class Standing:
    """A published site that may be amended."""

    ground: Any
    """What was kept of it, as JSON can hold it."""
    changed: tuple[str, ...]
    """The sources that have changed since, relative to the project: none has come or gone."""


def standing(here: Before, root: Path, store: Store, after: After) -> Standing | None:
    """Return what the last publication left for an amendment, and what has changed since; None where that cannot be."""
    data = store.made(_ground_key(here)) if here.settled else None
    if data is None or here.sources is None:
        return None
    with suppress(ValueError, KeyError, TypeError):
        kept = json.loads(data)
        paths = changed(kept["sources"], here.sources.rows)
        if tuple(kept["looks"]) == after.looks and paths:
            return Standing(kept["ground"], tuple(Path(path).relative_to(root).as_posix() for path in paths))
    return None


def settled(here: Before, root: Path, store: Store) -> Before:
    """Return a look at the sources that can be relied on, if a short wait gives one."""
    if here.settled or here.sources is None or store.folder is None:
        return here
    with suppress(OSError):
        if (here.sources.settled_at - now(store.folder)) / 1e9 <= _PATIENCE:
            time.sleep(max(0.0, (here.sources.settled_at - now(store.folder)) / 1e9) + 0.01)
            seen = look(_sources(root))
            return Before(here.key, seen, seen is not None and seen.settled_at < now(store.folder))
    return here


def keep(here: Before, root: Path, out: Path, store: Store, told: Told, *, ground: object = None) -> None:
    """Keep what was told, if the sources are as they were before they were read, and nothing is in flux.

    `ground` is what an amendment of the site must know, as JSON can hold it; None where it cannot be amended.
    """
    if not here.settled or here.sources is None or store.folder is None or here.sources != look(_sources(root)):
        return
    with suppress(OSError):
        # What was written last settles while nothing is done; who waits for another file system would wait for seconds.
        time.sleep(_PATIENCE)
        site = look(_site(out))
        if site is not None and site.settled_at < now(store.folder):
            looks = [here.sources.digest, site.digest]
            store.remember(here.key, json.dumps({"looks": looks, "told": _written(told)}).encode())
            if ground is not None:
                rows = {"looks": looks, "sources": here.sources.rows, "ground": ground}
                store.remember(_ground_key(here), json.dumps(rows).encode())


def _ground_key(here: Before) -> str:
    return hashlib.sha256(f"{here.key} ground".encode()).hexdigest()


_PATIENCE = 0.11
"""Seconds to wait until files are settled."""


def _sources(root: Path) -> list[Path]:
    """Return all that a publication reads."""
    names = ["pyproject.toml", "source", "locales"]
    own = root / "toolkit/locales/toolkit.pot"
    return [root / name for name in (*names, *(["toolkit"] if own.is_file() else []))]


def _site(out: Path) -> list[Path]:
    """Return all that a publication writes."""
    return [out, out.with_name(f"{out.name}.nginx.conf")]


def _signed(root: Path) -> bool:
    """Whether the settings may name a file of signers, which can stand anywhere in the project."""
    try:
        return b"allowed-signers" in (root / "pyproject.toml").read_bytes()
    except OSError:
        return True


def _read(data: Any) -> Told:
    """Return what was told from the JSON that it was kept as; raises what wrong JSON makes it raise."""
    found = tuple(
        Diagnostic(
            **{**row, "severity": Severity(row["severity"]), "spans": tuple(Span(**one) for one in row["spans"])}
        )
        for row in data["found"]
    )
    paths, states, numbers, more = data["pages"]
    pages = tuple(zip(paths, states, map(data["reasons"].__getitem__, numbers), more, strict=True))
    return Told(found, data["notes"], pages, data["counts"], data["published"], data["code"])


def _written(told: Told) -> dict[str, Any]:
    """Return what was told as JSON can hold it: pages by column. Many have the same reason, which is written once."""
    paths, states, found, more = zip(*told.pages, strict=True) if told.pages else ((), (), (), ())
    reasons = {reason: number for number, reason in enumerate(dict.fromkeys(found))}
    return {
        "found": [asdict(item) for item in told.found],
        "notes": told.notes,
        "reasons": [*reasons],
        "pages": [paths, states, [*map(reasons.__getitem__, found)], more],
        "counts": told.counts,
        "published": told.published,
        "code": told.code,
    }
