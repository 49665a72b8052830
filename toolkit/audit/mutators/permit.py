"""A prohibition becomes a permission: "Never stop suddenly" becomes "You may stop suddenly"."""

from __future__ import annotations

from toolkit.audit.mutation import Harm, Made, Subject, mutator
from toolkit.audit.mutators._tables import from_table


@mutator(Harm.MEANING)
def permit(subject: Subject) -> Made:
    """Yield the text with one change of the table `permit`."""
    return from_table(subject, "permit", "permits", "no prohibition that the audit can turn stands in the translation")
