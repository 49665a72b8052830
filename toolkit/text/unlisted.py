"""Finds names of medicines that the lexicon lacks: by the stems of their names, by how they sound in a translation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from toolkit.late import late
from toolkit.text.dictionary import dictionary
from toolkit.text.kept_tables import shipped
from toolkit.text.language import load_language
from toolkit.text.phrases import Found
from toolkit.text.sounds import sounds

_LONG = late(r"(?<![\w-])[a-z]{7,24}(?![\w-])")
_TAKEN = late(
    r"(?<![\w-])(?:tak(?:e|es|ing)|inject(?:s|ing)?|us(?:e|es|ing)|swallow|giv(?:e|en|ing)|prescribed|doses? of"
    r"|[mk]?c?g of) (?:the |your |any |more |an? )?([a-z]{7,24})(?![\w-])"
    r"|(?<![\w-])([a-z]{7,24})"
    r"(?= (?:\d[\d.,]* ?(?:mg|mcg|µg|g|ml|iu|units|micrograms)\b|tablets|capsules|injections?\b))"
)
"""Where a sentence has the names of medicines: what is taken, what has a strength or a form."""
_TAIL = 3
"""Letters by which most words are told not to end like a medicine."""
_FEWEST_SOUNDS = 4
"""Consonants below which a name is not asked for: it sounds like many words."""
_SOUNDS_A_SLIP = 4
"""Consonants of a name, one of which may be another in the translation."""
_LONGEST_PREFIX = 3
"""Consonants that may stand before a name in its word: Arabic "وبال"."""


@lru_cache(maxsize=256)
def stem_names(text: str) -> Sequence[Found]:
    """Return the words of a folded English text that end, or begin, like a medicine, listed or not, once each."""
    ends, begins, tails, words = _stems()
    found = {
        match[0]: Found(match[0], *match.span())
        for match in _LONG.finditer(text)
        if (match[0][-_TAIL:] in tails or match[0].startswith(begins))
        and (match[0].endswith(ends) or match[0].startswith(begins))
        and match[0] not in words
    }
    return tuple(found.values())


@lru_cache(maxsize=256)
def taken_names(text: str) -> Sequence[Found]:
    """Return the words of a folded English text that stand where a medicine would, and do not end like other words.

    Some are none: they are good for a comparison, but nothing lacks them. What the dictionary of leaflets knows is no
    medicine: "swallow the capsule".
    """
    ordinary = _ordinary()
    words = _stems()[3] | _spoken(text)
    found: dict[str, Found] = {}
    for match in _TAKEN.finditer(text):
        group = match.lastindex or 0
        if not match[group].endswith(ordinary) and match[group] not in words:
            found.setdefault(match[group], Found(match[group], *match.span(group)))
    return tuple(found.values())


def _spoken(text: str) -> frozenset[str]:
    """Return the words of the text that the English dictionary of leaflets knows."""
    language = load_language("en")[0]
    known = None if language is None else dictionary(language)
    return frozenset() if known is None else frozenset(text[word.start : word.end] for word in known.words(text))


@cache
def _ordinary() -> tuple[str, ...]:
    return tuple(shipped("toolkit.text", "medicine_stems.toml")["ordinary"])


@cache
def _stems() -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str], frozenset[str]]:
    data = shipped("toolkit.text", "medicine_stems.toml")
    ends = tuple(data["ends"])
    return ends, tuple(data["begins"]), frozenset(end[-_TAIL:] for end in ends), frozenset(data["words"])


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
