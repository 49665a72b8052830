"""Shows in one line what changed between two texts."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

_MOST_TOKENS = 400
"""Longer stretches are shown as one replacement: matching costs the product of the lengths."""

# A word with what is glued to it; in scripts without spaces one character (in Thai a base with its marks).
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_UNSPACED}][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a]*|[^\s{_UNSPACED}]+|\s+")


def difference(old: str, new: str) -> str:
    """Return `new` with what went as `[-old-]` and what came as `{+new+}`, word by word: the notation of wdiff.

    Both are compared in NFC. Equal texts give the text itself. The marks are for readers: a text that holds them is
    shown as it is.
    """
    before, after = (_TOKEN.findall(unicodedata.normalize("NFC", text)) for text in (old, new))
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    middle = _middle(before[start : len(before) - end], after[start : len(after) - end])
    return "".join(after[:start]) + middle + "".join(after[len(after) - end :])


def _common(one: list[str], other: list[str]) -> int:
    """Return how many tokens the two lists share at their beginning."""
    size = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        size += 1
    return size


def _middle(before: list[str], after: list[str]) -> str:
    if max(len(before), len(after)) > _MOST_TOKENS:
        return _replaced(before, after)
    shown = ""
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        shown += "".join(after[c:d]) if kind == "equal" else _replaced(before[a:b], after[c:d])
    return shown


def _replaced(before: list[str], after: list[str]) -> str:
    gone, come = "".join(before), "".join(after)
    return (f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else "")
