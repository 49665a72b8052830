"""Characters that no reader sees, and that have no place in the words of a contract."""

from __future__ import annotations

from toolkit.text.characters import is_hidden

JOINERS = frozenset("\u200c\u200d")
"""ZWNJ and ZWJ: part of the spelling in Persian, in Indic scripts and others."""
FAINT = JOINERS | frozenset("\u00ad\u061c\u200b\u200e\u200f\u2060")
"""What translations may need besides: soft hyphen, break points, word joiner and the marks of direction."""

_NAMES = {"\t": " (tab)", "\n": " (line break)", "\ufffd": " (replacement for a damaged character)"}


def hidden_characters(text: str, allowed: frozenset[str] = JOINERS) -> list[str]:
    """Return the hidden characters of `text` but the `allowed`, each once, sorted, as `U+202E`."""
    found = {character for character in text if character not in allowed and is_hidden(character)}
    return [f"U+{ord(character):04X}{_NAMES.get(character, '')}" for character in sorted(found)]


def is_visible(text: str) -> bool:
    """Whether `text` has a character that leaves ink."""
    return any(not character.isspace() and not is_hidden(character) for character in text)


def line_problems(text: str, allowed: frozenset[str] = JOINERS) -> list[str]:
    """Return what keeps `text` from being one line of visible text; the `allowed` hidden characters do not."""
    found = []
    if not is_visible(text):
        found.append("has nothing that can be seen")
    elif text != text.strip():
        found.append("begins or ends with white space")
    if hidden := hidden_characters(text, allowed):
        found.append(f"has {', '.join(hidden)}, which readers do not see")
    return found
