"""Finds the place of a text that is nearly, but not quite, one of given names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.patterns import Spelling
from toolkit.text.phrase_rows import WORD

_SHORTEST = 4
"""Letters of a name below which nothing is nearly the same; in scripts without spaces one less."""
_LONGEST_ENDING = 6
"""Letters that inflection may add to a stem."""
_SAME = str.maketrans(
    {
        # Spellings of one sound that writers mix, above all in names from other languages.
        "ी": "ि", "ू": "ु", "ै": "े", "ा": "े", "्": "", "ौ": "ो", "ॉ": "ो", "ऑ": "ओ", "ई": "इ", "ऊ": "उ", "ऐ": "ए", "ँ": "ं",
        "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "غ": "ج",
        "э": "е", "ё": "е", "ヴ": "ブ",
    }
)  # fmt: skip

_MISPLACED = late("\u094d[\u093a-\u094d]")
"""A virama, which stands between two consonants, before a vowel sign: no spelling of any sound."""

_GLIDE = late("\u093e\u092f")
"""The English "io" after a consonant, which Hindi spells by its sound, "aayo", or by its letters, "iyo"."""


class Near(NamedTuple):
    """A part of a text that is nearly a name."""

    name: str
    """The name as it should be, without `*`."""
    start: int
    """First character in the searched text."""
    end: int
    """One past the last character."""
    distance: int
    """Letters that are missing, too many, other ones, or swapped; 0: another spelling of the same sound."""


def nearest(
    text: str, patterns: Sequence[str], spelling: Spelling, taken: Sequence[tuple[int, int]] = ()
) -> Near | None:
    """Return the part of the folded `text` that is nearest to one of the folded names, if one is near enough.

    One letter in four may differ, two at most. What overlaps a `taken` span is not looked at.
    """
    best: Near | None = None
    words = [match.span() for match in WORD.finditer(text)] if spelling.spaces and patterns else []
    for pattern in patterns:
        name = pattern.replace("*", "")
        open_end = pattern.endswith("*")
        if len(name) < _SHORTEST - (not spelling.spaces):
            continue
        for start, end in _windows(text, words, name, spelling, open_end=open_end):
            if any(start < last and first < end for first, last in taken):
                continue
            distance = _distance(text[start:end], name, open_end=open_end)
            if distance is not None and (best is None or distance < best.distance):
                best = Near(name, start, end, distance)
    return best


def _windows(
    text: str, words: Sequence[tuple[int, int]], name: str, spelling: Spelling, *, open_end: bool
) -> Iterator[tuple[int, int]]:
    if not spelling.spaces:
        for size in range(len(name) - 1, len(name) + 2):
            yield from ((start, start + size) for start in range(len(text) - size + 1))
        return
    count = len(name.split(" "))
    for number in range(len(words) - count + 1):
        end = words[number + count - 1][1]
        for start in spelling.bare(text, words[number][0]):
            size = end - start
            if len(name) - 2 <= size <= len(name) + (_LONGEST_ENDING if open_end else 2):
                yield start, end


def _distance(part: str, name: str, *, open_end: bool) -> int | None:
    """Return how many letters differ, or None where too many do."""
    allowed = max(1, min(2, len(name) // 4))
    if part[0] != name[0] and part[1:3] != name[1:3] and part[:2] != name[1:3]:
        return None
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - few texts have a word that is like a name that they lack

    sizes = range(len(name) - 1, len(name) + 2) if open_end else (len(part),)
    found = [
        distance for size in sizes if (distance := OSA.distance(part[:size], name, score_cutoff=allowed)) <= allowed
    ]
    if not found:
        return None
    if not _MISPLACED.search(part) and any(_sounded(part[:size]) == _sounded(name) for size in sizes):
        return 0
    return min(found)


def _sounded(text: str) -> str:
    """Return `text` without what only the spelling of a sound differs in: accents of Latin letters, and `_SAME`."""
    decomposed = unicodedata.normalize("NFD", _GLIDE.sub("िय", text).translate(_SAME))
    return "".join(mark for mark in decomposed if not "\u0300" <= mark <= "\u036f")
