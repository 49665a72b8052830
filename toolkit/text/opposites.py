"""Compares the pairs of opposites of a part of a source and of its translation: tighten and loosen, thick and thin.

An axis of direction is counted; a pair is only compared where each side says one of the two things and nothing that
could be the other, for there are many and their words are common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.late import late
from toolkit.text.conditions import conditions, within
from toolkit.text.phrases import Found
from toolkit.text.reach import denied_beside, in_one_part
from toolkit.text.spans import overlap, overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import EITHER, MAYBE, OPPOSITE, POLARITY, RATHER, UNDOING, axis_group

OTHER = {"up": "down", "down": "up"}
"""The other end of each."""
APART = frozenset(
    f"{OPPOSITE}{name}" for name in ("assoon", "prescriber", "ruling", "suckling", "everyone", "seldom", "carer")
)
"""Pairs of which no end is the other one denied, and whose words are so common that one more or less tells nothing."""
_COMMON = frozenset(
    f"{OPPOSITE}{name}"
    for name in (
        *("amount", "eachtime", "appear", "next", "return", "full", "gradual", "used", "everyone", "relax"),
        *("stay", "start", "often", "topmost", "common", "active", "wear", "seat", "enter"),
        *("ground", "born", "sink", "attach", "recall"),
    )
)
"""Pairs whose words mean much else in other languages than English: nothing is told by them where one is the source."""
_COMPANY = "company"
_BESIDE = 2
"""Characters between two words that stand beside each other."""
_CLOSE = 3
"""The same, where an article may be joined to the second one."""


def by_end(words: Sequence[Found]) -> dict[str, list[Found]]:
    """Return the words of each end."""
    return {end: [word for word in words if word.value == end] for end in OTHER}


@dataclass(frozen=True, slots=True)
class Turned:
    """A thing that became its opposite."""

    name: str
    """Name of the pair: `tight`."""
    source: Sequence[Found]
    translation: Sequence[Found]


def turned(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield each pair of which the source says one thing and the translation the other, denied alike.

    Where both texts set the same bounds, their words are none of a pair: "shorter than" is "below".
    """
    alike = any(source.of(group) for group in _BOUNDS) and all(
        source.counts(b) == translation.counts(b) for b in _BOUNDS
    )
    for name, groups in _compared(source, translation):
        ours, theirs = ([found for group in groups for found in reading.of(group)] for reading in (source, translation))
        if all(is_refused(source, found) for found in ours):
            continue
        if alike:
            ours = [found for found in ours if not _bounds(source, found)]
        here, there = _end(ours), _end(theirs)
        sure = name != _COMPANY or _is_sure(source, translation)
        if name == _WITHIN and _is_missed(source, ours):
            continue
        if here and there and here != there and sure and _alike(source, ours, translation, theirs):
            yield Turned(name, ours, theirs)


def _is_sure(source: Reading, translation: Reading) -> bool:
    """Whether "without" stands for "with", and for no negation: other languages than English say "with" of much else.

    Then only one of the texts denies anything, or takes anything from the rest.
    """
    denying = [any(hit.value != "stop" for hit in reading.negating) for reading in (source, translation)]
    return source.vocabulary.lists_sources or denying[0] != denying[1]


_BOUNDS = tuple(axis_group(name) for name in ("bound", "limit"))
_WITHIN = "within"
"""Name of the pair of "within two days" and "after two days"."""


def _is_missed(source: Reading, words: Sequence[Found]) -> bool:
    """Whether a condition denies that something comes within a time: where it has not, it has not after it either."""
    cases = conditions(source)
    return all(within(found, cases) and denied_beside(source, found) for found in words)


def _bounds(reading: Reading, found: Found) -> bool:
    """Whether the word is that of a bound: "shorter than" is no "shorter"."""
    return any(_inside(found, hit) for group in _BOUNDS for hit in reading.of(group))


def _inside(found: Found, phrase: Found) -> bool:
    """Whether what was found is a part of a longer phrase."""
    return (
        phrase.start <= found.start
        and found.end <= phrase.end
        and (phrase.start, phrase.end) != (found.start, found.end)
    )


def _compared(source: Reading, translation: Reading) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the pairs that both texts have words of, each by itself and with those that may stand for it."""
    common = frozenset[str]() if source.vocabulary.lists_sources else _COMMON
    for group in translation.found:
        if group.startswith(OPPOSITE) and group in source.found and group not in common:
            yield group.removeprefix(OPPOSITE), [group]
    if common:  # words of several pairs are the more so
        return
    told = {_FAMILY_OF.get(group) for group in source.found}.intersection(map(_FAMILY_OF.get, translation.found))
    yield from ((name, groups) for name, groups in _FAMILIES.items() if name in told)


def is_refused(reading: Reading, word: Found) -> bool:
    """Whether a word stands right beside one such as "rather than", on the side of what is refused."""
    text = reading.folded.text
    return any(
        _ENDING.fullmatch(text, *((mark.end, word.start) if mark.value == "before" else (word.end, mark.start)))
        for mark in reading.of(RATHER)
        if (mark.end <= word.start) == (mark.value == "before")
    )


_ENDING = late(r"[^\W\d_]{0,2}\s?")
"""What may stand between a word and a mark beside it: an ending, a space."""
_FAMILIES = {
    name: [f"{OPPOSITE}{pair}" for pair in pairs]
    for name, pairs in {
        "amount": ("degree", "increase", "high", "big", "long", "plenty", "strength", "weight"),
        "time": ("quick", "now", "early", "pace"),
        "upward": ("upward", "climb", "stairs"),
        "health": ("sound", "affected"),
        "course": ("ease", "improve", "recover", "mending"),
        "light": ("bright", "sunny"),
        "often": ("common", "seldom"),
    }.items()
}
"""Pairs of which one may stand for another: a larger dose, more of it, a higher one."""
_FAMILY_OF = {group: name for name, groups in _FAMILIES.items() for group in groups}


def _end(words: Sequence[Found]) -> str:
    """Return the only end that the words may be of, where one is of it for sure; else nothing."""
    values = {found.value for found in words}
    return next((end for end in OTHER if end in values and values <= {end, f"{MAYBE}{end}"}), "")


def _alike(source: Reading, ours: Sequence[Found], translation: Reading, theirs: Sequence[Found]) -> bool:
    """Whether both texts deny what is said, or none does: "keep it dry" is "do not wet it"."""
    if any(_keeps_off(source, found) for found in ours) and all(_may_be_refused(translation, hit) for hit in theirs):
        return False
    here, there = (
        {_denied(reading, found) != _lessened(reading, found) for found in words}
        for reading, words in ((source, ours), (translation, theirs))
    )
    return here == there and len(here) == 1


def _keeps_off(reading: Reading, found: Found) -> bool:
    """Whether a word is part of what refuses: "keep the pad and the bottle away from it"."""
    return any(hit.value == "avoid" and overlap(hit, found) for hit in reading.of(POLARITY))


def _may_be_refused(reading: Reading, found: Found) -> bool:
    """Whether a negation stands before a word in its sentence or beside it: "do not put pad and bag near it"."""
    place, end = reading.span(found)
    start = max((start for start, _ in reading.sentences if start <= place), default=0)
    return any(
        hit.value in {"not", "avoid"} and start <= reading.span(hit)[0] <= end + _BESIDE for hit in reading.of(POLARITY)
    )


def _denied(reading: Reading, found: Found) -> bool:
    """Whether the part denies what was found; a phrase with a negator of its own is denied by no second one beside it.

    But an exception takes that back: "not possible but here".
    """
    if any(hit.value == EITHER and _inside(found, hit) for hit in reading.found.get(POLARITY, ())):
        return True  # "not unusual"
    own = [
        hit for hit in reading.of(POLARITY) if hit.value == "not" and found.start <= hit.start and hit.end < found.end
    ]
    if own and reading.vocabulary.language.words.separable and found.start < own[0].start:
        return len(own) % 2 == 1  # between a verb and its prefix: "Schließen Sie die Tür nicht ab"
    if own:
        return any(hit.value == "except" and in_one_part(reading, hit, found) for hit in reading.of(POLARITY))
    return denied_beside(reading, found) != undone(reading, found)


def undone(reading: Reading, found: Found) -> bool:
    """Whether a word right beside it undoes what was found: Arabic "إلغاء تفعيل", French "peu sûr"."""
    return any(
        (0 <= found.start - hit.end <= _CLOSE or 0 <= hit.start - found.end <= _CLOSE)
        and not overlaps_any(hit, reading.of(POLARITY))
        for hit in reading.of(UNDOING)
    )


def _lessened(reading: Reading, found: Found) -> bool:
    """Whether a word such as "less" stands before it: "less common" is rarer."""
    return any(hit.value == "down" and 0 < found.start - hit.end <= _BESIDE for hit in reading.of(axis_group("amount")))
