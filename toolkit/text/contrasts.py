"""Compares which of two ends a text denies, or which number it gives to which end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from toolkit.late import late
from toolkit.text.opposites import OTHER, Turned
from toolkit.text.phrases import Found
from toolkit.text.quantities import quantities
from toolkit.text.reach import denied_beside
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import OPPOSITE, POLARITY
from toolkit.text.waits import overlap

_COMMA = late(r"(?<!\d)[,،、，.]|[,،、，.](?!\d)|[;:!?؛；：。！？।]|\s[–—-]\s")
_DENYING = frozenset({"not", "avoid", "without"})
_Words = tuple[str, tuple[Found, ...]]
"""An end, and the words that tell of it and of the other one."""


def contrasted(source: Reading, translation: Reading, group: str) -> Iterator[Turned]:
    """Yield the words of an axis of which the other end is denied, or of whose ends the numbers changed places."""
    wanted, given = _denied_end(source, group), _denied_end(translation, group)
    if wanted is not None and given is not None and wanted[0] != given[0]:
        yield Turned(group.rpartition(".")[2], wanted[1], given[1])
    wanted, given = _numbered(source, group), _numbered(translation, group)
    if wanted is not None and given is not None and wanted[0] != given[0] and _same_values(wanted[0], given[0]):
        yield Turned(group.rpartition(".")[2], wanted[1], given[1])


def denied_opposites_exchanged(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield the pairs of opposites of which the one thing is told in the source, and denied in the translation.

    Where one text tells both, the one without the other, the other text may tell one of them only.
    """
    for group in translation.found:
        if not group.startswith(OPPOSITE) or group not in source.found:
            continue
        wanted, given = _denied_end(source, group), _denied_end(translation, group)
        if group in _OWN or any(_holds_negator(reading, group) for reading in (source, translation)):
            pass
        elif wanted is not None and given is None:
            plain = not any(found.value in _DENYING for found in translation.of(POLARITY))
            given = _plain_end(translation, group) if plain else None
        elif given is not None and wanted is None:
            wanted = _plain_end(source, group)
        if wanted is not None and given is not None and wanted[0] != given[0]:
            yield Turned(group.removeprefix(OPPOSITE), wanted[1], given[1])


_OWN = frozenset(f"{OPPOSITE}{name}" for name in ("from", "within", "company", "free"))
"""Pairs of small words, which may both be said of other things."""


def _holds_negator(reading: Reading, group: str) -> bool:
    return any(
        hit.value in _DENYING and overlap(hit, word) for hit in reading.of(POLARITY) for word in reading.of(group)
    )


def _plain_end(reading: Reading, group: str) -> _Words | None:
    """Return the end that is not told, where all words of a pair are of the other one and none is denied."""
    words = tuple(reading.of(group))
    ends = {word.value for word in words}
    if len(ends) != 1 or not ends <= OTHER.keys() or any(denied_beside(reading, word) for word in words):
        return None
    return OTHER[ends.pop()], words


def _denied_end(reading: Reading, group: str) -> _Words | None:
    """Return which end of an axis is denied, where each stands in parts of its own and those of one are negated.

    "Lay the baby on its back, never on its front, and not on its side" denies one end in two parts.
    """
    words = [word for word in reading.of(group) if word.value in OTHER]
    if {word.value for word in words} != OTHER.keys():
        return None
    cuts = [match.start() for match in _COMMA.finditer(reading.folded.text)]
    places = {end: {bisect_left(cuts, word.start) for word in words if word.value == end} for end in OTHER}
    negated = {
        bisect_left(cuts, found.start)
        for found in reading.of(POLARITY)
        if found.value in _DENYING and not any(word.start <= found.start and found.end < word.end for word in words)
    }
    denied = [end for end, parts in places.items() if parts <= negated]
    if places["up"] & places["down"] or len(denied) != 1 or not negated.isdisjoint(places[OTHER[denied[0]]]):
        return None
    return denied[0], tuple(words)


_Amounts = tuple[frozenset[str], frozenset[str]]


def _negated_amounts(reading: Reading) -> _Amounts | None:
    """Return what a negated and a plain part of the text say in numbers: "once a week, never every day"."""
    words = [found for found in reading.of(POLARITY) if found.value in {"not", "avoid"}]
    if not words:
        return None
    text = reading.text
    cuts = [match.start() for match in _COMMA.finditer(text)]
    parts: dict[int, set[str]] = {}
    for row in quantities(text, reading.vocabulary.locale):
        parts.setdefault(bisect_left(cuts, row.start), set()).add(f"{','.join(map(str, row.values))} {row.unit}")
    if len(parts) != len((False, True)):
        return None
    negated = {bisect_left(cuts, reading.span(found)[0]) for found in words}
    if len(negated & parts.keys()) != 1:
        return None
    (place,) = negated & parts.keys()
    (other,) = parts.keys() - {place}
    return frozenset(parts[place]), frozenset(parts[other])


def denied_amounts(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield that what the source says of one amount, and denies of another, is told the other way."""
    wanted = _negated_amounts(source)
    if wanted is not None and wanted[0] != wanted[1] and _negated_amounts(translation) == wanted[::-1]:
        yield Turned("number", tuple(source.of(POLARITY)), tuple(translation.of(POLARITY)))


def _numbered(reading: Reading, group: str) -> _Words | None:
    """Return how the two ends of an axis and two numbers take turns: "2 hours before or 4 hours after".

    A text of the ends and the numbers, each as "u", "d" or its value in brackets; None where they take no turns.
    """
    words = reading.of(group)
    if sorted(word.value for word in words) != ["down", "up"]:
        return None
    numbers = quantities(reading.text, reading.vocabulary.locale)
    rows = [(reading.span(word)[0], word.value[0]) for word in words]
    rows += [(row.start, f"<{','.join(map(str, row.values))}>") for row in numbers if not row.free]
    order = [name for _, name in sorted(rows)]
    turns = [name.startswith("<") for name in order]
    if turns not in ([True, False, True, False], [False, True, False, True]):
        return None
    pairs = sorted("".join(sorted(order[place : place + 2])) for place in (0, 2))
    return " ".join(pairs), tuple(words)


def _same_values(one: str, other: str) -> bool:
    """Whether two answers differ in how their parts are put together, not in the parts."""
    parts = re.compile(r"<[^>]*>|\b[ud]")
    return sorted(parts.findall(one)) == sorted(parts.findall(other))
