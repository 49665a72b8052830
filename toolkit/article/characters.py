"""Characters that an article must not hold: readers cannot see them, and some turn the text around them."""

from __future__ import annotations

import re

from toolkit.text import characters as table

_HIDDEN = re.compile(
    f"[\x00{table.CONTROLS}{table.SEPARATORS}{table.EMBEDDINGS}{table.ISOLATES}{table.SURROGATES}"
    f"{table.NONCHARACTERS}{table.ANNOTATIONS}{table.TAGS}\ufeff]"
)


def hidden_characters(text: str) -> list[tuple[int, str]]:
    """Return (position, character) of each; line ends are line feeds.

    Not among them: no-break spaces, soft hyphens, joiners and the marks LRM, RLM and ALM, which writers need.
    """
    return [(match.start(), match[0]) for match in _HIDDEN.finditer(text)]
