"""A number is written with the decimal or group sign of another language.

## Why it matters
1.500 is one and a half to an English reader, and one thousand five hundred to a German one.

It is an error where readers of the locale take the number for another one, and a warning where it only looks foreign.

## Hint
Write the number as the locale does; four digits without a separator (1000) are safe everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._quantities import differences, how_much
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.quantities import Fault
from toolkit.text.quantities.quantity import shown_number


@check(severity=Severity.ERROR, needs_source=True)
def wrong_separator(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each number of a form that is misread, or looks foreign, in the locale."""
    for row in differences(unit, context, Fault.SEPARATOR):
        source, own = row.difference.source, row.difference.own
        if source is None or own is None or own.value is None:
            continue
        if own.foreign and source.value in own.values:
            yield row.finding(f"{row.own_text!r} is not written as in {context.locale!r}")
        else:
            read = shown_number(own.value)
            much = how_much(source, own)
            yield row.finding(f"{row.own_text!r} reads as {read} here, and the source has {row.source_text!r}{much}")
