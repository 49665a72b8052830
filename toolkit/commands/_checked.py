"""Remembers what was found in a catalog that is given by its path, until the file or the toolkit is another one.

Each file has one place in the user's store, so that its edits do not pile up; of the places the newest stay. What is
remembered counts for the same bytes under the same name, with the same limits, and with the toolkit and the packages as
they were. After an edit it counts for the messages that are the same, see `toolkit.checks.Remembered`: who saves one
edit pays for one message. Anything else is found anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.diagnostic import Diagnostic, ToolkitError
from toolkit.files import read_bytes
from toolkit.limits import Limits
from toolkit.shard import Shard
from toolkit.store import this_toolkit, user_shelf

if TYPE_CHECKING:
    from toolkit.checks import Remembered

_LARGEST = 100_000
"""Bytes of findings that are remembered of one file."""
_LARGEST_MESSAGES = 4_000_000
"""Bytes that are remembered of the messages of one file: a message takes about a hundred."""
_MOST = 1_000
"""Files of which something is remembered."""
_SHARE = 30_000
"""Bytes of a catalog of which nothing is known that are worth a process, where two are: some 125 messages."""


@dataclass(frozen=True, slots=True)
class _Before:
    """What is remembered of a file. It is kept as three parts, a line with their sizes before them."""

    file: bytes = b""
    """Hash of the file and of all that its findings depend on."""
    rows: bytes = b""
    """The findings on it."""
    messages: bytes = b""
    """The same hash without the file, and what was found on each of its messages."""

    def __bytes__(self) -> bytes:
        parts = (self.file, self.rows, self.messages)
        return b"\n".join((b" ".join(b"%d" % len(part) for part in parts), b"".join(parts)))

    @classmethod
    def parse(cls, data: bytes) -> _Before:
        """Return it from its bytes; nothing where another version of the toolkit wrote them."""
        head, _, rest = data.partition(b"\n")
        with suppress(ValueError):
            sizes = [int(size) for size in head.split()]
            if sum(sizes) == len(rest):
                return cls(*(rest[end - size : end] for size, end in zip(sizes, accumulate(sizes), strict=True)))
        return cls()


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found on one file."""

    found: list[Diagnostic]
    """The findings; the reason alone where it cannot be read at all."""
    readable: bool = True
    """Whether it can be read."""


def findings_on(paths: Sequence[str], limits: Limits, *, remembers: bool, jobs: int | None) -> Iterator[Judged]:
    """Yield what is found on each catalog or template, judged by itself, in their order; `jobs` processes find it.

    They share the files, or the messages where there is one file. Where nobody says how many, the messages of each
    large file that was never seen are shared by as many as there are processors.
    """
    judge = partial(_judged, limits=limits, remembers=remembers)
    if jobs is None or min(jobs, len(paths)) <= 1:
        yield from (judge(path, jobs=jobs) for path in paths)
        return
    import toolkit.checks.alone  # noqa: F401 - processes begin as copies of this one, and so have it
    from toolkit.workers import workers

    with workers(min(jobs, len(paths))) as run:
        yield from run(judge, paths)


def _judged(path: str, limits: Limits, *, remembers: bool, jobs: int | None = 1) -> Judged:
    try:
        return Judged(findings(path, limits, remembers=remembers, jobs=jobs))
    except ToolkitError as error:
        return Judged([replace(error.diagnostic, path=path)], readable=False)


def findings(path: str, limits: Limits, *, remembers: bool, jobs: int | None = 1) -> list[Diagnostic]:
    """Return the findings on one catalog or template, judged by itself; `jobs` processes share its messages.

    For None they are as many as there are processors.

    Raises `ToolkitError` (code `io`) where it cannot be read at all.
    """
    file = Path(path)
    data = read_bytes(file, limit=limits.file_size)
    store = user_shelf("checked") if remembers else None
    toolkit = this_toolkit() if store is not None else None
    if store is None or toolkit is None:
        return _found(data, file, path, limits, _shared(data, file, path, limits, jobs))
    place = hashlib.sha256(os.fsencode(file.absolute())).hexdigest()
    around = hashlib.sha256(repr((toolkit, path, limits)).encode("utf-8", "surrogatepass"))
    messages_key = around.digest()
    around.update(data)
    key = around.digest()
    before = _Before.parse(store.made(place) or b"")
    if before.file == key:
        return _read(before.rows, path)

    from toolkit.checks import ALL, Remembered, format_remembered, parse_remembered

    same = before.messages.startswith(messages_key)
    known = parse_remembered(before.messages[len(messages_key) :], ALL) if same else None
    remembered = known or _shared(data, file, path, limits, jobs) or Remembered()
    found = _found(data, file, path, limits, remembered)
    with suppress(UnicodeEncodeError):  # what quotes bytes that are no text is found again
        rows = _written(found)
        messages = messages_key + format_remembered(remembered)
        after = _Before(key, rows, messages)
        if len(rows) > _LARGEST:
            after = replace(after, file=b"", rows=b"")
        if len(messages) > _LARGEST_MESSAGES:
            after = replace(after, messages=b"")
        store.make_room(place, _MOST)
        store.remember(place, bytes(after))
    return found


def _shared(data: bytes, file: Path, path: str, limits: Limits, jobs: int | None) -> Remembered | None:
    """Let at most `jobs` processes ask the checks of single messages; None where the catalog is too small for that."""
    worth = len(data) // _SHARE
    if jobs == 1 or worth <= 1:
        return None
    from toolkit.workers import processors, workers

    jobs = min(worth, processors() if jobs is None else jobs)
    if jobs == 1:
        return None
    from toolkit.checks import ALL, parse_remembered, together
    from toolkit.checks.alone import check_share

    with workers(jobs) as run:
        shares = [Shard(number, jobs) for number in range(1, jobs + 1)]
        parts = run(partial(check_share, data, file, path, limits), shares)
        return together([parse_remembered(part, ALL) for part in parts])


def _found(
    data: bytes, file: Path, path: str, limits: Limits, remembered: Remembered | None = None
) -> list[Diagnostic]:
    from toolkit.checks.alone import check_text

    return check_text(data, file, path, limits, remembered)[1]


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
