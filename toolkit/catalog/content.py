"""What a string or a comment of a catalog says, with the place of each character that must not be there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.catalog.characters import FORBIDDEN, ISOLATES, POP_ISOLATE, code_of, name_of, unbalanced_isolate
from toolkit.catalog.escapes import unescape
from toolkit.catalog.problems import Problem

_MARKS = ISOLATES + POP_ISOLATE


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
        message = f"{name!r} has {len(text)} characters, more than {message_size}"
        problems.append(Problem("limit-exceeded", message, raws[0].line, raws[0].column - 1))
    return text, _first_of_each(problems)


def comment_problems(line: int, column: int, row: str) -> list[Problem]:
    """Return the first problem of each kind in a comment that begins at `column` of `line`."""
    return _first_of_each([*_forbidden(row, line, column), *_unbalanced(_isolates(row, line, column))])


def _forbidden(text: str, line: int, column: int, *, escaped: bool = False) -> list[Problem]:
    return [
        Problem(
            code_of(found[0]),
            f"{'an escape stands for ' if escaped else ''}{name_of(found[0])}",
            line,
            column if escaped else column + found.start(),
        )
        for found in FORBIDDEN.finditer(text)
    ]


def _isolates(text: str, line: int, column: int, *, escaped: bool = False) -> list[tuple[str, int, int]]:
    return [(char, line, column + (0 if escaped else index)) for index, char in enumerate(text) if char in _MARKS]


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
