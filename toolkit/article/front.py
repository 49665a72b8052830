"""The front matter of an article: YAML between two lines `---`, read strictly.

YAML reads `no` as a Boolean and `2026-02-23` as a date, lets one short line stand for gigabytes (aliases), and keeps
silent about a key that is there twice. So texts must be texts, and what an article does not need is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import yaml
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
MAX_LENGTH = 20_000
"""Characters of a front matter."""

_RESERVED = frozenset({"site", "toolkit", "index"})
_DEPTH = 3


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

    model_config = ConfigDict(extra="forbid", frozen=True)

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
    values, lines, problems = _read_yaml(source, path)
    if problems:
        return Head(None, lines, body, body_line, tuple(problems))
    try:
        return Head(FrontMatter.model_validate(values), lines, body, body_line)
    except ValidationError as error:
        return Head(None, lines, body, body_line, tuple(_problems(error, lines, path)))


def _read_yaml(source: str, path: str) -> tuple[dict[str, Any], dict[str, int], list[Diagnostic]]:
    """Return the values and lines of the keys of a YAML table; line 1 of `source` is line 2 of the article."""
    if len(source) > MAX_LENGTH:
        return {}, {}, [_problem(f"the front matter has more than {MAX_LENGTH} characters", path, 1)]
    try:
        refused = [_problem(said, path, line + 2) for line, said in _refused(source)]
        if refused:
            return {}, {}, refused
        loader = yaml.SafeLoader(source)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        return {}, {}, [_problem(f"not valid YAML: {error.problem or error.context}", path, line)]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {}, {}, [_problem(f"not valid YAML: {str(error).splitlines()[0]}", path, 1)]
    if not isinstance(node, yaml.MappingNode):
        return {}, {}, [_problem("the front matter must be a table of 'key: value' lines", path, 1)]
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    problems = []
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 2
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
        if key in lines:
            problems.append(_problem(f"{key}: is there twice", path, line))
        lines.setdefault(key, line)
        try:
            values[key] = loader.construct_document(value_node)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            problems.append(_problem(f"{key}: cannot be read: {str(error).splitlines()[0]}", path, line))
    return values, lines, problems


def _refused(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line from 0, problem) of what a front matter must not hold, before any value is built."""
    depth = 0
    for event in yaml.parse(source, Loader=yaml.SafeLoader):
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield line, "anchors and aliases (& and *) are not allowed: put text that begins so in quotes"
        if getattr(event, "tag", None):
            yield line, "tags (!) are not allowed: put text that begins so in quotes"
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth == _DEPTH:
                yield line, "tables and lists inside lists are not allowed"
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


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
