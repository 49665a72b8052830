"""Remembers what was found in a catalog that is given by its path, until the file or the toolkit is another one.

Each file has one place in the user's store, so that its edits do not pile up; of the places the newest stay. What is
remembered counts for the same bytes under the same name, with the same limits, and with the toolkit and the packages as
they were: anything else is found anew.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from toolkit.diagnostic import Diagnostic
from toolkit.files import read_bytes
from toolkit.limits import Limits
from toolkit.store import Store, user_store

_LARGEST = 100_000
"""Bytes of findings that are remembered of one file."""
_MOST = 1_000
"""Files of which something is remembered."""
_SETTLED = 2_100_000_000
"""Nanoseconds after a change of the toolkit from which on its files can be told by their times, see `toolkit.stamp`."""


def findings(path: str, limits: Limits, *, remembers: bool) -> list[Diagnostic]:
    """Return the findings on one catalog or template, judged by itself.

    Raises `ToolkitError` (code `io`) where it cannot be read at all.
    """
    file = Path(path)
    data = read_bytes(file, limit=limits.file_size)
    store = _store() if remembers else None
    toolkit = _toolkit() if store is not None else None
    if store is None or toolkit is None:
        return _found(data, file, path, limits)
    place = hashlib.sha256(os.fsencode(file.absolute())).hexdigest()
    key = hashlib.sha256(repr((toolkit, path, limits)).encode("utf-8", "surrogatepass") + data).hexdigest().encode()
    known, _, rows = (store.made(place) or b"").partition(b"\n")
    if known == key:
        return _read(rows, path)
    found = _found(data, file, path, limits)
    with suppress(UnicodeEncodeError):  # what quotes bytes that are no text is found again
        rows = _written(found)
        if len(rows) <= _LARGEST:
            _make_room(store, place)
            store.remember(place, key + b"\n" + rows)
    return found


def _found(data: bytes, file: Path, path: str, limits: Limits) -> list[Diagnostic]:
    from toolkit.checks.alone import check_text

    return check_text(data, file, path, limits)[1]


def _written(found: list[Diagnostic]) -> bytes:
    if not found:
        return b""
    from toolkit.report.json import format_json

    return format_json(found).encode("utf-8")


def _read(rows: bytes, path: str) -> list[Diagnostic]:
    if not rows:
        return []
    from toolkit.report.json import parse_json

    return parse_json(rows.decode("utf-8"), path)


def _store() -> Store | None:
    user = user_store()
    return Store(user.folder / "checked", user.folder / "checked") if user is not None and user.folder else None


def _make_room(store: Store, place: str) -> None:
    """Remove the older half of what is remembered where there is too much of it."""
    if store.folder is None or (store.folder / "made" / place[:2] / place).exists():
        return
    with suppress(OSError):  # another process may have removed it
        rows = sorted((path.stat().st_mtime_ns, path) for path in store.folder.glob("made/*/*"))
        for _, path in rows[: len(rows) // 2] if len(rows) >= _MOST else ():
            path.unlink(missing_ok=True)


def _toolkit() -> str | None:
    """Return what tells this toolkit, and the packages that it may use, from others; None just after a change.

    Of its files the places, sizes and times count: to read them takes longer than to import them.
    """
    rows = [sys.version]
    newest = 0
    with suppress(OSError):
        for place in filter(os.path.isdir, sys.path):
            rows += sorted(row.name for row in os.scandir(place) if row.name.endswith(".dist-info"))
        folders = [os.fspath(Path(str(files("toolkit"))))]
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
