"""What a string or a comment of a catalog says, with the place of each character that must not be there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.catalog.characters import FORBIDDEN
from toolkit.catalog.escapes import unescape
from toolkit.catalog.problems import Problem
from toolkit.text.characters import ISOLATES, name_of, unbalanced_isolate

_MARK = re.compile(f"[{ISOLATES}]")
_LONGEST = len(r"\360\237\230\200")
"""Characters in which one character of a text can be written: four bytes, each as an octal escape."""


class Raw(NamedTuple):
    """Characters between two quotes, or of a comment, as they stand in the file."""

    line: int
    """Counted from 1."""
    column: int
    """Of the first character, counted from 1."""
    text: str
    """Without the quotes."""


def read_text(raws: Sequence[Raw], name: str, message_size: int) -> tuple[str, list[Problem]]:
    """Return the text that the strings `raws` make together, and the first problem of each kind in it.

    `name` is the keyword, for the message about a text of more than `message_size` characters.
    """
    if (size := sum(len(raw.text) for raw in raws)) > message_size * _LONGEST:
        return "", [_too_long(raws[0], name, size, message_size)]
    texts: list[str] = []
    problems: list[Problem] = []
    marks: list[tuple[str, int, int]] = []
    for raw in raws:
        for piece in unescape(raw.text):
            column = raw.column + piece.start
            if piece.problem:
                problems.append(Problem(*piece.problem, raw.line, column))
                continue
            problems += _forbidden(piece.text, raw.line, column, escaped=piece.escaped)
            marks += _isolates(piece.text, raw.line, column, escaped=piece.escaped)
            texts.append(piece.text)
    text = "".join(texts)
    problems += _unbalanced(marks)
    if len(text) > message_size:
        problems.append(_too_long(raws[0], name, len(text), message_size))
    return text, _first_of_each(problems)


def comment_problems(line: int, column: int, row: str) -> list[Problem]:
    """Return the first problem of each kind in a comment that begins at `column` of `line`."""
    return _first_of_each([*_forbidden(row, line, column), *_unbalanced(_isolates(row, line, column))])


def _too_long(raw: Raw, name: str, size: int, message_size: int) -> Problem:
    message = f"{name!r} has {size} characters, more than {message_size}"
    return Problem("limit-exceeded", message, raw.line, raw.column - 1)


def _forbidden(text: str, line: int, column: int, *, escaped: bool = False) -> list[Problem]:
    """Return the first character of each forbidden kind."""
    found = ((code, pattern.search(text)) for code, pattern in FORBIDDEN.items())
    before = "an escape stands for " if escaped else ""
    return [
        Problem(code, f"{before}{name_of(match[0])}", line, column if escaped else column + match.start())
        for code, match in found
        if match
    ]


def _isolates(text: str, line: int, column: int, *, escaped: bool = False) -> list[tuple[str, int, int]]:
    return [(match[0], line, column if escaped else column + match.start()) for match in _MARK.finditer(text)]


def _unbalanced(marks: Sequence[tuple[str, int, int]]) -> list[Problem]:
    index = unbalanced_isolate("".join([mark[0] for mark in marks]))
    if index is None:
        return []
    char, line, column = marks[index]
    return [Problem("bidi-character", f"{name_of(char)} has no partner in the string", line, column)]


def _first_of_each(problems: Iterable[Problem]) -> list[Problem]:
    first: dict[str, Problem] = {}
    for problem in problems:
        first.setdefault(problem.code, problem)
    return list(first.values())
