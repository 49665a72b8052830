"""Divides texts for the mutators, in their own plain way: not as the checks do."""

from __future__ import annotations

import re

_ENDS = re.compile(r"(?:[.!?؟।]+[\"»”’)*]*\s+(?![a-zà-žа-яё\d])|[。！？]+[」）)*]*\s*)")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0962\u0963]*[^\W\d_]*)*")
_NUMBER = re.compile(r"(?<![\w/#.-])\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,٫]\d+)?(?![\w/-])|\d+(?=[가-힣ぁ-ん一-龥])")
_LINK = re.compile(r"\]\([^)]*\)")


def sentences(text: str) -> list[str]:
    """Return the sentences with the white space behind them; joined they are the text."""
    parts, start = [], 0
    for found in _ENDS.finditer(text):
        if found.end() < len(text):
            parts.append(text[start : found.end()])
            start = found.end()
    return [*parts, text[start:]]


def words(text: str) -> list[str]:
    """Return the runs of letters."""
    return _WORD.findall(text)


def numbers(text: str) -> list[tuple[int, int]]:
    """Return where numbers in digits stand, those of links left out."""
    links = [found.span() for found in _LINK.finditer(text)]
    found = [item.span() for item in _NUMBER.finditer(text)]
    return [(start, end) for start, end in found if not any(one <= start < two for one, two in links)]


def long_enough(source: str) -> bool:
    """Whether a text is long enough to be of one language only: at least three words."""
    return len(words(source)) >= 3


def longest_word(text: str) -> tuple[int, int] | None:
    """Return where the longest word outside of links stands, if one has at least four letters."""
    links = [found.span() for found in re.finditer(r"\]\([^)]*\)|\{[^}]*\}", text)]
    spans = [found.span() for found in _WORD.finditer(text)]
    free = [span for span in spans if not any(one <= span[0] < two for one, two in links)]
    best = max(free, key=lambda span: span[1] - span[0], default=None)
    return best if best is not None and best[1] - best[0] >= 4 else None
