"""Writes a record of the contract as TOML that a reviewer can read and git can compare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from toolkit.safety.characters import JOINERS
from toolkit.text.characters import is_hidden

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_FIRST_JOINED_SCRIPT = "\u0590"


def toml_text(fields: Mapping[str, Any], *, comment: str = "") -> str:
    """Return `fields` as a TOML document: the comment, then one line a key, one line an element of a list of tables.

    Values are strings, days, lists of tables and, inside those, lists of strings. What cannot be seen is escaped,
    so that a diff shows it; ZWNJ and ZWJ stay themselves inside words of scripts that need them. LF, ends with LF.
    """
    rows = [f"# {line}" for line in comment.splitlines()]
    for key, value in fields.items():
        if isinstance(value, list) and value:
            rows += [f"{key} = [", *(f"  {_value(item)}," for item in value), "]"]
        elif isinstance(value, str) and "\n" in value and _is_armour(value):
            rows.append(f'{key} = """\n{value}"""')
        else:
            rows.append(f"{key} = {_value(value)}")
    return "\n".join(rows) + "\n"


def toml_string(text: str) -> str:
    """Return `text` as a basic string of TOML, on one line."""
    shown = []
    previous = ""
    for character in text:
        shown.append(_escaped(character, previous))
        previous = character
    return '"' + "".join(shown) + '"'


def _value(value: Any) -> str:
    if isinstance(value, str):
        return toml_string(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(item)}" for key, item in value.items()) + " }"
    return "[" + ", ".join(_value(item) for item in value) + "]"


def _is_armour(text: str) -> bool:
    """Whether `text` may stand in a multi-line string as it is: printable ASCII without quotes and backslashes."""
    return all(character == "\n" or (" " <= character <= "~" and character not in '"\\') for character in text)


def _escaped(character: str, previous: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    joins = character in JOINERS and previous >= _FIRST_JOINED_SCRIPT and previous not in JOINERS
    if joins or not is_hidden(character):
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
