"""Finds orders to wait."""

from __future__ import annotations

from toolkit.text.phrases import Found
from toolkit.text.spans import overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import NEUTRAL, POLARITY, axis_group


def waits(source: Reading) -> bool:
    """Whether a text in the language of the sources orders to wait: a word of a delay that is an order."""
    ordered = [order for order in source.orders if order.value == "verbs"]
    return any(overlaps_any(word, ordered) for word in delays(source))


def delays(reading: Reading) -> list[Found]:
    """Return the words of a delay, those in neutral phrases ("wait at least") among them."""
    return [found for found in reading.found.get(axis_group("urgency"), ()) if found.value in {"down", NEUTRAL}]


def needs_no_wait(source: Reading, translation: Reading) -> bool:
    """Whether an order to wait became "do not wait", which elsewhere only says that it is urgent."""
    idioms = [found for found in translation.found.get(POLARITY, ()) if found.value == NEUTRAL]
    if not idioms or any(found.value == NEUTRAL for found in source.found.get(POLARITY, ())):
        return False
    return waits(source) and any(overlaps_any(delay, idioms) for delay in delays(translation))
