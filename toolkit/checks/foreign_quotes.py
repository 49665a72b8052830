"""A translation has the quotation marks of another language.

## Why it matters
It is a question of taste, but one page should quote in one way.

## Hint
Use the quotation marks that the message names, or the straight ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check, filled_forms, placed
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.masked import masked
from toolkit.text.pairs import foreign_quotes as foreign


@check(severity=Severity.NOTE)
def foreign_quotes(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield one finding a form that has quotation marks which the language does not use."""
    language = context.language
    if language is None or not language.form.quotes:
        return
    for form, raw in filled_forms(unit):
        found = foreign(masked(raw), language.form.quotes)
        if found:
            place, mark = found[0]
            pair = language.form.quotes[0]
            yield placed(unit, form, place, place + 1, f"the quotation mark {mark!r}; here it is {pair[0]}...{pair[1]}")
