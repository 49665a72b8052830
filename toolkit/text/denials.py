"""Tells whether a translation denies what its source says plainly: that something can be, or that it is harmless."""

from __future__ import annotations

from toolkit.text.spans import apart
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import CANNOT, EITHER, MAY, POLARITY, UNLESS, WOULD, axis_group

_HARMLESS = axis_group("caution")
_OTHERWISE = frozenset({"not", "without", "avoid", "except", UNLESS, EITHER, "only", "instead", "few", "miss"})
"""Kinds of words that "cannot" may stand for: "can only", "can prevent", "can hardly", "can fail"."""


def denies(source: Reading, translation: Reading) -> bool:
    """Whether "can" became "cannot".

    Where the translation has as many words like "can", it denies something else: "it can be that it does not work".
    """
    able, denied = source.of(MAY), translation.of(CANNOT)
    kinds = {found.value for found in source.negating}
    if not able or kinds & _OTHERWISE or ("un" in kinds and not (denied and source.counts(_HARMLESS)["down"])):
        return False
    if not denied:
        return False
    told = apart((*translation.of(MAY), *translation.of(WOULD)), denied)
    return len(told) < len(able)


def called_harmless(source: Reading, translation: Reading) -> int:
    """Return the negators in phrases that call harmless what the source calls so: "without danger" for "safe"."""
    negators = [found for found in translation.of(POLARITY) if found.value in {"not", "without"}]
    told = [found for found in translation.of(_HARMLESS) if found.value == "down"]
    held = sum(any(found.start <= negator.start < found.end for negator in negators) for found in told)
    return min(source.counts(_HARMLESS)["down"], held)
