"""A sentence or a clause stands in a translation twice, and in its source once.

## Why it matters
Where a text was pasted twice, another part of it was often overwritten; and a patient may take a dose twice.

## Hint
Delete the repetition, and check that nothing of the source is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.masked import masked
from toolkit.text.repetition import doubled_whole, longest_repeat

_WORDS = 8
"""A run of so many words comes twice by chance in no language; the data of a language say it better."""
_SOURCE_WORDS = 3
"""Where the source repeats a run of so many words, so may the translation."""


@check(severity=Severity.WARNING, supersedes=["suspicious-length", "doubled-word", *WORDS])
def repeated_text(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form in which a run of words comes back although the source repeats nothing."""
    language = context.language
    size = language.form.repeat if language else _WORDS
    for form, raw in filled_forms(unit):
        found = doubled_whole(raw) or (longest_repeat(masked(raw), size) if len(raw) >= 2 * size else None)
        if found and not any(longest_repeat(masked(source), _SOURCE_WORDS) for source in sources(unit)):
            start, end = found
            yield placed(unit, form, start, end, f"{raw[start:end][:60]!r} stands in the translation twice")
