"""A word mixes letters of several scripts, or is written in another script whose letters look the same.

## Why it matters
A Cyrillic 'а' in a Latin word cannot be seen, but searching, reading aloud and comparing with approved wording fail.

## Hint
Type the word anew with the keyboard of its language.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.look_alikes import LookAlike, disguised_words, mixed_words, styled_letters
from toolkit.text.masked import masked

_CYRILLIC = {"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"}
_LATIN = {
    *("af", "ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fi", "fr", "ga", "gl", "hr", "hu", "id", "is", "it"),
    *("lt", "lv", "ms", "mt", "nb", "nl", "nn", "pl", "pt", "ro", "sk", "sl", "sq", "sv", "sw", "tr", "vi"),
}


_WORDS = late(r"\w+")


@check(severity=Severity.WARNING, supersedes=WORDS)
def mixed_script(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each such word that the source does not have: an error where only a slip can explain it."""
    for form, raw in filled_forms(unit):
        if raw.isascii() and context.locale is not None and _script(context.locale) != "Cyrillic":
            continue
        text = masked(raw)
        for found in _slips(text, context):
            word = text[found.start : found.end]
            if any(word in _WORDS.findall(source) for source in sources(unit)):
                continue
            letters = "".join(dict.fromkeys(found.letters))
            message = (
                f"{word!r} is written in {found.script} letters"
                if found.letters == word
                else f"{word!r} mixes scripts: {letters!r} is {found.script}"
            )
            severity = Severity.ERROR if found.certain else None
            yield placed(unit, form, found.start, found.end, message, severity=severity)
        for start, end in styled_letters(text) if _script(context.locale or "") else ():
            if not any(text[start:end] in source for source in sources(unit)):
                message = f"{text[start:end]!r} is made of signs that only look like letters"
                yield placed(unit, form, start, end, message)


def _slips(text: str, context: Context) -> Iterator[LookAlike]:
    yield from mixed_words(text)
    script = _script(context.locale or "")
    if script is not None:
        yield from disguised_words(text, script)


def _script(locale: str) -> str | None:
    """Return the script that the locale is written in, where it is Latin or Cyrillic."""
    language, _, rest = locale.partition("_")
    if rest.startswith("Latn") or (language in _LATIN and not rest.startswith("Cyrl")):
        return "Latin"
    return "Cyrillic" if language in _CYRILLIC else None
