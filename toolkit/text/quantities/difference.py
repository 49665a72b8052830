"""What can differ between the quantities of two texts."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from toolkit.text.quantities.quantity import Quantity


class Fault(StrEnum):
    """What is wrong with a quantity of a translation."""

    MISSING = "missing"
    """The source has it and the translation does not."""
    CHANGED = "changed"
    """The translation has another number in its place."""
    ADDED = "added"
    """The translation has it and the source does not."""
    UNIT = "unit"
    """The number is the same and its unit is another, or is missing."""
    FREQUENCY = "frequency"
    """How often, or for what time, is another."""
    SEPARATOR = "separator"
    """The number is written with the separators of another language."""


class Difference(NamedTuple):
    """A difference between the quantities of two texts."""

    fault: Fault
    """What is wrong."""
    sure: bool
    """Whether it is certain; else it is probable."""
    source: Quantity | None
    """The quantity of the source; None where it is added."""
    own: Quantity | None
    """The quantity of the translation; None where it is missing."""
