r"""The publisher's own strings: source/site.toml, domain `site`.

The format; every table is optional, and all texts are plain text without Markdown:

    [links.symptom-checker]               # name: a-z, 0-9 and "-"
    name = "Spasticity Symptom Checker"   # stands for {symptom-checker} in texts; not translated
    url = "https://..."                   # stands for (site:symptom-checker) in links; the same in every language

    [strings.tagline]                     # id: a-z, 0-9 and "-", what a page template asks for
    text = "Health information in plain words"
    comment = "For translators."          # optional
    context = "footer"                    # optional: msgctxt, tells equal texts apart
    plural = "{number} articles"          # optional: the plural; `text` is then the singular, {number} the number

    [[navigation]]                        # the menu, in this order
    text = "Services"
    url = "https://..."                   # where it leads
    comment = "Keep it short."            # optional

A text may hold `{name}` for a name of [links], and `{number}` where it has a plural; a literal brace is `\{`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from toolkit.article.characters import hidden_characters
from toolkit.article.targets import SITE, link_problem
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Message
from toolkit.text.toml_lines import line_of
from toolkit.text.toml_text import read_table

NUMBER = "number"
"""Name of the placeable that stands for the number in a text with a plural."""

MAX_NAME = 200
"""Characters of a name that stands for `{name}`: a short text must not make a long page."""
MAX_URL = 2_000
"""Characters of its address."""

_BRACED = re.compile(r"(?<!\\)\{([^{}]*)\}?")


@dataclass(frozen=True, slots=True)
class SiteLink:
    """A name and an address that are the same in every language."""

    name: str
    """Plain text."""
    url: str
    """Target of links: absolute, or relative to the page."""


@dataclass(frozen=True)
class SiteStrings:
    """What source/site.toml says."""

    strings: Mapping[str, Message] = field(default_factory=dict)
    """Message of each string by its id, in the order of the file."""
    navigation: tuple[tuple[Message, str], ...] = ()
    """(text, address) of the entries of the menu."""
    links: Mapping[str, SiteLink] = field(default_factory=dict)
    """Link by its name."""

    @property
    def messages(self) -> tuple[Message, ...]:
        """All messages of the domain, strings before menu; equal ones once, with the comments of all."""
        return merged((*self.strings.values(), *(message for message, _ in self.navigation)))


def merged(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """Return the messages with equal keys as one, where the first stood, with the comments of all."""
    found: dict[tuple[str | None, str], Message] = {}
    for message in messages:
        first = found.get(message.key)
        if first is not None:
            comments = tuple(dict.fromkeys((*first.comments, *message.comments)))
            message = replace(first, comments=comments, msgid_plural=first.msgid_plural or message.msgid_plural)
        found[message.key] = message
    return tuple(found.values())


def _plain(value: str) -> str:
    if hidden_characters(value):
        raise ValueError("holds a character that cannot be seen")
    if value != value.strip():
        raise ValueError("begins or ends with white space")
    if "\n" in value or "\t" in value:
        raise ValueError("must be one line")
    return value


def _target(value: str) -> str:
    problem = "stands for an address itself" if value.startswith(SITE) else link_problem(value)
    if problem:
        raise ValueError(f"the address {value!r} {problem}")
    return value


Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_plain)]
Url = Annotated[str, AfterValidator(_target)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class _Link(_Table):
    name: Annotated[Text, StringConstraints(max_length=MAX_NAME)]
    url: Annotated[Url, StringConstraints(max_length=MAX_URL)]


class _String(_Table):
    text: Text
    comment: Text | None = None
    context: Text | None = None
    plural: Text | None = None


class _Entry(_Table):
    text: Text
    url: Url
    comment: Text | None = None


class _File(_Table):
    links: dict[Name, _Link] = Field(default_factory=dict)
    strings: dict[Name, _String] = Field(default_factory=dict)
    navigation: list[_Entry] = Field(default_factory=list)


def parse_strings(text: str, path: str) -> tuple[SiteStrings | None, list[Diagnostic]]:
    """Return the strings in the TOML `text` of source/site.toml, or None and every problem with its line."""
    data, fault = read_table(text)
    if fault is not None:
        return None, [_problem(fault.message, path, fault.line, fault.column)]
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        rows = error.errors(include_url=False)
        return None, [_problem(_said(row), path, line_of(text, _keys(row["loc"]))) for row in rows]
    problems = [
        _problem(f"{'.'.join(keys)}: {said}", path, line_of(text, keys)) for keys, said in _placeable_problems(file)
    ]
    return (None, problems) if problems else (_strings(file, text, path), [])


def _strings(file: _File, text: str, path: str) -> SiteStrings:
    strings = {
        name: Message(
            row.text,
            msgctxt=row.context,
            msgid_plural=row.plural,
            comments=(row.comment,) if row.comment else (),
            references=(path,),
            line=line_of(text, ("strings", name, "text")),
        )
        for name, row in file.strings.items()
    }
    navigation = tuple(
        (
            Message(
                row.text,
                comments=(row.comment,) if row.comment else (),
                references=(path,),
                line=line_of(text, ("navigation", str(number), "text")),
            ),
            row.url,
        )
        for number, row in enumerate(file.navigation)
    )
    links = {name: SiteLink(row.name, row.url) for name, row in file.links.items()}
    return SiteStrings(strings, navigation, links)


def _placeable_problems(file: _File) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield (keys, problem) for each brace that stands for nothing."""
    if NUMBER in file.links:
        yield ("links", NUMBER), f"the name {NUMBER!r} is taken: it stands for the number in a text with a plural"
    for name, row in file.strings.items():
        allowed = {*file.links, NUMBER} if row.plural else set(file.links)
        for key, value in (("text", row.text), ("plural", row.plural or "")):
            yield from ((("strings", name, key), said) for said in _unknown(value, allowed))
    for number, entry in enumerate(file.navigation):
        yield from ((("navigation", str(number), "text"), said) for said in _unknown(entry.text, set(file.links)))
    plurals: dict[tuple[str | None, str], str | None] = {}
    for name, row in file.strings.items():
        if plurals.setdefault((row.context, row.text), row.plural) != row.plural:
            yield ("strings", name, "plural"), "the same text has another plural, or none, in another string"


def _unknown(value: str, allowed: set[str]) -> Iterator[str]:
    for name in _BRACED.findall(value):
        if name not in allowed:
            yield f"{{{name}}} stands for nothing: it is no name of [links]; write \\{{ for a literal brace"


def _problem(message: str, path: str, line: int | None, column: int | None = None) -> Diagnostic:
    hint = (
        "tables: [links.NAME] with name and url, [strings.ID] with text, comment, context and plural, "
        "[[navigation]] with text, url and comment"
    )
    return Diagnostic("site-strings", Severity.ERROR, message, hint=hint, path=path, line=line, column=column)


def _keys(location: tuple[int | str, ...]) -> tuple[str, ...]:
    return tuple(str(part) for part in location if part != "[key]")


def _said(row: Any) -> str:
    where = ".".join(_keys(row["loc"]))
    if row["type"] == "missing":
        return f"{where}: is missing"
    if row["type"] == "extra_forbidden":
        return f"{where}: is no key of this table"
    if row["type"] == "string_pattern_mismatch":
        return f"{where}: the name must consist of a-z, 0-9 and '-'"
    return f"{where}: {row['msg'].removeprefix('Value error, ')}"
