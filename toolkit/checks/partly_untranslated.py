"""Some plural forms of a message are translated and others are empty.

## Why it matters
The page is right for some numbers and has no text for others.

## Hint
Fill every plural form; the numbers that a form is for stand in the message.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit


@check(severity=Severity.ERROR, needs_plural=True)
def partly_untranslated(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each empty form beside a filled one, naming numbers that take it."""
    for form, text in enumerate(unit.msgstrs):
        if not text:
            numbers = _numbers(form, context)
            yield Finding(f"msgstr[{form}]{numbers} is empty while other forms are translated", form=form)


def _numbers(form: int, context: Context) -> str:
    if context.plural_forms is None:
        return ""
    taken = [str(n) for n in range(200) if context.plural_forms.index(n) == form][:4]
    return f" (for {', '.join(taken)}{', ...' if len(taken) == 4 else ''})" if taken else ""
