"""Notes inside a block's text: `<!-- l10n:comment TEXT -->`, `<!-- l10n:context NAME -->`, `<!-- l10n:skip -->`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

_NOTE = re.compile(r"<!--\s*l10n:([A-Za-z0-9_-]*+)(.*?)-->", re.DOTALL)
_SPACE = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Notes:
    """What the notes of one block say."""

    comments: tuple[str, ...] = ()
    """For translators."""
    context: str | None = None
    """The msgctxt."""
    skip: bool = False
    """Whether the block is not translated."""
    problems: tuple[tuple[str, str], ...] = ()
    """(the comment that is wrong, what is wrong with it)."""


def read_notes(tokens: list[Token]) -> Notes:
    """Return what the HTML comments among the inline tokens of a block say; a comment that is no note is a problem."""
    comments: list[str] = []
    contexts: list[str] = []
    skip = False
    problems: list[tuple[str, str]] = []
    for comment in _comments(tokens):
        found = _NOTE.fullmatch(comment)
        name, value = (found[1], _SPACE.sub(" ", found[2]).strip(" ")) if found else ("", "")
        if name == "comment" and value:
            comments.append(value)
        elif name == "context" and value and not contexts:
            contexts.append(value)
        elif name == "skip" and not value and not skip:
            skip = True
        else:
            problems.append((comment, _problem(name, value)))
    if skip and contexts:
        problems.append(("l10n:context", "a block that is not translated has no context"))
    return Notes(tuple(comments), contexts[0] if contexts else None, skip, tuple(problems))


def without_notes(tokens: list[Token]) -> list[Token]:
    """Return the inline tokens without the HTML comments, those in the text of an image too."""
    kept = []
    for token in tokens:
        if _is_comment(token):
            continue
        if token.children:
            token = token.copy(children=without_notes(token.children))
        kept.append(token)
    return kept


def _comments(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if _is_comment(token):
            yield token.content
        yield from _comments(token.children or [])


def _is_comment(token: Token) -> bool:
    return token.type == "html_inline" and token.content.startswith("<!--")


def _problem(name: str, value: str) -> str:
    if not name:
        return "an HTML comment is no part of an article"
    if name not in {"comment", "context", "skip"}:
        return f"there is no note 'l10n:{name}'"
    if name == "skip":
        return "'l10n:skip' takes no text" if value else "'l10n:skip' is there twice"
    return f"'l10n:{name}' is there twice" if value else f"'l10n:{name}' needs a text"
