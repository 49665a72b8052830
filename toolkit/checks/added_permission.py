"""A translation permits what its source does not.

## Why it matters
"You may freeze it for a short time" behind "Do not freeze it" takes the warning back.

## Hint
Translate what the source says and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import read
from toolkit.checks._registry import Context, Finding, check, evidence
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.exceptions import added_exceptions
from toolkit.text.pairing import Pair, paired
from toolkit.text.permits import added_permits, bans
from toolkit.text.phrases import Found
from toolkit.text.unsaid import added_part, permitting


@check(severity=Severity.WARNING, supersedes=["added-negation", "added-sentence", "flipped-direction"])
def added_permission(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form with a part that has a permission more than its source."""
    for item in read(unit, context):
        # A sentence that was added moves the others along: what the pairs do not show, the whole does.
        whole = Pair(item.source, item.translation, 0)
        banned = bans(item.source)
        for pair in (*paired(item.source, item.translation), whole):
            words = added_exceptions(pair.source, pair.translation, message=item.source) if pair is not whole else ()
            if not words and banned:
                words = added_permits(pair.source, pair.translation)
            words = words or (_added(pair) if pair is whole else ())
            if words:
                places = [pair.translation.span(found) for found in words]
                spans = tuple(evidence(unit, item.form, pair.start + start, pair.start + end) for start, end in places)
                quoted = ", ".join(repr(span.text) for span in spans)
                yield Finding(f"the source does not permit it: {quoted}", form=item.form, spans=spans)
                break


def _added(whole: Pair) -> tuple[Found, ...]:
    """Return what permits or excepts something in a part of the translation of which the source says nothing."""
    place = added_part(whole.source, whole.translation)
    return permitting(whole.translation, *place) if place else ()
