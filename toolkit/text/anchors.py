"""What a text and its translation have in common whatever the languages: numbers, links, placeables, medicines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from toolkit.text.vocabulary import MEDICINE, Reading

_NUMBER = re.compile(r"\d(?:[\d.,٫٬\u00a0\u202f]*\d)?")
_COPIED = re.compile(r"\]\([^()\s]{1,2000}\)|\{[A-Za-z0-9_]{1,80}\}|%\([A-Za-z_]\w{0,80}\)[a-z]|https?://\S{1,2000}")


def anchors(reading: Reading) -> Counter[str]:
    """Return the anchors of a text with their numbers: digits in any script without separators, addresses, names."""
    found = Counter(f"medicine {name}" for name in {hit.value for hit in reading.of(MEDICINE)})
    found.update(match[0].removeprefix("]") for match in _COPIED.finditer(reading.text))
    for match in _NUMBER.finditer(_COPIED.sub(" ", reading.text)):
        found["".join(str(unicodedata.digit(character)) for character in match[0] if character.isdigit())] += 1
    return found
