"""A character that nobody sees stands within a word."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Subject, mutator
from toolkit.audit.mutators._parts import longest_word


@mutator(Harm.FORM)
def zero_width(subject: Subject) -> Made:
    """Yield the text with a zero-width space within its longest word."""
    place = longest_word(subject.text)
    if place is not None:
        middle = (place[0] + place[1]) // 2
        yield Change(
            subject.text[:middle] + "\N{ZERO WIDTH SPACE}" + subject.text[middle:], "U+200B stands within a word"
        )
