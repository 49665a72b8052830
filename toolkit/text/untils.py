"""Finds "until" and "while" that became their opposites: what is so from then on, as long as it lasts, or after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.text.conditions import BREAK
from toolkit.text.opposites import Turned, by_end
from toolkit.text.phrases import Found
from toolkit.text.reach import DENYING
from toolkit.text.sequence import SEQUENCE, order_words
from toolkit.text.spans import apart, enclosing
from toolkit.text.spoken import Spoken, spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import (
    ALLOWED,
    CONDITION,
    LASTING,
    MAY,
    MOMENT,
    OPPOSITE,
    POLARITY,
    SOFT,
    TURN,
    UNLESS,
    UNTIL,
    axis_group,
)
from toolkit.text.waits import delays

_AT_ONCE = f"{OPPOSITE}assoon"
_DURING = axis_group("during")
_ELSE = (SEQUENCE, MOMENT, UNTIL, TURN)
"""Groups of words of a source of "while" that may be told as "after" in another language."""
_FROM_THEN = frozenset({"only", "instead", "except", UNLESS, "without"})
"""Kinds of words that say since when something may be: "only after it"."""


def begun(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield "until" that became "after" or "as soon as": what is so until then is so from then on.

    What is ordered until then may be told as another thing that is done after it: "rest until you are well". It is the
    same thing where the translation says all that the source says, and where it says "as soon as" but for an order to
    wait.
    """
    untils = source.of(UNTIL)
    if not untils or translation.found.get(UNTIL) or translation.of(MAY) or translation.of(ALLOWED):
        return
    ours, theirs = _since(source), _since(translation)
    said = {found.value for found in apart(translation.negating, theirs)}  # "as soon as"
    if said & _FROM_THEN or translation.counts(SEQUENCE)["down"] or len(theirs) <= len(ours):
        return
    if _negators(source):
        told = _is_banned(translation, theirs)
    else:
        at_once = bool(_at_once(translation)) and not delays(source)
        told = not said and (at_once or _says_all(source, translation))
    if told:
        yield Turned("sequence", untils, theirs)


def _negators(reading: Reading) -> Sequence[Found]:
    return [found for found in reading.of(POLARITY) if found.value == "not"]


def _is_banned(reading: Reading, words: Sequence[Found]) -> bool:
    """Whether something is denied in the sentence of one of the words."""
    places = [reading.span(word)[0] for word in words]
    told = [(start, end) for start, end in reading.sentences if any(start <= place < end for place in places)]
    return any(start <= reading.span(found)[0] < end for start, end in told for found in _negators(reading))


def _says_all(source: Reading, translation: Reading) -> bool:
    """Whether each telling word of the source is told in the translation."""
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return False
    senses = _senses(one, (0, len(source.text)))
    return bool(senses) and all(not row.isdisjoint(other.senses) for row in senses)


def _since(reading: Reading) -> Sequence[Found]:
    """Return the words such as "after" and "as soon as"."""
    afters = by_end(order_words(reading))["up"]
    return [*afters, *apart(_at_once(reading), afters)]


def _at_once(reading: Reading) -> Sequence[Found]:
    return by_end(reading.of(_AT_ONCE))["up"]


def lasting(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield "until it is checked" that became "as long as it is checked".

    "Until it has healed" is "as long as it is open" as well: only where all that the source says behind "until" is said
    in the translation too, with nothing that denies it, was it turned around.
    """
    untils, words = source.of(UNTIL), translation.of(LASTING)
    if not source.vocabulary.lists_sources:
        return  # "finché" is both
    if len(untils) != 1 or len(words) != 1 or source.of(LASTING) or _otherwise(translation, words[0]):
        return
    here, there = ([hit for hit in reading.of(POLARITY) if hit.value in DENYING] for reading in (source, translation))
    if len(there) > len(here):
        return  # the negation of its clause may stand behind a comma
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return
    told, given = (
        _senses(known, _clause(reading, found))
        for known, reading, found in ((one, source, untils[0]), (other, translation, words[0]))
    )
    said = frozenset().union(*given)
    if told and all(not senses.isdisjoint(said) for senses in told):
        yield Turned(UNTIL, untils, words)


def _otherwise(reading: Reading, word: Found) -> bool:
    """Whether the translation says "until" besides, or denies something in the clause of the word."""
    start, end = _clause(reading, word)
    denying = [reading.span(hit) for group in (POLARITY, SOFT) for hit in reading.found.get(group, ())]
    denied = any(first < end and start < last for first, last in denying)
    return denied or bool(apart(reading.found.get(UNTIL, ()), [word]))


def _clause(reading: Reading, found: Found) -> tuple[int, int]:
    """Return the span that a word opens, up to the next comma or stop; back to the last one where it stands behind."""
    start, end = reading.span(found)
    breaks = [match.span() for match in BREAK.finditer(reading.plain)]
    first, last = enclosing(breaks, (start, end), len(reading.text))
    return (end, last) if reading.vocabulary.language.clauses.condition_position == "before" else (first, start)


def _senses(known: Spoken, span: tuple[int, int]) -> Sequence[frozenset[str]]:
    """Return what each telling word of a span may mean."""
    words = (word.senses - known.little for word in known.words if span[0] <= word.start < span[1])
    return [senses for senses in words if senses]


def outlasted(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield "while", "during", "as long as" that became "after": the translation has no such word, and no other order.

    Where the source tells an order of its own, which of its words became "after" is not known.
    """
    whiles = [found for found in source.of(_DURING) if found.value == "up"] or source.of(LASTING)
    kept = any(translation.found.get(group) for group in (_DURING, LASTING))
    if not source.vocabulary.lists_sources:
        return  # "um die Zeit" of a treatment is "during" and "after" it
    if not whiles or kept or any(source.found.get(group) for group in _ELSE):
        return
    conditional = translation.of(CONDITION)  # Japanese たら, "when"
    told = apart(translation.of(SEQUENCE), conditional)
    if told and all(found.value == "up" for found in told):
        yield Turned("during", whiles, told)
