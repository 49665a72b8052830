"""A translation breaks off: it has no end mark where the source has one and ends in the middle of a clause.

One in which there is nothing to see is an error in a project: on the page there would be nothing.

## Why it matters
What is cut off at the end is often the condition or the exception: "unless your doctor ...".

## Hint
Compare the end of the translation with the end of the source, and write what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.characters import is_blank
from toolkit.text.copied import is_title
from toolkit.text.endings import End, ending, ends_with_copied
from toolkit.text.language import Language
from toolkit.text.masked import letters, masked

_ENDS = {End.STOP, End.QUESTION, End.EXCLAMATION}
_LAST_WORD = late(r"(?<![^\s\ufffc])[^\s\ufffc]++\Z")
_SHORTEST = 20
"""Letters of a source; labels such as "before" may end with anything."""
_BRACKET = late(r"[()（）\[\]［］–—,،、，:：]")
_REMARK = late(r"(?<!\])\((?=[^() a-z]*+[a-z])[^() ]*+ [^()]*+\)[ .]*+\Z")
"""A part in brackets of two words or more; one word is often a learned name, which a language may not have."""
_ABBREVIATION = late(r"[A-Z]{2}s? \Z")
"""What stands before a part in brackets that spells it out."""
_SHORT_WITHOUT_REMARK = 0.75
_SHORT_BY = 0.5
"""How much of the usual length a text without its end mark may have to be called cut off."""
_MUCH_SHORTER, _LONG = 0.3, 35
"""The same for a source of fewer letters: short labels are often said in fewer words."""


@check(
    severity=Severity.WARNING,
    needs_source=True,
    supersedes=["edge-space", "end-punctuation", "suspicious-length", *WORDS],
)
def truncated(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form that ends with a word or a mark that nothing ends with, or too early."""
    blank = [form for form, text in filled_forms(unit) if is_blank(unescape(text))]
    if blank and context.markdown is not None and not any(map(is_blank, sources(unit))):
        yield from (Finding("there is nothing to see", form=form, severity=Severity.ERROR) for form in blank)
        return
    if any(letters(source) < _SHORTEST or _open_end(source, context.source_language) for source in sources(unit)):
        return
    for form, text in filled_forms(unit):
        if ends_with_copied(text) and any(map(ends_with_copied, sources(unit))):
            continue
        if _open_end(text, context.language):
            last = _LAST_WORD.search(text.rstrip())
            start = last.start() if last else 0
            yield placed(unit, form, start, len(text), f"the translation breaks off with {text[start:]!r}")
        elif _ends_early(unit, text, context):
            message = "the translation breaks off: the end of the source is missing"
            yield placed(unit, form, len(text), len(text), message)
        elif _lacks_remark(unit, text, context):
            yield Finding("the part in brackets at the end of the source is missing", form=form)


def _open_end(text: str, language: Language | None) -> bool:
    """Whether the text ends with a comma, an opening bracket, or a word that asks for another one."""
    found = ending(text)
    if found.kind is End.COMMA or text.rstrip()[-1:] in tuple("([{（「『„"):
        return True
    if language is None or found.kind is not End.NONE or found.end < len(text.rstrip()):
        return False
    words = language.form.unfinished
    end = masked(text[: found.end])
    if not language.spaces:
        return end.endswith(words)
    last = _LAST_WORD.search(end)
    return last is not None and last[0] in words and last.start() > 0


def _ends_early(unit: Unit, text: str, context: Context) -> bool:
    """Whether the end mark is missing, and so is a good part of the usual length."""
    if ending(text).kind is not End.NONE or any(ending(source).kind not in _ENDS for source in sources(unit)):
        return False
    short = any(letters(source) < _LONG for source in sources(unit))
    return _share_of_usual(unit, text, context) < (_MUCH_SHORTER if short else _SHORT_BY)


def _lacks_remark(unit: Unit, text: str, context: Context) -> bool:
    """Whether each source ends with a part in brackets, and the translation has no such part and is short."""
    if not all(_has_remark(source, context.source_locale) for source in sources(unit)):
        return False
    return _BRACKET.search(text) is None and _share_of_usual(unit, text, context) < _SHORT_WITHOUT_REMARK


def _has_remark(source: str, locale: str) -> bool:
    found = _REMARK.search(source)
    if found is not None and is_title(source, locale):
        return False  # "Bolivia (Plurinational State of)"
    return found is not None and _ABBREVIATION.search(source[: found.start()]) is None


def _share_of_usual(unit: Unit, text: str, context: Context) -> float:
    """Return the length of the translation as a part of what is usual; 1 where nobody knows."""
    language, source_language = context.language, context.source_language
    if language is None or source_language is None or not language.form.length or not source_language.form.length:
        return 1.0
    usual = language.form.length / source_language.form.length * min(map(letters, sources(unit)))
    return letters(text) / usual if usual else 1.0
