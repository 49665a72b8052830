"""The configured Markdown parser: CommonMark, tables, definition lists, `::` lines; no raw HTML blocks.

Blocks and inline text are parsed in two steps, so that the size of a text is known before its markup is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, escape, html_inline, image, link, newline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from toolkit.article.emphasis import collect_strays, tokenize

MAX_LEVEL = 16
"""Deepest level of a block; a list counts two."""
MAX_BRACKETS = 200
"""Most opening square brackets of a text that may have links."""
DIRECTIVE = "directive"
"""Type of the token of a line that begins with `::`."""
EDITS = "edits"
"""Key of the environment: where to note what has to change before a text can stand on its own, see `Edit`."""
BREAK = "\0"
"""Stands for a hard break in an edit; no article holds this character."""

Edit = tuple[int, int, str]
"""(first character, one past the last, what goes there instead), in the text of one block."""
Environment = MutableMapping[str, Any]

USED = "used"
"""Key of the environment: the set of labels of link definitions that the text refers to."""

_BASE = "base"
_REFERENCE = re.compile(r"&(?=#|[A-Za-z][A-Za-z0-9]*;)")
"""An ampersand that would be read as a character reference."""
_ALIGNMENT = {"text-align:left": "align-start", "text-align:center": "align-center", "text-align:right": "align-end"}


class _Parser(MarkdownIt):
    """Leaves addresses as they were written; `toolkit.article.targets` judges them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name that markdown-it calls
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the same
        return True


def parse_blocks(text: str) -> tuple[list[Token], Mapping[str, Any]]:
    """Return the block tokens of a document and its link definitions; inline text is not parsed yet.

    A table's alignment becomes a class (`align-start`, `align-center`, `align-end`), which turns with the direction of
    the page. Blocks nested deeper than the parser goes lose their text: see `too_deep`.
    """
    environment: dict[str, Any] = {"references": {}}
    tokens = _MARKDOWN.parse(text, environment)
    for token in tokens:
        if token.type in {"th_open", "td_open"} and token.attrs:
            token.attrs = {"class": _ALIGNMENT[str(token.attrs["style"])]}
    return tokens, environment


def too_deep(tokens: list[Token], levels: int = MAX_LEVEL) -> Token | None:
    """Return the first block that is nested deeper than `levels` (at most `MAX_LEVEL`, before text could be lost)."""
    return next((token for token in tokens if token.level > levels), None)


def parse_inline(text: str, environment: Environment | None = None) -> list[Token]:
    """Return the tokens of the inline text of one block; a message has an empty environment.

    A text with more than `MAX_BRACKETS` opening brackets has no links and images: nested ones cost a second each.
    """
    parser = _MARKDOWN if text.count("[") <= MAX_BRACKETS else _WITHOUT_LINKS
    return parser.inline.parse(text, parser, {} if environment is None else environment, [])


def render_block(tokens: list[Token], index: int) -> str:
    """Return the HTML of the block token at `index`: an opening or closing tag, a rule, a code block."""
    token = tokens[index]
    rule = _MARKDOWN.renderer.rules.get(token.type)  # type: ignore[attr-defined]  # the protocol does not name it
    if rule is not None:
        return str(rule(tokens, index, _MARKDOWN.options, {}))
    return str(_MARKDOWN.renderer.renderToken(tokens, index, _MARKDOWN.options, {}))  # type: ignore[attr-defined]


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001 - a rule's signature
    """Take a line that begins with `::`, wherever it stands, so that none ends up in running text."""
    position = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("::", position, state.eMarks[start]):
        return False
    if silent:
        return True
    state.line = start + 1
    token = state.push(DIRECTIVE, "", 0)
    token.content = state.src[position : state.eMarks[start]].rstrip(" \t")
    token.map = [start, start + 1]
    token.meta = {"indent": state.sCount[start]}
    return True


def _recording(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Return the inline rule, which notes an edit when it makes a hard break or takes a comment."""

    def recorded(state: StateInline, silent: bool) -> bool:
        start = state.pos
        done = rule(state, silent)
        if done and not silent and EDITS in state.env:
            last = state.tokens[-1]
            if last.type == "hardbreak":
                _note(state, start, BREAK)
            elif last.type == "html_inline" and last.content.startswith("<!--"):
                _note(state, start, "")
        return done

    return recorded


def _link(state: StateInline, silent: bool) -> bool:
    """Take a link; note how a reference-style one is written inline."""
    return _reference(state, silent, link, "link_open", state.pos)


def _image(state: StateInline, silent: bool) -> bool:
    """Take an image; note how a reference-style one is written inline. Its text is parsed as a text of its own."""
    if silent or EDITS not in state.env or not state.src.startswith("![", state.pos):
        return image(state, silent)
    return _reference(state, silent, image, "image", state.pos + 1)


def _reference(
    state: StateInline, silent: bool, rule: Callable[[StateInline, bool], bool], kind: str, bracket: int
) -> bool:
    if silent or EDITS not in state.env or not state.src.startswith("[", bracket):
        return rule(state, silent)
    label_end = state.md.helpers.parseLinkLabel(state, bracket, kind == "link_open")
    count = len(state.tokens)
    base = state.env.get(_BASE, 0)
    if kind == "image":
        state.env[_BASE] = base + bracket + 1
    done = rule(state, silent)
    state.env[_BASE] = base
    if done:
        token = next(token for token in state.tokens[count:] if token.type == kind)
        if "label" in token.meta:
            state.env.setdefault(USED, set()).add(token.meta["label"])
            address = str(token.attrs["href" if kind == "link_open" else "src"])
            _note(state, label_end + 1, _written_target(address, str(token.attrs.get("title", ""))))
    return done


def _note(state: StateInline, start: int, replacement: str) -> None:
    base = state.env.get(_BASE, 0)
    state.env[EDITS].append((base + start, base + state.pos, replacement))


def _written_target(address: str, title: str) -> str:
    """Return `(address "title")` so that it is read back as the same."""
    written = _escaped(address, "\\<>" if _balanced(address) else "\\<>()")
    quoted = _escaped(title, '\\"')
    return f'({written} "{quoted}")' if title else f"({written})"


def _escaped(text: str, characters: str) -> str:
    return _REFERENCE.sub(r"\\\g<0>", "".join("\\" + char if char in characters else char for char in text))


def _balanced(address: str) -> bool:
    """Whether each round bracket has its partner, so that none has to be escaped (CommonMark 0.31, 6.3)."""
    depth = 0
    for char in address:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def _make() -> MarkdownIt:
    options = {"html": True, "xhtmlOut": False, "maxNesting": MAX_LEVEL + 8, "store_labels": True}
    parser = _Parser("commonmark", options)
    parser.enable("table")
    parser.use(deflist_plugin)
    parser.block.ruler.disable("html_block")
    parser.block.ruler.before("table", DIRECTIVE, _directive, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.core.ruler.enableOnly(["normalize", "block"])
    inline = parser.inline
    inline.ruler.at("emphasis", tokenize)
    inline.ruler.at("link", _link)
    inline.ruler.at("image", _image)
    for name, rule in (("newline", newline), ("escape", escape), ("html_inline", html_inline)):
        inline.ruler.at(name, _recording(rule))
    inline.ruler2.before("emphasis", "collect_strays", collect_strays)
    return parser


_MARKDOWN = _make()
_WITHOUT_LINKS = _make()
_WITHOUT_LINKS.inline.ruler.disable(["link", "image"])
