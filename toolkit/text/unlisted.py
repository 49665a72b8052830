"""Finds names of medicines that the lexicon lacks: by the stems of their names, by how they sound in a translation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from toolkit.late import late
from toolkit.text.kept_tables import shipped
from toolkit.text.near import Near
from toolkit.text.phrase_rows import WORD
from toolkit.text.phrases import Found
from toolkit.text.sounds import sounds

_LONG = late(r"(?<![\w-])[a-z]{7,24}(?![\w-])")
_TAIL = 3
"""Letters by which most words are told not to end like a medicine."""
_FEWEST_SOUNDS = 4
"""Consonants below which a name is not asked for: it sounds like many words."""
_SOUNDS_A_SLIP = 4
"""Consonants of a name, one of which may be another in the translation."""
_LONGEST_PREFIX = 3
"""Consonants that may stand before a name in its word: Arabic "وبال"."""
_ENDING = re.compile(r"(?:ium|e)$")
_SPELLINGS = (
    ("ph", "f"), ("qu", "k"), ("c[kh]", "k"), ("th", "t"), ("x", "ks"), ("s(?:ch|z)", "s"), ("c(?=[eiy])", "s"),
    ("c", "k"), ("[yj]", "i"), ("w", "v"), ("z", "s"), ("h", ""), ("kv", "k"), ("[ao]e", "e"), ("uo", "o"),
)  # fmt: skip
"""How languages of the Latin alphabet respell a name."""
_TWICE = re.compile(r"(.)\1")


@lru_cache(maxsize=256)
def stem_names(text: str) -> Sequence[Found]:
    """Return the words of a folded English text that end like a medicine, listed or not, once each."""
    ends, tails, words = _stems()
    found = {
        match[0]: Found(match[0], *match.span())
        for match in _LONG.finditer(text)
        if match[0][-_TAIL:] in tails and match[0].endswith(ends) and match[0] not in words
    }
    return tuple(found.values())


@cache
def _stems() -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    data = shipped("toolkit.text", "medicine_stems.toml")
    ends = tuple(data["ends"])
    return ends, frozenset(end[-_TAIL:] for end in ends), frozenset(data["words"])


def sounds_in(name: str, text: str) -> bool:
    """Whether a folded text holds the name, or what it is in another script or spelling; also where that is not sure.

    One consonant in four may be another: transliteration has no rule that all writers keep.
    """
    wanted = next(sounds(name))
    if name in text or len(wanted) < _FEWEST_SOUNDS:
        return True
    allowed = len(wanted) // _SOUNDS_A_SLIP
    return any(_begins(wanted, heard, allowed) for heard in sounds(text) if len(heard) >= len(wanted) - allowed)


def _begins(wanted: str, heard: str, allowed: int) -> bool:
    """Whether a word begins with the wanted consonants, or does so behind its prefixes, with few that differ."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - few texts have a name that the lexicon lacks

    places = range(min(_LONGEST_PREFIX, max(0, len(heard) - len(wanted) + allowed)) + 1)
    sizes = range(len(wanted) - allowed, len(wanted) + allowed + 1)
    return any(
        Levenshtein.distance(wanted, heard[place : place + size], score_cutoff=allowed) <= allowed
        for place in places
        for size in sizes
    )


def misspelt(name: str, text: str) -> Near | None:
    """Return the word of a folded text that is the name but for one letter, beyond what a language respells.

    None where one word is the name, and for other alphabets than the Latin one.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - few texts have a name that the lexicon lacks

    if name in text:
        return None
    wanted = _letters(_ENDING.sub("", name))
    best: Near | None = None
    for word in WORD.finditer(text):
        if abs(len(word[0]) - len(name)) > _LONGEST_PREFIX or not _latin(word[0]):
            continue
        spelt = _letters(word[0])
        distance = min(OSA.distance(wanted, spelt[:size]) for size in range(len(wanted) - 1, len(wanted) + 3))
        if distance == 0:
            return None
        if distance == 1 and best is None:
            best = Near(name, *word.span(), distance)
    return best


def _latin(word: str) -> bool:
    return word.isascii() or all(unicodedata.name(letter, "").startswith(("LATIN", "COMBINING")) for letter in word)


def _letters(word: str) -> str:
    """Return the letters of a word as all languages of the Latin alphabet might spell them."""
    plain = "".join(mark for mark in unicodedata.normalize("NFD", word) if not "\u0300" <= mark <= "\u036f")
    for pattern, letter in _SPELLINGS:
        plain = re.sub(pattern, letter, plain)
    return _TWICE.sub(r"\1", plain)
