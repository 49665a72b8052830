"""Characters that an article must not hold: readers cannot see them, and some turn the text around them."""

from __future__ import annotations

import re

_HIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and line feed
    "\u2028\u2029"  # line and paragraph separator
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides, isolates (UAX #9)
    "\ud800-\udfff"  # surrogates: no UTF-8 can hold them
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
    "\ufeff"  # byte order mark
    "\ufff9-\ufffb"  # interlinear annotation
    "\U000e0000-\U000e007f"  # tags
    "]"
)


def hidden_characters(text: str) -> list[tuple[int, str]]:
    """Return (position, character) of each; line ends are line feeds.

    Not among them: no-break spaces, soft hyphens, joiners and the marks LRM, RLM and ALM, which writers need.
    """
    return [(match.start(), match[0]) for match in _HIDDEN.finditer(text)]
