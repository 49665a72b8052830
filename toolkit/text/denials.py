"""Tells whether a translation denies what its source says plainly: that something can be, or that it is harmless."""

from __future__ import annotations

import re

from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import CANNOT, EITHER, MAY, POLARITY, SOFT, UNLESS, WOULD, axis_group
from toolkit.text.waits import overlap

_HARMLESS = axis_group("caution")
_OTHERWISE = frozenset({"not", "without", "avoid", "except", UNLESS, EITHER, "only", "instead", "few", "miss"})
"""Kinds of words that "cannot" may stand for: "can only", "can prevent", "can hardly", "can fail"."""
_BETWEEN = re.compile(r"\s*(?:[^\s,.;:!?،。，、；：]{1,7}\s*){0,2}")
"""What may stand between a negation and the word that it denies: "no es inofensivo"."""
_NEAR = 16
"""How many characters that may be."""


def denies(source: Reading, translation: Reading) -> bool:
    """Whether something is denied that the source affirms."""
    return _cannot(source, translation) or _not_harmless(source, translation)


def _cannot(source: Reading, translation: Reading) -> bool:
    """Whether "can" became "cannot".

    Where the translation has as many words like "can", it denies something else: "it can be that it does not work".
    """
    able, denied = source.of(MAY), translation.of(CANNOT)
    kinds = {found.value for group in (POLARITY, SOFT) for found in source.of(group)}
    if not able or kinds & _OTHERWISE or ("un" in kinds and not (denied and source.counts(_HARMLESS)["down"])):
        return False
    if not denied and not source.orders:  # "it can burn" may become "it does not burn"
        denied = [found for found in translation.of(POLARITY) if found.value == "not"]
    if not denied:
        return False
    told = [
        found
        for found in (*translation.of(MAY), *translation.of(WOULD))
        if not any(overlap(found, hit) for hit in denied)
    ]
    return len(told) < len(able)


def _not_harmless(source: Reading, translation: Reading) -> bool:
    """Whether "harmless" became "not harmless", which has a negation more and the word still."""
    kinds = {found.value for group in (POLARITY, SOFT) for found in source.of(group)}
    if not source.counts(_HARMLESS)["down"] or kinds & {"not", "few", "only"}:
        return False
    called = [found for found in translation.of(_HARMLESS) if found.value == "down"]
    negators = [found for found in translation.of(POLARITY) if found.value == "not"]
    return any(beside(translation.folded.text, found, hit) for found in called for hit in negators)


def beside(text: str, found: Found, negator: Found) -> bool:
    """Whether the negator stands with what was found, so that it denies it, and is no part of it."""
    if overlap(found, negator):
        return False
    first, last = sorted((found, negator), key=lambda hit: hit.start)
    between = text[first.end : last.start]
    return len(between) <= _NEAR and _BETWEEN.fullmatch(between) is not None


def called_harmless(source: Reading, translation: Reading) -> int:
    """Return the negators in phrases that call harmless what the source calls so: "without danger" for "safe"."""
    negators = [found for found in translation.of(POLARITY) if found.value in {"not", "without"}]
    told = [found for found in translation.of(_HARMLESS) if found.value == "down"]
    held = sum(any(found.start <= negator.start < found.end for negator in negators) for found in told)
    return min(source.counts(_HARMLESS)["down"], held)
