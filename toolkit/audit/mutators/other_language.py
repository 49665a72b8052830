"""The text stands in another language that looks like its own: Portuguese for Spanish."""

from __future__ import annotations

import re

from toolkit.audit.mutation import Change, Harm, Made, Skip, Subject, mutator
from toolkit.audit.mutators._parts import long_enough, words
from toolkit.audit.words import load_words

_FOR_BOTH = 6
"""Words of a text that may be right in two languages that are much alike."""


@mutator(Harm.MEANING)
def other_language(subject: Subject) -> Made:
    """Yield the same message of the nearest locale that has it, where the source has at least three words.

    A short text can be right in both languages ("Nunca pare de repente"): what shows no word or letter that only the
    other one has is no fault for certain.
    """
    if subject.words is None or not long_enough(subject.source):
        return
    for locale in subject.words.near:
        text, other = subject.elsewhere.get(locale), load_words(locale)
        if text is not None and text != subject.text:
            told = other is not None and other.tells and re.search(other.tells, text, re.IGNORECASE)
            if told or len(words(text)) > _FOR_BOTH:
                yield Change(text, f"it is in the language of {locale!r}")
            else:
                yield Skip("nothing in the text shows that it is in the other language")
            return
