"""The comment lines of an entry, sorted into the fields of a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_REFERENCE = re.compile("\u2068([^\u2068\u2069]*+)\u2069(\\S*+)|(\\S++)")


class Comments(NamedTuple):
    """What the comment lines before a message say."""

    translator: tuple[str, ...] = ()
    """`# `: the translator's own, one string a line."""
    extracted: tuple[str, ...] = ()
    """`#.`: from the source."""
    references: tuple[str, ...] = ()
    """`#:`: source files; a path with spaces stands between U+2068 and U+2069, which are no part of it."""
    flags: tuple[str, ...] = ()
    """`#,` and the newer `#=` (gettext 1.0, sticky flags), in the order of the file."""


def sort_comments(rows: Iterable[str]) -> Comments:
    """Return the fields that `rows` fill: comment lines that begin with `#`, without `#|` and `#~`."""
    translator: list[str] = []
    extracted: list[str] = []
    references: list[str] = []
    flags: list[str] = []
    for row in rows:
        kind = row[1:2]
        if kind == ".":
            extracted.append(_text(row[2:]))
        elif kind == ":":
            references += _references(row[2:])
        elif kind in {",", "="}:
            flags += filter(None, map(str.strip, row[2:].split(",")))
        else:
            translator.append(_text(row[1:]))
    return Comments(tuple(translator), tuple(extracted), tuple(references), tuple(dict.fromkeys(flags)))


def _text(rest: str) -> str:
    return rest.removeprefix(" ").rstrip(" \t")


def _references(rest: str) -> list[str]:
    if "\u2068" not in rest:
        return rest.split()
    return [(found[1] or "") + (found[2] or "") + (found[3] or "") for found in _REFERENCE.finditer(rest)]
