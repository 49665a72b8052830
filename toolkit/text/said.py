"""Tells which words of a source, that a translation may say with a negation, it says with words of its own.

"Empty" may become "not full". Where the translation has its word for "empty", a negation in it says something else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.text.conditions import clause_ends
from toolkit.text.dictionary import Word
from toolkit.text.opposites import OTHER
from toolkit.text.phrases import Found
from toolkit.text.spans import enclosing, meets, overlap, overlaps_any
from toolkit.text.spoken import spoken
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import AFFIX, AXES, CANNOT, KEEPING, LESS, OPPOSITE, POLARITY, SOFT

_KINDS = frozenset({"few", "un", "still", "miss"})
"""Kinds of words that may be said so."""


def told_plainly(source: Reading, translation: Reading) -> Counter[str]:
    """Return how many words of each kind of the source the translation has its own words for."""
    unable = source.of(CANNOT)  # said with a negation wherever there is a word for "possible"
    words = [
        found
        for found in source.of(SOFT)
        if found.value in _KINDS and _is_plain(source, found) and not overlaps_any(found, unable)
    ]
    here, there = (spoken(source), spoken(translation)) if words else (None, None)
    counted: Counter[str] = Counter()
    if here is None or there is None:
        return counted
    negating = [translation.span(found) for found in translation.of(POLARITY)]
    left = [word for word in there.words if not any(meets(span, word) for span in negating)]
    negated = said_by_negating(translation)
    for found in words:
        own = [word for word in here.words if meets(source.span(found), word)]
        if any(_match(word, negated) for word in own):
            continue
        matches = [_match(word, left) for word in own]
        if any(word and may_deny(source, found, translation, (word.start, word.end)) for word in matches):
            continue
        if _same_end(source, found, translation):
            counted[found.value] += 1
            continue
        if len(own) >= _words(source, found) and all(matches):
            left = [word for word in left if word not in matches]
            counted[found.value] += 1
    return counted


def said_by_negating(translation: Reading) -> Sequence[Word]:
    """Return the known words that hold a negator, where words are not divided: Japanese "unchewed" for "whole".

    Such a word may stand beside a plain one for the same: "swallow it unchewed, as it is".
    """
    words = None if translation.vocabulary.language.spaces else spoken(translation)
    if words is None:
        return ()
    spans = [translation.span(hit) for hit in translation.of(POLARITY)]
    return [word for word in words.words if any(word.start <= start and end <= word.end for start, end in spans)]


def may_deny(source: Reading, found: Found, translation: Reading, span: tuple[int, int]) -> bool:
    """Whether a word such as "unexpected" is said as "not expected": a negator stands in the clause of its word."""
    if found.value != "un" or not overlaps_any(found, source.of(AFFIX)):
        return False
    if any(start < span[1] and span[0] < end for start, end in map(translation.span, translation.of(AFFIX))):
        return False
    start, end = enclosing(clause_ends(translation), span, len(translation.text))
    return any(hit.value == "not" and start <= translation.span(hit)[0] < end for hit in translation.of(POLARITY))


def _same_end(source: Reading, found: Found, translation: Reading) -> bool:
    """Whether the word is an end of an axis, "unlocked", and the translation has it too, and not by a negator."""
    if found.value != "un" or overlaps_any(found, source.of(KEEPING)):
        return False
    negators = translation.of(POLARITY)
    for group, hits in source.found.items():
        if not group.startswith((AXES, OPPOSITE)):
            continue
        for end in {hit.value for hit in hits if hit.value in OTHER and overlap(hit, found)}:
            theirs = [hit for hit in translation.of(group) if hit.value == end]
            ours = sum(hit.value == end for hit in hits)
            if len(theirs) >= ours and not any(overlaps_any(hit, negators) for hit in theirs):
                return True
    return False


def _is_plain(reading: Reading, found: Found) -> bool:
    """Whether it is a word or two and says no lack; "keep it still" and "harmless" are said with negations."""
    return reading.folded.text.count(" ", found.start, found.end) <= 1 and not overlaps_any(found, reading.of(LESS))


def _words(reading: Reading, found: Found) -> int:
    """Return how many words must be known of what was found: "empty stomach"."""
    return 2 if " " in reading.folded.text[found.start : found.end] else 1


def _match(own: Word, words: Sequence[Word]) -> Word | None:
    """Return a word of the translation for a word of the source."""
    return next((word for word in words if not word.senses.isdisjoint(own.senses)), None)
