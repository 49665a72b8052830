"""Finds what a source bans behind an "or", and its translation orders behind an "and": "do not eat it and drink it"."""

from __future__ import annotations

from toolkit.text.conditions import CLAUSE_END
from toolkit.text.dictionary import Word
from toolkit.text.governed import Governed, governed
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ALLOWED, ALTERNATIVE, CANNOT, JOINER, MAY, ORDER, WEAK

_FORCING = (ALLOWED, CANNOT, MAY, ORDER, WEAK)
"""Groups of words behind which a negation holds for all that follows: "must not"."""
_BESIDE = 1
"""Characters between words that stand beside each other."""


def freed_alternative(source: Reading, translation: Reading) -> bool:
    """Whether nothing negates the second of two orders that one negation of the source bans: "do not drive or drink".

    Where a verb stands at the end of its clause, and where a negation may stand behind it, one may hold for both.
    """
    language = translation.vocabulary.language
    if (
        "behind" not in translation.vocabulary.negates
        or language.words.separable
        or translation.vocabulary.postpositions
    ):
        return False
    ours, theirs = governed(source), governed(translation)
    if any(found.value == ALTERNATIVE for found in translation.of(JOINER)):
        return False
    seconds = [_second(source, ours, word) for hit, words in ours.rows if hit.value == "not" for word in words]
    return any(_is_freed(translation, theirs, ours.senses(second)) for second in seconds if second is not None)


def _second(source: Reading, ours: Governed, first: Word) -> Word | None:
    """Return the order that an "or" joins to a banned one, in its clause."""
    places = [source.span(found) for found in source.of(JOINER) if found.value == ALTERNATIVE]
    place = next(((start, end) for start, end in places if start >= first.end), None)
    if place is None or CLAUSE_END.search(source.plain, first.end, place[0]):
        return None
    verbs = [source.span(found)[0] for found in source.of(ORDER) if found.value == "verbs"]
    words = (word for word in ours.words if 0 <= word.start - place[1] <= _BESIDE and word.start in verbs)
    return next(words, None)


def _is_freed(translation: Reading, theirs: Governed, senses: frozenset[str]) -> bool:
    """Whether the first word of the senses begins a new part, which the negators before it do not hold for."""
    word = next((word for word in theirs.words if not word.senses.isdisjoint(senses)), None)
    if word is None:
        return False
    start, end = theirs.sentence(word.start)
    hits = [hit for hit in theirs.negators if start <= translation.span(hit)[0] < end]
    before = [hit for hit in hits if translation.span(hit)[0] < word.start]
    forced = [translation.span(found)[0] for group in _FORCING for found in translation.of(group)]
    if any(translation.span(hit)[0] <= place < word.start for hit in before for place in forced):
        return False  # "you must not eat it and drink it"
    return bool(before) and len(before) == len(hits) and all(theirs.begins_anew(hit, word) for hit in before)
