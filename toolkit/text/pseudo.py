"""The letters of the pseudo-locales: accented ones, and ones that run from right to left.

A letter becomes another letter of the script's own direction, never a control character: nothing turns the text around,
so a part that nobody translated stays Latin and is seen at once. Letters of other scripts stay as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from toolkit.late import late

_SMALL = "abcdefghijklmnopqrstuvwxyz"
_ACCENTED = dict(zip(_SMALL, "åƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž", strict=True))
_ACCENTED |= dict(zip(_SMALL.upper(), "ÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ", strict=True))
_MIRRORED = dict(zip(_SMALL, "ابچدهفگحيجكلمنوپقرستعڤغخئز", strict=True))
_MIRRORED |= {letter.upper(): there for letter, there in _MIRRORED.items()}
_MIRRORED |= {"?": "؟", ";": "؛"}
_COMMA = late(r",(?![0-9])")
"""A comma that parts no digits: 1,000 stays one number."""

_FILLING = ("ļöŕéɱ", "îþšûɱ", "đöļöŕ", "šîţ", "åɱéţ", "çöñšéçţéţûŕ", "åđîþîšçîñĝ", "éļîţ")
"""Accented words that mean nothing in any language, and so trouble no reader of numbers or negations."""


def accented(text: str) -> str:
    """Return `text` with each Latin letter as one that English does not have: `Stop` -> `Šţöþ`."""
    return _spelled(text, _ACCENTED)


def mirrored(text: str) -> str:
    """Return `text` with each Latin letter as an Arabic one, and the question mark, semicolon and comma of Arabic."""
    return _COMMA.sub("،", _spelled(text, _MIRRORED))


def filling(length: int) -> str:
    """Return accented words of `length` characters in all or a little more, at least one word."""
    words = [_FILLING[0]]
    size = len(words[0])
    while size < length:
        words.append(_FILLING[len(words) % len(_FILLING)])
        size += 1 + len(words[-1])
    return " ".join(words)


def _spelled(text: str, letters: Mapping[str, str]) -> str:
    """Return `text` in other letters; each is looked up by what it is without its marks, which go with it."""
    out: list[str] = []
    changed = False
    for character in text:
        if changed and unicodedata.combining(character):
            continue
        there = letters.get(unicodedata.normalize("NFD", character)[0])
        changed = there is not None and there.isalpha()
        out.append(there or character)
    return "".join(out)
