"""Finds the old text that a new one was edited from, by an index of trigrams: the cost grows with the edits only."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

CUTOFF = 0.6
"""The least similarity of a guess: Dice's coefficient of the two sets of trigrams, 0 to 1."""

_PREFIX = 2_000  # characters of a text that are compared
_RARE = 24  # trigrams of a new text that are looked up, the rarest first
_LOOKED_AT = 50  # old texts that are looked at for each of them
_COMPARED = 12  # old texts that are compared in full
_DIGITS = re.compile(r"[0-9]+")


def pair(new: Sequence[str], old: Sequence[str], cutoff: float = CUTOFF) -> dict[int, int]:
    """Return for the indices of new texts that of the old text it was most likely edited from; each used once.

    The pairs with the greatest similarity come first; with equal ones, the order of the texts decides.
    """
    grams = [trigrams(text) for text in old]
    index: dict[str, list[int]] = {}
    for number, found in enumerate(grams):
        for gram in sorted(found):
            index.setdefault(gram, []).append(number)
    scored: list[tuple[float, int, int]] = []
    for number, text in enumerate(new):
        own = trigrams(text)
        rare = sorted((gram for gram in own if gram in index), key=lambda gram: (len(index[gram]), gram))[:_RARE]
        hits = Counter(other for gram in rare for other in index[gram][:_LOOKED_AT])
        for other, _ in sorted(hits.items(), key=lambda item: (-item[1], item[0]))[:_COMPARED]:
            score = 2 * len(own & grams[other]) / (len(own) + len(grams[other]))
            if score >= cutoff:
                scored.append((-score, number, other))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, number, other in sorted(scored):
        if number not in pairs and other not in used:
            pairs[number] = other
            used.add(other)
    return pairs


def trigrams(text: str) -> frozenset[str]:
    """Return the runs of three characters of a text, whatever its case, with a blank at its ends."""
    padded = f" {text[:_PREFIX].casefold()} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def numbers(text: str) -> tuple[str, ...]:
    """Return the runs of digits of a text in their order, in ASCII digits whatever their script.

    Characters that stand for a number without being a digit (½, ², 三) count too, as they are.
    """
    if text.isascii():
        return tuple(_DIGITS.findall(text))
    return tuple("".join(run) for isnumeric, run in groupby(map(_ascii_digit, text), str.isnumeric) if isnumeric)


def _ascii_digit(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)
