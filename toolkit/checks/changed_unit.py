"""A number has another unit than in the source, or has lost it.

## Why it matters
A milligram is a thousand micrograms: with the right number and the wrong unit a dose kills.

Units are compared by what they are, in every script: mL, ml and мл are one; a day is not written for 24 hours.

## Hint
Give the number the unit that it has in the source, in words or as the symbol that the locale uses.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import read
from toolkit.checks._quantities import differences, how_much
from toolkit.checks._registry import Context, Finding, check, evidence, source_evidence
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.quantities import Fault
from toolkit.text.time_units import exchanged_unit


@check(severity=Severity.ERROR, needs_source=True)
def changed_unit(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each number of a form whose unit is not that of the source."""
    counted = False
    for row in differences(unit, context, Fault.UNIT):
        counted = True
        source, own = row.difference.source, row.difference.own
        if source is None or own is None:
            yield row.finding(f"{row.source_text!r} is missing")
        elif not own.unit:
            yield row.finding(f"{row.source_text!r} lost its unit: {row.own_text!r}")
        else:
            yield row.finding(f"{row.source_text!r} became {row.own_text!r}{how_much(source, own)}")
    if not counted:
        yield from _uncounted(unit, context)


def _uncounted(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form with a unit of time that has no number and is another in the source."""
    for item in read(unit, context):
        if words := exchanged_unit(item.source, item.translation):
            here = source_evidence(unit, words.source.start, words.source.end, plural=item.plural)
            there = evidence(unit, item.form, words.translation.start, words.translation.end)
            message = f"{here.text!r} became {there.text!r}"
            yield Finding(message, form=item.form, spans=(here, there), severity=Severity.WARNING)
