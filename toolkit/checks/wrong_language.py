"""A translation, or a sentence of it, is in another language than its catalog.

## Why it matters
Texts of another catalog that were pasted or merged here are read by people who do not understand them.

## Hint
Translate the text into the language of this catalog. With `pip install 'content-l10n-toolkit[langid]'` close languages
and short texts are told apart too.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, evidence, filled_forms
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.identify import identified
from toolkit.text.locales import from_bcp47, is_locale
from toolkit.text.masked import masked
from toolkit.text.sentences import sentences
from toolkit.text.tongues import is_plainly, other_tongue

_SHORTEST_SENTENCE = 25
"""Characters of a sentence that is judged by itself."""


@check(
    severity=Severity.WARNING,
    supersedes=[*WORDS, "suspicious-length", "end-punctuation", "foreign-quotes", "look-alike", "mixed-script"],
)
def wrong_language(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form that is in another language, or has a sentence that is."""
    if context.locale is None or context.pseudo:
        return
    for form, text in filled_forms(unit):
        plain = masked(text)
        spans = sentences(plain, context.language)
        named = [(span, _language_of(plain[slice(*span)], context.locale)) for span in spans if _is_long(span)]
        wrong = [(span, name) for span, name in named if name is not None]
        if wrong and len(wrong) < len(named):
            span, name = wrong[0]
            where = evidence(unit, form, *span)
            yield Finding(f"a sentence seems to be in {name}: {where.text!r}", form=form, spans=(where,))
            continue
        whole = wrong[0][1] if wrong else _language_of(plain, context.locale)
        if whole is not None:
            yield Finding(f"the text seems to be in {whole}", form=form)


def _is_long(span: tuple[int, int]) -> bool:
    return span[1] - span[0] >= _SHORTEST_SENTENCE


def _language_of(text: str, locale: str) -> str | None:
    """Return the English name of the language that the text is in, where it is surely another than it should be."""
    other = other_tongue(text, locale)
    if other is not None:
        return _named(other.name)
    if is_plainly(text, locale):
        return None
    code = identified(text, locale)
    return None if code is None else _named(code)


def _named(code: str) -> str:
    name = from_bcp47(code)
    if not is_locale(name):
        return f"{code.title()} letters"
    return Locale.parse(name.split("_")[0]).get_language_name("en") or code
