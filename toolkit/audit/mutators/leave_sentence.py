"""One sentence stands in the source language."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Skip, Subject, mutator
from toolkit.audit.mutators._parts import long_enough, sentences


@mutator(Harm.MEANING)
def leave_sentence(subject: Subject) -> Made:
    """Yield the text with its last sentence as the source has it."""
    theirs = sentences(subject.source)
    if len(theirs) < 2 or not long_enough(theirs[-1]):
        return
    ours = sentences(subject.text)
    if len(ours) != len(theirs):
        yield Skip("source and translation have different numbers of sentences")
        return
    yield Change("".join(ours[:-1]) + theirs[-1], f"{theirs[-1]!r} is not translated")
