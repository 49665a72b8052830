"""A word stands twice in a row.

## Why it matters
It is a slip of the hand, and sometimes the trace of a word that was meant to stand there instead.

## Hint
Delete one of the two, or write the word that was meant; languages that double words on purpose have their own lists.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.masked import masked
from toolkit.text.repetition import doubled_characters, doubled_stretches, doubled_words


@check(severity=Severity.WARNING)
def doubled_word(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each word, or stretch of words, that stands twice in a row and not so in the source."""
    language = context.language
    allowed = frozenset(language.form.doubles) if language else frozenset()
    after_comma = frozenset(language.form.doubles_after_comma) if language else frozenset()
    after = frozenset(language.form.doubles_after) if language else frozenset()
    for form, raw in filled_forms(unit):
        text = masked(raw)
        spans = [
            *doubled_words(text, allowed, after_comma, after),
            *doubled_stretches(text, allowed),
            *doubled_characters(text, context.locale or ""),
        ]
        if spans and not any(_doubles(source) for source in sources(unit)):
            start, end = min(spans)
            yield placed(unit, form, start, end, f"{text[start:end]!r}: the same twice in a row")


def _doubles(source: str) -> bool:
    text = masked(source)
    return any(doubled_words(text, (), ())) or any(doubled_stretches(text))
