"""A translation has two spaces where one belongs.

## Why it matters
A gap in the line looks like something left out; two no-break spaces push words off a small screen.

## Hint
Delete all spaces but one.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit

_SPACE = " \u00a0\u2002-\u200a\u202f\u205f\u3000"
_DOUBLE = late(rf"(?<=[^\s])[{_SPACE}]{{2,}}(?=[^\s])")


@check(severity=Severity.WARNING)
def double_space(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield one finding a form, with each place as evidence, unless the source has such spaces too."""
    del context
    if any(_DOUBLE.search(source) for source in sources(unit)):
        return
    for form, text in filled_forms(unit):
        found = [match.span() for match in _DOUBLE.finditer(text)]
        if found:
            start, end = found[0]
            first = placed(unit, form, start, end, f"{end - start} spaces in a row: {text[start - 1 : end + 1]!r}")
            yield first
