"""Finds orders to wait."""

from __future__ import annotations

from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import NEUTRAL, axis_group


def waits(source: Reading) -> bool:
    """Whether a text in the language of the sources orders to wait: a word of a delay that is an order."""
    words = delays(source)
    return any(overlap(word, order) for word in words for order in source.orders if order.value == "verbs")


def delays(reading: Reading) -> list[Found]:
    """Return the words of a delay, those in neutral phrases ("wait at least") among them."""
    return [found for found in reading.found.get(axis_group("urgency"), ()) if found.value in {"down", NEUTRAL}]


def overlap(one: Found, other: Found) -> bool:
    """Whether two findings share a character."""
    return one.start < other.end and other.start < one.end
