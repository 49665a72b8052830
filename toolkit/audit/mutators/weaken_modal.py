"""An order is weakened: "must" becomes "may", "never" becomes "preferably not"."""

from __future__ import annotations

from toolkit.audit.mutation import Harm, Made, Subject, mutator
from toolkit.audit.mutators._tables import from_table


@mutator(Harm.MEANING)
def weaken_modal(subject: Subject) -> Made:
    """Yield the text with one change of the table `weaken`."""
    return from_table(subject, "weaken", "is weaker", "no order that the audit knows stands in the translation")
