"""The text stands in the source language."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Subject, mutator
from toolkit.audit.mutators._parts import long_enough


@mutator(Harm.MEANING)
def leave_source(subject: Subject) -> Made:
    """Yield the source as the translation, where it has at least three words."""
    if long_enough(subject.source) and subject.source != subject.text:
        yield Change(subject.source, "it is the source")
