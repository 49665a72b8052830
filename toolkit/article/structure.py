"""What an inline text consists of, for comparing a translation with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.token import Token

from toolkit.article.emphasis import STRAY
from toolkit.article.parser import MAX_BRACKETS, Environment, parse_inline
from toolkit.article.render import MAX_DEPTH, PLACEABLE, code_text, is_foreign_reference, readable, text_of, title_of
from toolkit.article.targets import image_problem, link_problem

_HTML = re.compile(r"<[!/?A-Za-z][^\s<>]*+")
_BROKEN_LINK = re.compile(r"\][ \t\n]?[(\[]")
_DEFINITION = re.compile(r"\[[^\[\]]+\]:")


@dataclass(frozen=True, slots=True)
class InlineProblem:
    """Something in an inline text that readers would see as a slip, or that is not shown as it was written."""

    code: str
    """Name of the defect: the keys of `toolkit.article.blocks.SEVERITIES`."""
    message: str
    """What is wrong, quoting the text."""
    text: str = ""
    """The characters that it is about, as they stand in the message; "" where they cannot be told."""


@dataclass(frozen=True, slots=True)
class InlineStructure:
    """The markup of an inline text, in the order of the text."""

    links: tuple[str, ...] = ()
    """Targets of links as written, without escapes; `site:NAME` stays."""
    images: tuple[str, ...] = ()
    """Addresses of images."""
    codes: tuple[str, ...] = ()
    """Contents of code spans."""
    titles: tuple[str, ...] = ()
    """Titles of links and images."""
    emphases: int = 0
    """Number of emphasised parts (em)."""
    strongs: int = 0
    """Number of strongly emphasised parts."""
    breaks: int = 0
    """Number of hard breaks."""
    placeables: tuple[str, ...] = ()
    """Names in `{name}`, those in the texts of images too."""
    problems: tuple[InlineProblem, ...] = ()
    """What is wrong with the text by itself."""


@lru_cache(maxsize=1_024)
def structure(text: str) -> InlineStructure:
    """Return what the inline Markdown `text` of a message consists of. Never raises."""
    environment: Environment = {}
    top = parse_inline(readable(text), environment)
    tokens = list(_all(top))
    plain = [token.content for token in tokens if token.type == "text"]
    return InlineStructure(
        links=tuple(str(token.attrs["href"]) for token in tokens if token.type == "link_open"),
        images=tuple(str(token.attrs["src"]) for token in tokens if token.type == "image"),
        codes=tuple(code_text(token) for token in tokens if token.type == "code_inline"),
        titles=tuple(str(token.attrs["title"]) for token in tokens if token.attrs.get("title")),
        emphases=sum(token.type == "em_open" for token in tokens),
        strongs=sum(token.type == "strong_open" for token in tokens),
        breaks=sum(token.type == "hardbreak" for token in tokens),
        placeables=tuple(name for content in plain for name in PLACEABLE.findall(content)),
        problems=(*_problems(top, tokens, text), *(_stray(mark) for mark in environment.get(STRAY, ()))),
    )


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _problems(top: list[Token], tokens: list[Token], text: str) -> Iterator[InlineProblem]:
    for token in tokens:
        if token.type == "html_inline":
            yield InlineProblem("raw-html", f"raw HTML {token.content!r}", token.content)
        elif is_foreign_reference(token):
            yield InlineProblem("character-reference", f"character reference {token.markup!r}", token.markup)
        elif token.type == "text":
            yield from _text_problems(token.content)
        elif token.type == "link_open":
            yield from _address_problems("link", str(token.attrs["href"]), link_problem(str(token.attrs["href"])))
        elif token.type == "image":
            yield from _address_problems("image", str(token.attrs["src"]), image_problem(str(token.attrs["src"])))
        if token.attrs.get("title") and not title_of(token, text):
            yield InlineProblem("character-reference", "the title holds a character that cannot be seen")
    yield from _empty_links(top)
    if text.count("[") > MAX_BRACKETS:
        yield InlineProblem("too-deep", f"there are more than {MAX_BRACKETS} opening brackets: no link is read", "[")
    if max((token.level for token in top), default=0) > MAX_DEPTH:
        yield InlineProblem("too-deep", f"emphasis is nested deeper than {MAX_DEPTH}")
    if found := _DEFINITION.match(text.lstrip()):
        yield InlineProblem("reference-definition", f"link definition {found[0]!r} is shown as text", found[0])


def _text_problems(content: str) -> Iterator[InlineProblem]:
    """Yield what plain text holds that was meant as markup."""
    for found in _HTML.findall(content):
        yield InlineProblem("raw-html", f"raw HTML {found!r}", found)
    for found in _BROKEN_LINK.findall(content):
        yield InlineProblem("broken-link", f"{found!r} is shown as text: the link is not complete", found)
    if "{" in PLACEABLE.sub("", content):
        yield InlineProblem("stray-brace", "'{' begins no placeable", "{")
    if "`" in content:
        yield InlineProblem("stray-code", "'`' has no partner", "`")


def _address_problems(kind: str, address: str, problem: str | None) -> Iterator[InlineProblem]:
    if problem:
        yield InlineProblem(f"{kind}-target", f"the target {address!r} of the {kind} {problem}", address)


def _empty_links(tokens: list[Token]) -> Iterator[InlineProblem]:
    opening = -1
    for index, token in enumerate(tokens):
        if token.type == "link_open":
            opening = index
        elif token.type == "link_close" and not text_of(tokens[opening + 1 : index], {}).strip():
            address = str(tokens[opening].attrs["href"])
            yield InlineProblem("empty-link", f"the link to {address!r} has no text", address)


def _stray(mark: str) -> InlineProblem:
    return InlineProblem("stray-emphasis", f"{mark!r} has no partner and is shown as it is", mark)
