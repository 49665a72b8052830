"""The one table of characters that readers cannot see, that move others, or that stand for nothing.

By the Unicode general categories, and The Unicode Standard, sections 9.2, 23.2 to 23.8. Each user of the table has its
own policy: which kinds an article, a catalog or a safety text may hold is said there.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import lru_cache

CONTROLS = "\x01-\x08\x0b-\x1f\x7f-\x9f"
"""C0 but NUL, tab and line feed; DEL; C1. All these names are for the classes of regular expressions."""
SEPARATORS = "\u2028\u2029"
"""Of lines and of paragraphs."""
EMBEDDINGS = "\u202a-\u202e"
"""Bidirectional embeddings and overrides: they show a text in another order than it has (Unicode TR36)."""
ISOLATES = "\u2066-\u2069"
"""Bidirectional isolates, harmless where each has its partner."""
DIRECTION_MARKS = "\u200e\u200f\u061c"
"""LRM, RLM and ALM: ordinary parts of Arabic and Hebrew text."""
JOINERS = "\u200c\u200d"
"""ZWNJ and ZWJ: part of the spelling in Persian, in Indic scripts and others, and of emoji."""
SOFT_HYPHEN = "\u00ad"
ZERO_WIDTHS = "\u180e\u200b\u2060-\u2064\ufeff"
"""Zero-width space, word joiner, invisible operators, byte order mark."""
BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters and signs without ink."""
ANNOTATIONS = "\ufff9-\ufffb"
TAGS = "\U000e0000-\U000e007f"
"""Tag characters: invisible ASCII; legitimate in some flags only."""
SELECTORS = "\ufe00-\ufe0f"
"""Variation selectors; behind a symbol they choose between picture and sign."""
SURROGATES = "\ud800-\udfff"
"""No UTF-8 can hold them; what `surrogateescape` makes of bytes that are no UTF-8."""
NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff"
"""Those of the first plane; the last two of each other plane are told by `kind_of`."""
REPLACEMENT = "\ufffd"
"""What a decoder puts where bytes were damaged."""


WORD_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711\u0730-\u074a\u08d3-\u08ff"
    "\u0900-\u0963\u0970-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u0f18-\u0fbc\u102b-\u103e\u1056-\u109d"
    "\u17b4-\u17d3\u200c\u200d"
)
"""What belongs to a word besides the letters that regular expressions know: accents, vowel signs, joiners.

The letters that stand among the signs in the Indic blocks are in it too.
"""


class Kind(StrEnum):
    """What is the matter with a character."""

    CONTROL = "control character"
    SEPARATOR = "line or paragraph separator"
    EMBEDDING = "bidirectional embedding or override"
    ISOLATE = "bidirectional isolate"
    DIRECTION = "direction mark"
    JOINER = "joiner"
    SOFT_HYPHEN = "soft hyphen"
    ZERO_WIDTH = "zero-width character"
    BLANK = "blank letter"
    ANNOTATION = "annotation mark"
    TAG = "tag character"
    SELECTOR = "variation selector"
    FORMAT = "format character"
    SURROGATE = "surrogate"
    NONCHARACTER = "noncharacter"
    PRIVATE = "private-use character"
    UNASSIGNED = "unassigned character"
    REPLACEMENT = "replacement for a damaged character"


_CLASSES = (
    (Kind.SEPARATOR, SEPARATORS),
    (Kind.EMBEDDING, EMBEDDINGS),
    (Kind.ISOLATE, ISOLATES),
    (Kind.DIRECTION, DIRECTION_MARKS),
    (Kind.JOINER, JOINERS),
    (Kind.SOFT_HYPHEN, SOFT_HYPHEN),
    (Kind.ZERO_WIDTH, ZERO_WIDTHS),
    (Kind.BLANK, BLANKS),
    (Kind.ANNOTATION, ANNOTATIONS),
    (Kind.TAG, TAGS),
    (Kind.SELECTOR, SELECTORS),
    (Kind.NONCHARACTER, NONCHARACTERS),
    (Kind.REPLACEMENT, REPLACEMENT),
)
_CATEGORIES = {
    "Cc": Kind.CONTROL,
    "Cf": Kind.FORMAT,
    "Cs": Kind.SURROGATE,
    "Co": Kind.PRIVATE,
    "Cn": Kind.UNASSIGNED,
}


def _expanded(pattern: str) -> str:
    """Return the characters of a class without escapes: `a-c` -> `abc`."""
    found = ""
    place = 0
    while place < len(pattern):
        if pattern[place + 1 : place + 2] == "-":
            found += "".join(map(chr, range(ord(pattern[place]), ord(pattern[place + 2]) + 1)))
            place += 3
        else:
            found += pattern[place]
            place += 1
    return found


_KINDS = {character: kind for kind, pattern in _CLASSES for character in _expanded(pattern)}


@lru_cache(maxsize=65536)
def kind_of(character: str) -> Kind | None:
    """Return what is the matter with the character, or None for one that can be seen; tab and line feed are controls.

    `UNASSIGNED` is by the Unicode version of the interpreter, and never a symbol of the planes that grow every year.
    """
    found = _KINDS.get(character)
    if found is not None:
        return found
    code = ord(character)
    if code & 0xFFFE == 0xFFFE:
        return Kind.NONCHARACTER
    kind = _CATEGORIES.get(unicodedata.category(character))
    grows = 0x1F000 <= code <= 0x1FBFF or 0x20000 <= code <= 0x3FFFF
    return None if kind is Kind.UNASSIGNED and grows else kind


def is_hidden(character: str) -> bool:
    """Whether the character cannot be seen, moves others, or stands for nothing; unassigned ones may yet be seen."""
    return kind_of(character) not in {None, Kind.UNASSIGNED, Kind.SELECTOR}


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in the text: only spaces and characters that cannot be seen."""
    return all(char.isspace() or kind_of(char) not in {None, Kind.UNASSIGNED} for char in text)


def hidden_in(text: str) -> dict[str, Kind]:
    """Return the characters of `text` that `kind_of` knows, each with its kind; quick where there is none."""
    if (text.isascii() and text.isprintable()) or _visible.issuperset(text):
        return {}
    found = {character: kind for character in set(text) if (kind := kind_of(character)) is not None}
    if not found and len(_visible) < _MOST_VISIBLE:
        _visible.update(text)
    return found


_MOST_VISIBLE = 20_000
_visible: set[str] = set()
"""Characters that were found to be nothing of the kind: most texts hold no others."""


def name_of(character: str) -> str:
    """Return how a message calls a character that cannot be seen: `U+202E RIGHT-TO-LEFT OVERRIDE`, or `byte 0xFF`."""
    if "\udc80" <= character <= "\udcff":
        return f"byte 0x{ord(character) - 0xDC00:02X}"
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def unbalanced_isolate(marks: str) -> int | None:
    """Return the index of an isolate without its partner in `marks`, the isolates of a text; None if all have one."""
    open_ones: list[int] = []
    for index, mark in enumerate(marks):
        if mark != "\u2069":
            open_ones.append(index)
        elif open_ones:
            open_ones.pop()
        else:
            return index
    return open_ones[-1] if open_ones else None
