"""Reads an article in Markdown."""

from __future__ import annotations

from toolkit.article.blocks import html_within
from toolkit.article.characters import hidden_characters
from toolkit.article.front import FrontMatter, read_front, split_front
from toolkit.article.headings import mark_headings
from toolkit.article.parser import DIRECTIVE, parse_blocks, render_block
from toolkit.article.reader import BodyReader
from toolkit.article.skeleton import Article, Heading, Name, Placement, Slot
from toolkit.diagnostic import Diagnostic, Severity, sort_diagnostics
from toolkit.limits import Limits

__all__ = ["Article", "FrontMatter", "Heading", "Name", "Placement", "Slot", "parse_article", "render_source"]

_LIMITS = Limits()
_MOST_HIDDEN = 20


def parse_article(text: str, path: str, limits: Limits = _LIMITS) -> tuple[Article | None, list[Diagnostic]]:
    """Return the article in the Markdown `text`, and all that is wrong with it, with its lines.

    There is no article (None) as soon as there is one error: no page is made from a text that may not mean what its
    author meant. Never raises, whatever the text.
    """
    if len(text.encode("utf-8", "replace")) > limits.file_size:
        said = f"the article has more than {limits.file_size} bytes"
        return None, [Diagnostic("file-too-large", Severity.ERROR, said, path=path)]
    text = _with_line_feeds(text)
    if hidden := _hidden(text, path):
        return None, hidden
    head = read_front(text, path)
    reader = BodyReader(path, limits)
    if head.front is not None:
        reader.read_front_text("title", head.front.title, head.lines["title"])
        reader.read_front_text("description", head.front.description, head.lines["description"])
    reader.read_body(head.body, head.body_line)
    found = sort_diagnostics([*head.problems, *reader.found])
    if head.front is None or any(item.severity is Severity.ERROR for item in found):
        return None, found
    return reader.article(head.front), found


def render_source(text: str) -> str:
    """Return the HTML of the body of an article rendered in one go, without messages; statements are left out.

    It is the slow twin of skeleton and catalog, and publishing never uses it. The law that ties them: an article whose
    messages are filled in with their own msgids is this text, character by character.
    """
    tokens, definitions = parse_blocks(split_front(_with_line_feeds(text))[1])
    references = definitions["references"]
    mark_headings(tokens, references)
    return "".join(
        html_within(token.content, references)
        if token.type == "inline"
        else ""
        if token.type == DIRECTIVE
        else render_block(tokens, index)
        for index, token in enumerate(tokens)
    )


def _with_line_feeds(text: str) -> str:
    """Return `text` with line feeds as line ends and without a byte order mark at its beginning."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _hidden(text: str, path: str) -> list[Diagnostic]:
    """Return an error for each of the first characters that nobody can see."""
    found = []
    for position, char in hidden_characters(text)[:_MOST_HIDDEN]:
        line = text.count("\n", 0, position) + 1
        column = position - text.rfind("\n", 0, position)
        said = f"the character U+{ord(char):04X} cannot be seen"
        hint = "delete it, and look whether the text around it is what it seems"
        found.append(Diagnostic("hidden-character", Severity.ERROR, said, hint, path, line, column))
    return found
