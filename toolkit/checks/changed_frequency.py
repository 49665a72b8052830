"""How often something is done is not what the source says.

## Why it matters
A medicine for once a week that is taken every day has killed people.

## Hint
Say how many times, and in what time, as the source does: twice a day, three times a week.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._quantities import differences
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.quantities import Fault


@check(severity=Severity.ERROR, needs_source=True)
def changed_frequency(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each frequency or period of the source that a form lacks or has changed."""
    for row in differences(unit, context, Fault.FREQUENCY):
        if row.difference.own is None:
            yield row.finding(f"{row.source_text!r} is missing")
        else:
            yield row.finding(f"{row.source_text!r} became {row.own_text!r}")
