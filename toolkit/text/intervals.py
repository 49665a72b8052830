"""Tells how often something is done from how long it is: "every eight hours", "for eight hours"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from toolkit.late import late
from toolkit.text.opposites import Turned
from toolkit.text.phrases import Found
from toolkit.text.quantities import quantities
from toolkit.text.quantities.units import measure
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import INTERVAL

_GAP, _SPACE = late(r"[^\W\d]{0,2}\s?"), late(r"\s?")
"""What may stand between a time and its word: where spaces divide words, an ending as well."""
_Amount = tuple[tuple[Fraction, ...], str]


def misspaced(source: Reading, translation: Reading) -> Iterator[Turned]:
    """Yield the words beside a time after which something is done again in the one text, and for which in the other."""
    if INTERVAL not in source.found or INTERVAL not in translation.found:
        return
    theirs = _told(translation)
    for amount, one in _told(source).items():
        other = theirs.get(amount)
        if other is not None and _kind(one) != _kind(other):
            yield Turned(INTERVAL, [one], [other])


def _told(reading: Reading) -> Mapping[_Amount, Found]:
    """Return the word beside each time that a text has once; none where it has words of both kinds."""
    told = [row for row in quantities(reading.text, reading.vocabulary.locale) if measure(row.unit) == "time"]
    said = Counter((row.values, row.unit) for row in told)
    gap = _GAP if reading.vocabulary.language.spaces else _SPACE
    words: dict[_Amount, list[Found]] = {}
    for found in reading.of(INTERVAL):
        start, end = reading.span(found)
        ahead = found.value.endswith("before")
        for row in told:
            between = reading.text[end : row.start] if ahead else reading.text[row.end : start]
            if (end <= row.start if ahead else row.end <= start) and gap.fullmatch(between):
                words.setdefault((row.values, row.unit), []).append(found)
    return {amount: hits[0] for amount, hits in words.items() if said[amount] == len({_kind(hit) for hit in hits}) == 1}


def _kind(found: Found) -> str:
    return found.value.partition("_")[0]
