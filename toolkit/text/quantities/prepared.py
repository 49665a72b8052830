"""Prepares a text for the scanner: in lower case, with one sign of each kind, and without what nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from toolkit.late import late
from toolkit.text.fold import clusters

_ZEROS = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰０𐒠𞥐"
"""The zeros of the scripts that have digits of their own; the other nine follow each."""
_INVISIBLE = late("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0e\ufe0f]")
LEFT_OUT = late("[\u0301\u0640\u064b-\u0652\u0670\u093c]")
"""Russian stress, Arabic vowel signs and tatweel, nukta: a word is the same with and without them."""


@cache
def _same_length() -> dict[int, int]:
    """Return what is read as one character, for `str.translate`; nothing in it changes the length of a text."""
    table = {ord(zero) + digit: ord("0") + digit for zero in _ZEROS for digit in range(10)}
    for number in range(0xFF01, 0xFF5F):  # full width
        table.setdefault(number, number - 0xFEE0)
    pairs = {
        "µ": "μ",
        "ё": "е",
        "Ё": "е",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "٪": "%",
        "﹪": "%",
        "–": "-",
        "‒": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "﹣": "-",
        "〜": "~",
        "∼": "~",
        "⁓": "~",
        "⁄": "/",
        "∕": "/",
        "×": "x",
        "✕": "x",
        "✖": "x",
        "˚": "°",
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "\u3000": " ",
        "،": ",",
        "॰": ".",
    }
    table.update({ord(one): ord(other) for one, other in pairs.items()})
    return table


def _lower(text: str, *, turkish: bool) -> str:
    """Return `text` in lower case and as long as before; with `turkish`, I becomes ı."""
    if turkish:
        text = text.replace("I", "ı")
    if "İ" in text:
        text = text.replace("İ", "i")
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


def prepare(text: str, *, turkish: bool) -> tuple[str, Sequence[tuple[int, int]] | None]:
    """Return the text as it is scanned, and the way back where characters had to be joined or taken out."""
    if text.isascii():
        return _lower(text, turkish=turkish), None
    places: list[tuple[int, int]] | None = None
    if not unicodedata.is_normalized("NFC", text) or _INVISIBLE.search(text):
        characters: list[str] = []
        places = []
        for start, cluster in clusters(text):
            for character in unicodedata.normalize("NFC", cluster):
                if not _INVISIBLE.match(character):
                    characters.append(character)
                    places.append((start, start + len(cluster)))
        text = "".join(characters)
    return _lower(text.translate(_same_length()), turkish=turkish), places


def key(word: str) -> str:
    """Return a prepared word without the marks that may be left out."""
    return word if word.isascii() else LEFT_OUT.sub("", word)
