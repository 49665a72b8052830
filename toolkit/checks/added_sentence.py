"""A translation has a sentence that its source has not.

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
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.extra import added_end
from toolkit.text.masked import letters
from toolkit.text.pairing import parts
from toolkit.text.spoken import added_part, speaks_of
from toolkit.text.vocabulary import Reading

_LONGER = 0.75
"""How much of the added sentence must be too much, by the usual length."""
_LEAST = 1.3
"""Of the usual length, a text below which nothing was added."""
_BRACKET = late(r"[(（]")


@check(severity=Severity.WARNING, supersedes=["suspicious-length"])
def added_sentence(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form with more sentences than its source that is too long to say only the same."""
    for item in read(unit, context):
        place = added_part(item.source, item.translation) or added_end(item.source, item.translation)
        if place is not None:
            span = evidence(unit, item.form, *place)
            yield Finding(f"the source says nothing of this: {span.text!r}", form=item.form, spans=(span,))
            continue
        ours, theirs = parts(item.source), [*_told(item.source.text, item.translation)]
        here, there = item.source.vocabulary.language.form.length, item.translation.vocabulary.language.form.length
        if len(theirs) <= len(ours) or not here or not there:
            continue
        usual = letters(item.source.text) * there / here
        sizes = [letters(item.translation.text[start:end]) for start, end in theirs]
        long = sum(sizes) > max(usual * _LEAST, usual + _LONGER * sizes[-1])
        if long and not speaks_of(item.source, item.translation, theirs[-1]):
            span = evidence(unit, item.form, *theirs[-1])
            message = f"{len(ours)} sentences in the source, {len(theirs)} in the translation, which is too long"
            yield Finding(message, form=item.form, spans=(span,))


def _told(source: str, translation: Reading) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences that tell something: no placeholder alone, and no brackets of the source."""
    brackets = len(_BRACKET.findall(source))
    for start, end in translation.sentences:
        text = translation.text[start:end]
        bracketed = bool(_BRACKET.match(text.lstrip()))
        if letters(text) and not (bracketed and brackets > 0):
            yield start, end
        brackets -= bracketed
