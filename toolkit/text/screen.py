"""Tells from the words of a text which groups of patterns cannot be in it.

Most sentences speak of none of the things that a rule is about. To see that, each word of a text is looked up once: it
may hold the longest word of a pattern, or not. What is looked up is remembered, because texts repeat their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from toolkit.text.patterns import Spelling, variants
from toolkit.text.recent import Recent

_MOST_WORDS = 1_000
"""Words that were asked lately and are remembered with their patterns."""
_LONGEST_WORD = 40
"""Characters. In scripts without spaces whole clauses are one word, which comes once: they are not remembered."""


class Screen:
    """Groups of folded patterns, each with a bit of its own."""

    def __init__(self, groups: Sequence[Iterable[str]], spelling: Spelling) -> None:
        """Number the groups: the first one has bit 1, the second one bit 2, the third one bit 4."""
        numbers: dict[tuple[int, tuple[str, ...]], int] = {}
        keys: dict[str, dict[tuple[str, int], None]] = {}
        shapes = ((1 << number, shape) for number, group in enumerate(groups) for shape in _shapes(group, spelling))
        for bit, words in shapes:
            key = max(words, key=len)
            # Patterns of a group that need the same beside their longest word have one number: most need nothing.
            number = numbers.setdefault((bit, tuple(word for word in words if word != key)), len(numbers))
            keys.setdefault(key[:2], {})[key, number] = None
        self._patterns = [*numbers]
        self._keys = {start: [*rows] for start, rows in keys.items()}
        self._words = Recent[str, tuple[int, ...]](_MOST_WORDS)

    def possible(self, text: str) -> int:
        """Return the bits of the groups of which a pattern may be in the folded `text`: all that are, and some more.

        A pattern may be there where all its words are, in whatever order.
        """
        candidates: set[int] = set()
        known = self._words
        for word in text.split(" "):
            patterns = known.get(word)
            if patterns is None:
                patterns = self._look_up(word)
            if patterns:
                candidates.update(patterns)
        found = 0
        for pattern in candidates:
            bit, others = self._patterns[pattern]
            if not found & bit and all(other in text for other in others):
                found |= bit
        return found

    def _look_up(self, word: str) -> tuple[int, ...]:
        """Return the patterns whose longest word stands within this one."""
        if self._words.revive(word):
            return self._words[word]
        starts = ((place, word[place : place + size]) for place in range(len(word)) for size in (2, 1))
        rows = ((place, row) for place, start in starts for row in self._keys.get(start, ()))
        found = tuple({pattern for place, (key, pattern) in rows if word.startswith(key, place)})
        if len(word) <= _LONGEST_WORD:
            self._words.keep(word, found)
        return found


def _shapes(patterns: Iterable[str], spelling: Spelling) -> Iterator[list[str]]:
    """Yield, for each shape of the patterns, what must stand as it is within the words of a text that holds it."""
    for shape in dict.fromkeys(variant for pattern in patterns for variant in variants(pattern, spelling)):
        words = shape.split(" ")
        if len(shape) > 1:
            words[0] = words[0].removeprefix("-")
            words[-1] = words[-1].removesuffix("-")
        yield [literal for word in words if (literal := word.rstrip("*"))]
