"""A message has no translation.

## Why it matters
A page with this message cannot be published in this language: nothing stands in for a missing sentence.

## Hint
Translate the message; 'l10n status' shows how much is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit


@check(severity=Severity.WARNING, needs_translation=False)
def untranslated(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding where no form is filled; an error on a guarded message."""
    if unit.untranslated:
        guard = context.guard(unit)
        if guard is None:
            yield Finding("the message is not translated")
        else:
            yield Finding(f"the safety text {guard!r} is not translated", severity=Severity.ERROR)
