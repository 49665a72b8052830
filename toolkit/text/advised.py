"""Finds weak words that weaken nothing: the source leaves it to somebody too ("unless you are told"), or limits too."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from toolkit.text.conditions import conditions, exceptions
from toolkit.text.phrases import Found
from toolkit.text.reach import DENYING
from toolkit.text.spans import Span, meets
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import CONDITION, DEGREE, INVERTED, MILD, POLARITY

_TELLING = frozenset({"tell", "instruct"})
"""Senses of the dictionary of what a doctor does who is to be followed."""
_ADVISING = frozenset({"advice", "recommend"})
"""Those of the words that other languages say it with: "salvo que su médico le recomiende lo contrario"."""
_LIMITING = frozenset({"limit"})
"""Those of a word that is weak where the source bans, and says the same where it limits: Vietnamese "hạn chế"."""
_OTHERS = frozenset({MILD, INVERTED, DEGREE})
"""Kinds of weak words that tell no advice of somebody."""


def advised(found: Collection[Found], source: Reading, translation: Reading) -> list[Found]:
    """Return those of the weak words of a translation for which the source has the same in words of its own.

    They tell in what case something does not hold, where somebody tells so in the source, or they limit what it limits.
    """
    if not found:
        return []
    told = any(_said(source, span, _TELLING) for span in _cases(source))
    cases = list(_cases(translation)) if told else []
    bans = any(hit.value in DENYING for hit in source.of(POLARITY))
    limits = not bans and _said(source, (0, len(source.text)), _LIMITING)
    return [
        hit
        for hit in found
        if hit.value not in _OTHERS
        and (
            (_is_within(translation, hit, cases) and _said(translation, translation.span(hit), _ADVISING))
            or (limits and _said(translation, translation.span(hit), _LIMITING))
        )
    ]


def _cases(reading: Reading) -> Iterator[Span]:
    """Yield the parts of a text, as it is written, that tell in what case something holds or does not."""
    words = reading.of(CONDITION)
    for start, end in conditions(reading):
        if any(word.start == start or word.end == end for word in words):  # not German "unter 16 Jahren"
            yield reading.folded.original(start, end)
    yield from exceptions(reading)


def _is_within(reading: Reading, found: Found, spans: Collection[Span]) -> bool:
    place = reading.span(found)[0]
    return any(start <= place < end for start, end in spans)


def _said(reading: Reading, span: Span, senses: frozenset[str]) -> bool:
    """Whether a part of a text has a word of one of the senses."""
    words = spoken(reading)
    return words is not None and any(meets(span, word) and not word.senses.isdisjoint(senses) for word in words.words)
