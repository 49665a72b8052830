"""The texts of an article's blocks, each with what it takes to make a message of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from toolkit.article.directives import HINT as DIRECTIVE_HINT
from toolkit.article.directives import looks_like_directive
from toolkit.article.inline import render_inline
from toolkit.article.normal import collapse, normal_form
from toolkit.article.notes import Notes, read_notes, without_notes
from toolkit.article.parser import EDITS, USED, Environment, parse_inline
from toolkit.article.render import render_tokens, text_of
from toolkit.article.structure import InlineStructure, structure
from toolkit.article.targets import SITE
from toolkit.diagnostic import Severity

SEVERITIES: Mapping[str, Severity] = {
    "raw-html": Severity.ERROR,
    "character-reference": Severity.ERROR,
    "link-target": Severity.ERROR,
    "image-target": Severity.ERROR,
    "empty-link": Severity.ERROR,
    "too-deep": Severity.ERROR,
    "stray-brace": Severity.ERROR,
    "stray-emphasis": Severity.WARNING,
    "stray-code": Severity.WARNING,
    "broken-link": Severity.WARNING,
    "reference-definition": Severity.WARNING,
    "broken-table": Severity.WARNING,
    "broken-definition": Severity.WARNING,
}
"""How grave each problem of an inline text is in an article."""

HINTS: Mapping[str, str] = {
    "raw-html": "use Markdown; write \\< for a literal '<'",
    "character-reference": "write the character itself, or one of &amp; &lt; &gt; &quot; &nbsp;",
    "link-target": "use https:, http:, mailto:, tel:, a relative address, '#anchor' or 'site:NAME'",
    "image-target": "put the image into the site and give its relative address",
    "empty-link": "say in words where the link leads",
    "too-deep": "write it with less markup",
    "stray-brace": "write \\{ for a literal '{'; attributes {#anchor .class} go with headings only",
    "stray-emphasis": "close it, or write a backslash before it if it is meant as text",
    "stray-code": "close it, or write a backslash before it if it is meant as text",
    "broken-link": "write [text](address), or a backslash before the bracket if it is meant as text",
    "reference-definition": "put it on a line of its own between blocks: [label]: address",
}

_KINDS = {
    "heading_open": "heading",
    "th_open": "table header",
    "td_open": "table cell",
    "dt_open": "term",
}
_CONTAINERS = {"list_item_open": "list item", "dd_open": "definition", "blockquote_open": "quote"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the text of a block."""

    code: str
    """Name of the defect."""
    message: str
    """What is wrong."""
    near: str = ""
    """The characters that it is about, for finding the line."""
    hint: str | None = None
    """What to do about it."""


@dataclass(frozen=True, slots=True)
class Text:
    """The inline text of one block."""

    msgid: str
    """Its normal form; "" where there is nothing to show."""
    notes: Notes
    """What the notes in it say."""
    kind: str
    """What it is: `paragraph`, `list item`, `table cell` ..."""
    markup: InlineStructure
    """What the msgid consists of."""
    labels: frozenset[str] = frozenset()
    """Labels of the link definitions that it refers to."""
    literal: str | None = None
    """Its HTML, where it is not translated."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with it."""


def kinds(tokens: list[Token]) -> Iterator[str]:
    """Yield for each token what an inline text would be there."""
    around: list[str] = ["paragraph"]
    before = ""
    for token in tokens:
        if token.type in _CONTAINERS:
            around.append(_CONTAINERS[token.type])
        elif token.type in {"list_item_close", "dd_close", "blockquote_close"}:
            around.pop()
        yield _KINDS.get(before, around[-1])
        before = token.type


def read_text(text: str, kind: str, references: Mapping[str, Any], limit: int) -> Text:
    """Return what the inline Markdown `text` of a block makes; a message has at most `limit` characters."""
    if len(text) > limit:
        return too_long(kind, limit)
    problems = list(_line_problems(text))
    environment: Environment = {"references": references, EDITS: []}
    tokens = parse_inline(text, environment)
    notes = read_notes(tokens)
    problems += (Problem("unknown-note", said, near, _NOTE_HINT) for near, said in notes.problems)
    msgid = normal_form(text, environment[EDITS], limit)
    if msgid is None:
        return too_long(kind, limit)
    shown = without_notes(tokens)
    markup = structure(msgid)
    problems += (Problem(item.code, item.message, item.text, HINTS[item.code]) for item in markup.problems)
    html, within = render_inline(msgid, {}), html_within(text, references)
    if not msgid and tokens:
        problems.append(Problem("note-without-text", "a note stands in a block without text", "", _NOTE_HINT))
    elif not any(SEVERITIES.get(item.code) is Severity.ERROR for item in problems) and html != within:
        problems.append(
            Problem("unclear-markup", "the text means something else when it stands alone", "", _CLEAR_HINT)
        )
    if notes.skip and (markup.placeables or any(link.startswith(SITE) for link in markup.links)):
        said = "a text with '{name}' or 'site:name' cannot be left out of the translation"
        problems.append(Problem("unknown-note", said, "l10n:skip", "take the note 'l10n:skip' away"))
    literal = html if notes.skip or not text_of(shown, {}).strip() else None
    labels = frozenset(environment.get(USED, ()))
    return Text(msgid, notes, _kind(kind, shown), markup, labels, literal, tuple(dict.fromkeys(problems)))


def html_within(text: str, references: Mapping[str, Any]) -> str:
    """Return the HTML of the inline Markdown `text` of a block, read with the link definitions of its article.

    White space is as in a message: what a message renders to when it is its own translation.
    """
    html = collapse(render_tokens(without_notes(parse_inline(text, {"references": references})), {}, text))
    return _EDGES.sub("", _AROUND_BREAK.sub("<br>", html))


def too_long(kind: str, limit: int) -> Text:
    """Return the place of a text that has more than `limit` characters."""
    problem = Problem("message-too-long", f"a text has more than {limit} characters", "", "make several blocks of it")
    return Text("", Notes(), kind, InlineStructure(), literal="", problems=(problem,))


_AROUND_BREAK = re.compile(r" ?<br> ?")
_EDGES = re.compile(r"\A(?>(?:<br>)+)|(?>(?:<br>)+)\Z")
_NOTE_HINT = (
    "inside the text of a block stand <!-- l10n:comment TEXT -->, <!-- l10n:context NAME --> and <!-- l10n:skip -->"
)
_CLEAR_HINT = "write links inline, and notes at the end of the block"


def _kind(kind: str, tokens: list[Token]) -> str:
    """Return the kind of a text: an image that stands alone in a paragraph is one of its own."""
    shown = [token.type for token in tokens if token.content.strip() or token.type not in {"text", "softbreak"}]
    return "image" if shown == ["image"] else kind


def _line_problems(text: str) -> Iterator[Problem]:
    """Yield a problem for each line that looks like a directive, a part of a table or a definition, and is none."""
    for line in text.split("\n"):
        start = line.strip(" \t")
        if start.startswith((": ", "~ ")):
            hint = "right above it must stand one line with the term, after an empty line"
            yield Problem("broken-definition", f"{start[:60]!r} is shown as text: it defines no term", start, hint)
        if "|" in start and "-" in start and not start.strip("|:- \t"):
            hint = "the row above it must have as many cells as it has; and leave an empty line before the table"
            yield Problem("broken-table", f"{start[:60]!r} is shown as text: the table is not complete", start, hint)
        if looks_like_directive(start):
            yield Problem("misplaced-directive", f"{start[:60]!r} stands inside a text", start, DIRECTIVE_HINT)
