"""Which characters no string and no comment of a catalog may hold.

Forbidden are U+0000, the other control characters but tab and line feed (C0, DEL, C1), the line and paragraph
separators, noncharacters, and the bidirectional embeddings and overrides U+202A to U+202E, which show a text in another
order than it has ("Trojan Source", Unicode TR36). The isolates U+2066 to U+2069 must be balanced within the string.
The marks U+200E, U+200F and U+061C are ordinary parts of Arabic and Hebrew text and are not looked at.
"""

from __future__ import annotations

import re

from toolkit.text.characters import CONTROLS, EMBEDDINGS, ISOLATES, NONCHARACTERS, SEPARATORS, SURROGATES

_CONTROL = CONTROLS + SEPARATORS + NONCHARACTERS

FORBIDDEN = {
    "nul-character": re.compile("\x00"),
    "control-character": re.compile(f"[{_CONTROL}]"),
    "bidi-character": re.compile(f"[{EMBEDDINGS}]"),
    "invalid-utf8": re.compile(f"[{SURROGATES}]"),
}
"""What may stand nowhere, by the code of the finding that it makes."""
NOT_PLAIN = f"\x00{_CONTROL}{EMBEDDINGS}{SURROGATES}{ISOLATES}"
"""For a class of a regular expression: what may stand nowhere, and the isolates, whose partners must be looked for."""
