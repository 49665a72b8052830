"""Tells from the words of a text which groups of patterns cannot be in it.

Most sentences speak of none of the things that a rule is about. To see that, each word of a text is looked up once: it
may hold the longest word of a pattern, or not. What is looked up is remembered, because texts repeat their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.text.patterns import Spelling, variants

_MOST_WORDS = 50_000
_LONGEST_WORD = 40
"""Characters. In scripts without spaces whole clauses are one word, which comes once: they are not remembered."""


class Screen:
    """Groups of folded patterns, each with a bit of its own."""

    def __init__(self, groups: Sequence[Iterable[str]], spelling: Spelling) -> None:
        """Number the groups: the first one has bit 1, the second one bit 2, the third one bit 4."""
        self._always = 0
        self._keys: dict[str, list[tuple[str, int]]] = {}
        self._words: dict[str, int] = {}
        bits: dict[str, int] = {}
        for number, patterns in enumerate(groups):
            for pattern in patterns:
                for variant in variants(pattern, spelling):
                    key = _longest_word(variant)
                    bits[key] = bits.get(key, 0) | 1 << number
        for key, groups_of_key in bits.items():
            if key:
                self._keys.setdefault(key[:2], []).append((key, groups_of_key))
            else:
                self._always |= groups_of_key

    def possible(self, text: str) -> int:
        """Return the bits of the groups of which a pattern may be in the folded `text`: all that are, and some more."""
        found = self._always
        known = self._words
        for word in text.split(" "):
            bits = known.get(word)
            found |= self._look_up(word) if bits is None else bits
        return found

    def _look_up(self, word: str) -> int:
        found = 0
        for place in range(len(word)):
            for start in (word[place : place + 2], word[place]):
                for key, bits in self._keys.get(start, ()):
                    if word.startswith(key, place):
                        found |= bits
        if len(word) <= _LONGEST_WORD:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            self._words[word] = found
        return found


def _longest_word(pattern: str) -> str:
    """Return what must stand, as it is, within one word of a text that holds the pattern."""
    words = pattern.split(" ")
    if len(pattern) > 1:
        words[0] = words[0].removeprefix("-")
        words[-1] = words[-1].removesuffix("-")
    return max((word.rstrip("*") for word in words), key=len)
