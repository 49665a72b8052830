"""A translation begins or ends with white space where its source does not, or the reverse.

## Why it matters
The text touches what stands beside it on the page, or leaves a gap.

## Hint
Begin and end the translation as the source does.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.endings import End, ending

_ENDS = {End.STOP, End.EXCLAMATION, End.QUESTION}
_LAYOUT_BEFORE = late(r"\s*\n[ \t]")
_LAYOUT_BEHIND = late(r"\n[ \t]+\Z")


@check(severity=Severity.WARNING, needs_source=True)
def edge_space(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each end of a form whose white space is not that of the source.

    A missing line break is the business of the reader (`newline-mismatch`). A space before the source's first letter
    may be any space. Where a line break and an indentation lay the source out in its page template, or a sentence
    ends without the space behind it, it is a note.
    """
    del context
    for form, text in filled_forms(unit):
        if not text[:1].isspace() and not text[-1:].isspace() and not _spaced(unit.msgid):
            continue
        begin, stop = len(text) - len(text.lstrip()), len(text.rstrip())
        wanted = [(_class(source[: len(source) - len(source.lstrip())]), _tail(source)) for source in sources(unit)]
        if _class(text[:begin]) not in {row[0] for row in wanted}:
            severity = Severity.NOTE if _LAYOUT_BEFORE.match(unit.msgid) else None
            yield placed(unit, form, 0, begin, _said("begins", text[:begin], wanted[0][0]), severity=severity)
        if stop and _class(text[stop:]) not in {row[1] for row in wanted}:
            whole = stop == len(text) and ending(text).kind in _ENDS
            severity = Severity.NOTE if whole or _LAYOUT_BEHIND.search(unit.msgid) else None
            yield placed(unit, form, stop, len(text), _said("ends", text[stop:], wanted[0][1]), severity=severity)


def _spaced(text: str) -> bool:
    return text[:1].isspace() or text[-1:].isspace()


def _tail(text: str) -> str:
    return _class(text[len(text.rstrip()) :])


def _class(space: str) -> str:
    """Return what counts of white space at an end: its line breaks, or else whether there is any."""
    return "\n" * space.count("\n") or (" " if space else "")


def _said(where: str, found: str, wanted: str) -> str:
    if not found:
        return f"the source {where} with {wanted!r}, the translation does not"
    return f"the translation {where} with {found!r}" + (f", the source with {wanted!r}" if wanted else "")
