"""Shows what changed between two texts."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from enum import StrEnum

from toolkit.late import late

_MOST_TOKENS = 400
"""Longer stretches are shown as one replacement: matching costs the product of the lengths."""

# A word with what is glued to it; in scripts without spaces one character (in Thai a base with its marks).
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = late(rf"[{_UNSPACED}][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a]*|[^\s{_UNSPACED}]+|\s+")


class Change(StrEnum):
    """What became of a piece of a text."""

    SAME = "same"
    """It is in both."""
    GONE = "gone"
    """It is in the old text only."""
    COME = "come"
    """It is in the new text only."""


def difference(old: str, new: str) -> str:
    """Return `new` with what went as `[-old-]` and what came as `{+new+}`, word by word: the notation of wdiff.

    Both are compared in NFC. Equal texts give the text itself. The marks are for readers: a text that holds them is
    shown as it is.
    """
    marks = {Change.SAME: ("", ""), Change.GONE: ("[-", "-]"), Change.COME: ("{+", "+}")}
    return "".join(f"{marks[kind][0]}{text}{marks[kind][1]}" for kind, text in pieces(old, new))


def pieces(old: str, new: str) -> list[tuple[Change, str]]:
    """Return the two texts as one sequence: what is in both, what went, what came, word by word; both in NFC."""
    before, after = (_TOKEN.findall(unicodedata.normalize("NFC", text)) for text in (old, new))
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    middle = _middle(before[start : len(before) - end], after[start : len(after) - end])
    rows = [(Change.SAME, after[:start]), *middle, (Change.SAME, after[len(after) - end :])]
    return [(kind, "".join(tokens)) for kind, tokens in rows if tokens]


def _common(one: list[str], other: list[str]) -> int:
    """Return how many tokens the two lists share at their beginning."""
    size = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        size += 1
    return size


def _middle(before: list[str], after: list[str]) -> list[tuple[Change, list[str]]]:
    if max(len(before), len(after)) > _MOST_TOKENS:
        return [(Change.GONE, before), (Change.COME, after)]
    rows = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            rows.append((Change.SAME, after[c:d]))
        else:
            rows += [(Change.GONE, before[a:b]), (Change.COME, after[c:d])]
    return rows
