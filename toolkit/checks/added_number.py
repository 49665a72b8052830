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
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.masked import code_in
from toolkit.text.quantities import Fault

_DIGITS = late(r"\d+")


@check(severity=Severity.ERROR, needs_source=True)
def added_number(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each number of a form that nothing in the source stands for.

    What the source shows as code, and the translation as a quotation, is not compared, and not added either.
    """
    for row in differences(unit, context, Fault.ADDED):
        digits = _DIGITS.findall(row.own_text)
        if digits and all(number in _DIGITS.findall(code_in(row.source)) for number in digits):
            continue
        yield row.finding(f"{row.own_text!r} is not in the source")
