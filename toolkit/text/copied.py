"""Finds what of a source stands in its translation as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from toolkit.late import late
from toolkit.text.masked import prose
from toolkit.text.sentences import sentences
from toolkit.text.tongues import is_latin, is_small_word

_LATIN = "A-Za-z\u00aa\u00ba\u00b5-\u024f\u1e00-\u1eff"
_WORD = late(rf"(?<!\d)(?>[{_LATIN}]+(?:['’-][{_LATIN}]+)*)(?!\d)|[^\W\d_{_LATIN}\u00b2\u00b3\u00b9]+")
"""Words; Latin letters beside those of another script are words of their own, beside digits they are a name: "l10n"."""
_FEWEST = 3
"""Words in a row that are no accident."""
_UNITS = frozenset(
    ("mg", "ml", "dl", "l", "g", "kg", "mcg", "µg", "mmol", "mmhg", "cm", "mm", "h", "min", "am", "pm", "iu", "mol")
)
"""Symbols that many languages write in Latin letters."""
_MARKS = late(r"[*_`\\]+")
_CERTAIN = 5
"""Words in a row that are no title either."""
_LONGEST = 300
"""Words of a text beyond which runs are not looked for, so that the work stays bounded."""

Words = Sequence[tuple[str, int, int]]


def is_copied(source: str, translation: str, source_locale: str, locale: str) -> bool:
    """Whether the translation is the source itself, and the source is words that must be translated.

    Names, codes and numbers are the same in all languages; and so may be a word or two ("Baclofen", "Hallucinations").
    """
    if _plain(source) != _plain(translation):
        return False
    words = [text for text, _, _ in _words(source)]
    small = [word for word in words if word == word.lower()]
    if not is_latin(locale):
        return len(small) >= _FEWEST - 1
    own = [word for word in small if is_small_word(word, locale)]
    telling = [word for word in small if is_small_word(word, source_locale) and word not in own]
    return (bool(telling) and len(words) >= _FEWEST) or (len(small) > _FEWEST and len(own) * 2 < len(small))


def is_title(text: str, locale: str) -> bool:
    """Whether all words of a text but its small ones have a capital letter, as names have: "Isle of Man"."""
    words = [word for word, _, _ in _words(text)]
    return all(word[0].isupper() or is_small_word(word, locale) for word in words)


def copied_parts(source: str, translation: str, source_locale: str, locale: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of at least three words that the translation has in common with its source.

    One of the words must be a small word of the source's language that is none of the translation's, or, where the
    translation is not written in Latin letters, a word in small letters.
    """
    yield from _copied_sentences(source, translation, source_locale, locale)
    common = _lowered(source) & _lowered(translation)
    if len(common) < _FEWEST - 1:
        return
    ours, theirs = _words(source)[:_LONGEST], _words(translation)[:_LONGEST]
    places: dict[tuple[str, ...], list[int]] = {}
    names = [word.lower() for word, _, _ in ours]
    for start in range(len(names) - _FEWEST + 1):
        places.setdefault(tuple(names[start : start + _FEWEST]), []).append(start)
    own = [word.lower() for word, _, _ in theirs]
    at = 0
    while at <= len(own) - _FEWEST:
        sizes = [_run(names, start, own, at) for start in places.get(tuple(own[at : at + _FEWEST]), ())]
        size = max(sizes, default=0)
        if size and _is_prose([word for word, _, _ in theirs[at : at + size]], source_locale, locale):
            yield theirs[at][1], theirs[at + size - 1][2]
        at += max(1, size)


def is_certain(text: str, source_locale: str, locale: str) -> bool:
    """Whether a part of a translation that is as in its source is so long that it is no name, title or quotation."""
    words = [word for word, _, _ in _words(text)]
    small = [word for word in words if word.islower() and word not in _UNITS]
    foreign = [word for word in small if not is_small_word(word, locale)]
    telling = foreign if not is_latin(locale) else [word for word in foreign if is_small_word(word, source_locale)]
    return len(words) >= _CERTAIN and len(telling) >= _CERTAIN - _FEWEST and not _is_list(text)


def _is_list(text: str) -> bool:
    """Whether commas divide a text into single words, as values that must be typed are: "icon, tile, thumb"."""
    pieces = [piece.split() for piece in text.split(",")]
    return len(pieces) >= _FEWEST and all(len(piece) <= 1 for piece in pieces)


def _copied_sentences(source: str, translation: str, source_locale: str, locale: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a longer translation that are sentences of the source, short ones too."""
    spans = sentences(translation)
    if len(spans) < _FEWEST - 1:
        return
    theirs = {_plain(source[start:end]) for start, end in sentences(source)}
    for start, end in spans:
        if _plain(translation[start:end]) in theirs and _tells(translation[start:end], source_locale, locale):
            yield start, end


def _tells(sentence: str, source_locale: str, locale: str) -> bool:
    """Whether the words of a short sentence are those of the source's language: "Then call 112"."""
    words = [word for word, _, _ in _words(sentence)]
    small = [word.lower() for word in words if word[1:].islower() and word not in _UNITS]
    foreign = [word for word in small if not is_small_word(word, locale)]
    if len(small) > 1 or not is_latin(locale):
        return bool(foreign)
    return any(is_small_word(word, source_locale) for word in foreign)


def _run(names: Sequence[str], start: int, own: Sequence[str], at: int) -> int:
    size = 0
    while start + size < len(names) and at + size < len(own) and names[start + size] == own[at + size]:
        size += 1
    return size


def _is_prose(words: Sequence[str], source_locale: str, locale: str) -> bool:
    small = [word for word in words if word.islower() and word not in _UNITS]
    if not is_latin(locale):
        return len(small) >= _FEWEST - 1
    return any(is_small_word(word, source_locale) and not is_small_word(word, locale) for word in small)


@lru_cache(maxsize=1_024)
def _lowered(text: str) -> frozenset[str]:
    """Return the words of a text in lower case."""
    return frozenset(map(str.lower, _WORD.findall(prose(text))[:_LONGEST]))


def _words(text: str) -> Words:
    return [(match[0], *match.span()) for match in _WORD.finditer(prose(text))]


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", text).lower().split())
