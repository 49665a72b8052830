"""A negation of the source is not in the translation.

## Why it matters
"Stop the medicine suddenly" for "Never stop the medicine suddenly" can kill.

## Hint
Say in your language what must not be done. Where the translation says it with other words ("safe only if", "refrain"),
and says all of it, add the comment 'l10n:ignore lost-negation' with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import read
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.negations import message_balance
from toolkit.text.vocabulary_rows import POLARITY


@check(severity=Severity.WARNING, supersedes=["added-permission", "weakened", "flipped-direction"])
def lost_negation(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form with a part that negates less often than its source."""
    for item in read(unit, context):
        for pair, found in message_balance(item.source, item.translation):
            if found.lost:
                words = [pair.source.word(hit) for hit in pair.source.of(POLARITY)]
                quoted = ", ".join(repr(word) for word in dict.fromkeys(words))
                yield Finding(f"the negation of the source is missing: {quoted}", form=item.form)
                break
