"""A translation equals the one of an older, different source text.

## Why it matters
Merging tools offer the translation of a similar old text ("Give ... under 12" for "Never give ... under 16"), and one
click makes it look finished. What stands here was written for other words.

## Hint
Translate the message anew from its source. If the old translation fits, delete the '#|' lines or the obsolete entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit


@check(severity=Severity.ERROR)
def stale_translation(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding where a finished translation is that of an obsolete entry, or still names its old source."""
    if context.catalog is None:
        return
    for old in context.catalog.obsolete_by_msgstrs.get(unit.msgstrs, ()):
        if old.msgid != unit.msgid and old.msgctxt == unit.msgctxt:
            yield Finding(f"the translation is that of the removed text {old.msgid!r}")
            return
    if unit.previous_msgid is not None and unit.previous_msgid != unit.msgid:
        yield Finding(
            f"the translation may still be that of {unit.previous_msgid!r}: its '#|' lines are there",
            severity=Severity.WARNING if context.guard(unit) is None else Severity.ERROR,
        )
