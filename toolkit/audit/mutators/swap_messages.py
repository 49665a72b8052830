"""Two messages of different parts of the page have each other's translation."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Subject, mutator


@mutator(Harm.MEANING)
def swap_messages(subject: Subject) -> Made:
    """Yield the translation of a message from elsewhere; that one gets this message's."""
    if subject.neighbour is not None and subject.neighbour[1] != subject.text:
        yield Change(subject.neighbour[1], f"it is the translation of {subject.neighbour[0]!r}", exchanged=True)
