"""A placeholder of the source is missing, changed, or added in the translation.

## Why it matters
A name or a number would be missing on the page, or the page could not be built.

## Hint
Copy each placeholder exactly as it stands in the source; a form for exactly one number may spell the number out.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.format_strings import Difference, difference, placeholders_in

_MAY_SPELL_OUT = {0, 1, 2}
"""Numbers that words often stand for."""


@check(
    severity=Severity.ERROR, needs_source=True, supersedes=["double-space", "space-before-punctuation", "edge-space"]
)
def placeholders(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each placeholder that a form has too few or too many times.

    `{name}`, `%(name)s` and Jinja count in every message, other directives by its flags (`python-format`, `c-format`,
    `python-brace-format` ...). A form for one number only may lack the one that stands for the number; where a form is
    for "none or one", or lacks more, that is a warning, and so is a name that comes once where the source has it twice.
    """
    if not any("%" in text or "{" in text for text in (*sources(unit), *unit.msgstrs)):
        return
    accepted = [placeholders_in(source, unit.flags) for source in sources(unit)]
    for form, text in filled_forms(unit):
        own = placeholders_in(text, unit.flags)
        differences = [difference(source, own) for source in accepted]
        if not all(differences):
            continue
        found = differences[-1]
        numbers = _numbers(form, context) if unit.msgid_plural is not None else ()
        spelled_out = not found.surplus and _MAY_SPELL_OUT.issuperset(numbers) and numbers
        if spelled_out and len(numbers) == len(found.missing) == 1:
            continue
        yield from _said(unit, form, found, Severity.WARNING if spelled_out else None)


def _said(unit: Unit, form: int, found: Difference, severity: Severity | None) -> Iterator[Finding]:
    replaced = len(found.missing) == len(found.surplus)
    for text in () if replaced else sorted(found.missing):
        yield Finding(f"placeholder {text!r} is missing", form=form, severity=severity)
    for number, item in enumerate(found.surplus):
        message = (
            f"placeholder {found.missing[number]!r} became {item.text!r}"
            if replaced
            else f"placeholder {item.text!r} is not in the source"
        )
        yield placed(unit, form, item.start, item.start + len(item.text), message)
    for text in found.fewer:
        message = f"placeholder {text!r} comes less often than in the source"
        yield Finding(message, form=form, severity=Severity.WARNING)
    if found.swapped:
        yield Finding("placeholders without a name come in another order than in the source", form=form)


def _numbers(form: int, context: Context) -> tuple[int, ...]:
    """Return the numbers from 0 to 200 that take the form; () where nobody knows."""
    forms = context.plural_forms
    return tuple(n for n in range(201) if forms.index(n) == form) if forms is not None else ()
