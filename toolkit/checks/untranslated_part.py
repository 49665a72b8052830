"""A part of the translation stands there as in the source, untranslated.

## Why it matters
A sentence, or the end of one, was overlooked; half a warning is none.

## Hint
Translate the part that the finding shows. A title or a name that stays as it is can be ignored with a reason.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.copied import copied_parts, is_certain

_OPENING, _CLOSING = tuple("(（"), tuple(")）")
_QUOTES = tuple("\"'“”„‘’«»「」")


@check(severity=Severity.WARNING, needs_source=True, supersedes=[*WORDS, "wrong-language", "repeated-text"])
def untranslated_part(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for the longest part of each form that has three words in a row of its source, or more."""
    if context.locale is None or context.pseudo or context.locale.split("_")[0] == context.source_locale.split("_")[0]:
        return
    for form, text in filled_forms(unit):
        parts = [
            part
            for source in sources(unit)
            for part in copied_parts(source, text, context.source_locale, context.locale)
            if not _explains(source, text, *part)
        ]
        if parts:
            start, end = max(parts, key=lambda part: part[1] - part[0])
            part = text[start:end]
            certain = is_certain(part, context.source_locale, context.locale) and not _is_quoted(text, start)
            severity = Severity.ERROR if certain else None
            yield placed(unit, form, start, end, f"untranslated: {part!r}", severity=severity)


def _is_quoted(text: str, start: int) -> bool:
    """Whether the part begins behind a quotation mark or a bracket, as titles do."""
    before = text[:start].rstrip()[-1:]
    return bool(before) and (before in "\"'`" or unicodedata.category(before) in {"Pi", "Pf", "Ps"})


def _explains(source: str, text: str, start: int, end: int) -> bool:
    """Whether brackets behind a quotation hold the words that the source quotes: „Dalej” (Next)."""
    before, behind = text[:start].rstrip(), text[end:].lstrip()
    if before[-1:] not in _OPENING or behind[:1] not in _CLOSING:
        return False
    place = source.lower().find(text[start:end].lower())
    quoted = place > 0 and source[place - 1] in _QUOTES and source[place + end - start :][:1] in _QUOTES
    return quoted and before[:-1].rstrip()[-1:] in _QUOTES
