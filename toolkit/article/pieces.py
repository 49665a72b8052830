"""Cuts inline Markdown into the words that translators write anew, and what they copy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from toolkit.article.parser import parse_inline
from toolkit.article.render import readable

_PLACEHOLDER = r"\{[A-Za-z][A-Za-z0-9_-]*\}"
_IN_TEXT = re.compile(rf"({_PLACEHOLDER})")
_IN_PLAIN_TEXT = re.compile(rf"(\\\{{|{_PLACEHOLDER})")
_IN_TITLE = re.compile(rf"(\\[!-/:-@\[-`{{-~]|&#?[A-Za-z0-9]+;|{_PLACEHOLDER})")
"""What is no word in a title: a backslash escape, a character reference, a placeholder."""
_BREAK = re.compile(r"[ \t]*\\?\n[ \t]*")
_SPACE = re.compile(r"[ \t\n]*")
_TICKS = re.compile("`+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a message, as it is written there."""

    text: str
    """Its characters; all pieces together are the message."""
    words: bool
    """Whether translators write it anew. Running text is, and the texts of links, images and titles; marks, targets,
    code, placeholders, escapes, character references, line breaks and raw HTML are not."""


def pieces(text: str) -> tuple[Piece, ...]:
    """Return the pieces of the inline Markdown `text`, whose line ends are line feeds and which holds no NUL.

    Any other text is taken as `toolkit.article.render.readable` makes it. Never raises.
    """
    source = readable(text)
    cutter = _Cutter(source)
    cutter.cut(parse_inline(source))
    return tuple(cutter.found)


def plain_pieces(text: str) -> tuple[Piece, ...]:
    r"""Return the pieces of a text without Markdown: words, placeholders `{name}`, and `\{` for a literal brace."""
    return tuple(_divided(text, _IN_PLAIN_TEXT))


class _Cutter:
    """Follows the parser's tokens through the text that they were made from, which tokens know no places in."""

    def __init__(self, source: str) -> None:
        self.found: list[Piece] = []
        self._source = source
        self._position = 0

    def cut(self, tokens: Iterable[Token]) -> None:
        """Take the tokens, which begin where the last ones ended."""
        rest = iter(tokens)
        for token in rest:
            match token.type:
                case "text":
                    self._words(self._position + len(token.content), _IN_TEXT)
                case "link_open" if token.markup == "autolink":
                    next(rest)  # its text, which is its address
                    next(rest)
                    self._keep(self._source.index(">", self._position) + 1)
                case "link_open":
                    self._keep(self._position + 1)
                case "link_close":
                    self._target()
                case "image":
                    self._keep(self._position + 2)
                    self.cut(token.children or ())
                    self._target()
                case "code_inline":
                    self._keep(self._end_of_code(len(token.markup)))
                case "softbreak" | "hardbreak":
                    self._keep(self._end_of(_BREAK))
                case "text_special" if token.info == "escape" and token.content == token.markup:
                    self._keep(self._position + 1)  # a backslash before no punctuation is a backslash
                    self._words(self._position + len(token.content) - 1, _IN_TEXT)
                case _:
                    self._keep(self._position + len(token.markup or token.content))

    def _keep(self, end: int) -> None:
        if end > self._position:
            self.found.append(Piece(self._source[self._position : end], words=False))
        self._position = end

    def _words(self, end: int, kept: re.Pattern[str]) -> None:
        self.found += _divided(self._source[self._position : end], kept)
        self._position = end

    def _target(self) -> None:
        """Take what follows the text of a link or image: `](address "title")` (CommonMark 0.31, 6.3)."""
        start = self._end_of(_SPACE, self._position + 2)
        address = parseLinkDestination(self._source, start, len(self._source))
        end = address.pos if address.ok else start
        title_start = self._end_of(_SPACE, end)
        title = parseLinkTitle(self._source, title_start, len(self._source))
        if title.ok and title_start > end:
            self._keep(title_start + 1)
            self._words(title.pos - 1, _IN_TITLE)
            end = title.pos
        self._keep(self._end_of(_SPACE, end) + 1)

    def _end_of(self, pattern: re.Pattern[str], position: int | None = None) -> int:
        found = pattern.match(self._source, self._position if position is None else position)
        return found.end() if found else self._position

    def _end_of_code(self, ticks: int) -> int:
        runs = _TICKS.finditer(self._source, self._position + ticks)
        return next(run.end() for run in runs if len(run[0]) == ticks)


def _divided(text: str, kept: re.Pattern[str]) -> list[Piece]:
    """Return the pieces of `text`; what the one group of `kept` matches is no word."""
    return [Piece(part, words=number % 2 == 0) for number, part in enumerate(kept.split(text)) if part]
