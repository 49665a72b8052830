"""Numbers with their units, times, dates and frequencies in a text, by value, in every language."""

from toolkit.text.quantities.compare import compare
from toolkit.text.quantities.difference import Difference, Fault
from toolkit.text.quantities.quantity import Kind, Quantity
from toolkit.text.quantities.reading import quantities, signature

__all__ = ["Difference", "Fault", "Kind", "Quantity", "compare", "quantities", "signature"]
