"""Finds the word of a translation that is nearly, but not quite, an international name as its language respells it.

Languages respell such names by rule (ph and f, th and t, c and k, -ine and -ina; other scripts letter by letter), so
that a word which no rule leads to, one letter away, is a slip. `respelt.toml` has the rules of each language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from toolkit.text.kept_tables import shipped
from toolkit.text.near import Near
from toolkit.text.phrase_rows import WORD
from toolkit.text.syllables import Beat, Voices, agree, beats, name_beats

_ENDING = re.compile(r"(?:i?um|[ae])$")
_SPELLINGS = (
    ("ph", "f"), ("qu", "k"), ("c[kh]", "k"), ("th", "t"), ("x", "ks"), ("s(?:ch|z)", "s"), ("c(?=[eiy])", "s"),
    ("c", "k"), ("[yj]", "i"), ("w", "v"), ("z", "s"), ("h", ""), ("kv", "k"),
)  # fmt: skip
"""How languages of the Latin alphabet respell a name."""
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]")
_MORE = 3
"""Letters that a word may have more or fewer than the name: its ending, vowels that another spelling needs."""
_LONG = 8
"""Letters of a name, or consonants less two, two of which may be others: that is no other word any more."""
_FEWEST = 5
"""Consonants below which a name is not compared where vowels say nothing: it is like many words."""


@dataclass(frozen=True, slots=True)
class _Respelling:
    """How one language respells names."""

    letters: Mapping[str, str]
    """Its letters -> Latin ones; none where it is written in Latin letters."""
    vowels: bool
    """Whether its vowels say something."""
    doubles: str
    """Letters that it doubles where the name has them once."""
    same: Mapping[int, str]
    may: Sequence[tuple[re.Pattern[str], str]]
    voices: Voices | None
    """How its vowels are spelt, where they say less than consonants."""
    prefix: int
    """Consonants that may stand before a name in its word."""


def misspelt(name: str, text: str, locale: str, *, sure: bool = True) -> Near | None:
    """Return the word of a folded text that is the name but for a letter or two, beyond what its language respells.

    A name of which it is not `sure` that it is one is compared where vowels or many consonants say something, and more
    narrowly. None where one word is the name. Chinese names say nothing of how they sound: none is nearly one.
    """
    rules = _rules(locale)
    wanted = _wanted(name, locale)
    if rules is None or name in text or not wanted:
        return None
    if not sure and not rules.vowels and len(wanted[0]) < _FEWEST + 1:
        return None
    allowed = 2 if sure and len(wanted[0]) >= _LONG - 2 * (not rules.vowels) else 1
    best: Near | None = None
    for start, end in _words(text, rules):
        spelt = _spelt(text[start:end], rules)
        if not rules.letters and abs(end - start - len(name)) > _MORE:
            continue
        distance = min(_distance(one, spelt, rules.prefix, allowed) for one in wanted)
        if distance == 0:
            word = text[start:end]
            distance = _doubled(name, word, rules.doubles) if rules.vowels else _sounds_else(name, word, locale, rules)
        if distance == 0:
            return None
        if distance <= allowed and (best is None or distance < best.distance):
            best = Near(name, start, end, distance)
    return best


def _distance(wanted: str, spelt: str, prefix: int, allowed: int) -> int:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - few texts have a name that the lexicon lacks

    return min(
        OSA.distance(wanted, spelt[place : place + size], score_cutoff=allowed)
        for place in range(min(prefix, max(0, len(spelt) - len(wanted) + 1)) + 1)
        for size in range(len(wanted) - allowed, len(wanted) + _MORE)
    )


def _doubled(name: str, word: str, by_itself: str) -> int:
    """Return whether a word doubles a letter that its language does not double by itself, where the name has fewer."""
    return int(sum(letter not in by_itself for letter in _TWICE.findall(word)) > len(_TWICE.findall(name)))


def _words(text: str, rules: _Respelling) -> Iterator[tuple[int, int]]:
    """Yield where words of the language's own script stand; Japanese has no spaces, and its foreign names are runs."""
    if not rules.letters:
        yield from (word.span() for word in WORD.finditer(text) if _latin(word[0]))
        return
    start = -1
    script = ""
    for place, letter in enumerate(f"{text} "):
        kind = _script(letter)
        if start >= 0 and kind not in {script, "KATAKANA-HIRAGANA", "MARK"}:
            yield start, place
            start = -1
        if start < 0 and kind not in {"", "MARK"}:
            start, script = place, kind


def _script(letter: str) -> str:
    category = unicodedata.category(letter)[0]
    if category == "M":
        return "MARK"
    return unicodedata.name(letter, "").partition(" ")[0] if category == "L" else ""


def _latin(word: str) -> bool:
    return word.isascii() or all(unicodedata.name(letter, "").startswith(("LATIN", "COMBINING")) for letter in word)


@lru_cache(maxsize=256)
def _wanted(name: str, locale: str) -> tuple[str, ...]:
    """Return the ways in which a language may spell a name; none where they are too short to tell."""
    rules = _rules(locale)
    if rules is None:
        return ()
    found = []
    for way in _ways(name, rules):
        plain = _letters(_ENDING.sub("", way))
        if not rules.vowels:
            plain = _TWICE.sub(r"\1", _VOWELS.sub("", plain).translate(rules.same))
        found.append(plain)
    return tuple(dict.fromkeys(found)) if rules.vowels or len(found[0]) >= _FEWEST else ()


def _ways(name: str, rules: _Respelling) -> Iterable[str]:
    ways = {name: None}
    for pattern, other in rules.may:
        ways |= {pattern.sub(other, way): None for way in ways}
    return ways


def _spelt(word: str, rules: _Respelling) -> str:
    """Return a word of a translation in the letters in which names are compared."""
    if not rules.letters:
        return _letters(word)
    parts = _parts(word, rules)
    latin = "".join(rules.letters.get(letter, "") for letter in parts)
    return _letters(latin) if rules.vowels else _TWICE.sub(r"\1", latin.replace("kv", "k"))


def _parts(word: str, rules: _Respelling) -> str:
    """Return a word with the parts of its syllables one by one, where its letters are parts: Hangul."""
    whole = unicodedata.normalize("NFC", word)
    if any(letter in rules.letters for letter in whole):
        return whole
    return unicodedata.normalize("NFD", word)


def _letters(word: str) -> str:
    """Return the letters of a word as all languages of the Latin alphabet might spell them."""
    plain = "".join(mark for mark in unicodedata.normalize("NFD", word) if not "\u0300" <= mark <= "\u036f")
    plain = re.sub("[ao]e", "e", _respelt(plain)).replace("uo", "o")
    return _TWICE.sub(r"\1", plain)


def _respelt(plain: str) -> str:
    for pattern, letter in _SPELLINGS:
        plain = re.sub(pattern, letter, plain)
    return plain


@cache
def _rules(locale: str) -> _Respelling | None:
    """Return the rules of a locale, or those of its language; the Latin alphabet's where it has none of its own."""
    tables: Mapping[str, Any] = shipped("toolkit.text", "respelt.toml")
    language = locale.partition("_")[0]
    if language in tables["unlike"]:
        return None
    table = tables.get(locale, tables.get(language, {}))
    return _Respelling(
        {letter: latin for letters, latin in table.get("letters", {}).items() for letter in letters},
        table.get("vowels", True),
        table.get("doubles", ""),
        str.maketrans(table.get("same", {})),
        [(re.compile(pattern), other) for pattern, other in table.get("may", [])],
        _voices(table) if "heard" in table else None,
        table.get("prefix", 0),
    )


def _voices(table: Mapping[str, Any]) -> Voices:
    letters = {letter: vowel for letters, vowel in table.get("voices", {}).items() for letter in letters}
    return Voices(letters, table["heard"], table.get("twice", True), table.get("written", False))


@lru_cache(maxsize=256)
def _beats(name: str, locale: str) -> Sequence[Sequence[Beat]]:
    """Return the beats of the ways in which a language may spell a name."""
    rules = _rules(locale)
    ways = _ways(name, rules) if rules is not None else ()
    return [name_beats(_respelt(_ENDING.sub("", way)), rules.same if rules else {}) for way in ways]


def _sounds_else(name: str, word: str, locale: str, rules: _Respelling) -> int:
    """Return whether a word has the consonants of a name, and other vowels than it may have."""
    if rules.voices is None:
        return 0
    found = beats(_parts(word, rules), rules.letters, rules.voices)
    return int(not any(agree(one, found, rules.voices, rules.prefix + 1) for one in _beats(name, locale)))
