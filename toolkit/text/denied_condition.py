"""Finds a plain condition of a ban that its translation denies: "not if you are not pregnant" for "not if you are".

Where nothing but the condition is denied in the translation, the ban may have moved there: "only if you are not".
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.text.conditions import conditions, within
from toolkit.text.dictionary import Word
from toolkit.text.governed import governed
from toolkit.text.negating import may_negate
from toolkit.text.phrases import Found
from toolkit.text.spans import Span
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AFFIX, POLARITY, SOFT, SUPPOSING, UNLESS

_SURE = frozenset({"not", UNLESS})
"""Kinds of words that deny a condition for sure."""
_BANNING = frozenset({"not", "avoid"})
"""Kinds of words that ban."""


def denied_condition(source: Reading, translation: Reading) -> bool:
    """Whether a condition of a source that bans holds no denial, and that of a translation that bans denies its words.

    The word that is denied must be one of the condition of the source, and there must be one condition only.
    """
    if not source.of(SUPPOSING) or len(source.of(SUPPOSING)) != 1 or not _outside(source, conditions(source)):
        return False
    span = next((span for span in conditions(source) if span[0] == source.of(SUPPOSING)[0].start), None)
    there = conditions(translation)
    if span is None or not _outside(translation, there) or any(within(hit, (span,)) for hit in _denying(source)):
        return False
    start, end = source.folded.original(*span)
    senses = frozenset[str]().union(*(word.senses for word in governed(source).words if start <= word.start < end))
    others = frozenset[str]().union(*(w.senses for w in governed(source).words if not start <= w.start < end))
    return any(
        not word.senses.isdisjoint(senses) and word.senses.isdisjoint(others)
        for hit, words in governed(translation).rows
        if hit.value in _SURE and _is_inside(hit, there)
        for word in words or _nearest(translation, hit)
        if not _holds_negator(translation, word.start, word.end)
    )


def _nearest(reading: Reading, negator: Found) -> Iterator[Word]:
    """Yield the known word that is the nearest to a negator, beyond an unknown one: "no está embarazada"."""
    start, end = reading.span(negator)
    words = governed(reading).words
    if "behind" in reading.vocabulary.negates:
        yield from [word for word in words if 0 <= word.start - end <= _NEAR][:1]
    else:
        yield from [word for word in words if 0 <= start - word.end <= _NEAR][-1:]


_NEAR = 12
"""Characters between a negator and a word beyond another one."""


def _is_inside(hit: Found, spans: tuple[Span, ...]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in spans)


def _outside(reading: Reading, spans: tuple[Span, ...]) -> bool:
    """Whether something is banned outside of all conditions."""
    return any(hit.value in _BANNING and not within(hit, spans) for hit in reading.of(POLARITY))


def _denying(reading: Reading) -> Iterator[Found]:
    """Yield all words that may deny."""
    yield from reading.of(POLARITY)
    yield from reading.of(SOFT)
    yield from (hit for hit in reading.of(AFFIX) if may_negate(reading, hit))


def _holds_negator(reading: Reading, start: int, end: int) -> bool:
    """Whether a word begins with its negator, or is one: "unwell" is no denied "well"."""
    return any(
        start <= reading.span(hit)[0] <= start + 1 and reading.span(hit)[1] <= end for hit in reading.of(POLARITY)
    )
