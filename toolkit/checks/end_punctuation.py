"""A translation ends with another mark than its source, or with the mark of another script.

## Why it matters
A full stop where the source asks turns a question into a statement; a missing one is often the trace of a missing end.

## Hint
End the text as the source does, with the mark of the language: 。 in Chinese and Japanese, ؟ in Arabic, । in Hindi.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.endings import End, Ending, ending, ends_with_copied
from toolkit.text.language import Language
from toolkit.text.sentences import sentences

_TASTE = {
    (End.EXCLAMATION, End.STOP),
    (End.STOP, End.EXCLAMATION),
    (End.ELLIPSIS, End.STOP),
    (End.STOP, End.ELLIPSIS),
    (End.ELLIPSIS, End.COLON),
    (End.COLON, End.ELLIPSIS),
    (End.SEMICOLON, End.COMMA),
    (End.COMMA, End.SEMICOLON),
    (End.SEMICOLON, End.STOP),
    (End.COMMA, End.STOP),
    (End.COLON, End.DASH),
    (End.DASH, End.COLON),
    (End.COMMA, End.NONE),
    (End.COMMA, End.COLON),
    (End.EXCLAMATION, End.NONE),
}
"""Pairs (source, translation) that mean the same."""
_ADDED = {(End.NONE, End.STOP), (End.NONE, End.COLON)}
"""Marks that a translation ends with and its source does not, where nothing is lost: a matter of taste."""
_ASKING = late(r"(?:か|かな|かも|の|は|へ|까요?|나요|吗|呢)\Z")
_CLOSERS = " )]*_\"'»”’\u00a0"
_DOTS = late(r"…|\.{3}")
_FIRST_WORD = late(r"[^\W\d_]+")
_WIDE = late("[\u3040-\u30ff\u3400-\u9fff]\\Z")
_ARABIC = late("[\u0620-\u064a]\\Z")


@check(severity=Severity.WARNING, needs_source=True, supersedes=["unbalanced-bracket"])
def end_punctuation(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form whose end mark neither the msgid nor its plural lets one expect."""
    if context.pseudo:
        return
    ends = [ending(source) for source in sources(unit)]
    language = context.language
    for form, text in filled_forms(unit):
        own = ending(text)
        if all(one.kind is not own.kind for one in ends):
            asks = any(_begins_question(source, context.source_language) for source in sources(unit))
            if own.kind in {End.NONE, End.STOP} and _abbreviated(unit, text, context):
                continue
            fewer = _fewer_sentences(unit, text, context)
            taken = (_may_be(one, own, text, language, asks=asks, fewer=fewer) for one in ends)
            if not any(taken) and not _copied(unit, own):
                message = f"the source ends with {_named(ends[-1])}, the translation with {_named(own)}"
                severity = Severity.NOTE if any((one.kind, own.kind) in _ADDED for one in ends) else None
                yield placed(unit, form, own.start, own.end, message, severity=severity)
        elif (wanted := _of_script(text, own, context.locale or "")) is not None:
            message = f"{own.mark!r} belongs to another script: {wanted!r} ends this text"
            yield placed(unit, form, own.start, own.end, message)


def _named(found: Ending) -> str:
    return f"{found.kind} {found.mark!r}" if found.mark else str(found.kind)


def _abbreviated(unit: Unit, text: str, context: Context) -> bool:
    """Whether the text or its source ends with an abbreviation, whose full stop may end a sentence or not: "8 a.m."."""
    rows = [(text, context.language), *((source, context.source_language) for source in sources(unit))]
    for one, language in rows:
        end = f" {one.rstrip(_CLOSERS).lower()}"
        names = language.form.end_abbreviations if language else ()
        if end.endswith(tuple(f"{before}{name}" for name in names for before in " (")):
            return True
    return False


def _begins_question(source: str, language: Language | None) -> bool:
    """Whether the source begins like a question, as headings do that ask nothing: "What to do after an overdose"."""
    first = _FIRST_WORD.search(source)
    return language is not None and first is not None and first[0].lower() in language.form.asking


def _fewer_sentences(unit: Unit, text: str, context: Context) -> bool:
    """Whether the translation has fewer sentences than each source: the last one, with its colon, may be gone."""
    known = context.source_language, context.language
    if known[0] is None or known[1] is None:
        return False
    fewest = min(len(sentences(source, known[0])) for source in sources(unit))
    return len(sentences(text, known[1])) < fewest


def _may_be(source: Ending, own: Ending, text: str, language: Language | None, *, asks: bool, fewer: bool) -> bool:
    pair = (source.kind, own.kind)
    if pair in _TASTE or (asks and _is_asked(pair, text)):
        return True
    if pair in {(End.QUESTION, End.STOP), (End.QUESTION, End.NONE)}:
        return _ASKING.search(text[: own.start]) is not None
    if language is None:
        return False
    if source.kind is End.COLON and own.kind in {End.STOP, End.COMMA}:
        return language.form.colon_stops and not fewer
    if source.kind is End.DASH or own.kind is End.DASH:
        return End.NONE in pair
    return language.form.stop_added and pair == (End.NONE, End.STOP)


def _is_asked(pair: tuple[End, End], text: str) -> bool:
    """Whether a text asks what its source only begins; where the verb ends it, the dots of "What to do if …" do not."""
    return pair == (End.NONE, End.QUESTION) or (pair == (End.ELLIPSIS, End.QUESTION) and _DOTS.search(text) is not None)


def _copied(unit: Unit, own: Ending) -> bool:
    """Whether a placeholder or an address ends the source, which may bring the mark that the translation has."""
    return own.kind is not End.NONE and any(
        ending(source).kind is End.NONE and ends_with_copied(source) for source in sources(unit)
    )


def _of_script(text: str, own: Ending, locale: str) -> str | None:
    """Return the mark of the text's script where its end mark is the one of another."""
    before = text[: own.start]
    if own.mark == "." and locale.startswith(("ja", "zh")) and _WIDE.search(before):
        return "。"
    if own.mark == "?" and _ARABIC.search(before):
        return "؟"
    if not locale:
        return None
    if own.mark in {"。", "？", "！", "：", "；", "，"} and not locale.startswith(("ja", "zh", "ko", "yue")):
        return {"。": ".", "？": "?", "！": "!", "：": ":", "；": ";", "，": ","}[own.mark]
    if own.mark in {"؟", "،", "؛"} and not locale.startswith(("ar", "fa", "ur", "ps", "ckb", "sd", "ug", "ku")):
        return {"؟": "?", "،": ",", "؛": ";"}[own.mark]
    return None
