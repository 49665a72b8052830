"""Tells of each clause of a text what it speaks of, with the words that deny it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.conditions import conditions
from toolkit.text.dictionary import dictionary
from toolkit.text.governed import governed
from toolkit.text.negating import may_negate
from toolkit.text.phrases import Found
from toolkit.text.reach import Part, goes_on, parts
from toolkit.text.spans import apart, overlaps_any
from toolkit.text.vocabulary import MEDICINE, Reading
from toolkit.text.vocabulary_rows import AFFIX, NEUTRAL, POLARITY, SOFT, axis_group

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WORD = re.compile(r"\w")
_STOP = late(r"[.!?。！？।؟](?=[\s*_\"'”’»)]|$|[^\x00-\x7f])")
"""What ends a sentence."""
_SHORTEST = 12
"""Characters of a clause that is paired by its place."""
_QUESTIONS = "?？؟"
_FIRST_WORD = 2
"""Characters between a joining word and an order that begins a clause of its own behind it."""


class Stated(NamedTuple):
    """A clause: what stands between two commas, stops or joining words."""

    start: int
    """First character in the text as it is written."""
    end: int
    anchors: frozenset[str]
    """What it speaks of: senses of its words, its numbers and medicines."""
    negators: Sequence[Found]
    """What denies in it, without what is part of a limit: "no more than"."""
    hits: Sequence[Found]
    """All its words that may say a negation, the negators among them."""
    phrases: bool
    """Whether it has a phrase that holds a negator and denies nothing, or not in so many words: "do not hesitate"."""
    affixes: bool
    """Whether it has a word with an affix that may say a negation: "unusual"."""
    sentence: bool
    """Whether it begins a sentence."""
    joiner: str
    """What kind of joining word it begins with: `ALTERNATIVE`, another one, or "" for none."""
    condition: bool
    """Whether it tells only when, why or whether."""
    orders: bool
    """Whether it orders or bans something."""
    asks: bool
    """Whether it belongs to a question."""
    opener: int | None
    """Number of the clause before whose negation may reach over this one, which has none of its own."""

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its words that may say a negation."""
        return frozenset(found.value for found in self.hits)

    @property
    def denied(self) -> bool:
        """Whether it has a negation, or one may reach over it."""
        return bool(self.negators) or self.opener is not None

    def holds(self, reading: Reading, found: Found) -> bool:
        """Whether what was found begins in it."""
        return self.start <= reading.span(found)[0] < self.end


@lru_cache(maxsize=256)
def stated(reading: Reading) -> tuple[Stated, ...]:
    """Return the clauses of a text in their order."""
    return tuple(_stated(reading))


def _stated(reading: Reading) -> Iterator[Stated]:
    limits = (*reading.of(axis_group("limit")), *reading.of(axis_group("bound")))
    bans = [found for found in reading.orders if found.value != "verbs"]
    negators = apart(governed(reading).negators, limits)
    hits = denying(reading)
    phrases = [hit for group in (POLARITY, SOFT) for hit in reading.found.get(group, ()) if hit.value == NEUTRAL]
    affixes = [hit for hit in reading.of(AFFIX) if may_negate(reading, hit)]
    kinds = [_placed(reading, found) for found in (negators, reading.orders, hits, phrases, affixes)]
    number, opener = 0, None
    for place, part in enumerate(parts(reading)):
        start, end = reading.folded.original(part.start, part.end)
        if not _WORD.search(reading.text, start, end):
            continue
        own, ordering, saying, phrased, affixed = ([hit for at, hit in rows if start <= at < end] for rows in kinds)
        orders = bool(ordering)
        condition = _is_condition(reading, part)
        ends = part.sentence or (orders and not goes_on(parts(reading), place))
        before = None if ends else opener
        opens = own and (not condition or any(overlaps_any(hit, bans) for hit in own))
        opener = number if opens else before
        yield Stated(
            start,
            end,
            _anchors(reading, start, end),
            own,
            saying,
            bool(phrased),
            bool(affixed),
            part.sentence,
            part.joiner,
            condition,
            orders,
            _asks(reading, end),
            None if own else before,
        )
        number += 1


def _placed(reading: Reading, found: Iterable[Found]) -> Sequence[tuple[int, Found]]:
    """Return what was found, each with where it begins: every clause of a long text asks for that."""
    return [(reading.span(hit)[0], hit) for hit in found]


def denying(reading: Reading) -> Sequence[Found]:
    """Return the words of a text that may say a negation; what is one always is not counted twice: "until"."""
    hard = reading.of(POLARITY)
    spans = {(found.start, found.end) for found in hard}
    return [*hard, *(found for found in reading.of(SOFT) if (found.start, found.end) not in spans)]


def _is_condition(reading: Reading, part: Part) -> bool:
    """Whether the part stands in a condition; an order behind an "and" ends it: "before your test and do not eat"."""
    text = reading.folded.text[part.start : part.end]
    first = part.start + len(text) - len(text.lstrip())
    if not any(start <= first < end for start, end in conditions(reading)):
        return False
    word = first + len(text.split(maxsplit=1)[0]) + _FIRST_WORD
    return not part.joiner or part.alternative or not any(first <= hit.start < word for hit in reading.orders)


def _asks(reading: Reading, place: int) -> bool:
    """Whether the stop behind a place is a question mark."""
    stop = _STOP.search(reading.text, place)
    return stop is not None and stop[0] in _QUESTIONS


def _anchors(reading: Reading, start: int, end: int) -> frozenset[str]:
    here = governed(reading)
    known = dictionary(reading.vocabulary.language)
    manner = frozenset() if known is None else known.manner
    senses = {sense for word in here.words if start <= word.start < end for sense in here.senses(word) - manner}
    numbers = {match[0] for match in _NUMBER.finditer(reading.text, start, end)}
    medicines = {hit.value for hit in reading.of(MEDICINE) if start <= reading.span(hit)[0] < end}
    return frozenset(senses | numbers | medicines)


class Links(NamedTuple):
    """Which clauses of a source and of its translation belong together, as pairs of their numbers."""

    shared: frozenset[tuple[int, int]]
    """Those that speak of something that no other clause of their text speaks of."""
    beside: frozenset[tuple[int, int]]
    """Those without such a thing that stand alone between the same two others on both sides."""

    @classmethod
    def between(cls, source: Sequence[Stated], translation: Sequence[Stated]) -> Links:
        """Return the links of all clauses."""
        here, there = _places(source), _places(translation)
        shared = frozenset((here[anchor], there[anchor]) for anchor in here if anchor in there)
        return cls(shared, frozenset(_between(shared, source, translation)))

    def of_source(self, number: int) -> Sequence[int]:
        """Return the clauses of the translation that belong to a clause of the source."""
        return sorted(there for here, there in self.shared | self.beside if here == number)

    def of_translation(self, number: int) -> Sequence[int]:
        """Return the clauses of the source that belong to a clause of the translation."""
        return sorted(here for here, there in self.shared | self.beside if there == number)


def _between(
    shared: frozenset[tuple[int, int]], source: Sequence[Stated], translation: Sequence[Stated]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of clauses that stand alone between the same two linked ones."""
    ours = [[there for here, there in shared if here == number] for number in range(len(source))]
    linked = {there for _, there in shared}
    for number, clause in enumerate(source):
        before = ours[number - 1] if number else [-1]
        behind = ours[number + 1] if number + 1 < len(source) else [len(translation)]
        if ours[number] or len(before) != 1 or behind != [before[0] + 2] or before[0] + 1 in linked:
            continue
        if clause.end - clause.start >= _SHORTEST:
            yield number, before[0] + 1


def _places(clauses: Sequence[Stated]) -> dict[str, int]:
    """Return the anchors that stand in one clause only, each with the number of that."""
    counted = Counter(anchor for clause in clauses for anchor in clause.anchors)
    return {
        anchor: number for number, clause in enumerate(clauses) for anchor in clause.anchors if counted[anchor] == 1
    }
