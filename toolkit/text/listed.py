"""Finds an item of a list that a translation leaves out: "no alcohol" in "no smoking, no alcohol, no hot drinks".

Its sentence has fewer items in the translation, no word of the item is anywhere, and where it should stand, between the
words of its neighbours or behind those of the one before it, there is no room for it. Clauses are items as well. What
is first in a list is not looked for: nothing tells where it should stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.dictionary import Word, spoken_of
from toolkit.text.masked import letters
from toolkit.text.pairing import Pair, sentence_pairs
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ALTERNATIVE, BOTH, JOINER, ORDER

_COMMA = late(r"[,،、，;；](?=\s|$|[^\x00-\x7f])")
_ROOM = 0.5
"""Share of the letters that an item usually has in the translation, without which it is not there."""

_BESIDE = 1
"""Characters between words that stand beside each other."""


class _Kind(IntEnum):
    """What a separator is; the stronger kind of two."""

    COMMA = 0
    AND = 1
    """A word such as "and" or "or"."""
    OTHER = 2
    """Another word, such as "because", or the end of a sentence."""


class _Separator(NamedTuple):
    """What divides the items of a list: a comma, a word such as "and", or both."""

    start: int
    end: int
    kind: _Kind


class _Item(NamedTuple):
    """An item of a list, with its neighbours: spans of the source."""

    before: tuple[int, int]
    own: tuple[int, int]
    behind: tuple[int, int] | None
    """None where it is the last one."""


def lost_item(source: Reading, translation: Reading) -> tuple[int, int] | None:
    """Return the span of the item of a list of the source that the translation leaves out; None where there is none."""
    here, there = spoken(source), spoken(translation)
    usual, own = translation.vocabulary.language.form.length, source.vocabulary.language.form.length
    if here is None or there is None or not usual or not own:
        return None
    for pair in sentence_pairs(source, translation):
        separators = _separators(pair.translation)
        for item in _items(pair) if len(separators) < len(_separators(pair.source)) else ():
            mine, others = _parted(here.words, item.own)
            elsewhere = spoken_of(others)
            telling = [word for word in mine if word.senses.isdisjoint(elsewhere) and not word.senses <= here.little]
            if telling and all(word.senses.isdisjoint(there.senses) for word in telling):
                gap = _gap(item, here.words, _parted(there.words, _span(pair))[0], _span(pair)[1])
                size = letters(source.text[slice(*item.own)]) * usual / own
                if gap is not None and _letters_in(pair, separators, *gap) < _ROOM * size:
                    return item.own
    return None


def lost_order(source: Reading, translation: Reading) -> tuple[int, int] | None:
    """Return the span of one of two orders beside an "and" or "or" of which the translation says only the other.

    "Do not drink" for "do not smoke or drink": what follows may belong to both, so that only the verbs tell.
    """
    here, there = spoken(source), spoken(translation)
    if here is None or there is None:
        return None
    for pair in sentence_pairs(source, translation):
        if len(_separators(pair.source)) == 1 and not _separators(pair.translation) and _is_shorter(pair):
            for lost, kept in _ordered_twice(pair, here.words):
                said = [not word.senses.isdisjoint(there.senses) for word in (lost, kept)]
                if said == [False, True] and not lost.senses <= here.little:
                    return lost.start, lost.end
    return None


def _is_shorter(pair: Pair) -> bool:
    """Whether a sentence has fewer letters than it usually has in the language of the translation."""
    usual, own = (side.vocabulary.language.form.length or 0.0 for side in (pair.translation, pair.source))
    return letters(pair.translation.text) * own < letters(pair.source.text) * usual


def _ordered_twice(pair: Pair, words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield an order that stands right behind an "and" or "or" and the word right before that, and the reverse.

    The first of both is one that may be lost, the second what is said then; what is lost must be known as an order.
    """
    start = pair.source_start
    verbs = {pair.source.span(hit)[0] + start for hit in pair.source.of(ORDER) if hit.value == "verbs"}
    joins = [(row.start + start, row.end + start) for row in _separators(pair.source) if row.kind is not _Kind.COMMA]
    for left, right in joins:
        others = [word for word in words if right <= word.start <= right + _BESIDE and word.start in verbs]
        for other in others:
            firsts = (word for word in words if left - _BESIDE <= word.end <= left or word.start in verbs)
            for one in [word for word in firsts if word.end <= left][-1:]:
                yield other, one
                if one.start in verbs:
                    yield one, other


def _items(pair: Pair) -> Iterator[_Item]:
    """Yield the items of a sentence but the first, the last one where "and" or "or" is before it.

    What is divided by another word than these, such as "because", is no item: other languages may say it first.
    """
    separators, start = _separators(pair.source), pair.source_start
    cuts = [(0, 0), *((row.start, row.end) for row in separators), (len(pair.source.text),) * 2]
    spans = [(start + left, start + right) for (_, left), (right, _) in pairwise(cuts)]
    for number, (one, other) in enumerate(pairwise(separators)):
        if _Kind.OTHER not in {one.kind, other.kind}:
            before, own, behind = spans[number : number + 3]
            yield _Item(before, own, behind)
    if separators[-1].kind is _Kind.AND:
        yield _Item(spans[-2], spans[-1], None)


@lru_cache(maxsize=256)  # as many as there are clauses of readings
def _separators(reading: Reading) -> Sequence[_Separator]:
    """Return what divides the items of lists, and the sentences; what stands side by side is one: ", and"."""
    listing = {hit.start for hit in reading.of(BOTH)}
    found = [_Separator(*match.span(), _Kind.COMMA) for match in _COMMA.finditer(reading.text)]
    found += [
        _Separator(*reading.span(hit), _Kind.AND if hit.value == ALTERNATIVE or hit.start in listing else _Kind.OTHER)
        for hit in reading.of(JOINER)
    ]
    found += [_Separator(start, start, _Kind.OTHER) for start, _ in reading.sentences[1:]]
    rows: list[_Separator] = []
    for row in sorted(found):
        if rows and not reading.text[rows[-1].end : row.start].strip():
            last = rows.pop()
            rows.append(_Separator(last.start, max(last.end, row.end), max(last.kind, row.kind)))
        else:
            rows.append(row)
    return rows


def _span(pair: Pair) -> tuple[int, int]:
    """Return where the sentence of the translation stands."""
    return pair.start, pair.start + len(pair.translation.text)


def _parted(words: Sequence[Word], span: tuple[int, int]) -> tuple[Sequence[Word], Sequence[Word]]:
    """Return the words that begin in a span, and the others."""
    inside = [word for word in words if span[0] <= word.start < span[1]]
    return inside, [word for word in words if not span[0] <= word.start < span[1]]


def _gap(item: _Item, ours: Sequence[Word], theirs: Sequence[Word], last: int) -> tuple[int, int] | None:
    """Return the smallest span between the words for what is before an item and those for what is behind it.

    Behind the last one is where the sentence ends. None where neighbours have no words of their own there.
    """
    left = spoken_of(_parted(ours, item.before)[0])
    right = spoken_of(_parted(ours, item.behind)[0]) if item.behind else frozenset[str]()
    only_left, only_right = left - right, right - left
    openers = [word.end for word in theirs if word.senses & only_left and not word.senses & right]
    closers = [word.start for word in theirs if word.senses & only_right and not word.senses & left]
    gaps = ((start, end) for start in openers for end in (closers if item.behind else [last]) if start <= end)
    return min(gaps, key=lambda gap: gap[1] - gap[0], default=None)


def _letters_in(pair: Pair, separators: Sequence[_Separator], start: int, end: int) -> int:
    """Return the number of letters in a span of the translation, without those of separators."""
    first, last = start - pair.start, end - pair.start
    text = pair.translation.text
    inner = [row for row in separators if first <= row.start and row.end <= last]
    return letters(text[first:last]) - sum(letters(text[row.start : row.end]) for row in inner)
