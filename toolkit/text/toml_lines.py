"""Finds the line of a key in TOML, which tomllib does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from toolkit.late import late

Keys = tuple[str, ...]
"""A path of keys; the number of an array's element is a key too, counted from "0"."""

_DEPTH = 32
"""Deeper keys have no line of their own, so that the work stays linear in the text."""

# Possessive quantifiers and alternatives that begin differently: each character is looked at once.
_TOKEN = late(
    r'''
    (?P<skip>    [ \t\r]++ | \#[^\n]*+ )
  | (?P<newline> \n )
  | (?P<string>  """ (?>(?: [^"\\] | \\. | "{1,2}(?!") )*) "{3,5}
               | \'\'\' (?>(?: [^\'] | \'{1,2}(?!\') )*) \'{3,5}
               | " (?>(?: [^"\\\n] | \\. )*) "
               | \' [^\'\n]*+ \' )
  | (?P<mark>    [][{}=,.] )
  | (?P<bare>    [^\s"\'\#\][{}=,.]++ )
  | (?P<other>   . )
    ''',
    re.VERBOSE | re.DOTALL,
)


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


class _Frame(NamedTuple):
    """An array or an inline table that is open."""

    closing: str
    keys: Keys
    awaits_element: bool = False
    """Whether the next value is a new element of the array."""


def line_of(text: str, keys: Keys) -> int | None:
    """Return the line, counted from 1, of the key at the path `keys` in the TOML `text`.

    Where that key is not written out, the line of the innermost table or key around it; None where there is none.
    Tables, dotted and quoted keys, arrays of tables and inline tables are all found: `("items", "1", "id")`.
    Text that is not valid TOML gives what can be told and never an error.
    """
    lines = toml_lines(text)
    for size in range(min(len(keys), _DEPTH), 0, -1):
        if keys[:size] in lines:
            return lines[keys[:size]]
    return None


@lru_cache(maxsize=4)
def toml_lines(text: str) -> Mapping[Keys, int]:
    """Return the line of each table, key and array element of the TOML `text`; the first one where there are more."""
    return _Scan(text).run()


class _Scan:
    """One pass over the tokens."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.at = 0
        self.table: Keys = ()
        self.lines: dict[Keys, int] = {}
        self.sizes: dict[Keys, int] = {}
        """How many elements each array (of tables) has so far."""

    def run(self) -> Mapping[Keys, int]:
        while self.at < len(self.tokens):
            before = self.at
            self._statement()
            if self.at == before:  # a stray mark
                self.at += 1
        return self.lines

    def _statement(self) -> None:
        token = self.tokens[self.at]
        if token.kind == "newline":
            self.at += 1
        elif token.text == "[" and token.kind == "mark":
            self._header(token.line)
        else:
            keys = self._keys()
            if keys and self._accept("="):
                self._value(self._record(self.table, keys, token.line))
            self._skip_line()

    def _header(self, line: int) -> None:
        """Read `[table]` or `[[array of tables]]`."""
        self.at += 1
        many = self._accept("[")
        parts = self._keys()
        keys: Keys = ()
        for number, part in enumerate(parts, 1):
            keys = (*keys, part)
            self._note(keys, line)
            if keys in self.sizes and not (many and number == len(parts)):
                keys = (*keys, str(self.sizes[keys] - 1))
        if many and parts:
            keys = self._element(keys, line)
        self.table = keys
        self._skip_line()

    def _value(self, keys: Keys) -> None:
        """Read a value to its end, with the tables and arrays inside it."""
        frames: list[_Frame] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.kind == "newline":
                if not frames:
                    return
                self.at += 1
                continue
            self.at += 1
            closes = bool(frames) and token == ("mark", frames[-1].closing, token.line)
            if frames and frames[-1].awaits_element and not closes:
                keys = self._element(frames[-1].keys, token.line)
                frames[-1] = frames[-1]._replace(awaits_element=False)
            if closes:
                frames.pop()
            elif token.kind == "mark" and token.text == "[":
                frames.append(_Frame("]", keys, awaits_element=True))
            elif token.kind == "mark" and token.text == "{":
                frames.append(_Frame("}", keys))
                keys = self._inner_key(keys)
            elif token.kind == "mark" and token.text == "," and frames:
                if frames[-1].closing == "]":
                    frames[-1] = frames[-1]._replace(awaits_element=True)
                else:
                    keys = self._inner_key(frames[-1].keys)

    def _inner_key(self, table: Keys) -> Keys:
        """Read `key =` inside an inline table."""
        while self.at < len(self.tokens) and self.tokens[self.at].kind == "newline":
            self.at += 1
        line = self.tokens[min(self.at, len(self.tokens) - 1)].line
        parts = self._keys()
        if not parts:
            return table
        self._accept("=")
        return self._record(table, parts, line)

    def _keys(self) -> list[str]:
        """Read a key, which may be dotted and quoted."""
        parts: list[str] = []
        while self.at < len(self.tokens) and self.tokens[self.at].kind in {"bare", "string"}:
            parts.append(_unquoted(self.tokens[self.at].text))
            self.at += 1
            if not self._accept("."):
                break
        return parts[:_DEPTH]

    def _accept(self, mark: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at][:2] == ("mark", mark):
            self.at += 1
            return True
        return False

    def _skip_line(self) -> None:
        while self.at < len(self.tokens) and self.tokens[self.at].kind != "newline":
            self.at += 1

    def _record(self, table: Keys, parts: list[str], line: int) -> Keys:
        keys = table
        for part in parts:
            keys = (*keys, part)[: _DEPTH + 1]
            self._note(keys, line)
        return keys

    def _element(self, array: Keys, line: int) -> Keys:
        """Note one more element of the array and return its keys."""
        number = self.sizes.get(array, 0)
        self.sizes[array] = number + 1
        keys = (*array, str(number))[: _DEPTH + 1]
        self._note(keys, line)
        return keys

    def _note(self, keys: Keys, line: int) -> None:
        if len(keys) <= _DEPTH:
            self.lines.setdefault(keys, line)


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind, found = str(match.lastgroup), match[0]
        if kind != "skip":
            yield _Token(kind, found, line)
        line += found.count("\n")


def _unquoted(key: str) -> str:
    """Return the key without its quotes and escapes."""
    if key[0] not in "\"'":
        return key
    try:
        return str(tomllib.loads(f"key = {key}")["key"])
    except tomllib.TOMLDecodeError:
        return key[1:-1]
