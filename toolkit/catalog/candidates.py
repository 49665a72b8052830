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


class Index:
    """Texts that can be asked which of them are like another one."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Learn the texts; they are known by their numbers from 0."""
        self.grams = [trigrams(text) for text in texts]
        self._places: dict[str, list[int]] = {}
        for number, found in enumerate(self.grams):
            for gram in found:
                self._places.setdefault(gram, []).append(number)

    def like(self, grams: frozenset[str]) -> list[int]:
        """Return the few texts that have the most of the rarest trigrams of `grams`, the best first."""
        places = self._places
        rare = sorted((gram for gram in grams if gram in places), key=lambda gram: (len(places[gram]), gram))[:_RARE]
        hits = Counter(other for gram in rare for other in places[gram][:_LOOKED_AT])
        return [other for other, _ in sorted(hits.items(), key=lambda item: (-item[1], item[0]))[:_COMPARED]]


def pair(new: Sequence[str], old: Sequence[str], cutoff: float = CUTOFF) -> dict[int, int]:
    """Return for the indices of new texts that of the old text it was most likely edited from; each used once.

    The pairs with the greatest similarity come first; with equal ones, the order of the texts decides.
    """
    index = Index(old)
    scored: list[tuple[float, int, int]] = []
    for number, text in enumerate(new):
        own = trigrams(text)
        for other in index.like(own):
            grams = index.grams[other]
            score = 2 * len(own & grams) / (len(own) + len(grams))
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
