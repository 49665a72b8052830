"""A translation makes advice of an order: "try not to" for "never", "should" for "must", or loses "only" or "at once".

## Why it matters
What is only recommended is left out when it is inconvenient.

## Hint
Keep the force of the source: an order stays an order, and what only a nurse may do is done by nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import read
from toolkit.checks._registry import Context, Finding, check, evidence
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.added_conditions import added_conditions
from toolkit.text.hedges import added_hedges
from toolkit.text.pairing import paired
from toolkit.text.restrictions import lost_haste, lost_restrictions


@check(severity=Severity.WARNING, supersedes=["added-permission", "flipped-direction"])
def weakened(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form with a part that says an order less firmly than its source."""
    for item in read(unit, context):
        for pair in paired(item.source, item.translation):
            words = added_hedges(pair.source, pair.translation, message=item.source)
            words = words or tuple(added_conditions(pair.source, pair.translation))
            if words:
                places = [pair.translation.span(found) for found in words]
                spans = tuple(evidence(unit, item.form, pair.start + start, pair.start + end) for start, end in places)
                quoted = ", ".join(repr(span.text) for span in spans)
                yield Finding(f"the source does not say {quoted}", form=item.form, spans=spans)
                break
            lost = [pair.source.word(found) for found in lost_restrictions(pair.source, pair.translation)]
            if lost:
                yield Finding(f"the restriction of the source is missing: {lost[0]!r}", form=item.form)
                break
        else:
            haste = [item.source.word(found) for found in lost_haste(item.source, item.translation)]
            if haste:
                yield Finding(f"that it is urgent is missing: {haste[0]!r}", form=item.form)
