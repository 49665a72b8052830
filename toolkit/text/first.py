"""Finds a "first" that became an "afterwards": "talk to us first" for what is done before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.late import late
from toolkit.text.opposites import OTHER, Turned
from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import POLARITY, SOFT, TURN, axis_group
from toolkit.text.waits import overlap

_SEQUENCE = "sequence"
_LAST = late(r"[\s*_\"'»”)]*(?:[.,:;!?–—]|\Z|(?:and|but|or|if|so|because|when)\b)")
"""What stands behind a word that ends a clause of a source."""


def not_first(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield a "first" at the end of a clause that became "then"; before another word it is a number: "the first dose".

    With an "only" the same is said the other way: "only after you have talked to us".
    """
    text, told = source.folded.text, source.of(axis_group(_SEQUENCE))
    firsts = [word for word in _turns(source, told) if word.value == "up" and _LAST.match(text, word.end)]
    thens = [word for word in translation.of(TURN) if word.value == "down"]
    if not firsts or not thens or _only(translation):
        return
    ours, theirs = _in_order(source), _in_order(translation)
    if theirs["down"] < ours["down"] and theirs["up"] > ours["up"]:
        yield Turned(_SEQUENCE, firsts, thens)


def _in_order(reading: Reading) -> Counter[str]:
    """Return how often a text tells of something that it comes before, which is first, or after another thing."""
    told = reading.of(axis_group(_SEQUENCE))
    return Counter([word.value for word in told] + [OTHER[word.value] for word in _turns(reading, told)])


def _turns(reading: Reading, told: Sequence[Found]) -> list[Found]:
    return [word for word in reading.of(TURN) if not any(overlap(word, other) for other in told)]


def _only(reading: Reading) -> bool:
    return any(found.value == "only" for group in (POLARITY, SOFT) for found in reading.of(group))
