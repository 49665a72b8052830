"""A space stands before a mark that follows its word directly in this language.

## Why it matters
The mark can slip to the next line, and screen readers pause in the wrong place.

## Hint
Delete the space; French has a no-break space before : ; ? ! and inside its quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.characters import WORD_MARKS
from toolkit.text.endings import KINDS
from toolkit.text.masked import masked

# Behind a mark of a Latin keyboard something must end, so that " .net" is none; a wide mark ends it itself.
_BEFORE = late(
    rf"(?<=[^\W_]|[{WORD_MARKS}])[ \u00a0\u202f\u3000]+"
    "(?:([,.;:!?،؛؟।])(?=\\s|$|[\"'»”’)\\]*_])|([。，、；：！？]))"
)


@check(severity=Severity.WARNING)
def space_before_punctuation(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each such mark; the marks that the language sets off, and those of the source, are left out.

    Of a language without data only the comma and the full stop are known to stand close everywhere.
    """
    language = context.language
    in_source = {_latin(match[1] or match[2]) for source in sources(unit) for match in _BEFORE.finditer(source)}
    for form, raw in filled_forms(unit):
        for match in _BEFORE.finditer(masked(raw)):
            mark = match[1] or match[2]
            left_out = mark in language.form.spaced if language else mark not in ",."
            if not left_out and _latin(mark) not in in_source:
                yield placed(unit, form, match.start(), match.end(), f"a space before {mark!r}")


def _latin(mark: str) -> str:
    """Return the mark of the source that a mark of another script stands for."""
    return next((marks[0] for marks in KINDS.values() if mark in marks), mark)
