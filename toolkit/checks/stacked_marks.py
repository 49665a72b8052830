"""Marks are stacked on a letter until they cover the lines beside it, or a mark strikes letters out.

## Why it matters
Such marks can make a dose or a warning beside them unreadable, or show as struck out what holds.

## Hint
Delete the marks; the accents of a language need no more than three on one letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.characters import name_of

_GENERAL = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""The blocks of marks that are of no script (Unicode, "Combining Diacritical Marks" and those that extend it)."""
_STACK = late(rf"[{_GENERAL}]{{4,}}")
_STRIKING = late(
    "[\u0334-\u0338\u0488\u0489\u1abe\u20d2\u20d3\u20d8-\u20da\u20dd-\u20e0\u20e2\u20e4-\u20e6\u20ea\u20eb]"
    "|(?<![0-9#*\ufe0f])\u20e3"
)
"""Overlays and enclosing marks; a keycap is an emoji of a digit."""


@check(severity=Severity.ERROR, ignorable=False, supersedes=["decomposed-character", "suspicious-length", *WORDS])
def stacked_marks(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for the first stack of marks of a form, and the first mark that strikes, not in the source."""
    del context
    for form, text in filled_forms(unit):
        if text.isascii():
            continue
        stack = next((hit for hit in _STACK.finditer(text) if not _given(unit, hit[0])), None)
        if stack is not None:
            yield placed(unit, form, *stack.span(), f"{len(stack[0])} marks are stacked on one letter")
        striking = next((hit.start() for hit in _STRIKING.finditer(text) if _strikes(unit, text, hit.start())), None)
        if striking is not None and stack is None:
            message = f"{name_of(text[striking])} is drawn over a letter"
            yield placed(unit, form, striking, striking + 1, message)


def _strikes(unit: Unit, text: str, place: int) -> bool:
    """Whether the mark at a place is drawn over a character, makes no other one of it (≠), and is not in the source."""
    composed = place > 0 and len(normalize("NFC", text[place - 1 : place + 1])) == 1
    return not composed and not _given(unit, text[place])


def _given(unit: Unit, marks: str) -> bool:
    return any(marks in source for source in sources(unit))
