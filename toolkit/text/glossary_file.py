"""Reads the terms of a project, `source/terms.toml`, whose head explains its keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, ValidationError, model_validator

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.text.glossary import Glossary, Term
from toolkit.text.locales import is_locale
from toolkit.text.patterns import pattern_problem
from toolkit.text.toml_lines import line_of
from toolkit.text.toml_text import read_table

CODE = "term-invalid"
LARGEST_FILE = 1_000_000
"""Characters of the file."""


def _pattern(value: str) -> str:
    if problem := pattern_problem(value):
        raise ValueError(f"{value[:80]!r} {problem}")
    return value


def _locale(value: str) -> str:
    if not is_locale(value):
        raise ValueError(f"{value[:40]!r} is no locale that CLDR knows; write it as in pt_BR or zh_Hans")
    return value


_Forms = dict[
    Annotated[str, AfterValidator(_locale)],
    Annotated[tuple[Annotated[str, AfterValidator(_pattern)], ...], Field(min_length=1)],
]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    term: Annotated[str, Field(min_length=1, max_length=200)]
    note: str = ""
    forms: _Forms = Field(default_factory=dict)
    forbidden: _Forms = Field(default_factory=dict)
    keep: StrictBool = False
    medicine: StrictBool = False

    @model_validator(mode="after")
    def _consistent(self) -> _Table:
        if not self.keep and not self.forms:
            raise ValueError("a term has forms, or is kept as it is: keep = true")
        for locale, patterns in self.forbidden.items():
            both = sorted(set(patterns) & set(self.forms.get(locale, ())))
            if both:
                raise ValueError(f"{both[0]!r} is both accepted and forbidden in {locale!r}")
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    term: tuple[_Table, ...] = ()


def parse_glossary(text: str, path: str) -> tuple[Glossary, list[Diagnostic]]:
    """Return the terms of the TOML `text`, and every problem at once with `path` and line.

    Where there are problems, there are no terms: a term that is half read would be asked wrongly.
    """
    data, fault = read_table(text, LARGEST_FILE)
    if fault is not None:
        return Glossary(), [_problem(fault.message, path, fault.line)]
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        rows = error.errors(include_url=False)
        # An array all of whose elements are wrong is reported as too short as well: once is enough.
        parents = {row["loc"][:-1] for row in rows}
        kept = [row for row in rows if row["type"] != "too_short" or row["loc"] not in parents]
        return Glossary(), [_invalid(row, text, path) for row in kept]
    lines = _lines(text, len(file.term))
    terms = tuple(
        Term(
            row.term,
            row.note,
            row.forms,
            row.forbidden,
            keep=row.keep,
            medicine=row.medicine,
            line=lines[number] if lines else line_of(text, ("term", str(number))) or 1,
        )
        for number, row in enumerate(file.term)
    )
    problems = list(_twice(terms, path))
    return Glossary(() if problems else terms), problems


def _lines(text: str, count: int) -> list[int]:
    """Return the line of each of so many tables `[[term]]`; nothing where they may be written otherwise.

    `line_of` says the same of any TOML, and takes ten times as long.
    """
    if '"""' in text or "'''" in text:
        return []
    rows = (row.partition("#")[0].strip() for row in text.split("\n"))
    found = [number for number, row in enumerate(rows, 1) if row == "[[term]]"]
    return found if len(found) == count else []


def _twice(terms: Sequence[Term], path: str) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for term in terms:
        first = seen.setdefault(term.term.lower(), term.line)
        if first != term.line:
            yield _problem(f"the term {term.term!r} is already in line {first}", path, term.line)


def _invalid(row: Any, text: str, path: str) -> Diagnostic:
    place = tuple(str(part) for part in row["loc"])
    plain = {"missing": "is missing", "extra_forbidden": "is no key of a term"}
    message = plain.get(row["type"]) or row["msg"].removeprefix("Value error, ")
    name = ".".join(part for part in place[2:] if not part.isdigit() and part != "[key]") or place[-1]
    named = f"{name}: {message}" if place else message
    return _problem(named, path, line_of(text, place) or 1)


def _problem(message: str, path: str, line: int) -> Diagnostic:
    hint = "the head of the file says which keys a term has"
    return Diagnostic(CODE, Severity.ERROR, message, hint=hint, path=path, line=line)
