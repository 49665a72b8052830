"""Finds two things of one sentence that changed places: "a shower rather than a bath", "first cold, then hot".

All words of the source are still there then, and each as often; only what belongs to what has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby, pairwise
from typing import NamedTuple

from toolkit.text.conditions import clause_ends
from toolkit.text.dictionary import spoken_of
from toolkit.text.opposites import APART, OTHER, Turned
from toolkit.text.phrases import Found
from toolkit.text.quantities import quantities
from toolkit.text.reach import begins_item, denied_beside
from toolkit.text.sequence import SEQUENCE, Sides, alike, order_words
from toolkit.text.spans import enclosing
from toolkit.text.spoken import Spoken, spoken
from toolkit.text.vocabulary import MEDICINE, Reading, two_medicines
from toolkit.text.vocabulary_rows import AXES, MAYBE, OPPOSITE, POLARITY, RATHER, TURN

_WITHOUT_ORDER = APART | {f"{OPPOSITE}eachtime"}
"""Pairs whose words stand in one text for many things, so that their order tells nothing: "each", "the first"."""


class _Ends(NamedTuple):
    """Two things, each of which a text names in one place."""

    one: tuple[int, int]
    """Where the one stands in the text as it is written."""
    other: tuple[int, int]
    words: tuple[Found, ...]
    """Both as they were found; nothing for numbers."""


class _Both(NamedTuple):
    """Two things that a source and its translation name in one place each."""

    name: str
    source: _Ends
    translation: _Ends


def exchanged(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield the first two things that changed places in a part of a source and its translation."""
    pairs = list(_pairs(source, translation))
    yield from _refused(source, translation, pairs)
    yield from _denied(source, translation, pairs)
    yield from _reordered(source, translation)
    settled = [row for row in pairs if not _is_preferred_alike(source, translation, row)]
    if settled:
        things = [*settled, *_medicines(source, translation), *_numbers(source, translation)]
        row = next(_crossed(things), None)
        if row is not None:
            yield Turned(row.name, row.source.words, row.translation.words)


def _pairs(source: Reading, translation: Reading) -> Iterator[_Both]:
    """Yield the pairs of opposites and the axes of which both texts name each end in one place."""
    for group in translation.found:
        if (
            group in source.found
            and group not in _WITHOUT_ORDER
            and (group == TURN or group.startswith((OPPOSITE, AXES)))
        ):
            ours, theirs = _ends(source, group), _ends(translation, group)
            if ours is not None and theirs is not None:
                yield _Both(group.rpartition(".")[2], ours, theirs)


def _ends(reading: Reading, group: str) -> _Ends | None:
    """Return where the two ends stand, each in one place: "take a bath in the tub" is one."""
    words = order_words(reading) if group == SEQUENCE else reading.of(group)
    runs = [(end, list(found)) for end, found in groupby(words, lambda found: found.value.removeprefix(MAYBE))]
    if len(runs) != len(OTHER):
        return None
    places = {end: (reading.span(found[0])[0], reading.span(found[-1])[1]) for end, found in runs}
    return _Ends(places["up"], places["down"], tuple(words))


def _medicines(source: Reading, translation: Reading) -> Iterator[_Both]:
    named = two_medicines(source, translation)
    if named is not None:
        one, other = sorted(named[0])
        rows = [
            _Ends(reading.span(hits[one]), reading.span(hits[other]), (hits[one], hits[other]))
            for reading, hits in zip((source, translation), named, strict=True)
        ]
        yield _Both(MEDICINE, *rows)


def _numbers(source: Reading, translation: Reading) -> Iterator[_Both]:
    ours, theirs = _amounts(source), _amounts(translation)
    if len(ours) == len(OTHER) and ours.keys() == theirs.keys():
        one, other = sorted(ours)
        yield _Both("number", _Ends(ours[one], ours[other], ()), _Ends(theirs[one], theirs[other], ()))


def _amounts(reading: Reading) -> Mapping[str, tuple[int, int]]:
    """Return the amounts of a text with their places; none where one is named twice."""
    rows = [row for row in quantities(reading.text, reading.vocabulary.locale) if not row.free]
    found = {f"{','.join(map(str, row.values))} {row.unit}": (row.start, row.end) for row in rows}
    return found if len(found) == len(rows) else {}


def _crossed(things: list[_Both]) -> Iterator[_Both]:
    """Yield what goes along with the one of two other things in the source, and with the other in the translation."""
    for a, b in combinations(things, 2):
        ours, theirs = _order(a.source, b.source), _order(a.translation, b.translation)
        if ours is not None and theirs is not None and ours != theirs:
            yield next((row for row in (a, b) if row.source.words and row.name != TURN), a)


def _order(a: _Ends, b: _Ends) -> bool | None:
    """Whether two things stand in the order of two others, where they take turns; None where they do not."""
    spans = sorted([(*a.one, "a"), (*a.other, "a"), (*b.one, "b"), (*b.other, "b")])
    if any(last > first for (_, last, _), (first, _, _) in pairwise(spans)):
        return None
    turns = "".join(name for _, _, name in spans)
    return None if turns in {"aabb", "bbaa"} else (a.one < a.other) == (b.one < b.other)


def _refused(source: Reading, translation: Reading, pairs: list[_Both]) -> Iterator[Turned]:
    """Yield what the source prefers to its opposite, and the translation refuses for it."""
    marks = [source.of(RATHER) or _contrasts(source), translation.of(RATHER)]
    if any(len(found) != 1 for found in marks):
        return
    (ours,), (theirs,) = marks
    here, there = (reading.span(mark) for reading, mark in ((source, ours), (translation, theirs)))
    for row in pairs:
        wanted = _behind(here, ours.value, row.source)
        given = _behind(there, theirs.value, row.translation)
        if wanted is not None and given is not None and wanted != given:
            yield Turned(row.name, row.source.words, row.translation.words)
            return
    one, other = spoken(source), spoken(translation)
    if (
        one is not None
        and other is not None
        and _refuses_the_wanted(_named(one, ours.value, here), other, theirs.value, there)
    ):
        yield Turned(RATHER, (ours,), (theirs,))


def _is_preferred_alike(source: Reading, translation: Reading, row: _Both) -> bool:
    """Whether both texts prefer the same end to the other, which they may name first or last."""
    marks = [reading.of(RATHER) for reading in (source, translation)]
    if any(len(found) != 1 for found in marks):
        return False
    (ours,), (theirs,) = marks
    wanted = _behind(source.span(ours), ours.value, row.source)
    return wanted is not None and wanted == _behind(translation.span(theirs), theirs.value, row.translation)


def _denied(source: Reading, translation: Reading, pairs: list[_Both]) -> Iterator[Turned]:
    """Yield the first pair of which each text denies one end only, and not the same: "on its back, never on its front".

    It is asked of what stands right behind a "not" or a "never" that begins an item.
    """
    for row in pairs:
        ours = _contrasted_end(source, row.source)
        theirs = _denied_end(translation, row.translation) if ours else ""
        if ours and theirs and ours != theirs:
            yield Turned(row.name, row.source.words, row.translation.words)
            return


def _contrasted_end(source: Reading, ends: _Ends) -> str:
    """Return the end that stands right behind a "not" or a "never" that begins an item: ", never on its front"."""
    text = source.folded.text
    for hit in source.of(POLARITY):
        if hit.value == "not" and begins_item(source, hit):
            for word in ends.words:
                beside = word.start >= hit.end and not text[hit.end : word.start].strip()
                if beside or (word.start == hit.start and word.end > hit.end):
                    return word.value.removeprefix(MAYBE)
    return ""


def _denied_end(reading: Reading, ends: _Ends) -> str:
    """Return the end that a text denies or refuses, where it does so with all words of one end only; else nothing."""
    marks = reading.of(RATHER)
    refused = _behind(reading.span(marks[0]), marks[0].value, ends) if len(marks) == 1 else None
    if refused is not None:
        return "up" if refused else "down"
    told: dict[str, set[bool]] = {}
    for word in ends.words:
        told.setdefault(word.value.removeprefix(MAYBE), set()).add(_is_denied(reading, word))
    denied = [end for end, row in told.items() if row == {True}]
    if len(told) == len(OTHER) and len(denied) == 1 and all(len(row) == 1 for row in told.values()):
        return denied[0]
    return ""


def _is_denied(reading: Reading, word: Found) -> bool:
    """Whether the part of a word denies it, or the word begins with a negator itself: "not back"."""
    own = any(hit.value == "not" and hit.start == word.start and hit.end < word.end for hit in reading.of(POLARITY))
    return own or denied_beside(reading, word)


def _contrasts(source: Reading) -> Sequence[Found]:
    """Return each "not" of a source that stands behind a comma: "before the test, not after it"."""
    text = source.folded.text
    return [
        Found("before", hit.start, hit.end)
        for hit in source.of(POLARITY)
        if text[hit.start : hit.end] == _NOT and text[: hit.start].rstrip().endswith(",")
    ]


_NOT = "not"


def _reordered(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield the words for "first" and "then" where what is done first in the one text is done then in the other."""
    if TURN not in source.found or TURN not in translation.found:
        return
    ours, theirs = _steps(source), _steps(translation)
    if ours is None or theirs is None:
        return
    if alike(ours.said, theirs.said[::-1]):
        yield Turned(TURN, ours.words, theirs.words)


class _Steps(NamedTuple):
    """The two clauses that begin with "first" and "then"."""

    said: Sides
    """What they speak of."""
    words: Sequence[Found]
    """The two words that they begin with."""


def _steps(reading: Reading) -> _Steps | None:
    known = spoken(reading)
    turns = {turn.value: turn for turn in reading.of(TURN) if turn.value in OTHER}
    if known is None or len(turns) != len(OTHER) or sum(turn.value in OTHER for turn in reading.of(TURN)) != len(OTHER):
        return None
    spans = [_clause(reading, turns[end]) for end in ("up", "down")]
    if spans[0] == spans[1]:
        return None
    up, down = (
        spoken_of(word for word in known.words if start <= word.start < end) - known.little for start, end in spans
    )
    return _Steps((up, down), (turns["up"], turns["down"]))


def _clause(reading: Reading, found: Found) -> tuple[int, int]:
    """Return where the clause that something was found in begins and ends in the text as it is written."""
    return enclosing(clause_ends(reading), reading.span(found), len(reading.text))


_NEAREST = 3
"""Words beside a mark such as "instead of" that may belong to what is refused."""


class _Named(NamedTuple):
    """The nearest known words on the two sides of a mark such as "rather than"."""

    wanted: frozenset[str]
    """What the one of them may mean, which is preferred."""
    refused: frozenset[str]


def _named(words: Spoken, side: str, mark: tuple[int, int]) -> _Named:
    """Return them; what stands on both sides tells nothing: "the Go button rather than the Save button"."""
    before = [word.senses for word in words.words if word.start < mark[0]]
    behind = [word.senses for word in words.words if word.start >= mark[1]]
    nearest = [senses[0] if senses else frozenset[str]() for senses in (before[-1:], behind[:1])]
    if side == "before":
        return _Named(nearest[0].difference(*behind), nearest[1])
    return _Named(nearest[1].difference(*before), nearest[0])


def _refuses_the_wanted(ours: _Named, other: Spoken, side: str, mark: tuple[int, int]) -> bool:
    """Whether the translation refuses what the source wants, and speaks of what the source refuses elsewhere."""
    refused = _named(other, side, mark).refused
    if not ours.wanted or not ours.refused or ours.wanted & ours.refused:
        return False
    behind = [word for word in other.words if word.start >= mark[1]][:_NEAREST]
    before = [word for word in other.words if word.start < mark[0]][-_NEAREST:]
    if any(word.senses & ours.refused for word in (behind if side == "before" else before)):
        return False  # "instead of a hard one": the translation repeats what "one" stands for
    return bool(refused & ours.wanted) and not refused & ours.refused and not ours.refused.isdisjoint(other.senses)


def _behind(mark: tuple[int, int], side: str, ends: _Ends) -> bool | None:
    """Whether the refused thing is the one, which is the nearest on its side of the mark; None where none is there."""
    start, end = mark
    if side == "before":
        places = [(place[0] - end, place == ends.one) for place in (ends.one, ends.other) if place[0] >= end]
    else:
        places = [(start - place[1], place == ends.one) for place in (ends.one, ends.other) if place[1] <= start]
    return min(places)[1] if places else None
