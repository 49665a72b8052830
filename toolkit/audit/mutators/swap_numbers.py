"""Two numbers of a text change places: "1 mg is 1,000 mcg" becomes "1,000 mg is 1 mcg"."""

from __future__ import annotations

from itertools import pairwise

from toolkit.audit.mutation import Change, Harm, Made, Subject, mutator
from toolkit.audit.mutators._parts import numbers


@mutator(Harm.MEANING)
def swap_numbers(subject: Subject) -> Made:
    """Yield the text with its first two different numbers in each other's place."""
    text, found = subject.text, numbers(subject.text)
    for (one, two), (three, four) in pairwise(found):
        first, second = text[one:two], text[three:four]
        if first != second:
            yield Change(
                text[:one] + second + text[two:three] + first + text[four:], f"{first!r} and {second!r} are exchanged"
            )
            return
