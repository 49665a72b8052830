"""Divides a text into its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.text.language import Language

_CLOSERS = "\"'»”’)]}*_`」』）】"
_WIDE = "。！？｡।॥"
"""Ends that need no space after them."""
_ENDS = ".!?…؟۔"
LONGEST_SENTENCE = 2_000
"""Characters. A longer run is cut, so that what is done with a sentence stays linear in the text."""


def sentences(text: str, language: Language | None = None) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences of `text`, without the white space around them.

    Without a `language` the ends of all scripts count and no abbreviation is known. A full stop ends a sentence only
    before white space or at the end, not inside a number, not after an abbreviation, and not before a small letter.
    """
    ends = "".join(language.sentences.ends) if language else _ENDS + _WIDE
    abbreviations = frozenset(language.sentences.abbreviations) if language else frozenset()
    mark = re.compile(rf"[{re.escape(ends)}]+[{re.escape(_CLOSERS)}]*")
    cuts = [match.end() for match in mark.finditer(text) if _ends_here(text, match, abbreviations)]
    spans = zip([0, *cuts], [*cuts, len(text)], strict=True)
    pieces = (piece for start, end in spans for piece in _pieces(text, start, end))
    return tuple(span for start, end in pieces if (span := _trimmed(text, start, end)) is not None)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what no reader would call a sentence, at white space where there is some."""
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = space if space > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _ends_here(text: str, match: re.Match[str], abbreviations: frozenset[str]) -> bool:
    run = match[0].rstrip(_CLOSERS)
    if any(character in _WIDE for character in run):
        return True
    following = text[match.end() : match.end() + 1]
    glued = bool(following) and not following.isspace()
    if glued and (following.isascii() or not run.strip(".…")):
        return False
    if run.strip(".…"):
        return True
    if run == "." and _abbreviated(text, match.start(), abbreviations):
        return False
    rest = text[match.end() : match.end() + 8].lstrip(" \t\r\n*_\"'«„“¿¡([")
    return not rest[:1].islower()


def _abbreviated(text: str, stop: int, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop at `stop` is one of those of an abbreviation: the first or the second of `z. B.`."""
    for name in abbreviations:
        for place, character in enumerate(name):
            start = stop - place
            whole = character == "." and start >= 0 and text[start : start + len(name)].lower() == name
            if whole and not text[max(0, start - 1) : start].isalnum():
                return True
    return False


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
