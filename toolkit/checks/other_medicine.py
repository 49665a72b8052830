"""A translation names another medicine than its source, or denies the other one of two.

## Why it matters
Whoever takes ibuprofen for paracetamol, or hydroxyzine for hydralazine, takes the wrong medicine; and so does
whoever reads "ibuprofen, not paracetamol" for "paracetamol, not ibuprofen".

## Hint
Write the international non-proprietary name as it is written in your language: the list is in
toolkit/text/medicines.csv. Of two medicines, deny the one that the source denies.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import read
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.names import compare_names
from toolkit.text.refused import other_refused
from toolkit.text.vocabulary import MEDICINE


@check(severity=Severity.ERROR, supersedes=["missing-medicine", "misspelt-medicine", "missing-term"])
def other_medicine(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form with a medicine that its source has not: instead of one of its own, or besides.

    And one for each form that denies the other one of two.
    """
    for item in read(unit, context):
        refused = other_refused(item.source, item.translation)
        if refused is not None:
            ours, theirs = refused
            said = f"the source denies {ours.value!r}, the translation {theirs.value!r}"
            places = (item.there(ours), item.here(theirs.start, theirs.end))
            yield Finding(said, form=item.form, spans=places, severity=Severity.WARNING)
            continue
        names = compare_names(item.source, item.translation)
        if names.other and not names.missing and item.source.of(MEDICINE):
            given = ", ".join(repr(found.value) for found in names.other)
            spans = tuple(item.here(found.start, found.end) for found in names.other)
            yield Finding(f"the source does not name {given}", form=item.form, spans=spans, severity=Severity.WARNING)
        if not names.missing or not names.other:
            continue
        wanted = ", ".join(repr(found.value) for found in names.missing)
        given = ", ".join(repr(found.value) for found in names.other)
        yield Finding(
            f"the source names {wanted}, the translation {given}",
            form=item.form,
            spans=(
                *map(item.there, names.missing),
                *(item.here(found.start, found.end) for found in names.other),
            ),
        )
