"""A translation is its source, word for word.

## Why it matters
The page shows a text that its readers may not understand, and counts as translated.

## Hint
Translate the text. Names, numbers and codes stay as they are; for those alone, ignore this check with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, filled_forms, sources
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.copied import is_copied, is_title


@check(
    severity=Severity.ERROR,
    needs_source=True,
    supersedes=[
        *WORDS,
        "wrong-language",
        "untranslated-part",
        "suspicious-length",
        "end-punctuation",
        "foreign-quotes",
        "inconsistent-translation",
    ],
)
def copied_source(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form that is the source or its plural; a warning where it may be a name."""
    if context.locale is None or context.pseudo or context.locale.split("_")[0] == context.source_locale.split("_")[0]:
        return
    for form, text in filled_forms(unit):
        if any(is_copied(source, text, context.source_locale, context.locale) for source in sources(unit)):
            severity = Severity.WARNING if is_title(text, context.source_locale) else None
            yield Finding("the translation is the source itself", form=form, severity=severity)
