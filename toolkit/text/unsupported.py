"""Finds words such as Italian "mai" beside their verb without the negator that they need: "usi mai" for "non usi mai".

By themselves they negate nothing there, so that what is left of a ban is an order.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.late import late
from toolkit.text.conditions import CLAUSE_END
from toolkit.text.dictionary import Word
from toolkit.text.governed import governed
from toolkit.text.phrases import Found
from toolkit.text.reach import DENYING
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import ORDER, POLARITY, UNSUPPORTED

_PRONOUN = late(r" (\w{1,4})\b")
"""A word of grammar in the language of the sources: "them", "the"."""
_BESIDE = 1
"""Characters between words that stand beside each other."""


def lost_support(source: Reading, translation: Reading) -> bool:
    """Whether the verb that a source bans stands right beside such a word, and nothing in its clause negates it."""
    words = translation.of(UNSUPPORTED)
    if not words:
        return False
    ours, theirs = governed(source), governed(translation)
    banned = [
        word
        for word in ours.words
        if any(0 <= word.start - source.span(hit)[1] <= _BESIDE for hit in source.of(POLARITY) if hit.value == "not")
        and _is_verb(source, word, ours.words)
    ]
    return any(
        _is_beside(translation, found, word) and not _is_negated(translation, found)
        for found in words
        for word in theirs.words
        if any(not theirs.senses(word).isdisjoint(other.senses) for other in banned)
    )


def _is_verb(source: Reading, word: Word, words: Sequence[Word]) -> bool:
    """Whether a word of the source is an order, or what it is done to stands right behind it: "clean them"."""
    if any(verb.value == "verbs" and source.span(verb)[0] == word.start for verb in source.of(ORDER)):
        return True
    behind = _PRONOUN.match(source.text, word.end)
    return behind is not None and all(other.start != behind.start(1) for other in words)


def _is_beside(reading: Reading, found: Found, word: Word) -> bool:
    """Whether the word stands right beside the one that was found, on the side of its verb."""
    start, end = reading.span(found)
    return 0 <= (start - word.end if found.value == "before" else word.start - end) <= _BESIDE


def _is_negated(reading: Reading, found: Found) -> bool:
    """Whether another word of the clause negates."""
    return any(
        hit.value in DENYING
        and not (found.start <= hit.start and hit.end <= found.end)
        and not CLAUSE_END.search(reading.folded.text, min(hit.end, found.end), max(hit.start, found.start))
        for hit in reading.found.get(POLARITY, ())
    )
