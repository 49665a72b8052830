"""The name of a medicine is misspelt: it is a letter or two away from what it is called in this language.

## Why it matters
Names of medicines differ by single letters. A misspelt one can be taken for another, and cannot be looked up.

## Hint
Write the name as it is written in your language: the list is in toolkit/text/medicines.csv.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import read
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.medicines import medicine_names
from toolkit.text.names import compare_names

_TRANSLITERATED = frozenset({"ar", "hi", "ko"})
"""Languages that spell a foreign name in more ways than a list can hold."""


@check(severity=Severity.WARNING, supersedes=["missing-medicine", "missing-term"])
def misspelt_medicine(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each medicine of the source that stands in a form nearly, but not quite.

    It is an error where the medicine is a term of the project with forms in this language: the toolkit's own list does
    not hold every spelling that is right.
    """
    for item in read(unit, context):
        names = compare_names(item.source, item.translation)
        for slip in names.beside.values():
            span = item.here(slip.start, slip.end)
            message = f"{span.text!r} is nearly, but not quite, {slip.name!r}, which stands there too"
            yield Finding(message, form=item.form, spans=(span,))
        for found in names.missing:
            near = names.near.get(found.value)
            if near is None or names.other:
                continue
            span = item.here(near.start, near.end)
            # A name that only goes on may have an ending of its own. What no list has is for `missing-term`.
            listed = found.value in medicine_names() and near.name not in span.text.lower()
            yield Finding(
                f"{span.text!r} is nearly, but not quite, {near.name!r}",
                form=item.form,
                spans=(item.there(found), span),
                severity=Severity.ERROR if listed and found.value in _chosen(context) else None,
            )


def _chosen(context: Context) -> frozenset[str]:
    """Return the terms of the project whose forms in the language of the catalog are all that there are."""
    if context.locale in _TRANSLITERATED:
        return frozenset()
    return frozenset(term.term.lower() for term in context.glossary.terms if term.forms.get(context.locale or ""))
