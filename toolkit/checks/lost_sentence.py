"""A sentence, or a clause of one, is not in the translation.

## Why it matters
"Call an ambulance", left out, is not missed by those who read the rest.

## Hint
Compare the sentences one by one. Two sentences may become one; then all that they say is in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._markdown import structure
from toolkit.checks._pairs import QUANTITIES, Read, read
from toolkit.checks._registry import Context, Finding, check, source_evidence
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.anchors import anchors
from toolkit.text.quantities import Fault, compare
from toolkit.text.unsaid import lost_part

_GONE_WITH_IT = ("markup", "links", "placeholders")
"""Codes of the checks that miss what stood in a lost sentence."""
_MARK = late(r"\*\*|!\[|\\")


@check(
    severity=Severity.WARNING,
    supersedes=[*_GONE_WITH_IT, "suspicious-length", "lost-negation", "missing-medicine", "missing-term", *QUANTITIES],
)
def lost_sentence(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form that says nothing of a part of its source."""
    for item in read(unit, context):
        place = lost_part(item.source, item.translation)
        if place is None:
            continue
        span = source_evidence(unit, *place, plural=item.plural)
        message = f"nothing of this is in the translation: {span.text!r}"
        locale = item.translation.vocabulary.locale
        differences = compare(item.source.text, item.translation.text, context.source_locale, locale)
        certain = any(row.sure and row.fault is Fault.MISSING for row in differences) or _lacks_marks(item, context)
        yield Finding(message, form=item.form, spans=(span,), severity=Severity.ERROR if certain else None)


def _lacks_marks(item: Read, context: Context) -> bool:
    """Whether marks of the source are missing too, which says for certain that words are."""
    lacking = anchors(item.source) - anchors(item.translation)
    if any(not name.startswith("medicine ") for name in lacking):
        return True
    if context.markdown is False or not _MARK.search(item.source.text):
        return False
    wanted, own = structure(item.source.text), structure(item.translation.text)
    return own.strongs < wanted.strongs or len(own.images) < len(wanted.images) or own.breaks < wanted.breaks
