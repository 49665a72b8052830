"""No words of the language are known, so nothing is said of negations, directions, permissions and sentences.

## Why it matters
A catalog without a finding looks checked. In a language without data "never" may be lost and nobody is told.

## Hint
Have a reader compare the safety texts. A project may add the words: `source/safety/languages/<locale>.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit


@check(severity=Severity.NOTE, header=True)
def unknown_language(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding where there are no data of the language of the translations, or of the sources."""
    if context.locale is None or context.pseudo:
        return
    for locale, language in (
        (context.locale, context.language),
        (context.source_locale, context.source_language),
    ):
        if language is None:
            yield Finding(
                f"no words of {locale!r} are known: lost negations, turned directions, added permissions and lost "
                "sentences cannot be seen",
                line=unit.line,
            )
