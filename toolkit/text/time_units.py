"""Finds a unit of time without a number that became another one: "within minutes" told as "within days"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from toolkit.text.dictionary import Word
from toolkit.text.quantities import Kind, quantities
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading

_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
"""Senses of the words for them."""
_UNCOUNTED = frozenset({Kind.PER, Kind.MENTION})
"""Kinds of quantities that have no number of their own."""


class Exchanged(NamedTuple):
    """A word of the source for a unit, and the one of the translation that says another."""

    source: Word
    translation: Word


def exchanged_unit(source: Reading, translation: Reading) -> Exchanged | None:
    """Return a unit that the translation says nowhere, with one that the source says nowhere; None without either.

    Only words that stand without a number and mean nothing else: "second" may be an ordinal, "old" no year.
    """
    ours, theirs = _told(source), _told(translation)
    if ours <= theirs or theirs <= ours:  # nothing is lost, or nothing is another
        return None
    lost = next((word for unit, word in _plain(source).items() if unit not in theirs), None)
    other = next((word for unit, word in _plain(translation).items() if unit not in ours), None) if lost else None
    return None if lost is None or other is None else Exchanged(lost, other)


def _told(reading: Reading) -> frozenset[str]:
    """Return the units that a text may speak of."""
    words = spoken(reading)
    return frozenset() if words is None else words.senses & _UNITS


def _plain(reading: Reading) -> Mapping[str, Word]:
    """Return the units that a text says for sure without a number, each with a word for it."""
    words = spoken(reading)
    if words is None:
        return {}
    rows = [row for row in quantities(reading.text, reading.vocabulary.locale) if row.kind not in _UNCOUNTED]
    return {
        unit: word
        for word in words.words
        if len(word.senses) == 1
        and word.end - word.start > 1  # Korean "주" begins other words, and Japanese 日 ends them
        and (unit := next(iter(word.senses))) in _UNITS
        and not any(row.start < word.end and word.start < row.end for row in rows)
    }
