"""Compares the pairs of opposites of a part of a source and of its translation: tighten and loosen, thick and thin.

An axis of direction is counted; a pair is only compared where each side says one of the two things and nothing that
could be the other, for there are many and their words are common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.text.phrases import Found
from toolkit.text.reach import denied_beside, in_one_part
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import MAYBE, OPPOSITE, POLARITY, RATHER, SOFT, UNDOING, axis_group
from toolkit.text.waits import overlap

OTHER = {"up": "down", "down": "up"}
"""The other end of each."""
_BESIDE = 2
"""Characters between two words that stand beside each other."""
_CLOSE = 3
"""The same, where an article may be joined to the second one."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A thing that became its opposite."""

    name: str
    """Name of the pair: `tight`."""
    source: Sequence[Found]
    translation: Sequence[Found]


def turned(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield each pair of which the source says one thing and the translation the other, denied alike.

    Where both tell what is instead of something, either may be what is not: "tight instead of relaxing".
    """
    refusing = _instead(source) and _instead(translation)
    for group in translation.found:
        if group.startswith(OPPOSITE) and group in source.found:
            ours, theirs = source.of(group), translation.of(group)
            if refusing and (_beside_instead(source, ours) or _beside_instead(translation, theirs)):
                continue
            if _turned(source, ours, translation, theirs):
                yield Turned(group.removeprefix(OPPOSITE), ours, theirs)
    yield from _added(source, translation)
    told = {_FAMILY_OF.get(group) for group in source.found}.intersection(map(_FAMILY_OF.get, translation.found))
    for name, groups in _FAMILIES.items() if not refusing else ():
        if name not in told:
            continue
        ours, theirs = ([found for group in groups for found in reading.of(group)] for reading in (source, translation))
        if ours and theirs and _turned(source, ours, translation, theirs):
            yield Turned(name, ours, theirs)


_FREE = f"{OPPOSITE}free"


def _added(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield "latex-free" of which nothing is left but the latex, for no word of the translation denies it."""
    free = [found for found in source.of(_FREE) if found.value == "up"]
    if not free or len(free) < len(source.of(_FREE)) or any(found.value != "down" for found in translation.of(_FREE)):
        return
    rows = (found for group in (POLARITY, SOFT) for found in translation.of(group))
    if all(found.value in _NOT_DENYING for found in rows):
        yield Turned("free", free, translation.of(_FREE))


_NOT_DENYING = {"only", "instead"}
_FAMILIES = {
    name: [f"{OPPOSITE}{pair}" for pair in pairs]
    for name, pairs in {
        "amount": ("degree", "increase", "high", "big", "long", "plenty", "strength", "weight"),
        "time": ("quick", "now", "early", "pace"),
        "upward": ("upward", "climb", "stairs"),
        "health": ("sound", "affected"),
        "course": ("ease", "improve", "recover", "mending"),
        "light": ("bright", "sunny"),
    }.items()
}
"""Pairs of which one may stand for another: a larger dose, more of it, a higher one."""
_FAMILY_OF = {group: name for name, groups in _FAMILIES.items() for group in groups}


def _turned(source: Reading, ours: Sequence[Found], translation: Reading, theirs: Sequence[Found]) -> bool:
    here, there = _end(ours), _end(theirs)
    if here and here == there:
        return _more_or_less(source, ours, translation, theirs)
    if here and there:
        return _alike(source, ours, translation, theirs)
    return _one_turned(source, ours, translation, theirs)


def _one_turned(source: Reading, ours: Sequence[Found], translation: Reading, theirs: Sequence[Found]) -> bool:
    """Whether the source tells both things, and the translation one of them as often, and denies as many."""
    both, one = ({found.value for found in words} for words in (ours, theirs))
    if both != OTHER.keys() or len(one) != 1 or not one < both or len(ours) != len(theirs):
        return False
    if _denying(source, ours) or _denying(translation, theirs):
        return False
    here, there = (
        sum(denied_beside(reading, found) for found in words)
        for reading, words in ((source, ours), (translation, theirs))
    )
    return here == there


def _instead(reading: Reading) -> list[Found]:
    found = [found for group in (POLARITY, SOFT) for found in reading.of(group) if found.value == "instead"]
    return [*found, *reading.of(RATHER)]


def _denying(reading: Reading, words: Sequence[Found]) -> bool:
    """Whether one of the words holds a negator: "without crushing"."""
    return any(overlap(hit, found) for hit in reading.of(POLARITY) for found in words)


def _beside_instead(reading: Reading, words: Sequence[Found]) -> bool:
    """Whether one of the words stands in a part of the text that tells what is instead of something."""
    return any(in_one_part(reading, found, word) for word in _instead(reading) for found in words)


def _end(words: Sequence[Found]) -> str:
    """Return the only end that the words may be of, where one is of it for sure; else nothing."""
    values = {found.value for found in words}
    return next((end for end in OTHER if end in values and values <= {end, f"{MAYBE}{end}"}), "")


def _alike(source: Reading, ours: Sequence[Found], translation: Reading, theirs: Sequence[Found]) -> bool:
    """Whether both texts deny what is said, or none does: "keep it dry" is "do not wet it"."""
    here, there = (
        {_denied(reading, found) != _lessened(reading, found) for found in words}
        for reading, words in ((source, ours), (translation, theirs))
    )
    if here == {False} and there == {True} and _lacking(source, ours):
        return True
    return here == there and len(here) == 1


def _more_or_less(source: Reading, ours: Sequence[Found], translation: Reading, theirs: Sequence[Found]) -> bool:
    """Whether "deeper" became "less deep", where no word of the source says less of anything and none denies it."""
    if any(found.value.removeprefix(MAYBE) == "down" for group in _LESS for found in source.of(group)):
        return False
    rows = ((source, ours), (translation, theirs))
    if any(_denied(reading, found) for reading, words in rows for found in words):
        return False
    return all(_lessened(translation, found) for found in theirs)


_LESS = (
    *(axis_group(name) for name in ("amount", "change", "level")),
    *(f"{OPPOSITE}{name}" for name in ("degree", "more", "plenty")),
)


def _denied(reading: Reading, found: Found) -> bool:
    """Whether the part denies what was found; a phrase with a negator of its own is denied by no second one beside it.

    But an exception takes that back: "not possible but here".
    """
    if any(hit.value == "not" and found.start <= hit.start and hit.end < found.end for hit in reading.of(POLARITY)):
        return any(hit.value == "except" and in_one_part(reading, hit, found) for hit in reading.of(POLARITY))
    return denied_beside(reading, found) != undone(reading, found)


def undone(reading: Reading, found: Found) -> bool:
    """Whether a word right beside it undoes what was found: Arabic "إلغاء تفعيل", French "peu sûr"."""
    return any(
        (0 <= found.start - hit.end <= _CLOSE or 0 <= hit.start - found.end <= _CLOSE)
        and not any(overlap(hit, negator) for negator in reading.of(POLARITY))
        for hit in reading.of(UNDOING)
    )


def _lacking(reading: Reading, words: Sequence[Found]) -> bool:
    """Whether another word beside each of the words says what is not there, so that a negator may be for that."""
    others = [hit for hit in reading.of(SOFT) if hit.value == "lacking"]
    return all(any(not overlap(hit, found) and in_one_part(reading, hit, found) for hit in others) for found in words)


def _lessened(reading: Reading, found: Found) -> bool:
    """Whether a word such as "less" stands before it: "less common" is rarer."""
    return any(hit.value == "down" and 0 < found.start - hit.end <= _BESIDE for hit in reading.of(axis_group("amount")))
