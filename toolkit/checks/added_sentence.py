"""A translation has a sentence, or a clause of one, that its source has not.

## Why it matters
What a translator adds was never approved, and can take back what stands before it.

## Hint
Translate what the source says and nothing more. A long sentence may become two; then ignore this with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import read
from toolkit.checks._registry import Context, Finding, check, evidence
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.unsaid import added_part


@check(severity=Severity.WARNING, supersedes=["suspicious-length"])
def added_sentence(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form with a part of which its source says nothing."""
    for item in read(unit, context):
        place = added_part(item.source, item.translation)
        if place is not None:
            span = evidence(unit, item.form, *place)
            yield Finding(f"the source says nothing of this: {span.text!r}", form=item.form, spans=(span,))
