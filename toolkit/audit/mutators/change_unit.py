"""A unit is changed: milligrams for micrograms, weeks for days."""

from __future__ import annotations

from toolkit.audit.mutation import Harm, Made, Subject, mutator
from toolkit.audit.mutators._tables import from_table


@mutator(Harm.MEANING)
def change_unit(subject: Subject) -> Made:
    """Yield the text with one change of the table `units`."""
    return from_table(subject, "units", "is another unit", "no unit that the audit knows stands in the translation")
