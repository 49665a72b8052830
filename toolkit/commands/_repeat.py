"""What `l10n publish` told, kept so that it can be told again at once where nothing has changed since."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.diagnostic import Diagnostic
from toolkit.files import real_path
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
    key = json.dumps([toolkit_hash(), str(real_path(root)), str(out.absolute()), settings], sort_keys=True, default=str)
    began = _now(store)
    seen = None if _signed(root) else look(_sources(root))
    return Before(hashlib.sha256(key.encode()).hexdigest(), seen, seen is not None and seen.settled_at < began)


@dataclass(frozen=True, slots=True)
class After:
    """How things were after the last publication."""

    told: Told
    """What was told of it."""
    unchanged: bool
    """Whether the sources are as they were; the site is."""
    looks: tuple[str, str]
    """Digests of what the file system said of sources and site."""
    site: Look
    """What it says of the site."""


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
            return After(
                _read(kept["told"]), here.settled and here.sources.digest == sources, (sources, site), now_there
            )
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
    if here.settled or here.sources is None or (began := _now(store)) == 0:
        return here
    seconds = (here.sources.settled_at - began) / 1e9
    if seconds > _PATIENCE:
        return here
    time.sleep(max(0.0, seconds) + 0.01)
    began = _now(store)
    seen = look(_sources(root))
    return Before(here.key, seen, seen is not None and seen.settled_at < began)


def keep(
    here: Before,
    out: Path,
    store: Store,
    told: Told,
    *,
    ground: object = None,
    known: Look | None = None,
    steady: Collection[str] = (),
) -> None:
    """Keep what was told, if the look at the sources before they were read can be relied on, and nothing is in flux.

    What has changed in the sources since that look, whether before or after it was read, is seen to have changed by the
    next run.

    Args:
        here: The sources before they were read.
        out: The published folder.
        store: Where it is kept.
        told: What was told.
        ground: What an amendment of the site must know, as JSON can hold it; None where it cannot be amended.
        known: An earlier look at the site.
        steady: Folders of the site in which that still holds.
    """
    if not here.settled or here.sources is None or store.folder is None:
        return
    # What was written last settles while nothing is done; who waits for another file system would wait for seconds.
    time.sleep(_PATIENCE)
    began = _now(store)
    site = look(_site(out), known, {f"{out}/{folder}" for folder in steady})
    if site is not None and site.settled_at < began:
        looks = [here.sources.digest, site.digest]
        store.remember(here.key, json.dumps({"looks": looks, "told": _written(told)}).encode())
        if ground is not None:
            rows = {"looks": looks, "sources": here.sources.rows, "ground": ground}
            store.remember(_ground_key(here), json.dumps(rows).encode())


def _now(store: Store) -> int:
    """Return the time of the store's file system, 0 where that cannot be told.

    To be asked before a look: a file that was settled then cannot change without a new time, even while looks go on.
    """
    with suppress(OSError):
        return now(store.folder) if store.folder is not None else 0
    return 0


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
    from toolkit.report.json import diagnostic_of

    found = tuple(map(diagnostic_of, data["found"]))
    paths, states, numbers, more = data["pages"]
    pages = tuple(zip(paths, states, map(data["reasons"].__getitem__, numbers), more, strict=True))
    return Told(found, data["notes"], pages, data["counts"], data["published"], data["code"])


def _written(told: Told) -> dict[str, Any]:
    """Return what was told as JSON can hold it: pages by column. Many have the same reason, which is written once."""
    from toolkit.report.json import object_of

    paths, states, found, more = zip(*told.pages, strict=True) if told.pages else ((), (), (), ())
    reasons = {reason: number for number, reason in enumerate(dict.fromkeys(found))}
    return {
        "found": [object_of(item) for item in told.found],
        "notes": told.notes,
        "reasons": [*reasons],
        "pages": [paths, states, [*map(reasons.__getitem__, found)], more],
        "counts": told.counts,
        "published": told.published,
        "code": told.code,
    }
