"""A sentence of the source is not in the translation.

## Why it matters
"Call an ambulance", left out, is not missed by those who read the rest.

## Hint
Compare the sentences one by one. Two sentences may become one; then all that they say is in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._markdown import structure
from toolkit.checks._pairs import QUANTITIES, Read, read
from toolkit.checks._registry import Context, Finding, check, source_evidence
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit
from toolkit.text.anchors import anchors
from toolkit.text.masked import letters
from toolkit.text.pairing import parts
from toolkit.text.quantities import Fault, compare
from toolkit.text.spoken import lost_part, says_all
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import JOINER

_SHARE = 0.6
"""How much of the shortest sentence may be short before it is called lost; the rest may be briefer words."""
_SHORTEST = 0.8
"""Of the usual length, a text above which nothing is lost, where something joins its parts."""
_BRIEF = {"ar": 0.55, "hi": 0.65, "ja": 0.68, "ko": 0.68, "tr": 0.78, "vi": 0.75, "zh": 0.68}
"""The same for languages whose texts differ more in length, or where sentences are often joined."""
_UNJOINED = 0.95
"""The same where nothing joins two sentences: no comma and no "and" more than in the source."""
_CLAUSES_WITHOUT_COMMA = {"hi", "ja", "ko", "tr"}
"""Languages whose endings join clauses, so that a comma of the source need not stand in the translation."""
_GONE_WITH_IT = ("markup", "links", "placeholders")
"""Codes of the checks that miss what stood in a lost sentence."""
_MARK = late(r"\*\*|!\[|\\")
_COMMA = late(r"[,،、，;；]")


@check(
    severity=Severity.WARNING,
    supersedes=[*_GONE_WITH_IT, "suspicious-length", "lost-negation", "missing-medicine", "missing-term", *QUANTITIES],
)
def lost_sentence(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each form that says nothing of a sentence, or has fewer and is too short to say them all."""
    for item in read(unit, context):
        span = lost_part(item.source, item.translation)
        spans = () if span is None else (source_evidence(unit, *span, plural=item.plural),)
        message = f"nothing of this is in the translation: {spans[0].text!r}" if spans else _too_short(item)
        if message is None:
            continue
        locale = item.translation.vocabulary.locale
        differences = compare(item.source.text, item.translation.text, context.source_locale, locale)
        certain = any(row.sure and row.fault is Fault.MISSING for row in differences) or _lacks_marks(item, context)
        yield Finding(message, form=item.form, spans=spans, severity=Severity.ERROR if certain else None)


def _too_short(item: Read) -> str | None:
    """Return what is wrong with a text that has fewer sentences than its source and is too short to say them all."""
    ours, theirs = item.source.sentences, item.translation.sentences
    usual = _usual(item)
    # A colon or a dash may stand for a full stop, but one that the source has too does not.
    if len(theirs) >= len(ours) or len(parts(item.translation)) >= len(parts(item.source)) or usual is None:
        return None
    sizes = [letters(item.source.text[start:end]) for start, end in ours]
    language = item.translation.vocabulary.locale.split("_")[0]
    limit = min(1 - _SHARE * min(sizes) / max(1, sum(sizes)), _BRIEF.get(language, _SHORTEST))
    if language not in _CLAUSES_WITHOUT_COMMA and _joined(item.translation) <= _joined(item.source):
        limit = max(limit, _UNJOINED)
    if letters(item.translation.text) >= limit * usual or says_all(item.source, item.translation):
        return None
    return f"{len(ours)} sentences in the source, {len(theirs)} in the translation, which is too short for all"


def _lacks_marks(item: Read, context: Context) -> bool:
    """Whether marks of the source are missing too, which says for certain that words are."""
    lacking = anchors(item.source) - anchors(item.translation)
    if any(not name.startswith("medicine ") for name in lacking):
        return True
    if context.markdown is False or not _MARK.search(item.source.text):
        return False
    wanted, own = structure(item.source.text), structure(item.translation.text)
    return own.strongs < wanted.strongs or len(own.images) < len(wanted.images) or own.breaks < wanted.breaks


def _joined(reading: Reading) -> int:
    return len(_COMMA.findall(reading.folded.text)) + len(reading.of(JOINER))


def _usual(item: Read) -> float | None:
    """Return how many letters a translation of this source usually has."""
    ours, theirs = item.source.vocabulary.language.form.length, item.translation.vocabulary.language.form.length
    return letters(item.source.text) * theirs / ours if ours and theirs else None
