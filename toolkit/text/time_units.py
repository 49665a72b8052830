"""Finds a unit of time without a number that became another one: "within minutes" told as "within days"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from toolkit.text.dictionary import Word
from toolkit.text.quantities import Kind, quantities
from toolkit.text.spans import overlaps_any
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading

UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
"""Senses of the words for units of time."""
_UNCOUNTED = frozenset({Kind.PER, Kind.MENTION})
"""Kinds of quantities that have no number of their own."""
_SHORTEST = 2
"""Characters of a word: Korean "주" begins other words, and Japanese 日 ends them."""


class Exchanged(NamedTuple):
    """A word of the source for a unit, and the one of the translation that says another."""

    source: Word
    translation: Word


def exchanged_unit(source: Reading, translation: Reading) -> Exchanged | None:
    """Return a unit that the translation says nowhere, with one that it says more often; None without either.

    Only words that stand without a number and mean nothing else: "second" may be an ordinal, "old" no year.
    """
    ours, theirs = _told(source), _told(translation)
    if not ours - theirs:  # nothing is lost
        return None
    lost = next((words[0] for unit, words in _plain(source).items() if not theirs[unit]), None)
    more = (words[-1] for unit, words in _plain(translation).items() if theirs[unit] > ours[unit]) if lost else ()
    other = next(iter(more), None)
    return None if lost is None or other is None else Exchanged(lost, other)


def _told(reading: Reading) -> Counter[str]:
    """Return how often a text may speak of each unit."""
    words = spoken(reading)
    return Counter() if words is None else Counter(unit for word in words.words for unit in word.senses & UNITS)


def _plain(reading: Reading) -> Mapping[str, Sequence[Word]]:
    """Return the words for the units that a text says for sure without a number."""
    words = spoken(reading)
    if words is None:
        return {}
    rows = [row for row in quantities(reading.text, reading.vocabulary.locale) if row.kind not in _UNCOUNTED]
    found: dict[str, list[Word]] = {}
    for word in words.words:
        unit = next(iter(word.senses), "")
        if len(word.senses) > 1 or unit not in UNITS or word.end - word.start < _SHORTEST:
            continue
        if not overlaps_any(word, rows):
            found.setdefault(unit, []).append(word)
    return found
