"""The front matter of an article: YAML between two lines `---`, read strictly.

YAML reads `no` as a Boolean and `2026-02-23` as a date, lets one short line stand for gigabytes (aliases), and keeps
silent about a key that is there twice. So texts must be texts, and what an article does not need is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic import StringConstraints as Constraints

from toolkit.article.characters import hidden_characters
from toolkit.article.normal import collapse
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.text.file_names import is_device

CODE = "front-matter"
_RESERVED = frozenset({"site", "toolkit", "index"})


def _slug(value: str) -> str:
    if value in _RESERVED or value.startswith("safety-"):
        raise ValueError(f"{value!r} is taken by a catalog or page of the toolkit")
    if is_device(value):
        raise ValueError(f"{value!r} is a name that Windows keeps for itself")
    return value


def _line(value: str) -> str:
    if hidden_characters(value):
        raise ValueError("holds a character that cannot be seen")
    text = collapse(value)
    if not text:
        raise ValueError("is empty")
    return text


def _different(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise ValueError("an entry is there twice")
    return values


def _text(value: object) -> object:
    if isinstance(value, str):
        return value
    raise ValueError(
        f"must be text, and YAML reads it as {_KINDS.get(type(value), 'something else')}: put it in quotes"
    )


def _list(value: object) -> object:
    if isinstance(value, list):
        return value
    raise ValueError('must be a list, as in ["baclofen", "spasticity"]')


def _day(value: object) -> object:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise ValueError("must be a date without quotes, as in 2026-02-23")


_KINDS: dict[type, str] = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    dt.date: "a date",
    dt.datetime: "a date and time",
    list: "a list",
    dict: "a table",
    type(None): "nothing",
}
_KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Text = Annotated[str, AfterValidator(_line), BeforeValidator(_text)]
Kebab = Annotated[str, Constraints(pattern=_KEBAB, max_length=80), BeforeValidator(_text)]
Day = Annotated[dt.date, BeforeValidator(_day)]
Texts = Annotated[tuple[Text, ...], AfterValidator(_different), BeforeValidator(_list)]
Kebabs = Annotated[tuple[Kebab, ...], AfterValidator(_different), BeforeValidator(_list)]


class FrontMatter(BaseModel):
    """What an article says about itself."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    slug: Annotated[Kebab, AfterValidator(_slug)]
    """Name of its page and of its catalogs (the domain)."""
    title: Text
    """Its one first-level heading; inline Markdown, a message."""
    description: Text
    """One or two sentences for search engines; a message."""
    published: Day
    """Day of publication."""
    topics: Kebabs
    """What it is about: decides which statements it must carry."""
    audience: Texts = ()
    """Whom it is for."""
    updated: Day | None = None
    """Day of the last change of substance."""
    about: Texts = ()
    """Names of the things it is about, for structured data."""

    @field_validator("updated")
    @classmethod
    def _order(cls, value: dt.date | None, info: ValidationInfo) -> dt.date | None:
        published = info.data.get("published")
        if value is not None and published is not None and value < published:
            raise ValueError("is before the day of publication")
        return value


@dataclass(frozen=True, slots=True)
class Head:
    """A front matter as it was found, right or wrong."""

    front: FrontMatter | None
    """Its values; None where something is wrong."""
    lines: dict[str, int]
    """Line of each key."""
    body: str
    """The article after it."""
    body_line: int
    """Line on which the body begins."""
    problems: tuple[Diagnostic, ...] = ()
    """What is wrong."""


def split_front(text: str) -> tuple[str | None, str, int]:
    """Return the YAML of the front matter (None where there is none), the body and the line on which it begins."""
    lines = text.split("\n")
    if lines[0].rstrip(" \t") != "---":
        return None, text, 1
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip(" \t") == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None, text, 1


def read_front(text: str, path: str) -> Head:
    """Return the front matter at the top of the article `text`, with every problem and its line."""
    source, body, body_line = split_front(text)
    if source is None:
        opened = text.startswith("---")
        said = "the front matter has no closing line '---'" if opened else "there is no front matter"
        hint = "begin the article with a line '---', then slug, title, description, published, topics, then '---'"
        return Head(None, {}, "" if opened else body, body_line, (_problem(said, path, 1, hint),))
    from toolkit.article.front_yaml import read_table  # noqa: PLC0415 - PyYAML is not needed where articles are known

    values, lines, wrong = read_table(source)
    problems = [_problem(said, path, line) for said, line in wrong]
    if problems:
        return Head(None, lines, body, body_line, tuple(problems))
    try:
        return Head(FrontMatter.model_validate(values), lines, body, body_line)
    except ValidationError as error:
        return Head(None, lines, body, body_line, tuple(_problems(error, lines, path)))


def _problems(error: ValidationError, lines: dict[str, int], path: str) -> Iterator[Diagnostic]:
    for row in error.errors(include_url=False):
        key = str(row["loc"][0]) if row["loc"] else ""
        said = row["msg"].removeprefix("Value error, ")
        if row["type"] == "missing":
            said = "is missing"
        elif row["type"] == "extra_forbidden":
            said = "is no key of a front matter"
        elif row["type"] == "string_pattern_mismatch":
            said = f"{row['input']!r} must consist of a-z, 0-9 and '-'"
        where = ".".join(str(part) for part in row["loc"])
        yield _problem(f"{where}: {said}" if where else said, path, lines.get(key, 1))


def _problem(message: str, path: str, line: int, hint: str | None = None) -> Diagnostic:
    return Diagnostic(CODE, Severity.ERROR, message, hint=hint, path=path, line=line)
