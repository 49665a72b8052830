"""Counts the words of a text as translation offices do, for estimates of work."""

from __future__ import annotations

from toolkit.late import late

_LINK = late(r"(?<=\])\([^()\s]*(?:\s+\"[^\"]*\")?\)|<https?://[^>\s]*>")
_PLACEHOLDER = late(r"(?<!\\)\{[a-z][a-z0-9_-]*\}")
_UNSPACED = late(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD = late(r"[^\W_]+(?:['’.,·/-][^\W_]+)*")


def count_words(text: str) -> int:
    """Return how many words the text has, by the convention of CAT tools.

    A number is a word ("2.5", "80"), so is what a hyphen, an apostrophe or a slash joins ("mg/day"). Markdown's marks,
    the targets of links and placeholders are none. Chinese, Japanese and Thai, which do not part their words, are
    counted by their characters: two of them are a word, rounded up. Korean has spaces and is counted by them.
    """
    plain = _PLACEHOLDER.sub(" ", _LINK.sub(" ", text))
    spaced, characters = _UNSPACED.subn(" ", plain)
    return sum(1 for _ in _WORD.finditer(spaced)) + (characters + 1) // 2
