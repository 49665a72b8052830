"""Finds parts at the end of a translation that tell nothing of what its source tells.

A sentence that became two tells it in both: without the second one something of the source is missing. A sentence that
was added repeats what the others tell, or speaks of something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.late import late
from toolkit.text.anchors import anchors
from toolkit.text.pairing import parts
from toolkit.text.spoken import added_weight, spoken, tells_most
from toolkit.text.vocabulary import Reading

_INNER = late(r"[(（]|[,،、，;؛；](?=[\s*_]|[^\x00-\x7f])")
"""What may divide an addition from its sentence."""
_DIGITS = late(r"\d+")
_SURELY = 5.0
"""How much must speak for it that the end of a sentence is too much, so that it is called added."""


def extra_sentences(source: Reading, translation: Reading) -> Iterator[tuple[int, int]]:
    """Yield the spans of such sentences, from the last one on; there are none where the source has as many."""
    here, there = parts(source), parts(translation)
    if len(there) > len(here):
        yield from (span for span in reversed(there[1:]) if tells_nothing(source, translation, span))


def extra_end(source: Reading, translation: Reading) -> Iterator[tuple[int, int]]:
    """Yield the span of such an end of a sentence, behind a comma or in brackets; none where the source has as many."""
    cuts, others = ([match.start() for match in _INNER.finditer(reading.text)] for reading in (translation, source))
    if len(cuts) > len(others):
        span = (cuts[-1], len(translation.text))
        if tells_nothing(source, translation, span):
            yield span


def added_end(source: Reading, translation: Reading) -> tuple[int, int] | None:
    """Return the span of the end of the last sentence that tells of other things, where it is too long."""
    start = max((match.start() for match in _INNER.finditer(translation.text)), default=0)
    span = (start, len(translation.text))
    bracketed = translation.text.count("(") + translation.text.count("（") > source.text.count("(")
    if not start or bracketed or not tells_most(source, translation):  # what stands in brackets explains
        return None
    surely = added_weight(source, translation, span) > _SURELY
    return span if surely and tells_nothing(source, translation, span) else None


def tells_nothing(source: Reading, translation: Reading, span: tuple[int, int]) -> bool:
    """Whether the translation tells as much of its source without the part as with it."""
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return False
    start, end = span
    inside = frozenset(sense for word in other.words if start <= word.start < end for sense in word.senses)
    outside = frozenset(sense for word in other.words if not start <= word.start < end for sense in word.senses)
    told_here = (word for word in one.words if word.senses.isdisjoint(outside) and not word.senses <= one.common)
    if any(not word.senses.isdisjoint(inside) for word in told_here) or anchors(translation.part(start, end)):
        return False
    return _numbers(translation.text[start:end]).isdisjoint(_numbers(source.text))


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_DIGITS.findall(text))
