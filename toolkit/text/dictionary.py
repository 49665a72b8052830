"""Finds the things that a text speaks of, by the same names in every language: a doctor, pain, to swallow.

The words are in `dictionary/<locale>.toml`, whose format is explained in `dictionary/en.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from toolkit.text.language import Language
from toolkit.text.masked import masked
from toolkit.text.phrases import LETTER

_WORD = re.compile(rf"(?:{LETTER}|[\u00ad\u200b-\u200f\u2060])+")
"""Words with the characters in them that nobody sees."""
_LONGEST = 40
"""Characters of a word that are looked at; longer ones are no words."""
_MOST_WORDS = 20_000
"""Words that are remembered with what they mean."""
_KEPT = 4096
"""Texts whose words are kept: each is asked for by several checks."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a fixed phrase of a text that the dictionary knows."""

    start: int
    """First character in the text as it is written."""
    end: int
    """One past the last character."""
    senses: frozenset[str]
    """What it may mean."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sense behind the first word of a pattern."""

    sense: str
    rest: tuple[str, ...] = ()
    """The words that must follow."""


@dataclass(eq=False)
class Dictionary:
    """The dictionary of one language."""

    locale: str
    """The locale that it is for."""
    language: Language
    """How the language writes."""
    common: frozenset[str]
    """Senses that tell little: so many texts speak of them."""
    entries: Mapping[str, Sequence[_Entry]]
    """Pattern of a first word -> what it begins; where words are not divided, the whole entry."""
    _by_word: dict[str, tuple[frozenset[str], tuple[_Entry, ...]]] = field(default_factory=dict)
    _by_character: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the patterns by how they are looked up."""
        self._stems = {key[:-1]: rows for key, rows in self.entries.items() if key.endswith("*") and key[0] != "*"}
        self._longest = max((len(key) for key in (self._stems or self.entries)), default=0)
        self._inner = [(key[1:-1], rows) for key, rows in self.entries.items() if key[0] == "*" and key[-1] == "*"]
        self._last = [(key[1:], rows) for key, rows in self.entries.items() if key[0] == "*" and key[-1] != "*"]

    def words(self, text: str) -> tuple[Word, ...]:
        """Return the known words of a text, from left to right; the answers are remembered."""
        return _words(self, text)

    def found(self, text: str) -> Iterator[Word]:
        """Yield the known words of a text."""
        plain = masked(text)
        return self._at_words(plain) if self.language.spaces else self._anywhere(plain)

    def _at_words(self, text: str) -> Iterator[Word]:
        words = [(*match.span(), *self._known(match[0])) for match in _WORD.finditer(text)]
        number = 0
        while number < len(words):
            start, end, senses, phrases = words[number]
            size = 1
            for entry in phrases:
                if len(entry.rest) >= size - 1 and self._follows(text, words, number, entry.rest):
                    size = len(entry.rest) + 1
                    end = words[number + len(entry.rest)][1]
                    senses |= {entry.sense}
            for _, _, others, _ in words[number + 1 : number + size]:
                senses |= others
            if senses:
                yield Word(start, end, senses)
            number += size

    def _follows(
        self,
        text: str,
        words: Sequence[tuple[int, int, frozenset[str], tuple[_Entry, ...]]],
        number: int,
        rest: tuple[str, ...],
    ) -> bool:
        following = words[number + 1 : number + 1 + len(rest)]
        return len(following) == len(rest) and all(
            _is(self._folded(text[start:end]), pattern)
            for (start, end, _, _), pattern in zip(following, rest, strict=True)
        )

    def _known(self, word: str) -> tuple[frozenset[str], tuple[_Entry, ...]]:
        """Return what a word means, and the phrases that may begin with it, the longest last."""
        known = self._by_word.get(word)
        if known is not None:
            return known
        folded = self._folded(word)
        rows = [
            entry
            for place in self.language.spelling.bare(folded, 0)
            if place < len(folded)
            for entry in self._of(folded[place : place + _LONGEST])
        ]
        phrases = tuple(sorted({entry for entry in rows if entry.rest}, key=lambda row: (len(row.rest), row.sense)))
        if len(self._by_word) >= _MOST_WORDS:
            self._by_word.clear()
        senses = frozenset(entry.sense for entry in rows if not entry.rest)
        return self._by_word.setdefault(word, (senses, phrases))

    def _of(self, word: str) -> Iterator[_Entry]:
        yield from self.entries.get(word, ())
        for size in range(1, min(len(word), self._longest) + 1):
            yield from self._stems.get(word[:size], ())
        for part, rows in self._inner:
            if part in word:
                yield from rows
        for part, rows in self._last:
            if word.endswith(part):
                yield from rows

    def _folded(self, word: str) -> str:
        return self.language.fold(word).text

    def _anywhere(self, text: str) -> Iterator[Word]:
        """Yield the words of a text without spaces; what overlaps is one word."""
        folded = "".join([self._by_character.get(character) or self._character(character) for character in text])
        start, end, senses = 0, 0, frozenset[str]()
        for place in range(len(folded)):
            for size in range(1, self._longest + 1):
                rows = self.entries.get(folded[place : place + size])
                if rows is None or place + size > len(folded):
                    continue
                if place >= end:
                    if senses:
                        yield Word(start, end, senses)
                    start, senses = place, frozenset()
                end = max(end, place + size)
                senses |= {row.sense for row in rows}
        if senses:
            yield Word(start, end, senses)

    def _character(self, character: str) -> str:
        """Return the character folded, or as it is where it would become several or none."""
        folded = self.language.fold(character).text
        return self._by_character.setdefault(character, folded if len(folded) == 1 else character)


def _is(word: str, pattern: str) -> bool:
    """Whether a folded word is of a pattern."""
    part = pattern.strip("*")
    if pattern.startswith("*"):
        return part in word if pattern.endswith("*") else word.endswith(part)
    return word.startswith(part) if pattern.endswith("*") else word == part


@lru_cache(maxsize=_KEPT)
def _words(dictionary: Dictionary, text: str) -> tuple[Word, ...]:
    return tuple(dictionary.found(text))


_made: dict[int, tuple[Language, Dictionary | None]] = {}
"""By the identity of the language, which cannot be hashed; it is kept beside, so that the identity stays its own."""


def dictionary(language: Language) -> Dictionary | None:
    """Return the dictionary of the language, or None where there is none."""
    if id(language) not in _made:
        _made[id(language)] = (language, _make(language))
    return _made[id(language)][1]


def _make(language: Language) -> Dictionary | None:
    folder = files("toolkit.text") / "dictionary"
    parts = language.locale.split("_")
    for size in range(len(parts), 0, -1):
        file = folder / f"{'_'.join(parts[:size])}.toml"
        if file.is_file():
            common = tomllib.loads((folder / "en.toml").read_text("utf-8"))["common"]
            senses = tomllib.loads(file.read_text("utf-8"))["senses"]
            return Dictionary(language.locale, language, frozenset(common), _entries(senses, language))
    return None


def _entries(senses: Mapping[str, str], language: Language) -> Mapping[str, Sequence[_Entry]]:
    entries: dict[str, list[_Entry]] = {}
    for sense, patterns in senses.items():
        for pattern in patterns.split(","):
            first, rest = _pattern(pattern, language)
            entries.setdefault(first, []).append(_Entry(sense, rest))
    return entries


def _pattern(pattern: str, language: Language) -> tuple[str, tuple[str, ...]]:
    """Return the first word of a pattern and the others, folded as texts are."""
    (folded,) = language.folded((pattern.strip(),))
    if not language.spaces:
        return folded, ()
    first, *rest = re.split(r"[ '-]+", folded)
    return first, tuple(rest)


def spoken_of(words: Iterable[Word]) -> frozenset[str]:
    """Return all that the words may mean."""
    return frozenset[str]().union(*(word.senses for word in words))
