"""How a text ends: with which mark, of which script."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from toolkit.late import late
from toolkit.text.masked import FILLER, masked


class End(StrEnum):
    """The kinds of marks that a text ends with."""

    NONE = "nothing"
    STOP = "a full stop"
    QUESTION = "a question mark"
    EXCLAMATION = "an exclamation mark"
    COLON = "a colon"
    SEMICOLON = "a semicolon"
    COMMA = "a comma"
    ELLIPSIS = "an ellipsis"
    DASH = "a dash"


KINDS = {
    End.STOP: ".。।॥۔｡．",
    End.QUESTION: "?？؟\u037e",
    End.EXCLAMATION: "!！",
    End.COLON: ":：",
    End.SEMICOLON: ";；؛",
    End.COMMA: ",，、،､",
    End.ELLIPSIS: "…⋯",
    End.DASH: "-–—‑",
}
"""The characters of each kind, in all scripts."""

_KIND_OF = {character: kind for kind, characters in KINDS.items() for character in characters}
_AFTER = "\"'»”’)]}*_`」』）】“›＂＇〉》］⟧"
"""What may stand behind the mark: closing quotes, brackets (those of pseudo-locales too), emphasis."""
_SPACES = " \t\n\r\u00a0\u202f\u3000\u200b\u200e\u200f"
_LONGEST_TAG = 200
_TAG = late(r"</?[A-Za-z][^<>]*>\Z")
_DOTS = late(r"(?:\.{2,}|。{2,}|…+)\Z")


class Ending(NamedTuple):
    """The mark that a text ends with."""

    kind: End
    """Which kind it is."""
    start: int
    """Where the mark begins; the end of the running text where there is none."""
    end: int
    """One past the mark."""
    mark: str
    """The mark itself, "" where there is none."""


@lru_cache(maxsize=512)
def ending(text: str) -> Ending:
    """Return how `text` ends, closing quotes, brackets, emphasis and HTML tags left aside."""
    size = _size_without_closers(text)
    head = text[:size]
    dots = _DOTS.search(head[-12:])
    if dots:
        start = size - len(dots[0])
        return Ending(End.ELLIPSIS, start, size, head[start:])
    kind = _KIND_OF.get(head[-1:], End.NONE)
    if kind is End.NONE:
        return Ending(kind, size, size, "")
    return Ending(kind, size - 1, size, head[-1])


def _size_without_closers(text: str) -> int:
    size = len(text)
    while size:
        if text[size - 1] in _AFTER_OR_SPACE:
            size -= 1
        elif text[size - 1] == ">" and (tag := _TAG.search(text, max(0, size - _LONGEST_TAG), size)):
            size = tag.start()
        else:
            break
    return size


_AFTER_OR_SPACE = frozenset(_AFTER + _SPACES)


def ends_with_copied(text: str) -> bool:
    """Whether the last thing in `text` is a placeholder, an address or the like, which may bring its own mark."""
    return masked(text).rstrip(_SPACES).endswith(FILLER)
