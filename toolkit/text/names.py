"""Compares the medicine names of a source and of its translation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from toolkit.late import late
from toolkit.text.medicines import ENGLISH
from toolkit.text.near import Near, nearest
from toolkit.text.patterns import Spelling
from toolkit.text.phrases import Found
from toolkit.text.respelt import misspelt
from toolkit.text.unlisted import sounds_in, stem_names, taken_names
from toolkit.text.vocabulary import MEDICINE, Reading

_LONG_ENOUGH = 6
"""Letters of a name that is asked for slips although it stands in the text; two less without spaces."""
_SHORTEST_PART = 5
"""Letters that a name must have to be seen inside of a word: German "Depotmorphin"."""
_HAN = "zh"
_VITAMIN = late(r"[a-z]\d{1,2}$")
_PLURAL = late(r"e?s(?![a-z])")


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
    if source.found.get(MEDICINE) or translation.found.get(MEDICINE) or _unlisted(source) or _taken(source):
        return _compared(source, translation)
    return _SAME


@lru_cache(maxsize=256)
def _unlisted(source: Reading) -> Sequence[Found]:
    """Return the medicines of an English source that the lexicon lacks."""
    if source.vocabulary.locale != ENGLISH:
        return ()
    return _besides(stem_names(source.folded.text), source.of(MEDICINE))


@lru_cache(maxsize=256)
def _taken(source: Reading) -> Sequence[Found]:
    """Return the words of an English source that may be medicines, since they stand where one would."""
    if source.vocabulary.locale != ENGLISH:
        return ()
    return _besides(taken_names(source.folded.text), [*source.of(MEDICINE), *_unlisted(source)])


def _besides(rows: Iterable[Found], known: Sequence[Found]) -> tuple[Found, ...]:
    """Return those that do not begin in a name that is known."""
    return tuple(found for found in rows if not any(name.start <= found.start < name.end for name in known))


@lru_cache(maxsize=256)
def _compared(source: Reading, translation: Reading) -> Names:
    words = translation.vocabulary
    wanted = {found.value: found for found in reversed(source.of(MEDICINE))}
    present = {found.value: found for found in reversed(translation.of(MEDICINE))}
    vitamins = {name for name, found in present.items() if _is_vitamin_of(found, source, translation)}
    others = [found for name, found in present.items() if not _related(name, wanted) and name not in vitamins]
    taken = [(found.start, found.end) for found in translation.of(MEDICINE)]
    missing = []
    near: dict[str, Near] = {}
    text = translation.folded.text
    beside = {
        name: close
        for name in wanted
        if name in present and (close := _slip(text, words.forms(name), words.spelling, taken)) is not None
    }
    for name, found in wanted.items():
        patterns = words.forms(name)
        if name in present or not patterns:
            continue
        if _related(name, present):
            close = _other_kind(name, text, patterns, translation)
            if close is None:
                continue
        else:
            literal = source.folded.text[found.start : found.end]
            if _inside(text, patterns, others) or _stands(text, literal, patterns) >= 0:
                continue
            close = nearest(text, patterns, words.spelling, taken)
            if close is not None and close.distance == 0:
                continue
        missing.append(found)
        if close is not None:
            near[name] = close
    for found in _uncopied(_unlisted(source), source, translation):
        close = misspelt(found.value, text, words.locale)
        if close is not None or not _there(found.value, text, words.locale):
            missing.append(found)
            near |= {found.value: close} if close is not None else {}
    for found in _uncopied(_taken(source), source, translation):
        close = misspelt(found.value, text, words.locale, sure=False)
        if close is not None:
            missing.append(found)
            near[found.value] = close
    return Names(
        tuple(sorted(missing, key=lambda item: item.start)),
        tuple(sorted(others, key=lambda item: item.start)),
        near,
        beside,
    )


def _uncopied(rows: Sequence[Found], source: Reading, translation: Reading) -> Iterable[Found]:
    """Return those that the translation does not write as they are: Turkish folds "I" to another letter."""
    return (
        found
        for found in rows
        if source.text[slice(*source.folded.original(found.start, found.end))] not in translation.text
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


def _is_vitamin_of(found: Found, source: Reading, translation: Reading) -> bool:
    """Whether the name is that of a vitamin, 维生素B12, and the source has its letter and number."""
    sign = _VITAMIN.search(translation.folded.text[found.start : found.end])
    return sign is not None and sign[0] in source.folded.text


def _other_kind(name: str, text: str, patterns: Sequence[str], translation: Reading) -> Near | None:
    """Return what is one letter away from a name of which only a part stands there: "insulina detemil"."""
    taken = [(found.start, found.end) for found in translation.of(MEDICINE) if not _related(name, {found.value: found})]
    return _slip(text, patterns, translation.vocabulary.spelling, taken)


def _there(name: str, text: str, locale: str) -> bool:
    """Whether a name that no lexicon lists stands in the text; Chinese names say nothing of how they sound."""
    return locale.startswith(_HAN) or sounds_in(name, text)


def _inside(text: str, patterns: Sequence[str], others: Sequence[Found]) -> bool:
    """Whether one of the names stands inside of a word of the text that is no other medicine."""
    for pattern in patterns:
        name = pattern.replace("*", "")
        place = _stands(text, name, patterns) if len(name) >= _SHORTEST_PART else -1
        if place >= 0 and not any(other.start <= place < other.end for other in others):
            return True
    return False


def _stands(text: str, name: str, patterns: Sequence[str]) -> int:
    """Return where a name stands in a text; -1 where it does not.

    Where no name of the language has another ending than a plural, it is none that goes on: Italian "dienogesto".
    """
    place = text.find(name)
    if place < 0 or any(pattern.endswith("*") for pattern in patterns):
        return place
    rest = text[place + len(name) : place + len(name) + 3]
    goes_on = rest[:1].isascii() and rest[:1].isalpha() and name[-1].isascii()
    return -1 if goes_on and not _PLURAL.match(rest) else place
