"""A translation negates what its source does not.

## Why it matters
"Do not shake the inhaler" for "Shake the inhaler" undoes the advice.

## Hint
Say what the source says. Where the translation says the same by negating the opposite ("not worse" for "better"), add
the comment 'l10n:ignore added-negation' with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import read
from toolkit.checks._registry import Context, Finding, check, evidence
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.negations import message_balance
from toolkit.text.vocabulary_rows import POLARITY

_FORMS_OF_ARABIC = 6


@check(severity=Severity.WARNING, supersedes=["flipped-direction"])
def added_negation(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form with a part that negates more often than its source."""
    for item in read(unit, context):
        if item.form == 0 and len(unit.msgstrs) == _FORMS_OF_ARABIC:
            continue  # the form for nothing at all: "you have no tablet left"
        for pair, found in message_balance(item.source, item.translation):
            if found.added:
                negators = pair.translation.of(POLARITY) or pair.translation.found[POLARITY]  # "do not wait"
                words = [(pair.start + start, pair.start + end) for start, end in map(pair.translation.span, negators)]
                spans = tuple(evidence(unit, item.form, start, end) for start, end in words)
                quoted = ", ".join(repr(text) for text in dict.fromkeys(span.text for span in spans))
                yield Finding(f"the source has no such negation: {quoted}", form=item.form, spans=spans)
                break
