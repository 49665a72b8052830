"""Tells which words of a source, that a translation may say with a negation, it says with words of its own.

"Empty" may become "not full". Where the translation has its word for "empty", a negation in it stands for something else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.text.dictionary import Word
from toolkit.text.phrases import Found
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AFFIX, POLARITY, SOFT
from toolkit.text.waits import overlap

_PREFIXES = ("un", "in", "im", "dis", "non", "ir", "il")
"""What a word of the sources begins with that another language may say as "not locked", which has its word too."""
_LESS = "less"
"""What a word of the sources ends with that another language says as "no harm", which has its word too."""
_KINDS = frozenset({"few", "un", "still", "miss", "loose"})
"""Kinds of words that may be said so."""


def told_plainly(source: Reading, translation: Reading) -> Counter[str]:
    """Return how many words of each kind of the source the translation has its own words for."""
    words = [found for found in source.of(SOFT) if found.value in _KINDS and _is_plain(source, found)]
    here, there = (spoken(source), spoken(translation)) if words else (None, None)
    counted: Counter[str] = Counter()
    if here is None or there is None:
        return counted
    negating = translation.of(POLARITY)
    left = [word for word in there.words if not any(_within(translation, found, word) for found in negating)]
    for found in words:
        own = [word for word in here.words if _within(source, found, word)]
        prefixed = source.folded.text.startswith(_PREFIXES, found.start)
        match = next((word for word in _like(own, left) if not prefixed or _affixed(translation, word)), None)
        if match is not None:
            left.remove(match)
            counted[found.value] += 1
    return counted


def _is_plain(reading: Reading, found: Found) -> bool:
    """Whether it is one word, which says no lack; "keep it still" is more, and may become "do not move it"."""
    word = reading.folded.text[found.start : found.end]
    return word.isalpha() and not word.endswith(_LESS)


def _within(reading: Reading, found: Found, word: Word) -> bool:
    start, end = reading.span(found)
    return start < word.end and word.start < end


def _like(own: Sequence[Word], words: Sequence[Word]) -> Iterator[Word]:
    senses = frozenset(sense for word in own for sense in word.senses)
    return (word for word in words if not word.senses.isdisjoint(senses))


def _affixed(reading: Reading, word: Word) -> bool:
    """Whether a word of the translation has a prefix or an ending that negates, and is no negator."""
    negators = [found for found in reading.of(POLARITY) if found.value == "not"]
    return any(
        _within(reading, found, word) and not any(overlap(found, negator) for negator in negators)
        for group in (AFFIX, SOFT)
        for found in reading.of(group)
    )
