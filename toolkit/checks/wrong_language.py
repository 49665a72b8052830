"""A translation, or a sentence of it, is in another language than its catalog.

## Why it matters
Texts of another catalog that were pasted or merged here are read by people who do not understand them.

## Hint
Translate the text into the language of this catalog. With `pip install 'content-l10n-toolkit[langid]'` close languages
and short texts are told apart too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, evidence, filled_forms, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.identify import identified, likelier
from toolkit.text.locales import cldr, from_bcp47, is_locale
from toolkit.text.masked import prose
from toolkit.text.sentences import sentences
from toolkit.text.tongues import Tongue, favours, is_latin, is_plainly, other_tongue

_WORD = late(r"\w+")
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
    texts = sources(unit)
    for form, text in filled_forms(unit):
        plain = prose(text)
        spans = sentences(plain, context.language)
        told = [(span, _tongue_of(plain[slice(*span)], context.locale, texts)) for span in spans if _is_long(span)]
        wrong = [(span, tongue) for span, tongue in told if tongue is not None]
        if wrong and len(wrong) < len(told):
            span, tongue = wrong[0]
            where = evidence(unit, form, *span)
            message = f"a sentence seems to be in {_named(tongue.name)}: {where.text!r}"
            yield Finding(message, form=form, spans=(where,), severity=_severity(tongue))
            continue
        single = len(spans) == len(told) == 1
        whole = told[0][1] if single else _tongue_of(plain, context.locale, texts) or (wrong[0][1] if wrong else None)
        # In a choice of languages each may stand in itself: "Japanese" is 日本語.
        if whole is not None and _named(whole.name) not in _words_of(texts):
            yield Finding(f"the text seems to be in {_named(whole.name)}", form=form, severity=_severity(whole))


@lru_cache(maxsize=1_024)
def _words_of(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORD.findall(text))


def _is_long(span: tuple[int, int]) -> bool:
    return span[1] - span[0] >= _SHORTEST_SENTENCE


def _severity(tongue: Tongue) -> Severity:
    return Severity.ERROR if tongue.certain else Severity.WARNING


def _tongue_of(text: str, locale: str, texts: tuple[str, ...]) -> Tongue | None:
    """Return the language that the text is in, where it is surely, or probably, another than it should be.

    The words of the source's `texts` may be names: they tell nothing.
    """
    other = other_tongue(text, locale)
    if other is not None and not other.certain and is_latin(locale) and likelier(text, locale, other.name):
        return None  # "Relazione uno a uno" has small words of Spanish
    if other is not None or is_plainly(text, locale):
        return other
    names = _words_of(texts)
    code = identified(_WORD.sub(lambda match: " " if match[0] in names else match[0], text), locale)
    return None if code is None or favours(text, locale, from_bcp47(code)) else Tongue(code, certain=False)


def _named(code: str) -> str:
    name = from_bcp47(code)
    if not is_locale(name):
        return f"{code.title()} letters"
    return cldr(name.split("_")[0]).get_language_name("en") or code
