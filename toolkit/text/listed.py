"""Finds an item of a list that a translation leaves out: "no alcohol" in "no smoking, no alcohol, no hot drinks".

The words before and behind the item have theirs in the translation, between these stands little more than a comma or
an "and", and no word of the item is anywhere. What is first or last in a list is not looked for: nothing tells where
it should stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.dictionary import Word, spoken_of
from toolkit.text.masked import letters
from toolkit.text.spoken import Spoken, spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import JOINER

_COMMA = late(r"[,،、，;；](?=\s|$|[^\x00-\x7f])")
_FEWEST = 2
"""Separators of the shortest list that has an item in its middle."""
_LONGEST = 40
"""Letters of an item; what is longer may be said elsewhere, and otherwise."""
_GAP = 0.3
"""Share of the letters that an item usually has, up to which it cannot be what stands between its neighbours."""


class _Separator(NamedTuple):
    """What divides the items of a list: a comma, a word such as "and", or both."""

    start: int
    end: int
    worded: bool
    """Whether there is a word in it."""


def lost_item(source: Reading, translation: Reading) -> tuple[int, int] | None:
    """Return the span of the item of a list of the source that the translation leaves out; None where there is none."""
    here, there = spoken(source), spoken(translation)
    usual, own = translation.vocabulary.language.form.length, source.vocabulary.language.form.length
    if here is None or there is None or not usual or not own:
        return None
    for before, (start, end), behind in _items(source):
        size = letters(source.text[start:end])
        if size > _LONGEST or not _is_lost(here, there, start, end):
            continue
        gap = _between(here.words, there.words, before, behind, (start, end))
        if gap is not None and _little_stands(translation, *gap, _GAP * size * usual / own):
            return start, end
    return None


def _items(reading: Reading) -> Iterator[tuple[int, tuple[int, int], int]]:
    """Yield the items in the middle of lists that a word such as "and" ends.

    Each stands between where the item before it begins, and where the one behind it ends.
    """
    for first, last in reading.sentences:
        separators = [row for row in _separators(reading) if first <= row.start < last]
        if len(separators) < _FEWEST:
            continue
        ends = [*(row.start for row in separators[2:]), last]
        starts = [first, *(row.end for row in separators)]
        for number, ((left, right), behind) in enumerate(zip(pairwise(separators), ends, strict=True)):
            if any(row.worded for row in separators[number + 1 :]):
                yield starts[number], (left.end, right.start), behind


@lru_cache(maxsize=256)  # the source is asked for each form, the translation for each item
def _separators(reading: Reading) -> Sequence[_Separator]:
    """Return what divides the items of lists; what stands side by side is one: ", and"."""
    found = [_Separator(*match.span(), worded=False) for match in _COMMA.finditer(reading.text)]
    found += [_Separator(*reading.span(hit), worded=True) for hit in reading.of(JOINER)]
    rows: list[_Separator] = []
    for row in sorted(found):
        if rows and not reading.text[rows[-1].end : row.start].strip():
            last = rows.pop()
            row = _Separator(last.start, max(last.end, row.end), last.worded or row.worded)
        rows.append(row)
    return rows


def _is_lost(here: Spoken, there: Spoken, start: int, end: int) -> bool:
    """Whether the translation has none of the words that tell what only this part of the source speaks of."""
    own = [word for word in here.words if start <= word.start < end]
    others = spoken_of(word for word in here.words if not start <= word.start < end)
    telling = [word for word in own if word.senses.isdisjoint(others) and not word.senses <= here.little]
    return bool(telling) and all(word.senses.isdisjoint(there.senses) for word in telling)


def _between(
    ours: Sequence[Word], theirs: Sequence[Word], before: int, behind: int, item: tuple[int, int]
) -> tuple[int, int] | None:
    """Return what stands in the translation between the words for what is before the item, and for what is behind it.

    The smallest such span; None where there is none.
    """
    start, end = item
    left = spoken_of(word for word in ours if before <= word.start < start)
    right = spoken_of(word for word in ours if end <= word.start < behind)
    openers = _of(theirs, left, right)
    closers = _of(theirs, right, left)
    gaps = ((one.end, other.start) for one in openers for other in closers if one.end <= other.start)
    return min(gaps, key=lambda gap: gap[1] - gap[0], default=None)


def _of(words: Iterable[Word], senses: frozenset[str], others: frozenset[str]) -> Sequence[Word]:
    return [word for word in words if not word.senses.isdisjoint(senses) and word.senses.isdisjoint(others)]


def _little_stands(reading: Reading, start: int, end: int, most: float) -> bool:
    """Whether a span divides two items of a list, and has fewer than `most` letters besides."""
    inner = [row for row in _separators(reading) if start <= row.start and row.end <= end]
    words = letters(reading.text[start:end]) - sum(letters(reading.text[row.start : row.end]) for row in inner)
    return bool(inner) and words < most
