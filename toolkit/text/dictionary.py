"""Finds the things that a text speaks of, by the same names in every language: a doctor, pain, to swallow.

The words are in `dictionary/<locale>.toml`, whose format is explained in `dictionary/en.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from toolkit.late import late
from toolkit.text.kept_tables import Kind, kept, nearest_toml, read_toml
from toolkit.text.language import Language, OfLanguage
from toolkit.text.masked import masked
from toolkit.text.packed import look_up, pack
from toolkit.text.phrase_rows import LETTER
from toolkit.text.recent import Recent

_WORD = late(rf"(?:{LETTER}|[\u00ad\u200b-\u200f\u2060])+")
"""Words with the characters in them that nobody sees."""
_APART = late(r"[ '-]+")
"""What stands between the words of a pattern."""
_LONGEST = 40
"""Characters of a word that are looked at; longer ones are no words."""
_KEY = 3
"""Characters by which the patterns are looked up that stand anywhere in a word."""
_MOST_WORDS = 1_000
"""Words that were asked lately and are remembered with what they mean."""
_KEPT = 64
"""Texts whose words are kept: those of one message, which nobody asks for again after it."""


class Word(NamedTuple):
    """A word or a fixed phrase of a text that the dictionary knows."""

    start: int
    """First character in the text as it is written."""
    end: int
    """One past the last character."""
    senses: frozenset[str]
    """What it may mean."""


class _Entry(NamedTuple):
    """A sense behind the first word of a pattern."""

    sense: str
    rest: tuple[str, ...] = ()
    """The words that must follow."""


class _Meaning(NamedTuple):
    """What a word of a text is, for the dictionary."""

    folded: str
    """The word as patterns are compared with it."""
    senses: frozenset[str]
    """What it may mean by itself."""
    phrases: Mapping[str, Sequence[_Entry]]
    """The phrases that may begin with it, by their second word where that is a whole one; the others under "*"."""

    def before(self, following: str) -> Iterator[_Entry]:
        """Yield the phrases that may begin with it before this word, the longer ones last."""
        if self.phrases:
            yield from sorted(
                (*self.phrases.get(following, ()), *self.phrases.get("*", ())), key=lambda entry: len(entry.rest)
            )


_NO_PHRASES: Mapping[str, Sequence[_Entry]] = {}
"""Of most words: it is in memory once."""


class _Tables(NamedTuple):
    """The patterns of one language, sorted by how they are looked up, in what JSON can hold.

    What patterns may begin with a word is a text an entry: a sense and the words that must follow, divided by blanks.
    """

    whole: dict[str, str]
    """All patterns of a first word -> their entries; where words are not divided, of the whole entry; packed."""
    longest: int
    """Characters of the longest pattern of any ending, without its `*`."""
    last: list[list[Any]]
    """Those of any beginning, without their `*`, each with its entries."""
    inner: dict[str, list[list[Any]]]
    """Those that stand anywhere in a word, by their first characters, in the same way."""
    sizes: dict[str, list[int]]
    """First character of the patterns -> how long they are."""

    @classmethod
    def of(cls, rows: Iterable[tuple[str, Sequence[str]]]) -> _Tables:
        """Sort senses with the words of their folded patterns."""
        whole: dict[str, list[str]] = {}
        for sense, (first, *rest) in rows:
            whole.setdefault(first, []).append(" ".join((sense, *rest)))
        inner: dict[str, list[list[Any]]] = {}
        sizes: dict[str, set[int]] = {}
        for key, entries in whole.items():
            sizes.setdefault(key[0], set()).add(len(key))
            if key[0] == key[-1] == "*":
                inner.setdefault(key[1 : _KEY + 1].rstrip("*"), []).append([key[1:-1], entries])
        return cls(
            pack(whole.items()),
            max((len(key) - 1 for key in whole if key.endswith("*") and key[0] != "*"), default=0),
            [[key[1:], entries] for key, entries in whole.items() if key[0] == "*" and key[-1] != "*"],
            inner,
            {first: sorted(lengths) for first, lengths in sizes.items()},
        )


@dataclass(eq=False)
class Dictionary:
    """The dictionary of one language."""

    locale: str
    """The locale that it is for."""
    language: Language
    """How the language writes."""
    common: frozenset[str]
    """Senses that tell little: so many texts speak of them."""
    loose: frozenset[str]
    """Senses by which no word of one text is paired with one of another."""
    manner: frozenset[str]
    """Senses of words that tell how something is done."""
    clinical: frozenset[str]
    """Senses of health."""
    tables: _Tables
    """Its patterns."""
    _entries: dict[str, _Entry] = field(default_factory=dict)
    _senses: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)
    _by_word: Recent[str, _Meaning] = field(default_factory=lambda: Recent(_MOST_WORDS))
    _by_character: dict[str, str] = field(default_factory=dict)

    @cached_property
    def little(self) -> frozenset[str]:
        """Senses of all these kinds but health: their words tell little of what a text speaks of."""
        return self.common | self.loose | self.manner

    def words(self, text: str) -> tuple[Word, ...]:
        """Return the known words of a text, from left to right; the answers are remembered."""
        return _words(self, text)

    def found(self, text: str) -> Iterator[Word]:
        """Yield the known words of a text."""
        plain = masked(text)
        return self._at_words(plain) if self.language.spaces else self._anywhere(plain)

    def _at_words(self, text: str) -> Iterator[Word]:
        known = self._by_word
        words = [
            (*match.span(), known.get(match[0]) or self._meaning(match[0]))  # a call for each word takes as long as all
            for match in _WORD.finditer(text)
        ]
        number = 0
        while number < len(words):
            start, end, meaning = words[number]
            senses = meaning.senses
            size = 1
            if meaning.phrases and number + 1 < len(words):
                for entry in meaning.before(words[number + 1][2].folded):
                    following = words[number + 1 : number + 1 + len(entry.rest)]
                    if len(following) == len(entry.rest) and all(
                        _is(other.folded, pattern) for (_, _, other), pattern in zip(following, entry.rest, strict=True)
                    ):
                        size = len(entry.rest) + 1
                        end = following[-1][1]
                        senses |= {entry.sense}
                for _, _, other in words[number + 1 : number + size]:
                    senses |= other.senses
            if senses:
                yield Word(start, end, senses)
            number += size

    def _meaning(self, word: str) -> _Meaning:
        """Return what a word is; it is remembered."""
        if word in self._by_word or self._by_word.revive(word):
            return self._by_word[word]
        folded = self.language.fold(word).text
        rows = [
            entry
            for place in self.language.spelling.bare(folded, 0)
            if place < len(folded)
            for entry in self._of(folded[place : place + _LONGEST])
        ]
        phrases: dict[str, list[_Entry]] = {}
        for entry in dict.fromkeys(rows):
            if entry.rest:
                phrases.setdefault("*" if "*" in entry.rest[0] else entry.rest[0], []).append(entry)
        senses = frozenset(entry.sense for entry in rows if not entry.rest)
        senses = self._senses.setdefault(senses, senses)  # most words of a text mean nothing: these are in memory once
        folded = word if folded == word else folded
        return self._by_word.keep(word, _Meaning(folded, senses, phrases or _NO_PHRASES))

    def _of(self, word: str) -> Iterator[_Entry]:
        """Yield what the patterns of one word, or of the first of several, say of a folded word."""
        tables = self.tables
        yield from self._read(look_up(tables.whole, word))
        for size in range(1, min(len(word), tables.longest) + 1):
            yield from self._read(look_up(tables.whole, f"{word[:size]}*"))
        for place in range(len(word) if tables.inner else 0):
            for size in self._key_sizes:
                for part, entries in tables.inner.get(word[place : place + size], ()):
                    if word.startswith(part, place):
                        yield from self._read(entries)
        for part, entries in tables.last if word.endswith(self._last) else ():
            if word.endswith(part):
                yield from self._read(entries)

    @cached_property
    def _key_sizes(self) -> Sequence[int]:
        """How many characters the patterns that stand anywhere are looked up by."""
        return sorted({len(key) for key in self.tables.inner})

    @cached_property
    def _last(self) -> tuple[str, ...]:
        """The patterns of any beginning, to ask for all of them at once: most words end like none."""
        return tuple(part for part, _ in self.tables.last)

    def _read(self, entries: Sequence[str]) -> Iterator[_Entry]:
        """Yield what stands in the tables; equal ones are in memory once."""
        for entry in entries:
            found = self._entries.get(entry)
            if found is None:
                sense, *rest = entry.split(" ")
                found = self._entries[entry] = _Entry(sense, tuple(rest))
            yield found

    def _anywhere(self, text: str) -> Iterator[Word]:
        """Yield the words of a text without spaces; what overlaps is one word."""
        folded = "".join([self._by_character.get(character) or self._character(character) for character in text])
        start, end, senses = 0, 0, frozenset[str]()
        for place in range(len(folded)):
            for size in self.tables.sizes.get(folded[place], ()):
                entries = look_up(self.tables.whole, folded[place : place + size])
                if not entries or place + size > len(folded):
                    continue
                if place >= end:
                    if senses:
                        yield Word(start, end, senses)
                    start, senses = place, frozenset()
                end = max(end, place + size)
                senses |= {row.sense for row in self._read(entries)}
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


_DICTIONARY = Kind("dictionary", (list, list, list, list, dict, int, list, dict, dict))


@OfLanguage
def dictionary(language: Language) -> Dictionary | None:
    """Return the dictionary of the language, or None where there is none."""
    common, loose, manner, clinical, *tables = kept(_DICTIONARY, repr(language), lambda: _sorted(language))
    if not common:
        return None
    common, loose, manner, clinical = map(frozenset, (common, loose, manner, clinical))
    return Dictionary(language.locale, language, common, loose, manner, clinical, _Tables(*tables))


def _sorted(language: Language) -> list[Any]:
    """Return the senses of each kind, and the tables of a language, as JSON can hold them."""
    senses = nearest_toml("dictionary", language.locale).get("senses")
    if not senses:
        return [kind() for kind in _DICTIONARY.fields]
    rows = [(sense, pattern.strip()) for sense, patterns in senses.items() for pattern in patterns.split(",")]
    folded = language.folded(tuple(pattern for _, pattern in rows))
    words = [_APART.split(pattern) if language.spaces else [pattern] for pattern in folded]
    return [*_kinds(), *_Tables.of((sense, found) for (sense, _), found in zip(rows, words, strict=True))]


@cache
def _kinds() -> Sequence[list[str]]:
    """Return the senses that tell little, the loose ones, those of manner and those of health, which English names."""
    data = read_toml("toolkit.text", "dictionary/en.toml")
    return [[*data[kind]] for kind in ("common", "loose", "manner", "clinical")]


def spoken_of(words: Iterable[Word]) -> frozenset[str]:
    """Return all that the words may mean."""
    return frozenset[str]().union(*(word.senses for word in words))
