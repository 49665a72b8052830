"""Which characters no string and no comment of a catalog may hold.

Forbidden are U+0000, the other control characters but tab and line feed (C0, DEL, C1), the line and paragraph
separators, noncharacters, and the bidirectional embeddings and overrides U+202A to U+202E, which show a text in another
order than it has ("Trojan Source", Unicode TR36). The isolates U+2066 to U+2069 must be balanced within the string.
The marks U+200E, U+200F and U+061C are ordinary parts of Arabic and Hebrew text and are not looked at.
"""

from __future__ import annotations

import re
import unicodedata

ISOLATES = "\u2066\u2067\u2068"
POP_ISOLATE = "\u2069"

_CONTROL = "\x01-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff"
_BIDI = "\u202a-\u202e"
_BYTES = "\ud800-\udfff"  # what `surrogateescape` makes of bytes that are not UTF-8, and lone surrogates

FORBIDDEN = {
    "nul-character": re.compile("\x00"),
    "control-character": re.compile(f"[{_CONTROL}]"),
    "bidi-character": re.compile(f"[{_BIDI}]"),
    "invalid-utf8": re.compile(f"[{_BYTES}]"),
}
"""What may stand nowhere, by the code of the finding that it makes."""
NOT_PLAIN = f"\x00{_CONTROL}{_BIDI}{_BYTES}{ISOLATES}{POP_ISOLATE}"
"""For a class of a regular expression: what may stand nowhere, and the isolates, whose partners must be looked for."""


def name_of(character: str) -> str:
    """Return how a message calls a forbidden character: `U+202E RIGHT-TO-LEFT OVERRIDE`, or `byte 0xFF`."""
    if "\udc80" <= character <= "\udcff":
        return f"byte 0x{ord(character) - 0xDC00:02X}"
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def unbalanced_isolate(marks: str) -> int | None:
    """Return the index of an isolate without its partner in `marks`, the isolates of a text; None if all have one."""
    open_ones: list[int] = []
    for index, mark in enumerate(marks):
        if mark != POP_ISOLATE:
            open_ones.append(index)
        elif open_ones:
            open_ones.pop()
        else:
            return index
    return open_ones[-1] if open_ones else None
