"""A letter is written in parts (a letter and its accent), or with a twin of the usual character.

## Why it matters
It looks the same, but searching, sorting and comparing with the approved wording fail, and some fonts show it broken.

## Hint
Normalise the text to NFC: most editors and 'uconv -x nfc' can.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, evidence, filled_forms, sources
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.characters import name_of
from toolkit.text.normal_form import not_composed


@check(severity=Severity.WARNING, supersedes=["suspicious-length", "wrong-language", *WORDS])
def decomposed_character(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield one finding a form, with each place as evidence."""
    del context
    for form, text in filled_forms(unit):
        found = [row for row in not_composed(text) if not any(text[row[0] : row[1]] in one for one in sources(unit))]
        if found:
            start, end, composed = found[0]
            names = " ".join(name_of(character) for character in text[start:end])
            yield Finding(
                f"{composed!r} is written as {names}",
                form=form,
                spans=tuple(evidence(unit, form, begin, stop) for begin, stop, _ in found),
            )
