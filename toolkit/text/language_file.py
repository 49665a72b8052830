"""Reads a language file that a project wrote: with every problem at once, each in its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.text.language import Language
from toolkit.text.toml_lines import line_of
from toolkit.text.toml_text import read_table

LARGEST_FILE = 400_000
"""Characters of a language file."""
_FORM = TypeAdapter(Language)


def parse_overlay(
    text: str, path: str, below: Mapping[str, Any], base: Mapping[str, Any]
) -> tuple[Language | None, list[Diagnostic]]:
    """Return the language of `below` and an overlay over it, or None and every problem of the overlay with its line.

    `base` is the shipped file, whose arrays come before those of the overlay; empty where there is none.
    """
    data, fault = read_table(text, LARGEST_FILE)
    if fault is not None:
        return None, [_problem(fault.message, path, fault.line)]
    return _validated(_merged(below, data), text, path, base)


def _validated(
    data: dict[str, Any], text: str, path: str, base: Mapping[str, Any]
) -> tuple[Language | None, list[Diagnostic]]:
    try:
        language = _FORM.validate_python(data)
        problem = language.problem
        return (None, [_problem(problem, path, 1)]) if problem else (language, [])
    except ValidationError as error:
        rows = error.errors(include_url=False)
        # An array all of whose elements are wrong is reported as too short as well: once is enough.
        parents = {row["loc"][:-1] for row in rows}
        return None, [
            _invalid(row, text, path, base) for row in rows if row["type"] != "too_short" or row["loc"] not in parents
        ]


def _invalid(row: Any, text: str, path: str, base: Mapping[str, Any]) -> Diagnostic:
    place = tuple(_own(row["loc"], base))
    plain = {"missing": "is missing", "unexpected_keyword_argument": "is no key of a language file"}
    message = plain.get(row["type"]) or row["msg"].removeprefix("Value error, ")
    name = ".".join(place)
    return _problem(f"{name}: {message}" if name else message, path, line_of(text, place) or 1)


def _own(place: tuple[int | str, ...], base: Any) -> Iterator[str]:
    """Yield the keys of `place` as they are in the overlay, whose array elements come after those of the base."""
    for part in place:
        if isinstance(part, int):
            size = len(base) if isinstance(base, list) else 0
            yield str(part - size)
            base = None
        else:
            yield part
            base = base.get(part) if isinstance(base, Mapping) else None


def _merged(base: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in data.items():
        old = result.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            result[key] = _merged(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            result[key] = [*old, *value]
        else:
            result[key] = value
    return result


def _problem(message: str, path: str, line: int) -> Diagnostic:
    return Diagnostic(
        "language-invalid",
        Severity.ERROR,
        message,
        hint="the keys of a language file are those of toolkit/text/languages/en.toml",
        path=path,
        line=line,
    )
