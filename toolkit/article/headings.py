"""Anchors and classes of headings: `## Side effects {#side-effects .wide}`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from markdown_it.token import Token

from toolkit.article.notes import without_notes
from toolkit.article.parser import parse_inline
from toolkit.article.render import text_of

RESERVED = "statement"
"""Anchors and classes that begin so belong to statements: a heading must not look like one."""

_ATTRIBUTES = re.compile(r"(?<!\\)\{([#.][^{}]*)\}$")
_ANCHOR = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CLASS = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_READ = 1_000
"""Characters of a heading that its anchor is made from."""
_LENGTH = 60
"""An anchor made from a heading ends with the word that reaches this many characters."""


@dataclass(frozen=True, slots=True)
class HeadingProblem:
    """Something wrong with the attributes of a heading."""

    code: str
    """Name of the defect."""
    message: str
    """What is wrong."""
    token: Token
    """The heading's opening token."""


def mark_headings(tokens: list[Token], references: Mapping[str, Any]) -> list[HeadingProblem]:
    """Give each heading its anchor and classes, take `{...}` out of its text, and return what is wrong with them.

    A heading without an anchor gets one made from its text in the source, the same in every language. All anchors are
    different.
    """
    problems: list[HeadingProblem] = []
    pairs = [(token, tokens[index + 1]) for index, token in enumerate(tokens) if token.type == "heading_open"]
    taken: dict[str, int] = {}
    for opening, inline in pairs:
        anchor, classes, found = _attributes(opening, inline)
        problems += found
        if anchor in taken:
            problems.append(HeadingProblem("duplicate-anchor", f"the anchor {anchor!r} is there already", opening))
        if anchor:
            taken[anchor] = 1
            opening.attrs["id"] = anchor
        if classes:
            opening.attrs["class"] = " ".join(classes)
    for opening, inline in pairs:
        if "id" not in opening.attrs:
            opening.attrs = {"id": _made_anchor(inline.content[:_READ], references, taken), **opening.attrs}
    return problems


def _attributes(opening: Token, inline: Token) -> tuple[str, list[str], list[HeadingProblem]]:
    """Return the anchor ("" where there is none), the classes and the problems of a heading; shorten its text."""
    text, notes = _split_notes(inline.content)
    found = _ATTRIBUTES.search(text)
    if not found:
        return "", [], []
    inline.content = text[: found.start()].rstrip(" \t") + notes
    anchors = [part[1:] for part in found[1].split() if part.startswith("#")]
    classes = [part[1:] for part in found[1].split() if part.startswith(".")]
    others = [part for part in found[1].split() if part[0] not in "#."]
    if (
        others
        or len(anchors) > 1
        or not all(map(_ANCHOR.fullmatch, anchors))
        or not all(map(_CLASS.fullmatch, classes))
    ):
        said = f"{found[0]!r} is not of the form {{#anchor .class}}"
        return "", [], [HeadingProblem("heading-attributes", said, opening)]
    problems = [
        HeadingProblem("reserved-anchor", f"{name!r} begins like the name of a statement on the page", opening)
        for name in (*anchors, *classes)
        if name.startswith(RESERVED)
    ]
    return anchors[0] if anchors else "", classes, problems


def _split_notes(text: str) -> tuple[str, str]:
    """Return the text without the HTML comments at its end, and them."""
    notes = ""
    text = text.rstrip(" \t")
    while text.endswith("-->") and (start := text.rfind("<!--")) >= 0:
        notes = text[start:] + notes
        text = text[:start].rstrip(" \t")
    return text, notes


def _made_anchor(text: str, references: Mapping[str, Any], taken: dict[str, int]) -> str:
    tokens = without_notes(parse_inline(text, {"references": references}))
    letters = unicodedata.normalize("NFKD", text_of(tokens, {})).lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f'\u2019]+", "", letters))
    anchor = ""
    for word in words:
        if len(anchor) >= _LENGTH:
            break
        anchor = f"{anchor}-{word}" if anchor else word[:_LENGTH]
    if not anchor:  # a script other than Latin
        anchor = f"section-{sha256(text.encode('utf-8')).hexdigest()[:8]}"
    elif anchor.startswith(RESERVED):
        anchor = f"section-{anchor}"
    return _unused(anchor, taken)


def _unused(anchor: str, taken: dict[str, int]) -> str:
    """Return the first of anchor, anchor-2, anchor-3 ... that is not taken, and take it.

    `taken` remembers the last number of each, so that many equal headings cost no more than different ones.
    """
    name = anchor
    while name in taken:
        taken[anchor] += 1
        name = f"{anchor}-{taken[anchor]}"
    taken[name] = 1
    return name
