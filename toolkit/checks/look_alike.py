"""A character was taken for one that looks the same: kanji for katakana, or a Persian letter in Arabic.

## Why it matters
Nobody sees the difference, but the word cannot be found, is read aloud wrongly, and is not the approved wording.

## Hint
Type the character that the message quotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.look_alikes import arabic_slips, japanese_slips
from toolkit.text.masked import masked

_JAPANESE = late("[\u30a1-\u30fc]")


@check(severity=Severity.WARNING, supersedes=WORDS)
def look_alike(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each character that was taken for another."""
    language = (context.locale or "").split("_")[0]
    if language not in {"ar", "fa", "ja"}:
        return
    for form, raw in filled_forms(unit):
        if raw.isascii():
            continue
        text = masked(raw)
        found = japanese_slips(text) if language == "ja" else arabic_slips(text, language)
        for place, character, meant in found if language != "ja" or _JAPANESE.search(text) else ():
            if any(character in source for source in sources(unit)):
                continue
            names = f"{character!r} (U+{ord(character):04X}) stands for {meant!r} (U+{ord(meant):04X})"
            yield placed(unit, form, place, place + 1, f"{names}, which looks like it")
