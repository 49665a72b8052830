"""Finds denials of a source for which its translation has too few words, whatever they deny."""

from __future__ import annotations

from toolkit.text.negating import may_negate
from toolkit.text.phrases import Found
from toolkit.text.spans import overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AFFIX, CONTRAST, EITHER, OPPOSITE, POLARITY, SOFT, axis_group

_FREE = f"{OPPOSITE}free"
_LIMITS = tuple(axis_group(name) for name in ("limit", "bound"))
_VAGUE = frozenset({"loose", "still"})
_LACKING = "lacking"


def lost_lack(source: Reading, translation: Reading) -> bool:
    """Whether the source says that something is free of a thing, and the translation has no word that might say so."""
    lacks = [hit for hit in source.of(SOFT) if hit.value == _LACKING and source.vocabulary.lists_sources]
    free = [hit for hit in source.of(_FREE) if hit.value == "up"] if lacks else []
    if not any(overlaps_any(hit, free) for hit in lacks):
        return False
    return not _saying(translation) and _FREE not in translation.found


def lost_beside_contrast(source: Reading, translation: Reading) -> bool:
    """Whether the source denies two things with a "but" between them, and the translation denies one thing in all.

    Elsewhere one negation may stand for two: "do not smoke, and do not drink".
    """
    contrasts = source.of(CONTRAST)
    if not contrasts or any(source.of(group) or translation.of(group) for group in _LIMITS):
        return False
    denials = [hit for hit in source.of(POLARITY) if hit.value != EITHER]
    firm = all(hit.value == "not" for hit in denials) and not source.of(SOFT)
    parted = any(one.end <= hit.start and hit.end <= denials[-1].start for one in denials[:1] for hit in contrasts)
    return firm and parted and len(_saying(translation)) < len(denials)


def _saying(translation: Reading) -> list[Found]:
    """Return all words of a translation that may deny, lack or except something."""
    words = [hit for hit in translation.negating if hit.value not in _VAGUE]
    return [*words, *(hit for hit in translation.of(AFFIX) if may_negate(translation, hit))]
