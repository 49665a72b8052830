"""A part of a text runs the other way."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Subject, mutator
from toolkit.audit.mutators._parts import longest_word


@mutator(Harm.FORM)
def bidi_override(subject: Subject) -> Made:
    """Yield the text with an override of its direction around its longest word."""
    place = longest_word(subject.text)
    if place is not None:
        start, end = place
        turned = f"\N{RIGHT-TO-LEFT OVERRIDE}{subject.text[start:end]}\N{POP DIRECTIONAL FORMATTING}"
        yield Change(subject.text[:start] + turned + subject.text[end:], "U+202E stands before a word")
