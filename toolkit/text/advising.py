"""Explains words that make advice of an order by what a source says that is not English.

English has a word for each force: "must", "should", "usually". Most other languages have one word for the first two,
or tell with "usually" what should be so; which of them a translation says is its choice.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.text.phrases import Found
from toolkit.text.spans import apart, overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ADVISING, DEGREE, INVERTED, MILD, OPPOSITE, VAGUE, WEAK, axis_group

_DEGREES = (*map(axis_group, ("speed", "amount", "often")), *(f"{OPPOSITE}{name}" for name in ("degree", "gradual")))
"""Groups of words that say how much or how fast something is done."""
_ADVICE = frozenset({INVERTED, MILD})


def unexplained(words: Sequence[Found], source: Reading, translation: Reading) -> list[Found]:
    """Return those of the words of the translation that nothing explains which the source says."""
    left = apart(words, translation.of(VAGUE))
    if any(source.of(group) for group in _DEGREES) or any(word.value == DEGREE for word in source.of(WEAK)):
        much = [hit for group in _DEGREES for hit in translation.of(group)]
        left = [word for word in left if word.value != DEGREE and not overlaps_any(word, much)]
    told = len(apart(source.of(ADVISING), source.of(WEAK)))
    own = translation.of(ADVISING)
    advice = [word for word in left if word.value in _ADVICE or overlaps_any(word, own)][:told]
    return [word for word in left if word not in advice]
