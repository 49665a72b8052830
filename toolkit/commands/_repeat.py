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
from toolkit.stamp import Look, look, now
from toolkit.store import Store, toolkit_hash


@dataclass(frozen=True, slots=True)
class Told:
    """What a publication told."""

    found: tuple[Diagnostic, ...]
    """What it found, without notes."""
    notes: int
    """Number of notes."""
    pages: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Pages that are allowed not to be fresh: path, state, reasons."""
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


def told_before(here: Before, out: Path, store: Store) -> Told | None:
    """Return what was told the last time, where neither the sources nor the site have changed since; else None."""
    data = store.made(here.key)
    if data is None or not here.settled or here.sources is None:
        return None
    with suppress(ValueError, KeyError, TypeError):
        kept = json.loads(data)
        site = look(_site(out))
        if site is not None and [here.sources.digest, site.digest] == kept["looks"]:
            return _read(kept["told"])
    return None


def keep(here: Before, root: Path, out: Path, store: Store, told: Told) -> None:
    """Keep what was told, if the sources are as they were before they were read, and nothing is in flux."""
    if not here.settled or here.sources is None or store.folder is None or here.sources != look(_sources(root)):
        return
    site = look(_site(out))
    with suppress(OSError):
        if site is not None:
            wait = (site.settled_at - now(store.folder)) / 1e9
            if wait > _PATIENCE:
                return
            time.sleep(max(0.0, wait) + 0.01)
            if site == look(_site(out)):
                rows = {"looks": [here.sources.digest, site.digest], "told": asdict(told)}
                store.remember(here.key, json.dumps(rows).encode())


_PATIENCE = 0.2
"""Seconds to wait until the site is settled."""


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
    pages = tuple((path, state, tuple(reasons)) for path, state, reasons in data["pages"])
    return Told(found, data["notes"], pages, data["counts"], data["published"], data["code"])
