"""The header's Plural-Forms differ from those of CLDR, or a message has another number of forms.

## Why it matters
A wrong formula shows the form for one number with another, or none at all.

## Hint
Copy the Plural-Forms line that the message quotes into the header, and check the forms of every plural message.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.plurals import categories, cldr_plural_forms
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit


@check(severity=Severity.ERROR, header=True)
def plural_forms(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding where the header's formula is not the one of the locale."""
    if context.locale is None or context.plural_forms is None:
        return
    if categories(context.plural_forms, context.locale) is None:
        right = cldr_plural_forms(context.locale)
        yield Finding(f"Plural-Forms are not those of {context.locale!r}: expected '{right.header}'", line=unit.line)
