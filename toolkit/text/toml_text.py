"""Reads TOML that anyone may have written: what is too large, too deep or no TOML is told with its place."""

from __future__ import annotations

import re
import tomllib
from typing import Any, NamedTuple

_LONG_KEY = r"""(?<![\w-])(?:(?:[\w-]++|"(?>(?:[^"\\\n]|\\.)*)"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}"""


class Fault(NamedTuple):
    """Why a text cannot be read."""

    message: str
    """What is wrong."""
    line: int
    """Where, from 1."""
    column: int | None = None
    """The column, from 1, where it is known."""


def read_table(text: str, largest: int | None = None) -> tuple[dict[str, Any], Fault | None]:
    """Return the data of the TOML `text`, or none and why it cannot be read; `largest` is its most characters."""
    if largest is not None and len(text) > largest:
        return {}, Fault(f"the file has more than {largest} characters", 1)
    if text.startswith("\ufeff"):
        return {}, Fault("the file begins with U+FEFF, a byte order mark: save it as UTF-8 without one", 1, 1)
    if line := line_of_long_key(text):
        return {}, Fault("the key has more than 100 parts", line)
    try:
        return tomllib.loads(text), None
    except RecursionError:
        return {}, Fault("arrays or tables are nested too deeply", 1)
    except ValueError as error:  # TOMLDecodeError, and numbers with thousands of digits
        return {}, Fault(f"not valid TOML: {error}", *_place(str(error), text))


def line_of_long_key(text: str) -> int | None:
    """Return the line of a dotted key of more than a hundred parts in TOML, or None.

    The time and the memory of `tomllib` grow with the square of their number: 80,000 parts fill any machine.
    """
    found = re.search(_LONG_KEY, text)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def _place(message: str, text: str) -> tuple[int, int | None]:
    """Return line and column of an error of tomllib; the last line where it says `at end of document`."""
    if found := re.search(r"line (\d+), column (\d+)", message):
        return int(found[1]), int(found[2])
    return (text.rstrip("\n").count("\n") + 1, None) if "end of document" in message else (1, None)
