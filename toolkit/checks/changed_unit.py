"""A number has another unit than in the source, or has lost it.

## Why it matters
A milligram is a thousand micrograms: with the right number and the wrong unit a dose kills.

Units are compared by what they are, in every script: mL, ml and мл are one; a day is not written for 24 hours.

## Hint
Give the number the unit that it has in the source, in words or as the symbol that the locale uses.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._quantities import differences, how_much
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.quantities import Fault


@check(severity=Severity.ERROR, needs_source=True)
def changed_unit(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each number of a form whose unit is not that of the source."""
    for row in differences(unit, context, Fault.UNIT):
        source, own = row.difference.source, row.difference.own
        if source is None or own is None:
            yield row.finding(f"{row.source_text!r} is missing")
        elif not own.unit:
            yield row.finding(f"{row.source_text!r} lost its unit: {row.own_text!r}")
        else:
            yield row.finding(f"{row.source_text!r} became {row.own_text!r}{how_much(source, own)}")
