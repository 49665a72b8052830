"""Walks over the blocks of an article's body and collects skeleton, messages and problems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markdown_it.token import Token

from toolkit.article.blocks import SEVERITIES, Problem, Text, kinds, read_text
from toolkit.article.directives import HINT, splitting, statement_ids
from toolkit.article.front import CODE, FrontMatter
from toolkit.article.headings import mark_headings
from toolkit.article.inline import plain_text
from toolkit.article.losses import losses
from toolkit.article.parser import DIRECTIVE, parse_blocks, render_block, too_deep
from toolkit.article.skeleton import Article, Heading, Name, Placement, Slot
from toolkit.article.strings import merged
from toolkit.article.targets import SITE
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.limits import Limits
from toolkit.model import Message, Region


class BodyReader:
    """Reads one article; the results are in its attributes, and `article` puts them together."""

    def __init__(self, path: str, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.found: list[Diagnostic] = []
        self._parts: list[str | Slot | Placement] = []
        self._messages: list[Message] = []
        self._headings: list[Heading] = []
        self._placements: list[Placement] = []
        self._names: list[Name] = []
        self._lines: list[str] = []
        self._labels: set[str] = set()
        self._first = 1
        """Line of the article on which the body begins."""
        self._section = ""
        self._level = 1
        self._region = Region.LEAD

    def article(self, front: FrontMatter) -> Article:
        """Return what was read."""
        return Article(
            self.path,
            front,
            _joined(self._parts),
            merged(tuple(self._messages)),
            tuple(self._headings),
            tuple(self._placements),
            tuple(self._names),
        )

    def read_front_text(self, kind: str, value: str, line: int) -> None:
        """Read a text of the front matter, which is a message too, without links, images and breaks."""
        text = read_text(value, kind, {}, self.limits.message_size)
        if text.markup.links or text.markup.images or text.markup.breaks or text.notes.skip:
            self._say(CODE, f"{kind}: cannot hold links, images, breaks or the note 'l10n:skip'", line)
        self._text_problems(text, value, line)
        self._message(text, f"{kind} of the article", line)

    def read_body(self, body: str, first_line: int) -> None:
        """Read the blocks of `body`, which begins on the line `first_line` of the article."""
        self._lines, self._first = body.split("\n"), first_line
        tokens, definitions = parse_blocks(body)
        if deep := too_deep(tokens, self.limits.nesting):
            said = f"lists and quotes are nested too deep (more than {self.limits.nesting} levels)"
            self._say("too-deep", said, self._line(deep), "write it with fewer levels")
            return
        references = definitions["references"]
        self._document_problems(tokens, definitions)
        for index, (token, kind) in enumerate(zip(tokens, kinds(tokens), strict=True)):
            if token.type == "inline":
                self._inline(token, tokens[index - 1], kind, references)
            elif token.type == DIRECTIVE:
                self._directive(token)
            else:
                if token.type == "heading_open":
                    self._heading_level(token)
                self._parts.append(render_block(tokens, index))
        for label in references.keys() - self._labels:
            said = f"no link refers to the definition {label!r}, so its text is lost"
            hint = "take it away, or write a backslash before the bracket if it is meant as text"
            self._say("unused-definition", said, first_line + int(references[label]["map"][0]), hint)
        if len(self._messages) > self.limits.messages:
            self._say("too-many-messages", f"the article has more than {self.limits.messages} messages", first_line)

    def _document_problems(self, tokens: list[Token], definitions: Mapping[str, Any]) -> None:
        """Note what is wrong with the blocks; give the headings their anchors."""
        for row in definitions.get("duplicate_refs", ()):
            said = f"the link definition {row['label']!r} is there already"
            self._say("duplicate-definition", said, self._first + int(row["map"][0]), "give it another label")
        for problem in mark_headings(tokens, definitions["references"]):
            self._say(problem.code, problem.message, self._line(problem.token), "write {#anchor} in a-z, 0-9 and '-'")
        for token in splitting(tokens, self._lines):
            hint = "leave an empty line before and after it, or put it elsewhere"
            self._say("misplaced-directive", f"{token.content!r} splits the block around it", self._line(token), hint)
        for loss in losses(tokens, self._lines):
            self._say(loss.code, loss.message, self._line(loss.token), loss.hint, severity=loss.severity)

    def _inline(self, token: Token, opening: Token, kind: str, references: Mapping[str, Any]) -> None:
        line = self._line(token)
        if not token.content.strip(" \t\n"):
            if kind == "heading":
                self._say("empty-heading", "the heading has no text", line, "give it one, or take it away")
            return
        text = read_text(token.content, kind, references, self.limits.message_size)
        self._text_problems(text, token.content, line)
        if len(text.markup.links) + len(text.markup.images) > self.limits.links:
            said = f"a text has more than {self.limits.links} links and images"
            self._say("too-many-links", said, line, "make several blocks of it")
        self._labels |= text.labels
        self._names += (Name(name, line) for name in _names(text))
        if kind == "heading":
            self._heading(text, opening)
        if text.literal is not None:
            self._parts.append(text.literal)
            return
        where = text.kind if kind == "heading" or not self._section else f'{text.kind} in section "{self._section}"'
        self._parts.append(Slot((text.notes.context, text.msgid), text.kind))
        self._message(text, where, line)

    def _message(self, text: Text, where: str, line: int) -> None:
        comments = (where, *text.notes.comments)
        self._messages.append(
            Message(text.msgid, text.notes.context, comments=comments, references=(self.path,), line=line)
        )

    def _heading(self, text: Text, opening: Token) -> None:
        level = int(opening.tag[1:])
        self._section = plain_text(text.msgid, {})
        key = (text.notes.context, text.msgid)
        self._headings.append(Heading(level, str(opening.attrs["id"]), key, translate=not text.notes.skip))

    def _heading_level(self, token: Token) -> None:
        line = self._line(token)
        level = int(token.tag[1:])
        if token.level:
            said = "a heading stands inside a list or a quote"
            self._say("nested-heading", said, line, "put it outside, or make it bold text", severity=Severity.WARNING)
        if level == 1:
            hint = "the one first-level heading is the title of the front matter: begin with '##'"
            self._say("first-level-heading", "a first-level heading stands in the text", line, hint)
        elif level > self._level + 1:
            said = f"a heading of level {level} follows one of level {self._level}"
            self._say(
                "skipped-heading-level", said, line, f"make it level {self._level + 1}", severity=Severity.WARNING
            )
        if level == 2:
            self._region = Region.BODY
        self._level = level

    def _directive(self, token: Token) -> None:
        line = self._line(token)
        ids, code, said = statement_ids(token)
        if code:
            self._say(code, said, line, HINT)
        for name in ids:
            if any(item.statement == name for item in self._placements):
                said = f"the statement {name!r} is placed already"
                self._say("duplicate-statement", said, line, "place it once: its anchor on the page must be unique")
                continue
            placement = Placement(name, self._region, line)
            self._placements.append(placement)
            self._parts.append(placement)

    def _text_problems(self, text: Text, source: str, line: int) -> None:
        for problem in text.problems:
            position = max(source.find(problem.near), 0) if problem.near else 0
            self._problem(problem, line + source.count("\n", 0, position))

    def _problem(self, problem: Problem, line: int) -> None:
        severity = SEVERITIES.get(problem.code, Severity.ERROR)
        row = self._lines[line - self._first] if 0 <= line - self._first < len(self._lines) else ""
        column = row.find(problem.near) + 1 if problem.near and row.count(problem.near) == 1 else None
        self._say(problem.code, problem.message, line, problem.hint, severity=severity, column=column)

    def _say(
        self,
        code: str,
        message: str,
        line: int,
        hint: str | None = None,
        *,
        severity: Severity = Severity.ERROR,
        column: int | None = None,
    ) -> None:
        self.found.append(Diagnostic(code, severity, message, hint, self.path, line, column))

    def _line(self, token: Token) -> int:
        return self._first + (token.map[0] if token.map else 0)


def _names(text: Text) -> list[str]:
    targets = [target.removeprefix(SITE) for target in text.markup.links if target.startswith(SITE)]
    return [*text.markup.placeables, *targets]


def _joined(parts: list[str | Slot | Placement]) -> tuple[str | Slot | Placement, ...]:
    """Return the parts with neighbouring strings as one."""
    joined: list[str | Slot | Placement] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)
