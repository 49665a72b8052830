"""A translation was decoded with the wrong encoding: it has 'Ã©' where 'é' was meant.

## Why it matters
Accents, units and whole words become unreadable; 'Âµg' is not a unit that anyone can take a dose by.

## Hint
Put back the character that the message quotes, and open and save the file as UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, evidence, filled_forms, sources
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text import mojibake as text_of

_AFTERMATH = (
    *("mixed-script", "look-alike", "hidden-character", "unbalanced-bracket", "double-space"),
    *("space-before-punctuation", "end-punctuation", "truncated", "repeated-text", "doubled-word", "suspicious-length"),
    *("missing-number", "added-number", "changed-unit", "changed-frequency"),
)
"""What damaged letters look like besides."""


@check(severity=Severity.WARNING, supersedes=[*_AFTERMATH, "wrong-language", *WORDS])
def mojibake(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield one finding a form: an error where UTF-8 was read as another encoding, a warning where ftfy suspects it."""
    for form, text in filled_forms(unit):
        if text.isascii() or context.pseudo:
            continue
        found = list(text_of.misread(text))
        if found and not any(text[found[0][0] : found[0][1]] in source for source in sources(unit)):
            start, end, meant = found[0]
            yield Finding(
                f"{text[start:end]!r} stands for {meant!r}",
                form=form,
                spans=tuple(evidence(unit, form, begin, stop) for begin, stop, _ in found),
                severity=Severity.ERROR,
            )
        elif not found and text_of.is_bad(text) and not any(map(text_of.is_bad, sources(unit))):
            yield Finding("the text looks as if it had been read in the wrong encoding", form=form)
