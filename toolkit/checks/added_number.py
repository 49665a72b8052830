"""The translation has a number that the source has not.

## Why it matters
A dose, an age or a limit that nobody wrote is followed all the same.

## Hint
Remove the number, or have it added to the source. A number word for digits is fine, and so is the reverse.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._quantities import differences
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.quantities import Fault


@check(severity=Severity.ERROR)
def added_number(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each number of a form that nothing in the source stands for."""
    for row in differences(unit, context, Fault.ADDED):
        yield row.finding(f"{row.own_text!r} is not in the source")
