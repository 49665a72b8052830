"""Finds texts that say what a wording says, word for word but for its negation: "Take two at a time" beside "Never".

No rule is needed to see that one of both is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.model import Wording
from toolkit.safety.compare import words_of
from toolkit.text.language import Language
from toolkit.text.sentences import sentences
from toolkit.text.vocabulary import vocabulary
from toolkit.text.vocabulary_rows import POLARITY

_LIKE = 0.75
"""Least share of common words; where each word is another one, two sentences of a topic share half."""
_FEWEST = 4
"""Words of a sentence that may tell what it is a copy of."""
_NEGATION = "not"
"""The kind of the words that are a negation by themselves."""


class Said(NamedTuple):
    """A sentence of a wording or of a page."""

    text: str
    """The sentence."""
    words: frozenset[tuple[str, int]]
    """Its words, each with its number among equal ones."""


def sentences_of(text: str, language: Language) -> tuple[Said, ...]:
    """Return the sentences of a text that are long enough to be copies of others."""
    found = (text[start:end] for start, end in sentences(text, language))
    said = (Said(sentence, frozenset(_numbered(words_of(sentence)))) for sentence in found)
    return tuple(row for row in said if len(row.words) >= _FEWEST)


def sentences_of_wording(wording: Wording, language: Language) -> tuple[Said, ...]:
    """Return those of a wording, its items among them."""
    parts = (wording.text, *(text for _, text in wording.items))
    return tuple(row for text in parts for row in sentences_of(text, language))


def _numbered(words: Counter[str]) -> Iterator[tuple[str, int]]:
    return ((word, number) for word, count in words.items() for number in range(count))


def denied_copy(wording: Sequence[Said], block: Sequence[Said], language: Language) -> str | None:
    """Return the sentence of a block that is one of a wording but for its negation; None where there is none.

    In a language without a vocabulary nothing is known of negations.
    """
    near = ((one, other) for one in wording for other in block if _is_near(one.words, other.words))
    return next((other.text for one, other in near if _denies(one, language) is not _denies(other, language)), None)


def _is_near(one: frozenset[tuple[str, int]], other: frozenset[tuple[str, int]]) -> bool:
    """Whether two sentences share most of their words (Dice), repetitions counted; it is asked of thousands a page."""
    needed = _LIKE * (len(one) + len(other)) / 2
    return needed <= len(one) and needed <= len(other) and len(one & other) >= needed


def _denies(sentence: Said, language: Language) -> bool | None:
    words = vocabulary(language)
    return None if words is None else any(found.value == _NEGATION for found in words.read(sentence.text).of(POLARITY))
