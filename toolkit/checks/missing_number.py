"""A number of the source is missing in the translation, or has another value there.

## Why it matters
A dose that loses a zero, an age that changes, a telephone number with a digit less: people come to harm.

Numbers are compared by value: digits of all scripts, number words, duals, separators of the locale, 8 pm as 20:00. What
languages drop and add freely is left alone: one, once, both, the first.

## Hint
Compare the numbers with those of the source. A number word for digits is fine, and so is the reverse.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._quantities import differences, how_much
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.quantities import Fault


@check(severity=Severity.ERROR, needs_source=True)
def missing_number(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each number of the source that a form lacks or has with another value."""
    for row in differences(unit, context, Fault.MISSING, Fault.CHANGED):
        source, own = row.difference.source, row.difference.own
        if source is None or own is None:
            yield row.finding(f"{row.source_text!r} is missing")
        else:
            yield row.finding(f"{row.source_text!r} became {row.own_text!r}{how_much(source, own)}")
