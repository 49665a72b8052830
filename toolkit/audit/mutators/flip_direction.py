"""A direction is turned: more for less, before for after, raise for lower."""

from __future__ import annotations

from toolkit.audit.mutation import Harm, Made, Subject, mutator
from toolkit.audit.mutators._tables import from_table


@mutator(Harm.MEANING)
def flip_direction(subject: Subject) -> Made:
    """Yield the text with one change of the table `flip`."""
    return from_table(subject, "flip", "is turned", "no direction that the audit knows stands in the translation")
