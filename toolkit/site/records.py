"""Reads a manifest a record at a time, so that the site before is never in memory as a whole.

Works on the layout that `toolkit.site.manifest` writes: what stands between two lines that say so is one row of a list,
because no text in JSON holds a line break. Each row is read and checked once; later it is read again where it is asked
for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from weakref import finalize

from toolkit.site.manifest import LIMIT, NAME, VERSION, FileRecord, PageRecord, SiteRecord, checked_json
from toolkit.site.paths import clashes


class _Row(NamedTuple):
    """What stays in memory of a page."""

    path: str
    locale: str
    article: str
    sha256: str
    start: int
    stop: int


class Records:
    """What a published site says of its files."""

    def __init__(self, stream: BinaryIO) -> None:
        """Read a manifest; raises `ValueError` where it is none, or has another layout."""
        self._stream = stream
        finalize(self, stream.close)
        _expect(stream, b"{\n")
        files = [FileRecord.model_validate_json(data) for _, data in _rows(stream, "files")]
        self._rows: list[_Row] = []
        for start, data in _rows(stream, "pages"):
            page = PageRecord.model_validate_json(data)
            self._rows.append(_Row(page.path, page.locale, page.article, page.sha256, start, start + len(data)))
        rest = checked_json(b"{" + stream.read())
        if not isinstance(rest, dict) or rest.keys() != {"site", "version"} or rest["version"] != VERSION:
            raise ValueError("the end of the manifest is not what it should be")
        SiteRecord.model_validate_json(json.dumps(rest["site"]))
        problems = clashes([NAME, *(row.path for row in self._rows), *(row.path for row in files)])
        if problems:
            raise ValueError("; ".join(problems))
        self._files = {row.path: row.sha256 for row in files}
        self._by_article = {(row.article, row.locale): row for row in reversed(self._rows)}

    def page_of(self, article: str, locale: str) -> PageRecord | None:
        """Return what is said of an article's page in a locale."""
        row = self._by_article.get((article, locale))
        if row is None:
            return None
        # Processes that begin as copies of this one share the place that `seek` goes to.
        return PageRecord.model_validate_json(os.pread(self._stream.fileno(), row.stop - row.start, row.start))

    @property
    def pages(self) -> Iterator[tuple[str, str]]:
        """Path and locale of each page."""
        return ((row.path, row.locale) for row in self._rows)

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """The SHA-256 of each listed file, by path."""
        return {**{row.path: row.sha256 for row in self._rows}, **self._files}


def read_records(file: Path) -> Records | None:
    """Return what a manifest says; None where it is none, has another layout, or is larger than is read.

    Raises `OSError`.
    """
    stream = file.open("rb")
    with suppress(ValueError):  # pydantic's `ValidationError` is one, and that of UTF-8
        if file.stat().st_size <= LIMIT:
            return Records(stream)
    stream.close()
    return None


def _rows(stream: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    """Yield where each row of a list begins, and its bytes."""
    head = stream.readline(_LINE)
    if head == f' "{name}": [],\n'.encode():
        return
    if head != f' "{name}": [\n'.encode():
        raise ValueError(f"there should be the list {name!r}")
    more = True
    while more:
        start = stream.tell()
        lines = [stream.readline(_LINE)]
        if lines[0] != b"  {\n":
            raise ValueError("there should be a row")
        while lines[-1] not in {b"  }\n", b"  },\n"}:
            lines.append(stream.readline(_LINE))
            if not lines[-1]:
                raise ValueError("the manifest ends too early")
        more = lines[-1] == b"  },\n"
        data = b"".join(lines).rstrip(b",\n")
        checked_json(data)
        yield start, data
    _expect(stream, b" ],\n")


_LINE = 1_000_000
"""Bytes of the longest line that is read."""


def _expect(stream: BinaryIO, line: bytes) -> None:
    found: Any = stream.readline(_LINE)
    if found != line:
        raise ValueError(f"there should be the line {line!r}")
