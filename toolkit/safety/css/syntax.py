"""Splits the text of a stylesheet into rules and declarations, as CSS Syntax Level 3 has browsers do it.

Nothing is judged here: names are lower-case and unescaped, values are kept as they stand. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

MAX_NESTING = 60
"""Brackets in brackets; deeper ones are not read."""

_ESCAPE = r"\\(?:[0-9a-fA-F]{1,6}\s?|[^\n0-9a-fA-F])"
_NAME_START = rf"(?:[a-zA-Z_]|[^\x00-\x7f]|{_ESCAPE})"
_NAME_PART = rf"(?:[a-zA-Z0-9_-]|[^\x00-\x7f]|{_ESCAPE})"
_IDENTIFIER = rf"(?:--|-?{_NAME_START})(?>{_NAME_PART}*)"
_TOKEN = re.compile(
    rf"""(?P<comment>/\*.*?(?:\*/|\Z))
    |(?P<space>[ \t\n]++)
    |(?P<string>"(?>(?:[^"\\\n]|\\.|\\\Z)*)(?:"|\Z)|'(?>(?:[^'\\\n]|\\.|\\\Z)*)(?:'|\Z))
    |(?P<badstring>"(?>(?:[^"\\\n]|\\.)*)|'(?>(?:[^'\\\n]|\\.)*))
    |(?P<url>[uU][rR][lL]\([ \t\n]*+(?!["'])(?>(?:[^)\\]|\\.)*)(?:\)|\Z))
    |(?P<number>[+-]?(?:[0-9]++(?:\.[0-9]++)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?)(?P<unit>%|{_IDENTIFIER})?
    |(?P<cdo><!--)|(?P<cdc>-->)
    |(?P<identifier>{_IDENTIFIER})(?P<call>\()?
    |@(?P<at>{_IDENTIFIER})
    |\#(?P<hash>(?>{_NAME_PART}+))
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_UNESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n|(.)|\Z)", re.DOTALL)
_CLOSERS = {"(": ")", "[": "]", "{": "}", "function": ")"}


class Token(NamedTuple):
    """One token; `kind` is its name in CSS Syntax, or the character itself."""

    kind: str
    """identifier, at, hash, string, badstring, url, number, space, cdo, cdc or one character."""
    text: str
    """Unescaped value; for a number its digits."""
    number: float = 0.0
    """Value of a number."""
    unit: str = ""
    """Unit of a number, lower-case; `%`; "" for a plain one."""


class Group(NamedTuple):
    """What stands in brackets, or a function with its arguments."""

    kind: str
    """`(`, `[`, `{` or `function`."""
    name: str
    """Name of the function, lower-case."""
    items: tuple[Node, ...]
    """What is inside."""


Node = Token | Group


class Declaration(NamedTuple):
    """One property and its value."""

    name: str
    """Lower-case; custom properties as written."""
    value: tuple[Node, ...]
    """Without white space at the ends and without `!important`."""
    important: bool
    """Whether `!important` follows."""


class StyleBlock(NamedTuple):
    """A rule with a selector before its block."""

    prelude: tuple[Node, ...]
    """The selectors."""
    items: tuple[Node, ...]
    """The block."""


class AtRule(NamedTuple):
    """A rule that begins with `@`."""

    name: str
    """Lower-case, without the sign."""
    prelude: tuple[Node, ...]
    """What stands before the block."""
    items: tuple[Node, ...] | None
    """The block; None for one that ends with a semicolon."""


def unescape(text: str) -> str:
    """Return `text` with its CSS escapes resolved."""

    def plain(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[2] or ""
        code = int(match[1], 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"

    return _UNESCAPE.sub(plain, text) if "\\" in text else text


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of a stylesheet or of a value; comments are dropped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\0", "\ufffd")
    for match in _TOKEN.finditer(text):
        kind, value = str(match.lastgroup), match[0]
        if kind == "comment":
            continue
        if kind in {"number", "unit"}:
            yield Token("number", match["number"], float(match["number"]), unescape(match["unit"] or "").lower())
        elif kind == "call":
            yield Token("function", unescape(match["identifier"]).lower())
        elif kind in {"identifier", "at", "hash"}:
            yield Token(kind, unescape(match[kind]))
        elif kind == "string":
            yield Token(kind, unescape(value[1:-1] if len(value) > 1 and value[-1] == value[0] else value[1:]))
        elif kind == "other":
            yield Token(value, value)
        else:
            yield Token(kind, value)


def parse(text: str, *, closed: bool = False) -> tuple[Node, ...] | None:
    """Return the tokens with all brackets matched; None where they nest deeper than `MAX_NESTING`.

    A bracket that is never closed ends with the text, and one that closes nothing is a token, as in browsers. Not all
    of these take a value that the end of the text cuts off: with `closed` there is None for it too.
    """
    stack: list[tuple[str, str, list[Node]]] = [("", "", [])]
    for token in tokenize(text):
        kind, name, items = stack[-1]
        if kind and token.kind == _CLOSERS[kind]:
            stack.pop()
            stack[-1][2].append(Group(kind, name, tuple(items)))
        elif token.kind in _CLOSERS:
            if len(stack) > MAX_NESTING:
                return None
            stack.append((token.kind, token.text if token.kind == "function" else "", []))
        else:
            items.append(token)
    if closed and any(kind not in {"", "{"} for kind, *_ in stack):
        return None
    while len(stack) > 1:
        kind, name, items = stack.pop()
        stack[-1][2].append(Group(kind, name, tuple(items)))
    return tuple(stack[0][2])


def rules(items: Sequence[Node]) -> Iterator[StyleBlock | AtRule]:
    """Yield the rules of a stylesheet or of a block that holds rules only."""
    position = 0
    while position < len(items):
        if _is(items[position], "space", "cdo", "cdc"):
            position += 1
            continue
        rule, position = _rule(items, position, nested=False)
        if rule is not None:
            yield rule


def contents(items: Sequence[Node]) -> Iterator[Declaration | StyleBlock | AtRule]:
    """Yield the declarations and nested rules of a style rule's block, or of a `style` attribute."""
    semicolons = _next(items, lambda item: _is(item, ";"))
    blocks = _next(items, lambda item: isinstance(item, Group) and item.kind == "{")
    position = 0
    while position < len(items):
        if _is(items[position], "space", ";"):
            position += 1
            continue
        end = semicolons[position]
        # a block in the value of a property makes it a nested rule (`a:hover {}`), but for custom ones
        custom = _is(items[position], "identifier") and items[position][1].startswith("--")
        declaration = _declaration(items[position:end]) if custom or end <= blocks[position] else None
        if declaration is not None:
            yield declaration
            position = end
            continue
        rule, position = _rule(items, position, nested=True)
        if rule is not None:
            yield rule


def text_of(items: Sequence[Node]) -> str:
    """Return a value as normalised text: lower-case, one space for white space, numbers in one form."""
    if not items:
        return ""
    pieces: list[str] = []
    for item in items:
        if isinstance(item, Group):
            pieces.append(f"{item.name}{item.kind if item.kind != 'function' else '('}{text_of(item.items)}")
            pieces.append(_CLOSERS[item.kind])
        elif item.kind == "space":
            pieces.append(" ")
        elif item.kind == "number":
            pieces.append(f"{item.number:g}{item.unit}")
        elif item.kind == "string":
            pieces.append(f'"{item.text}"')
        elif item.kind == "hash":
            pieces.append(f"#{item.text}")
        else:
            pieces.append(item.text)
    return "".join(pieces).strip().lower()


def strip(items: Sequence[Node]) -> tuple[Node, ...]:
    """Return the items without white space at the ends."""
    start, end = 0, len(items)
    while start < end and _is(items[start], "space"):
        start += 1
    while end > start and _is(items[end - 1], "space"):
        end -= 1
    return tuple(items[start:end])


def split(items: Sequence[Node], separator: str = ",") -> list[tuple[Node, ...]]:
    """Return the parts between the separators, without white space at their ends; separator `space` for words."""
    parts: list[list[Node]] = [[]]
    for item in items:
        if _is(item, separator):
            parts.append([])
        else:
            parts[-1].append(item)
    found = [strip(part) for part in parts]
    return [part for part in found if part] if separator == "space" else found


def _is(item: Node, *kinds: str) -> bool:
    return isinstance(item, Token) and item.kind in kinds


def _next(items: Sequence[Node], wanted: Callable[[Node], bool]) -> list[int]:
    """Return for each position where the next wanted item stands, or the number of items."""
    found, nearest = [0] * len(items), len(items)
    for position in range(len(items) - 1, -1, -1):
        nearest = position if wanted(items[position]) else nearest
        found[position] = nearest
    return found


def _rule(items: Sequence[Node], start: int, *, nested: bool) -> tuple[StyleBlock | AtRule | None, int]:
    """Return the rule that begins at `start`, or None for one that a browser drops, and where the next one begins."""
    first = items[start]
    at = first.text.lower() if isinstance(first, Token) and first.kind == "at" else None
    begin = start + (at is not None)
    for position in range(begin, len(items)):
        item = items[position]
        if isinstance(item, Group) and item.kind == "{":
            prelude = strip(items[begin:position])
            rule = AtRule(at, prelude, item.items) if at is not None else StyleBlock(prelude, item.items)
            return rule, position + 1
        if (at is not None or nested) and _is(item, ";"):
            return (AtRule(at, strip(items[begin:position]), None) if at is not None else None), position + 1
    return (AtRule(at, strip(items[begin:]), None) if at is not None else None), len(items)


def _declaration(items: Sequence[Node]) -> Declaration | None:
    rest = strip(items)
    if not rest or not isinstance(rest[0], Token) or rest[0].kind != "identifier":
        return None
    name = rest[0].text
    rest = strip(rest[1:])
    if not rest or not _is(rest[0], ":"):
        return None
    value = strip(rest[1:])
    important = False
    last = value[-1] if value else None
    if isinstance(last, Token) and last.kind == "identifier" and last.text.lower() == "important":
        before = strip(value[:-1])
        if before and _is(before[-1], "!"):
            value, important = strip(before[:-1]), True
    return Declaration(name if name.startswith("--") else name.lower(), value, important)
