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
from toolkit.text.keys import is_key
from toolkit.text.masked import masked
from toolkit.text.repetition import doubled_whole, longest_repeat

_WORDS = 8
"""A run of so many words comes twice by chance in no language; the data of a language say it better."""
_GOOD_PART = 0.2
_BORDERS = ("", *".,;:!?…।॥。、，；：！？؟،؛—–")
"""What a clause begins or ends with."""
_SOURCE_WORDS = 3
"""Where the source repeats a run of so many words, so may the translation."""


@check(severity=Severity.WARNING, supersedes=["suspicious-length", "doubled-word", *WORDS])
def repeated_text(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form in which a run of words comes back although the source repeats nothing.

    What may be a name that comes twice is a note, and so is a run of words where the message is a key: nobody knows
    what its source repeats.
    """
    language = context.language
    size = language.form.repeat if language else _WORDS
    for form, raw in filled_forms(unit):
        whole = doubled_whole(raw)
        found = whole or (longest_repeat(masked(raw), size) if len(raw) >= 2 * size else None)
        if found and not any(longest_repeat(masked(source), _SOURCE_WORDS) for source in sources(unit)):
            start, end = found
            message = f"{raw[start:end][:60]!r} stands in the translation twice"
            likely = whole or (not is_key(unit.msgid, unit.comments) and _is_pasted(raw, start, end))
            severity = None if likely else Severity.NOTE
            yield placed(unit, form, start, end, message, severity=severity)


def _is_pasted(text: str, start: int, end: int) -> bool:
    """Whether what comes back is a clause of its own or a good part of the text; other names come twice too."""
    before, behind = text[:start].rstrip(), text[end:].lstrip()
    clause = before[-1:] in _BORDERS and (behind[:1] in _BORDERS or text[end - 1 : end] in _BORDERS)
    return clause or (end - start) >= _GOOD_PART * len(text)
