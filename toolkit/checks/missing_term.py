"""A term of the source is not translated as the project's terms say.

## Why it matters
"Seizure" and "spasm" are two things; a reader who meets three words for one of them, or one word for both, is lost.

## Hint
Use one of the forms that source/terms.toml gives for the term. If yours is right as well, add it there.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check, filled_forms, source_evidence
from toolkit.diagnostic import Severity, Span
from toolkit.model import Unit
from toolkit.text.glossary import Wanted
from toolkit.text.masked import masked
from toolkit.text.medicines import medicine_names

_MOST_SHOWN = 3
"""Accepted forms in a message."""


@check(severity=Severity.WARNING)
def missing_term(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each term that a form lacks; a medicine that is nearly right is an error."""
    for form, item in wanted(unit, context):
        if item.present or item.forbidden is not None or item.term.term.lower() in medicine_names():
            continue
        spans = (_source_span(unit, item, context),)
        if item.near is not None:
            message = f"the term {item.term.term!r} is nearly, but not quite, {item.near.name!r}"
            severity = Severity.ERROR if item.term.medicine else None
            yield Finding(message, form=form, spans=spans, severity=severity)
        elif item.term.keep:
            yield Finding(f"{item.term.term!r} is not translated, and must stand here as it is", form=form, spans=spans)
        else:
            forms = item.term.forms[(context.locale or "")][:_MOST_SHOWN]
            given = " or ".join(repr(pattern) for pattern in forms)
            yield Finding(f"the term {item.term.term!r} is missing: {given}", form=form, spans=spans)


def wanted(unit: Unit, context: Context) -> Iterator[tuple[int, Wanted]]:
    """Yield the terms of the source with what each form of the translation has of them."""
    ours, theirs = context.source_language, context.language
    if ours is None or theirs is None or context.pseudo or not context.glossary.terms:
        return
    for form, text in filled_forms(unit):
        for item in context.glossary.wanted(unit.msgid, text, ours, theirs):
            yield form, item


def _source_span(unit: Unit, item: Wanted, context: Context) -> Span:
    folded = context.source_language.fold(masked(unit.msgid)) if context.source_language else None
    start, end = folded.original(item.found.start, item.found.end) if folded else (0, 0)
    return source_evidence(unit, start, end)
