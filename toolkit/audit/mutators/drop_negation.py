"""A negation is lost: "Never stop suddenly" becomes "Stop suddenly"."""

from __future__ import annotations

from toolkit.audit.mutation import Harm, Made, Subject, mutator
from toolkit.audit.mutators._tables import from_table


@mutator(Harm.MEANING)
def drop_negation(subject: Subject) -> Made:
    """Yield the text with one change of the table `drop`."""
    return from_table(subject, "drop", "is gone", "no negation that the audit knows stands in the translation")
