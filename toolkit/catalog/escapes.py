r"""The C escapes of PO strings, read and written.

GNU gettext knows `\a \b \f \n \r \t \v \\ \"`, one to three octal digits, and `\x` with hexadecimal digits; the numeric
ones stand for bytes, so that several of them make one character of UTF-8 (gettext manual, "The Format of PO Files"; C11
6.4.4.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}
_TOKEN = re.compile(
    r"(?P<plain>[^\\]++)"
    r"|\\(?P<letter>[abfnrtv\\\"])"
    r"|(?P<bytes>(?>(?:\\x[0-9A-Fa-f]++|\\(?>[0-7]{1,3}))+))"
    r"|\\(?P<unknown>.?)"
)
_BYTE = re.compile(r"\\(?:x([0-9A-Fa-f]++)|((?>[0-7]{1,3})))")
_UNSAFE = re.compile(r'[\\"\n\t\x00-\x1f\x7f]')
_WRITTEN = {"\\": "\\\\", '"': '\\"', **{value: f"\\{key}" for key, value in _LETTERS.items() if key.isalpha()}}


class Piece(NamedTuple):
    """A part of a string: plain characters, or what one escape or a run of numeric ones stands for."""

    text: str
    """What it stands for; "" where it is wrong."""
    start: int
    """Where it begins in the raw string, counted from 0."""
    escaped: bool
    """Whether it is written as an escape."""
    problem: tuple[str, str] | None = None
    """Code and message of what is wrong with it."""


def unescape(raw: str) -> Iterator[Piece]:
    """Yield the pieces of the raw text between two quotes, wrong ones with their problem."""
    for found in _TOKEN.finditer(raw):
        start = found.start()
        if (plain := found["plain"]) is not None:
            yield Piece(plain, start, escaped=False)
        elif (letter := found["letter"]) is not None:
            yield Piece(_LETTERS[letter], start, escaped=True)
        elif (numeric := found["bytes"]) is not None:
            yield _bytes_piece(numeric, start)
        else:
            escape = "\\" + found["unknown"]
            yield Piece("", start, escaped=True, problem=("invalid-escape", f"unknown escape {escape!r}"))


def _bytes_piece(numeric: str, start: int) -> Piece:
    data = bytearray()
    for found in _BYTE.finditer(numeric):
        digits = found[1] or found[2]
        value = int(digits, 16 if found[1] else 8) if len(digits) <= 3 else 256
        if value > 255 or len(digits) > (2 if found[1] else 3):
            problem = ("invalid-escape", f"escape {found[0][:12]!r} is more than one byte")
            return Piece("", start + found.start(), escaped=True, problem=problem)
        data.append(value)
    try:
        return Piece(data.decode("utf-8"), start, escaped=True)
    except UnicodeDecodeError:
        return Piece("", start, escaped=True, problem=("invalid-utf8", f"escape {numeric[:12]!r} is not UTF-8"))


def unescape_plain(raw: str) -> str:
    r"""Return what `raw` stands for, where it has no escapes but `\n`, `\t`, `\"` and `\\`, and no NUL."""
    if "\\\\" in raw:
        return unescape_plain(raw.replace("\\\\", "\0")).replace("\0", "\\")
    return raw.replace("\\n", "\n").replace('\\"', '"').replace("\\t", "\t")


def escape(text: str) -> str:
    """Return `text` as it stands between the quotes; other controls of ASCII as three octal digits."""
    return _UNSAFE.sub(lambda found: _WRITTEN.get(found[0]) or f"\\{ord(found[0]):03o}", text)
