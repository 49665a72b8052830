"""Finds what is so while something lasts and became what is so after it: "while you take it" told as "after it"."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.text.opposites import Turned
from toolkit.text.spans import apart
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import CONDITION, LASTING, MOMENT, TURN, UNTIL, axis_group

_DURING, _SEQUENCE = axis_group("during"), axis_group("sequence")
_ELSE = (_SEQUENCE, MOMENT, UNTIL, TURN)
"""Groups of words of a source that may be told as "after" in another language."""


def outlasted(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield "while", "during", "as long as" that became "after": the translation has no such word, and no other order.

    Where the source tells an order of its own, which of its words became "after" is not known.
    """
    lasting = [found for found in source.of(_DURING) if found.value == "up"] or source.of(LASTING)
    kept = any(translation.found.get(group) for group in (_DURING, LASTING))
    if not lasting or kept or any(source.found.get(group) for group in _ELSE):
        return
    conditional = translation.of(CONDITION)  # Japanese たら, "when"
    told = apart(translation.of(_SEQUENCE), conditional)
    if told and all(found.value == "up" for found in told):
        yield Turned("during", lasting, told)
