"""Finds the old text that a new one was edited from, by an index of its parts: the cost grows with the edits only."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from toolkit.text.quantities import signature

CUTOFF = 0.6
"""The least similarity of a guess: Dice's coefficient of the two sets of trigrams, 0 to 1."""

_PREFIX = 2_000  # characters of a text that are compared
_RARE = 24  # parts of a new text that are looked up, the rarest first
_LOOKED_AT = 50  # old texts that are looked at for each of them
_COMPARED = 12  # old texts that are compared in full
_SHINGLE = 9  # characters of a shingle, about two words: much rarer than trigrams, so that they find among many
_WORD = 16  # characters of a word and the blank after it; with longer ones on average, a text is taken to have no words
_SHORT, _MIDDLE, _LONG = 16, 32, 64  # up to which texts: have no shingles; are looked up by trigrams; have trigrams
_AT_WORD = re.compile(rf"\s(?=(\S.{{0,{_SHINGLE - 1}}}))", re.DOTALL)
"""What begins with a word, up to the length of a shingle."""
_DIGITS = re.compile(r"[0-9]+")


_Places = Mapping[str, Sequence[int]]
"""In which texts a part is, by their numbers in order."""


class Index:
    """Texts that can be asked which of them are like another one."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Learn the texts; they are known by their numbers from 0."""
        self._texts = texts
        self._sizes: dict[int, _Places] = {}
        """Where the trigrams of the texts of one size are, once a text of about this size was asked for."""

    def like(self, text: str) -> list[int]:
        """Return the few texts that have the most of the rarest parts of `text`, the best first."""
        known: dict[tuple[int, str], Sequence[int]] = {}
        if len(text) > _MIDDLE:
            known = {(0, part): self._shingles[part] for part in _shingles(text) if part in self._shingles}
        else:
            grams = trigrams(text)
            for length in (len(text) // 2, len(text), len(text) * 2):  # texts of half or twice the size may be alike
                places = self._trigrams(length.bit_length())
                known |= {(length.bit_length(), part): places[part] for part in grams if part in places}
        rare = sorted(known, key=lambda part: (len(known[part]), part))[:_RARE]
        hits = Counter(other for part in rare for other in known[part][:_LOOKED_AT])
        return [other for other, _ in sorted(hits.items(), key=lambda item: (-item[1], item[0]))[:_COMPARED]]

    @cached_property
    def _shingles(self) -> _Places:
        """The shingles of all texts that are not short."""
        return _places((number, _shingles(text)) for number, text in enumerate(self._texts) if len(text) > _SHORT)

    def _trigrams(self, size: int) -> _Places:
        """Return the trigrams of the texts whose lengths have `size` bits."""
        if size not in self._sizes:
            own = ((number, text) for number, text in enumerate(self._texts) if len(text).bit_length() == size)
            self._sizes[size] = _places((number, trigrams(text)) for number, text in own if len(text) <= _LONG)
        return self._sizes[size]


def _places(parts: Iterable[tuple[int, Iterable[str]]]) -> _Places:
    found: dict[str, list[int]] = defaultdict(list)
    for number, own in parts:
        for part in own:
            found[part].append(number)
    return found


def pair(new: Sequence[str], old: Sequence[str], cutoff: float = CUTOFF) -> dict[int, int]:
    """Return for the indices of new texts that of the old text it was most likely edited from; each used once.

    The pairs with the greatest similarity come first; with equal ones, the order of the texts decides. A text of blanks
    alone has no words that could have been edited.
    """
    index = Index(old)
    trigrams_of = [trigrams(text) for text in old]
    scored: list[tuple[float, int, int]] = []
    for number, text in enumerate(new):
        own = trigrams(text)
        for other in index.like(text):
            if text.isspace() or old[other].isspace():
                continue
            grams = trigrams_of[other]
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
    padded = _padded(text)
    return frozenset(map("".join, zip(padded, padded[1:], padded[2:], strict=False)))


def _shingles(text: str) -> frozenset[str]:
    """Return the beginnings of a text's words with what follows; in a text without spaces, that of each character."""
    padded = _padded(text)
    found: list[str] = _AT_WORD.findall(padded)
    if len(found) * _WORD < len(padded):
        found = [padded[start : start + _SHINGLE] for start in range(1, len(padded) - 1)]
    return frozenset(found)


def _padded(text: str) -> str:
    return f" {text[:_PREFIX].casefold()} "


def numbers(text: str, locale: str = "en") -> tuple[str, ...]:
    """Return the `digits` of a text and its numbers with their units.

    `locale` is that of the text: "two tablets" and "three tablets" differ, and so do "5 mg" and "5 g". See
    `toolkit.text.quantities.signature`.
    """
    return (*digits(text), *signature(text, locale))


def digits(text: str) -> tuple[str, ...]:
    """Return the runs of digits of a text, in ASCII digits whatever their script.

    Characters that stand for a number without being a digit (½, ², 三) count too, as they are.
    """
    if text.isascii():
        return tuple(_DIGITS.findall(text))
    return tuple("".join(run) for isnumeric, run in groupby(map(_ascii_digit, text), str.isnumeric) if isnumeric)


def _ascii_digit(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)
