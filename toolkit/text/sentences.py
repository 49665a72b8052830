"""Divides a text into its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.late import late

if TYPE_CHECKING:
    from toolkit.text.language import Language

_CLOSERS = "\"'»”’)]}*_`」』）】"
_WIDE = "。！？｡।॥"
"""Ends that need no space after them."""
_ENDS = ".!?…؟۔"
_IDEOGRAPHS = late("[\u3040-\u30ff\u3400-\u9fff]{2}")
_IDEOGRAPH = late("[\u3040-\u30ff\u3400-\u9fff]")
_NUMBERING = late(r"[ \t*_]*(?:\d{1,3}|[A-Za-z])")
"""What stands before the full stop of a numbered item: "3. Payment"."""
_LONGEST_NUMBERING = 8
LONGEST_SENTENCE = 2_000
"""Characters. A longer run is cut, so that what is done with a sentence stays linear in the text."""


def sentences(text: str, language: Language | None = None) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences of `text`, without the white space around them.

    Without a `language` the ends of all scripts count and no abbreviation is known. A full stop ends a sentence only
    before white space or at the end, not inside a number, not after an abbreviation, and not before a small letter.
    """
    return _spans(text, *(language.sentences.ends, language.sentences.abbreviations) if language else ((), ()))


@lru_cache(maxsize=512)  # several checks ask the same
def _spans(text: str, ends: tuple[str, ...], abbreviations: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    splitter = _splitter(ends, abbreviations)
    first = splitter.mark.search(text)
    if (first is None or first.end() == len(text)) and len(text) <= LONGEST_SENTENCE:  # one sentence, as most texts are
        whole = _trimmed(text, 0, len(text))
        return () if whole is None else (whole,)
    cuts = [match.end() for match in splitter.mark.finditer(text) if _ends_here(text, match, splitter)]
    spans = zip([0, *cuts], [*cuts, len(text)], strict=True)
    pieces = (piece for start, end in spans for piece in _pieces(text, start, end))
    return tuple(span for start, end in pieces if (span := _trimmed(text, start, end)) is not None)


class _Splitter(NamedTuple):
    """What is known of a language's sentences, ready to be looked for."""

    mark: re.Pattern[str]
    """A run of ends with the quotes and brackets that close after it."""
    abbreviations: frozenset[str]
    """In lower case, with their full stops."""
    stops: tuple[str, ...]
    """Each abbreviation up to each of its full stops: how a text ends with a full stop that may end no sentence."""
    longest: int
    """Characters of the longest of them."""
    wide: bool
    """Whether the language has a full stop of its own, so that a Latin one ends a sentence only behind its script."""


@lru_cache(maxsize=128)
def _splitter(ends: tuple[str, ...], abbreviations: tuple[str, ...]) -> _Splitter:
    wide = "。" in ends and "." not in ends
    marks = re.escape("".join([*ends, "."] if wide else ends) or _ENDS + _WIDE)
    stops = {name[: place + 1] for name in abbreviations for place, character in enumerate(name) if character == "."}
    mark = re.compile(rf"[{marks}]+[{re.escape(_CLOSERS)}]*")
    longest = max(map(len, stops), default=0)
    return _Splitter(mark, frozenset(abbreviations), tuple(sorted(stops)), longest, wide)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what no reader would call a sentence, at white space where there is some."""
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = space if space > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _ends_here(text: str, match: re.Match[str], splitter: _Splitter) -> bool:
    run = match[0].rstrip(_CLOSERS)
    if any(character in _WIDE for character in run):
        return True
    following = text[match.end() : match.end() + 1]
    glued = bool(following) and not following.isspace()
    if glued and run == "." and _IDEOGRAPHS.match(text[match.start() - 1 : match.start()] + following):
        return True  # a full stop of a Latin keyboard
    latin = splitter.wide and run == "."
    if latin or (glued and (following.isascii() or not run.strip(".…"))):
        return latin and not glued and _IDEOGRAPH.match(text[match.start() - 1 : match.start()]) is not None
    if run.strip(".…"):
        return True
    if run == "." and (_abbreviated(text, match.start(), splitter) or _is_numbering(text, match.start())):
        return False
    rest = text[match.end() : match.end() + 8].lstrip(" \t\r\n*_\"'«„“¿¡([")
    return not rest[:1].islower()


def _is_numbering(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to the number of a heading or an item, at the beginning of a line."""
    _, line_break, line = text[max(0, stop - _LONGEST_NUMBERING) : stop].rpartition("\n")
    begins = bool(line_break) or stop <= _LONGEST_NUMBERING
    return begins and _NUMBERING.fullmatch(line) is not None


def _abbreviated(text: str, stop: int, splitter: _Splitter) -> bool:
    """Whether the full stop at `stop` is one of those of an abbreviation: the first or the second of `z. B.`."""
    if not text[max(0, stop + 1 - splitter.longest) : stop + 1].lower().endswith(splitter.stops):
        return False
    for name in splitter.abbreviations:
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
