"""Pairs the parts of a source with those of its translation, where their number says which belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.masked import letters, masked
from toolkit.text.phrases import Found
from toolkit.text.reach import is_listed
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import JOINER, POLARITY, axis_group

_BREAK = late(r"[:;：；](?=[\s*_]|$|[^\x00-\x7f])|\s[—–-]\s|——")
"""What divides a sentence into parts that languages keep apart."""
_DASHES = frozenset("—–-")


_WORD = late(r"\w")
_SHIFT = 0.3
"""Share of a text by which the ends of two parts that belong together may lie apart, at most."""


class Pair(NamedTuple):
    """A part of a source and of its translation."""

    source: Reading
    translation: Reading
    start: int
    """Where the part begins in the translation."""
    source_start: int = 0
    """Where the part begins in the source."""

    @property
    def asks(self) -> bool:
        """Whether the source asks: a question may be negated in one language and not in another."""
        return self.source.text.rstrip(" \"'”’»)*_").endswith("?")

    @property
    def parts(self) -> Sequence[Pair]:
        """What a colon, a semicolon or a dash divides, where both sides have as many parts; else the pair itself."""
        ours = parts(self.source)
        theirs = parts(self.translation)
        if len(ours) == 1 or not _correspond(ours, theirs):
            return [self]
        rows = zip(ours, theirs, strict=True)
        return [
            Pair(self.source.part(a, b), self.translation.part(c, d), self.start + c, self.source_start + a)
            for ((a, b), (c, d)) in rows
        ]


@lru_cache(maxsize=256)  # they hold their readings, and nobody asks of a message again after it
def sentence_pairs(source: Reading, translation: Reading) -> Sequence[Pair]:
    """Return the sentences in their order; one pair of the whole texts where their numbers differ.

    Where both texts have as many paragraphs, each is looked at by itself: a sentence that one of them divides does not
    move those of the others along.
    """
    ours, theirs = _paragraphs(source), _paragraphs(translation)
    if not _correspond([_span(block) for block in ours], [_span(block) for block in theirs]):
        ours, theirs = [source.sentences], [translation.sentences]
    if len(ours) == 1 and not _correspond(ours[0], theirs[0]):
        return (Pair(source, translation, 0),)
    blocks = zip(ours, theirs, strict=True)
    rows = [row for here, there in blocks for row in _in_order(here, there)]
    return tuple(Pair(source.part(a, b), translation.part(c, d), c, a) for (a, b), (c, d) in rows)


_Spans = Sequence[tuple[int, int]]


def _in_order(ours: _Spans, theirs: _Spans) -> Sequence[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the sentences of a paragraph in their order, or the whole paragraph where their numbers differ."""
    return list(zip(ours, theirs, strict=True)) if _correspond(ours, theirs) else [(_span(ours), _span(theirs))]


def _span(block: _Spans) -> tuple[int, int]:
    return block[0][0], block[-1][1]


_BLANK_LINE = late(r"\n[^\S\n]*\n")


def _paragraphs(reading: Reading) -> Sequence[_Spans]:
    """Return the sentences of each paragraph: what blank lines divide."""
    blocks: list[list[tuple[int, int]]] = []
    for start, end in reading.sentences:
        if not blocks or _BLANK_LINE.search(reading.text, blocks[-1][-1][0], start):
            blocks.append([])
        blocks[-1].append((start, end))
    return blocks


@lru_cache(maxsize=256)  # they hold their readings, and nobody asks of a message again after it
def paired(source: Reading, translation: Reading) -> tuple[Pair, ...]:
    """Return the parts in the order of the translation; one pair of the whole texts where their numbers differ."""
    return tuple(pair for whole in sentence_pairs(source, translation) for pair in whole.parts)


def _correspond(ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]]) -> bool:
    """Whether there are as many spans on both sides, and each ends in about the same place of its text.

    Where one side divides what the other joins, and joins what it divides, their number tells nothing.
    """
    if len(ours) != len(theirs) or not ours:
        return False
    size, other = ours[-1][1] - ours[0][0], theirs[-1][1] - theirs[0][0]
    return all(
        abs((here[1] - ours[0][0]) / size - (there[1] - theirs[0][0]) / other) <= _SHIFT
        for here, there in zip(ours, theirs, strict=True)
    )


@lru_cache(maxsize=512)
def parts(reading: Reading) -> Sequence[tuple[int, int]]:
    """Return the spans of the sentences, divided further where a colon, a semicolon or a dash divides them."""
    spans = []
    listed = [reading.span(hit)[0] for hit in reading.of(POLARITY) if is_listed(reading, hit)]
    bare = {reading.span(hit)[1] for hit in reading.of(POLARITY)}  # Russian "never — daily" leaves out a verb
    for start, end in reading.sentences:
        sentence = reading.text[start:end]
        matches = [match for match in _BREAK.finditer(sentence) if not _bracketed(sentence, match)]
        breaks = [(start + match.start(), start + match.end()) for match in matches]
        cuts = [cut for place, cut in breaks if place not in bare or reading.text[cut - 1] != " "]
        cuts = [cut for cut in cuts if not any(cut <= place <= cut + 1 for place in listed)]
        if not cuts:
            spans.append((start, end))
            continue
        parts = zip([start, *cuts], [*cuts, end], strict=True)
        # What is nothing but a placeholder may stand anywhere.
        worded = [(first, last) for first, last in parts if _WORD.search(masked(reading.text[first:last]))]
        spans += worded or [(start, end)]
    return spans


def _bracketed(sentence: str, match: re.Match[str]) -> bool:
    """Whether a dash stands in brackets, as between two dates: it divides what stands there, not the sentence."""
    before = sentence[: match.start()]
    return match[0].strip() in _DASHES and before.count("(") > before.count(")")


_CLAUSE = late(r"[,،、，;:](?=\s|$|[^\x00-\x7f])|\s[—–-]\s")
_SHORTEST_CLAUSE = 10
"""Letters below which what stands between two commas is no clause of its own."""


@lru_cache(maxsize=256)
def clauses(reading: Reading) -> Sequence[tuple[int, int]]:
    """Return the spans of the clauses: what commas and words such as "and" divide in each sentence."""
    text = reading.text
    cuts = {match.end() for match in _CLAUSE.finditer(text)}
    joiners = [found for found in reading.of(JOINER) if not _is_inside(reading, found)]
    cuts |= {reading.span(found)[0] for found in (*joiners, *reading.of(axis_group("sequence")))}
    return [
        span
        for start, end in reading.sentences
        for span in _long_enough(text, sorted({start, *(cut for cut in cuts if start < cut < end), end}))
    ]


def _is_inside(reading: Reading, found: Found) -> bool:
    """Whether a joiner is a part of a word: an Arabic name in k and w begins as if "and" stood behind a clitic."""
    before = reading.folded.text[max(0, found.start - 1) : found.start]
    return reading.vocabulary.language.spaces and before.isalpha()


def _long_enough(text: str, cuts: Sequence[int]) -> Sequence[tuple[int, int]]:
    """Return what stands between the cuts; what is too short is no clause, but belongs to the one beside it."""
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        first = spans.pop()[0] if spans and letters(text[slice(*spans[-1])]) < _SHORTEST_CLAUSE else start
        spans.append((first, end))
    if len(spans) > 1 and letters(text[slice(*spans[-1])]) < _SHORTEST_CLAUSE:
        _, end = spans.pop()
        spans[-1] = (spans[-1][0], end)
    return spans
