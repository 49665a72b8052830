"""Compares which of two things a source and its translation tell to be done earlier: "wash before you apply it"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.opposites import Turned
from toolkit.text.phrases import Found
from toolkit.text.spoken import Spoken, spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import JOINER, NEUTRAL, POLARITY, SOFT, TURN, UNTIL, axis_group
from toolkit.text.waits import overlap

_SEQUENCE = "sequence"
_COMMA = late(r"[,،、，;؛；:：]")
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "time", "half"})
"""What may belong to either thing: "an hour after"."""
_PLACES = frozenset({"first", "next", "last", "early", "late", "soon"})
"""What the words say that tell the order."""


class _Told(NamedTuple):
    """What a text tells of two things that follow each other."""

    earlier: frozenset[str]
    """What is spoken of the one that comes first."""
    later: frozenset[str]
    """The same of the other one."""
    marks: tuple[Found, ...]
    """The words that tell the order."""


def misplaced(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield the words that tell an order where what is earlier in the source is later in the translation."""
    ours, theirs = _orders(source, translation)
    if ours is not None and theirs is not None and _crossed(ours, theirs):
        yield Turned(_SEQUENCE, ours.marks, theirs.marks)


def in_place(source: Reading, translation: Reading) -> bool:
    """Whether both texts tell two things in the same order, in whatever words: "after A, B" is "A before B"."""
    ours, theirs = _orders(source, translation)
    return ours is not None and theirs is not None and _crossed(ours, _Told(theirs.later, theirs.earlier, ()))


def _orders(source: Reading, translation: Reading) -> tuple[_Told | None, _Told | None]:
    """Return what both tell, where they can be compared: "not until then" is "after it", said without a negation."""
    if translation.of(UNTIL) or _excepts(source):
        return None, None
    comparable = _denies(source) and not _denies(translation) if source.of(UNTIL) else not _excepts(translation)
    return (_order(source), _order(translation)) if comparable else (None, None)


def _crossed(ours: _Told, theirs: _Told) -> bool:
    """Whether each thing of the one stands at the other place of the other text, and none where it was."""
    one, other = ours.earlier - ours.later - _TIMES, ours.later - ours.earlier - _TIMES
    kept = (one & theirs.earlier) | (other & theirs.later)
    moved = bool(one & theirs.later), bool(other & theirs.earlier)
    both = len(ours.marks) == len(theirs.marks) == len(moved)  # "first" and "then": one thing is enough
    return not kept and (any(moved) if both else all(moved))


def _order(reading: Reading) -> _Told | None:
    """Return what one "before" or "after" tells, or "first" with "then"; None where a text says more or less of it."""
    known = spoken(reading)
    if known is None:
        return None
    words, phrases = reading.of(axis_group(_SEQUENCE)), reading.found.get(axis_group(_SEQUENCE), ())
    neutral = [found for found in phrases if found.value == NEUTRAL]
    turns = [found for found in reading.of(TURN) if not any(overlap(found, phrase) for phrase in neutral)]
    # "Afterwards" is a word of both: it may stand before what it goes along with, or behind it.
    firsts, thens = ([found for found in turns if found.value == end] for end in ("up", "down"))
    if len(firsts) == 1 and thens and all(any(overlap(word, turn) for turn in turns) for word in words):
        return _in_turn(reading, known, firsts, thens)
    behind = reading.vocabulary.postpositions
    if not behind and any(word.start == turn.start and word.end <= turn.end for word in words for turn in turns):
        return None
    alone = all(any(overlap(word, turn) for word in words) for turn in turns)
    if len(words) == 1 and alone:
        return _beside(reading, known, words[0])
    if not words and not firsts and len(thens) == 1:
        return _in_turn(reading, known, firsts, thens)
    return None


def _denies(reading: Reading) -> bool:
    """Whether the text denies something, be it in an idiom such as "not until"."""
    words = reading.of(axis_group(_SEQUENCE))
    return any(
        found.value in {"not", "avoid"} or (found.value == NEUTRAL and any(overlap(found, word) for word in words))
        for found in reading.found.get(POLARITY, ())
    )


def _excepts(reading: Reading) -> bool:
    """Whether the text tells an exception: "not but after" is "only after", which may say the same as "not before"."""
    told = [found for group in (POLARITY, SOFT) for found in reading.of(group) if found.value in {"except", "only"}]
    return any(not any(overlap(found, until) for until in reading.of(UNTIL)) for found in told)


def _beside(reading: Reading, known: Spoken, word: Found) -> _Told | None:
    """Return the order that one "before" or "after" tells: what goes along with it, and the rest."""
    start, end = reading.span(word)
    cuts = [match.start() for match in _COMMA.finditer(reading.text)]
    cuts += [reading.span(found)[0] for found in reading.of(JOINER)]
    if reading.vocabulary.postpositions:
        span = max((cut for cut in cuts if cut < start), default=0), start
    else:
        span = end, min((cut for cut in cuts if cut >= end), default=len(reading.text))
    along, rest = _divided(known, span)
    return _Told(along, rest, (word,)) if word.value == "up" or reading.of(UNTIL) else _Told(rest, along, (word,))


def _in_turn(reading: Reading, known: Spoken, firsts: Sequence[Found], thens: Sequence[Found]) -> _Told | None:
    """Return the order that "first" and "then" tell in clauses of their own, or "then" with what stands before it."""
    cuts = {match.end() for match in _COMMA.finditer(reading.text)}
    cuts |= {0, len(reading.text), *(reading.span(found)[0] for found in reading.of(JOINER))}
    clauses = [
        (max(cut for cut in cuts if cut <= place), min(cut for cut in cuts if cut > place))
        for place in (reading.span(found)[0] for found in (*firsts, thens[0]))
    ]
    if not thens or (reading.vocabulary.postpositions and not _begins(reading, clauses[-1], thens[0])):
        return None
    first = clauses[0] if firsts else (0, clauses[-1][0])
    if first == clauses[-1] or first[0] == first[1]:
        return None
    earlier, later = (_divided(known, span)[0] - _PLACES for span in (first, clauses[-1]))
    return _Told(earlier, later, (*firsts, thens[0]))


def _begins(reading: Reading, clause: tuple[int, int], word: Found) -> bool:
    """Whether a clause begins with the word, which may end the one before it elsewhere: Korean "-은 다음"."""
    return not reading.text[clause[0] : reading.span(word)[0]].strip()


def _divided(known: Spoken, span: tuple[int, int]) -> tuple[frozenset[str], frozenset[str]]:
    """Return what is spoken of within a span, and outside it."""
    within, outside = set[str](), set[str]()
    for word in known.words:
        (within if span[0] <= word.start < span[1] else outside).update(word.senses - known.common)
    return frozenset(within), frozenset(outside)
