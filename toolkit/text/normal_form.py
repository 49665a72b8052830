"""Finds what is written in parts although Unicode has one character for it, or with a twin of the usual character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from toolkit.late import late

_MARKED = late(
    "[^\\W_][\u0300-\u036f\u0483-\u0487\u0653-\u0655\u093c\u3099\u309a\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
    "|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"  # the parts of Hangul syllables
    "|[\u212a\u212b\u2126\u2000\u2001\u2329\u232a\u1fef\u037e\u0387\u0340\u0341\u0343\u0374\uf900-\ufaff]"
)
"""What NFC may change and readers take for one character; the order of several marks is nobody's business."""


def not_composed(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, what NFC has instead) of each character in parts, and each twin of another character.

    Indic letters with a dot below, which NFC takes apart, and marks in another order are not among them: text that
    nobody would call wrong has them.
    """
    if unicodedata.is_normalized("NFC", text):
        return
    for match in _MARKED.finditer(text):
        composed = unicodedata.normalize("NFC", match[0])
        if composed != match[0] and (len(composed) < len(match[0]) or len(match[0]) == 1):
            yield match.start(), match.end(), composed
