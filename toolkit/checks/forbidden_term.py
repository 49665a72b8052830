"""A word stands in the place of a term that the project's terms forbid there.

## Why it matters
These are the words that were taken for the term before: "Rückzug" for withdrawal, "vein" for the fluid of the spine.

## Hint
Use one of the forms that source/terms.toml gives for the term.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check, placed
from toolkit.checks.missing_term import wanted
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.masked import masked


@check(severity=Severity.ERROR, supersedes=["missing-term"])
def forbidden_term(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each forbidden word where the term that it stands for has no accepted form."""
    language = context.language
    for form, item in wanted(unit, context):
        if item.forbidden is None or language is None:
            continue
        start, end = language.fold(masked(unit.msgstrs[form])).original(item.forbidden.start, item.forbidden.end)
        word = unit.msgstrs[form][start:end]
        yield placed(unit, form, start, end, f"{word!r} must not stand for {item.term.term!r}")
