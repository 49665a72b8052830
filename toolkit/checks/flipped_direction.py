"""A word of direction became its opposite: more became less, before became after, left became right.

## Why it matters
"Before meals" for "after meals" or "less than" for "more than" reads well, and turns the advice around.

## Hint
Compare the words that the finding shows with those of the source. What is said in another way, and is right, gets the
comment 'l10n:ignore flipped-direction' with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import read
from toolkit.checks._registry import Context, Finding, check, evidence, source_evidence
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.directions import flips


@check(severity=Severity.WARNING)
def flipped_direction(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for the first axis on which a form turns its source around."""
    for item in read(unit, context):
        flip = next(flips(item.source, item.translation), None)
        if flip is None:
            continue
        theirs = [source_evidence(unit, *span, plural=item.plural) for span in flip.source]
        ours = [evidence(unit, item.form, *span) for span in flip.translation]
        wanted = ", ".join(repr(span.text) for span in theirs)
        given = ", ".join(repr(span.text) for span in ours)
        yield Finding(f"the source says {wanted}, the translation {given}", form=item.form, spans=(*theirs, *ours))
