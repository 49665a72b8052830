"""A translation is far longer or far shorter than its source lets one expect in this language.

## Why it matters
Something is missing, or was pasted from elsewhere.

## Hint
Compare the translation with its source, sentence by sentence.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check, filled_forms, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.copied import is_title
from toolkit.text.masked import letters, masked

_SHORTEST = 20
"""Letters of the source; shorter texts may have any length."""
_LEAST_FACTOR = 1.75
_SHORT_SCRIPT = 0.8
"""Below this ratio the script says more with a letter than Latin does; Latin words inside count for less there."""
_DENSE_SCRIPT, _SHORTEST_DENSE = 0.6, 30
"""Below this ratio the script says a word with a letter or two: there the source must have so many letters."""
_DIGIT = late(r"\d")
_ASCII = late(r"[A-Za-z0-9]+")


@check(severity=Severity.WARNING, needs_source=True)
def suspicious_length(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form whose letters are out of proportion.

    How many letters a language needs for each letter of English was counted on many messages; texts may differ from it
    by a factor that shrinks with their length.
    """
    language, source_language = context.language, context.source_language
    if language is None or source_language is None or not language.form.length or not source_language.form.length:
        return
    ratio = language.form.length / source_language.form.length
    sizes = [letters(source) for source in sources(unit)]
    if max(sizes) < _SHORTEST:
        return
    for form, text in filled_forms(unit):
        if text in sources(unit):
            continue
        own = letters(text)
        if ratio < _SHORT_SCRIPT:
            ascii_letters = sum(map(len, _ASCII.findall(masked(text))))
            own += round(ascii_letters * (ratio - 1))
        low, high = ratio * min(sizes) / factor(min(sizes)), ratio * max(sizes) * factor(max(sizes))
        if low <= own <= high:
            continue
        if own < low and all(is_title(source, context.source_locale) for source in sources(unit)):
            continue  # "Bolivia (Plurinational State of)"
        if own < low and _DIGIT.search(text) and not any(map(_DIGIT.search, sources(unit))):
            continue  # "a quarter to three in the afternoon" is 14:45
        if own < low and ratio < _DENSE_SCRIPT and max(sizes) < _SHORTEST_DENSE:
            continue  # "over-the-counter medicines" are three letters in Japanese
        word = "short" if own < low else "long"
        expected = round(ratio * (min(sizes) if own < low else max(sizes)))
        yield Finding(f"the translation is very {word}: {own} letters where about {expected} are usual", form=form)


def factor(size: int) -> float:
    """Return by which factor the length of a text of so many letters may differ from the usual one."""
    return max(_LEAST_FACTOR, 1 + 11 / math.sqrt(max(size, 1)))
