"""A translation is marked fuzzy: it was guessed, or its source changed after it was made.

## Why it matters
A guess can say the opposite of the source. Pages never show it, so this message counts as missing.

## Hint
Compare the translation with the source, mend it, then remove the flag 'fuzzy'.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit


@check(severity=Severity.WARNING, of_fuzzy=True)
def fuzzy(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding where the flag is set; an error on a guarded message, where no guess may stand at all."""
    if unit.fuzzy:
        guard = context.guard(unit)
        if guard is None:
            yield Finding("the translation is fuzzy")
        else:
            yield Finding(
                f"the safety text {guard!r} has a fuzzy translation",
                severity=Severity.ERROR,
                hint="translate it anew from the source: a guess is never allowed for a safety text",
            )
