"""Finds denials for which the other text has too few words, or none, whatever they deny."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.text.conditions import CLAUSE_END
from toolkit.text.negating import may_negate
from toolkit.text.phrases import Found
from toolkit.text.spans import apart, enclosing, overlaps_any
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AFFIX, CONTRAST, EITHER, JOINER, NEVER, OPPOSITE, POLARITY, SOFT, axis_group

_FREE = f"{OPPOSITE}free"
_LIMITS = tuple(axis_group(name) for name in ("limit", "bound"))
_NOT = frozenset({"not", "except", "without"})
_VAGUE = frozenset({"loose", "still"})
_LACKING, _AVOID = "lacking", "avoid"
_ALWAYS, _NEVER_SENSE = "always", "never"
"""Senses of the dictionary of these words."""


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


def added_to_avoidance(source: Reading, translation: Reading) -> bool:
    """Whether the translation denies more often that something is avoided: "do not keep it away" for "keep it away"."""
    theirs = [hit for hit in translation.of(POLARITY) if hit.value == _AVOID]
    ours = [hit for hit in source.of(POLARITY) if hit.value == _AVOID] if theirs else []
    if not ours or len(theirs) > len(ours) or not source.vocabulary.lists_sources:
        return False
    more = translation.counts(POLARITY)["not"] - source.counts(POLARITY)["not"]
    return more > 0 and _denied(translation, theirs) > _denied(source, ours)


def _denied(reading: Reading, words: Sequence[Found]) -> int:
    """Return how many of the words stand in one clause with a negator that is no part of them."""
    text = reading.folded.text
    cuts = [match.span() for match in CLAUSE_END.finditer(text)] + [(hit.start, hit.end) for hit in reading.of(JOINER)]
    negators = apart([hit for hit in reading.of(POLARITY) if hit.value == "not"], words)
    spans = [enclosing(cuts, (word.start, word.end), len(text)) for word in words]
    return sum(any(start <= hit.start < end for hit in negators) for start, end in spans)


def always_became_never(source: Reading, translation: Reading) -> bool:
    """Whether a source tells that something is always so, and its translation that it never is.

    An order may be told so: "always keep it closed" is "never leave it open".
    """
    here = None if source.of(NEVER) or not source.vocabulary.lists_sources else spoken(source)
    there = spoken(translation) if here is not None and _ALWAYS in here.senses else None
    if here is None or there is None or _ALWAYS in there.senses or _NEVER_SENSE not in there.senses:
        return False
    words = [word for word in here.words if _ALWAYS in word.senses]
    places = [place for word in words for place in (word.start, word.end + 1)]  # "always welcome" orders nothing
    return not _NOT & set(source.counts(POLARITY)) and all(source.span(hit)[0] in places for hit in source.orders)


def _saying(translation: Reading) -> list[Found]:
    """Return all words of a translation that may deny, lack or except something."""
    words = [hit for hit in translation.negating if hit.value not in _VAGUE]
    return [*words, *(hit for hit in translation.of(AFFIX) if may_negate(translation, hit))]
