"""A negation of the source is not in the translation.

## Why it matters
"Stop the medicine suddenly" for "Never stop the medicine suddenly" can kill.

## Hint
Say in your language what must not be done. Where the translation says it with other words ("safe only if", "refrain"),
and says all of it, add the comment 'l10n:ignore lost-negation' with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks._pairs import read
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.negations import message_balance
from toolkit.text.pairing import Pair
from toolkit.text.vocabulary_rows import POLARITY, SOFT

_LONGEST = 60
_BEFORE = late(r"\S+\Z")
_BEHIND = late(r"\S+")
_STOPS = ".,;:!?"
_QUOTES = "\"'`“”‘’"
_MARKS = f"{_STOPS}{_QUOTES}()[]*_"


@check(severity=Severity.WARNING, supersedes=["added-permission", "weakened", "flipped-direction"])
def lost_negation(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form with a part that negates less often than its source."""
    for item in read(unit, context):
        for pair, found in message_balance(item.source, item.translation):
            if found.lost > _copied(pair):
                words = [pair.source.word(hit) for hit in pair.source.of(POLARITY) or pair.source.of(SOFT)]
                quoted = ", ".join(repr(word) for word in dict.fromkeys(words))
                yield Finding(f"the negation of the source is missing: {quoted}", form=item.form)
                break


def _copied(pair: Pair) -> int:
    """Return how many negators of the source stand in a name or a quotation that the translation has too: 'None'."""
    text = pair.source.text
    names = (_around(text, *pair.source.span(hit)) for hit in pair.source.of(POLARITY))
    return sum(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", pair.translation.text, re.ASCII) is not None
        for name in names
        if name
    )


def _around(text: str, start: int, end: int) -> str:
    """Return the name that the word is, or is a part of; "" where it is a word of the text."""
    before, behind = _BEFORE.search(text, max(0, start - _LONGEST), start), _BEHIND.match(text, end, end + _LONGEST)
    word = f"{before[0] if before else ''}{text[start:end]}{behind[0] if behind else ''}"
    name = word.strip(_MARKS)
    quoted = word[:1] in _QUOTES and word.rstrip(_STOPS)[-1:] in _QUOTES
    return name if quoted or not name.isalpha() or not name.islower() else ""
