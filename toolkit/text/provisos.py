"""Finds a condition or an exception that a translation leaves out: "unless they are in danger", "if you feel dizzy".

Nothing in its sentence of the translation opens a condition or an exception, none of its words is said anywhere, and
the translation is as short as it is without it. Where a condition is told in another way ("in case of dizziness", "when
driving"), its words are there.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.text.conditions import CLAUSE_END
from toolkit.text.dictionary import spoken_of
from toolkit.text.masked import letters
from toolkit.text.pairing import Pair, sentence_pairs
from toolkit.text.spans import overlaps_any
from toolkit.text.spoken import Spoken, spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    CONDITION,
    CONSULTING,
    DESCRIBING,
    EVEN,
    EXCEPTION,
    EXEMPTING,
    POLARITY,
    RELATING,
    SOFT,
    SUPPOSING,
    UNLESS,
    UNTIL,
    axis_group,
)

_SAYING = (CONDITION, EXCEPTION, UNTIL)
"""Groups of words that a translation may open a condition or an exception with."""
_EXCEPTING = frozenset({"except", "only", UNLESS, "without", "instead"})
"""Kinds of words of negation that it may say an exception with."""
_CONCESSION = axis_group("concession")
_DESCRIBED = 2
"""Words of what describes a thing that must tell something: "that is switched on" may be one adjective."""
_TOLD = 2
"""Words of an exception of which none is said, so that it is missing however long the translation is."""
_MIDDLE = 0.5
"""How much of a proviso must be missing by the length of the translation."""


def lost_proviso(source: Reading, translation: Reading) -> tuple[int, int] | None:
    """Return the span of the condition or exception of the source that the translation leaves out, if there is one."""
    here, there = spoken(source), spoken(translation)
    if here is None or there is None:
        return None
    for pair in sentence_pairs(source, translation):
        spans = () if _says(pair.translation) else _provisos(pair.source)
        for (start, end), excepts in spans:
            span = pair.source_start + start, pair.source_start + end
            telling, said = _telling(here, there, span)
            if telling < _DESCRIBED and any(pair.source.span(hit)[0] == start for hit in pair.source.of(DESCRIBING)):
                continue
            short = _is_short(pair, (start, end)) or (excepts and telling >= _TOLD)
            if short and not said and (telling or excepts):
                return span
    return None


def lost_concession(source: Reading, translation: Reading) -> tuple[int, int] | None:
    """Return the span of the first "even at night" of which the translation says nothing, if there is one."""
    here, there = (spoken(source), spoken(translation)) if source.of(EVEN) else (None, None)
    conceding = any(found.value != "down" for found in translation.found.get(_CONCESSION, ()))
    if here is None or there is None or conceding:
        return None
    whole = Pair(source, translation, 0)
    for found in source.of(EVEN):
        start, end = source.span(found)
        stop = CLAUSE_END.search(source.plain, end)
        span = start, stop.start() if stop else len(source.text)
        mine = [word for word in here.words if start <= word.start < span[1]]
        if mine and all(word.senses.isdisjoint(there.senses) for word in mine) and _is_short(whole, span):
            return span
    return None


def _says(translation: Reading) -> bool:
    """Whether a text has a word that may open a condition or an exception."""
    words = (found.value for group in (POLARITY, SOFT) for found in translation.of(group))
    opened = any(True for _ in translation.vocabulary.language.condition_words.find(translation.folded.text))
    return opened or any(map(translation.of, _SAYING)) or any(value in _EXCEPTING for value in words)


def _provisos(source: Reading) -> Iterator[tuple[tuple[int, int], bool]]:
    """Yield the spans of the conditions and exceptions of a text, and whether each excepts.

    They reach from the word that opens one to the end of its clause; "even if" opens none. "Who has" does, where
    something is banned: "not to a child who has chickenpox".
    """
    text = source.plain
    conceding = source.of(_CONCESSION)
    words = [found for found in source.of(SUPPOSING) if not overlaps_any(found, conceding)]
    if any(found.value == "not" for found in source.of(POLARITY)):
        words += [*source.of(RELATING), *source.of(DESCRIBING)]
    for found in (*words, *source.of(EXEMPTING), *source.of(CONSULTING)):
        start, end = source.span(found)
        stop = CLAUSE_END.search(text, end)
        yield (start, stop.start() if stop else len(text)), found not in words


def _is_short(pair: Pair, span: tuple[int, int]) -> bool:
    """Whether the translation is as long as it usually is without a span of the source, rather than with it."""
    there = pair.translation.vocabulary.language.form.length
    own = pair.source.vocabulary.language.form.length
    if not there or not own:
        return False
    part = letters(pair.source.text[slice(*span)])
    usual = (letters(pair.source.text) - _MIDDLE * part) * there / own
    return letters(pair.translation.text) < usual


def _telling(here: Spoken, there: Spoken, span: tuple[int, int]) -> tuple[int, int]:
    """Return how many words of a span tell what nothing else of its text does, and how many the other text has."""
    mine = [word for word in here.words if span[0] <= word.start < span[1]]
    elsewhere = spoken_of([word for word in here.words if word not in mine])
    telling = [word for word in mine if word.senses.isdisjoint(elsewhere) and not word.senses <= here.little]
    return len(telling), sum(not word.senses.isdisjoint(there.senses) for word in telling)
