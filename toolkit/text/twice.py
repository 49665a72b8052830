"""Finds what a source denies twice: a word says that something is lacking, and a negator denies that as well.

"Never leave it unattended", "do not miss it": the translation may say it plainly, "watch it". Where only the negator
was lost, the word for "unattended" is left there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.text.conditions import CLAUSE_END
from toolkit.text.dictionary import spoken_of
from toolkit.text.negating import may_negate
from toolkit.text.opposites import OTHER
from toolkit.text.phrases import Found
from toolkit.text.reach import denied_beside
from toolkit.text.spans import apart, meets, overlap, overlaps_any
from toolkit.text.spoken import spoken
from toolkit.text.stated import denying
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AFFIX, AXES, OPPOSITE, POLARITY, SOFT

_UN = "un"
_FIRM = frozenset({"avoid", "without"})
_LACKS = frozenset({"miss", "without"})
"""Kinds of words that say what is not there or not done."""
_NEAR = 8
"""Characters between a negator and the lack that it denies: "not to miss"."""


def lacks_denied(source: Reading, translation: Reading) -> int:
    """Return how many lacks the source denies and the translation does not name: "do come" for "do not miss it"."""
    here, there = ([hit for hit in denying(reading) if hit.value in _LACKS] for reading in (source, translation))
    negators = [hit for hit in source.of(POLARITY) if hit.value == "not"]
    denied = sum(any(_right_before(source, negator, hit) for negator in negators) for hit in here)
    return min(denied, max(0, len(here) - len(there)))


def _right_before(reading: Reading, negator: Found, hit: Found) -> bool:
    near = 0 <= hit.start - negator.end <= _NEAR
    return near and CLAUSE_END.search(reading.folded.text, negator.end, hit.start) is None


def denied_twice(source: Reading, translation: Reading) -> Iterator[Found]:
    """Yield the words such as "unattended" that the source denies and the translation has nothing for.

    It has no word of their kind, none that means the same, and none for the same end of an axis.
    """
    words = _lacking(source)
    if not words or len(_lacking(translation)) >= len(words):
        return
    for found in words:
        if found.value == _UN and denied_beside(source, found) and not _is_named(source, found, translation):
            yield found


def _lacking(reading: Reading) -> Sequence[Found]:
    """Return the words that say by themselves that something is not so."""
    affixes, hard = reading.of(AFFIX), reading.of(POLARITY)
    soft = [hit for hit in reading.of(SOFT) if hit.value == _UN and overlaps_any(hit, affixes)]
    soft += [hit for hit in affixes if may_negate(reading, hit) and not overlaps_any(hit, soft)]
    soft = apart(soft, hard)
    return [*soft, *(hit for hit in hard if hit.value in _FIRM)]


def _is_named(source: Reading, found: Found, translation: Reading) -> bool:
    """Whether the translation has a word that means the same, or says the same end: "alone" for "unattended"."""
    for group in translation.found:
        if group.startswith((AXES, OPPOSITE)) and group in source.found:
            ends = {hit.value for hit in source.of(group) if hit.value in OTHER and overlap(hit, found)}
            if any(hit.value in ends for hit in translation.of(group)):
                return True
    one, other = spoken(source), spoken(translation)
    if one is None or other is None:
        return True
    span = source.span(found)
    senses = spoken_of(word for word in one.words if meets(span, word))
    words = [word for word in other.words if not word.senses.isdisjoint(senses)]
    # "Watched" has the sense of "unattended".
    affixes = [translation.span(hit) for hit in translation.of(AFFIX)]
    return any(meets(affix, word) for word in words for affix in affixes)
