"""A medicine of the source is not named in the translation.

## Why it matters
Advice that names no medicine is taken for any medicine, or for none.

## Hint
Write the international non-proprietary name as it is written in your language: the list is in
toolkit/text/medicines.csv. A brand name is not enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import read
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.names import compare_names


@check(severity=Severity.WARNING)
def missing_medicine(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each medicine that a form lacks, with no other name in its place."""
    for item in read(unit, context):
        names = compare_names(item.source, item.translation)
        if names.other:
            continue
        for found in names.missing:
            if found.value not in names.near:
                yield Finding(f"the medicine {found.value!r} is missing", form=item.form, spans=(item.there(found),))
