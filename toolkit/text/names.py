"""Compares the medicine names of a source and of its translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from toolkit.text.near import Near, nearest
from toolkit.text.patterns import Spelling
from toolkit.text.phrases import Found
from toolkit.text.vocabulary import MEDICINE, Reading

_LONG_ENOUGH = 6
"""Letters of a name that is asked for slips although it stands in the text; two less without spaces."""
_SHORTEST_PART = 5
"""Letters that a name must have to be seen inside of a word: German "Depotmorphin"."""


@dataclass(frozen=True, slots=True)
class Names:
    """What differs."""

    missing: tuple[Found, ...] = ()
    """Names of the source, once each, that the translation does not have; where they stand in the source."""
    other: tuple[Found, ...] = ()
    """Names of the translation, once each, that the source does not have."""
    near: Mapping[str, Near] = field(default_factory=dict)
    """Missing name -> the part of the translation that is nearly it."""
    beside: Mapping[str, Near] = field(default_factory=dict)
    """Name that stands in the translation -> another part of it that is one letter away from that name."""


_SAME = Names()


def compare_names(source: Reading, translation: Reading) -> Names:
    """Return what differs between the medicine names of both.

    A name that stands in the translation as the source writes it is there.
    """
    if not source.found.get(MEDICINE) and not translation.found.get(MEDICINE):
        return _SAME
    return _compared(source, translation)


@lru_cache(maxsize=256)
def _compared(source: Reading, translation: Reading) -> Names:
    words = translation.vocabulary
    wanted = {found.value: found for found in reversed(source.of(MEDICINE))}
    present = {found.value: found for found in reversed(translation.of(MEDICINE))}
    others = [found for name, found in present.items() if not _related(name, wanted)]
    taken = [(found.start, found.end) for found in translation.of(MEDICINE)]
    missing = []
    near: dict[str, Near] = {}
    text = translation.folded.text
    beside = {
        name: close
        for name in wanted
        if name in present and (close := _slip(text, words.forms.get(name, ()), words.spelling, taken)) is not None
    }
    for name, found in wanted.items():
        patterns = words.forms.get(name)
        if name in present or patterns is None or _related(name, present) or _inside(text, patterns, others):
            continue
        if source.folded.text[found.start : found.end] in text:
            continue
        close = nearest(text, patterns, words.spelling, taken)
        if close is not None and close.distance == 0:
            continue
        missing.append(found)
        if close is not None:
            near[name] = close
    return Names(
        tuple(sorted(missing, key=lambda item: item.start)),
        tuple(sorted(others, key=lambda item: item.start)),
        near,
        beside,
    )


def _slip(text: str, patterns: Sequence[str], spelling: Spelling, taken: Sequence[tuple[int, int]]) -> Near | None:
    """Return what is one letter away from a name that the text has elsewhere; short names are near to many words."""
    shortest = _LONG_ENOUGH if spelling.spaces else _LONG_ENOUGH - 2
    long = [pattern for pattern in patterns if len(pattern.replace("*", "")) >= shortest]
    close = nearest(text, long, spelling, taken)
    return close if close is not None and close.distance == 1 else None


def _related(name: str, names: Mapping[str, Found]) -> bool:
    """Whether one of the names is this one, or the same with more or fewer words: insulin, insulin glargine."""
    return any(name == other or name.startswith(f"{other} ") or other.startswith(f"{name} ") for other in names)


def _inside(text: str, patterns: Sequence[str], others: Sequence[Found]) -> bool:
    """Whether one of the names stands inside of a word of the text that is no other medicine."""
    for pattern in patterns:
        name = pattern.replace("*", "")
        place = text.find(name) if len(name) >= _SHORTEST_PART else -1
        if place >= 0 and not any(other.start <= place < other.end for other in others):
            return True
    return False
