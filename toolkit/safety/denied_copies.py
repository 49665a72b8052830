"""Finds texts that say what a wording says, word for word but for its negation: "Take two at a time" beside "Never".

No rule is needed to see that one of both is wrong.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from toolkit.model import Wording
from toolkit.safety.compare import words_of
from toolkit.text.language import Language
from toolkit.text.sentences import sentences
from toolkit.text.vocabulary import Vocabulary, vocabulary
from toolkit.text.vocabulary_rows import POLARITY

_LIKE = 0.75
"""Least share of common words; where each word is another one, two sentences of a topic share half."""
_FEWEST = 4
"""Words of a sentence that may tell what it is a copy of."""
_NEGATION = "not"
"""The kind of the words that are a negation by themselves."""


def denied_copy(wording: Wording, block: str, language: Language) -> str | None:
    """Return the sentence of a block that is one of a wording but for its negation; None where there is none.

    In a language without a vocabulary nothing is known of negations.
    """
    words = vocabulary(language)
    if words is None:
        return None
    theirs = _sentences(block, language)
    for text in (wording.text, *(item for _, item in wording.items)):
        for sentence in _sentences(text, language):
            for other in theirs:
                if _is_near(sentence, other) and _denies(words, sentence) != _denies(words, other):
                    return other
    return None


def _sentences(text: str, language: Language) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


def _is_near(one: str, other: str) -> bool:
    ours, theirs = _counted(one), _counted(other)
    fewest, most = sorted((ours.total(), theirs.total()))
    if fewest < _FEWEST or 2 * fewest < _LIKE * (fewest + most):
        return False
    return 2 * sum(min(number, theirs[word]) for word, number in ours.items()) >= _LIKE * (fewest + most)


@lru_cache(maxsize=1_024)
def _counted(sentence: str) -> Counter[str]:
    return words_of(sentence)


def _denies(words: Vocabulary, sentence: str) -> bool:
    return any(found.value == _NEGATION for found in words.read(sentence).of(POLARITY))
