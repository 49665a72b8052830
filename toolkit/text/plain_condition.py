"""Finds a denied condition of a source that its translation says plainly: "if you can pass urine" for "if you cannot".

Every word of the condition that is known is in one condition of the translation, which has nothing that might deny.
"""

from __future__ import annotations

from toolkit.text.conditions import conditions, within
from toolkit.text.dictionary import Word
from toolkit.text.governed import governed
from toolkit.text.negating import may_negate
from toolkit.text.phrases import Found
from toolkit.text.reach import DENYING
from toolkit.text.spans import Span, apart
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AFFIX, EXCEPTION, NEUTRAL, POLARITY, SOFT, SUPPOSING, UNLESS, UNTIL, axis_group


def plain_condition(source: Reading, translation: Reading) -> bool:
    """Whether the condition of a source is denied, and that of the translation which says the same is not."""
    openers = source.of(SUPPOSING)
    denials = _denials(source)
    if len(openers) != 1 or len(_denials(translation)) >= len(denials):
        return False
    span = next((span for span in conditions(source) if span[0] == openers[0].start), None)
    if span is None or not any(hit.value == "not" and within(hit, (span,)) for hit in denials):
        return False
    if any(translation.of(group) for group in (UNTIL, EXCEPTION)) or _excepts(translation):
        return False
    ours = _words(source, span)
    known = spoken(source)
    telling = [word for word in ours if known is not None and not word.senses <= known.little]
    if not telling:
        return False
    return any(_says_all(translation, row, telling) and _is_plain(translation, row) for row in conditions(translation))


def _denials(reading: Reading) -> list[Found]:
    """Return what denies for sure, without what is part of a limit: "if it is no more than that"."""
    limits = [hit for name in ("limit", "bound") for hit in reading.of(axis_group(name))]
    return apart([hit for hit in reading.of(POLARITY) if hit.value in DENYING], limits)


def _excepts(reading: Reading) -> bool:
    return any(hit.value in {"except", UNLESS} for hit in reading.of(POLARITY))


def _words(reading: Reading, span: Span) -> list[Word]:
    """Return the known words of a span of the folded text."""
    start, end = reading.folded.original(*span)
    return [word for word in governed(reading).words if start <= word.start < end]


def _says_all(reading: Reading, span: Span, ours: list[Word]) -> bool:
    theirs = _words(reading, span)
    return all(any(not word.senses.isdisjoint(other.senses) for other in theirs) for word in ours)


def _is_plain(reading: Reading, span: Span) -> bool:
    """Whether nothing in a condition may deny."""
    hits = [hit for group in (POLARITY, SOFT) for hit in reading.found.get(group, ())]
    hits += [hit for hit in reading.of(AFFIX) if may_negate(reading, hit)]
    only = {hit.start for hit in reading.of(SOFT) if hit.value in {"only", NEUTRAL}}
    return not any(within(hit, (span,)) and hit.start not in only for hit in hits)
