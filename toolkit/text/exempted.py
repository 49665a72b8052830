"""Finds an exception that became a condition: "unless you are told to" told as "if you are told to"."""

from __future__ import annotations

from toolkit.text.conditions import conditions, within
from toolkit.text.contraries import rest_told
from toolkit.text.phrases import Found
from toolkit.text.reach import DENYING
from toolkit.text.spans import overlaps_any
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import EXCEPTION, EXEMPTING, NEUTRAL, POLARITY, SOFT, UNLESS, axis_group

_SAYING = frozenset({"except", "only", "instead", UNLESS, "without", "avoid"})
"""Kinds of words that a translation may say it with instead, wherever they stand."""
_WITHIN = frozenset({*DENYING, NEUTRAL, "un", "miss", "stop", "few"})
"""Kinds of words that may deny the condition that it became: "if no one has told you to"."""
_CONCESSION = axis_group("concession")
_NEAR = 8
"""Characters between the beginning of a condition and the "even" that makes it none."""


def became_condition(source: Reading, translation: Reading) -> bool:
    """Whether the one "unless" of a source is a plain condition in the translation, which nothing there denies."""
    told = [found for found in source.of(POLARITY) if overlaps_any(found, source.of(EXEMPTING))]
    words = [found for group in (POLARITY, SOFT) for found in translation.found.get(group, ())]
    if (
        len(told) != 1
        or rest_told(source, translation)
        or translation.of(EXCEPTION)
        or any(found.value in _SAYING for found in words)
    ):
        return False
    conceding = [found for found in translation.of(_CONCESSION) if found.value == "up"]
    if len(conceding) < len(translation.of(_CONCESSION)):
        return False  # "provided that it does not leak"
    plain = tuple(span for span in conditions(translation) if not any(_concedes(found, span) for found in conceding))
    return bool(plain) and not any(found.value in _WITHIN and within(found, plain) for found in words)


def _concedes(found: Found, span: tuple[int, int]) -> bool:
    """Whether a word such as "even" stands in a condition, or right before it."""
    return span[0] - _NEAR < found.start < span[1]
