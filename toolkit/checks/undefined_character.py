"""A translation holds a character without a meaning: for private use, never assigned, or put for damaged bytes.

## Why it matters
Readers see a box or nothing where a letter, a sign or a number should be.

## Hint
Find out which character was meant, and type it anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.characters import Kind, hidden_in, name_of

_CERTAIN = {Kind.REPLACEMENT, Kind.NONCHARACTER, Kind.SURROGATE}
_KINDS = _CERTAIN | {Kind.PRIVATE, Kind.UNASSIGNED}


@check(severity=Severity.WARNING, supersedes=["mojibake", *WORDS])
def undefined_character(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each such character of a form that the source does not have."""
    del context
    for form, text in filled_forms(unit):
        for character, kind in hidden_in(text).items():
            if kind not in _KINDS or any(character in source for source in sources(unit)):
                continue
            place = text.index(character)
            named = "a damaged character: U+FFFD" if kind is Kind.REPLACEMENT else f"{name_of(character)}: {kind}"
            severity = Severity.ERROR if kind in _CERTAIN else None
            yield placed(unit, form, place, place + 1, named, severity=severity)
