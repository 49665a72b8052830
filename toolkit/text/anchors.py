"""What a text shares with its translation in any language, besides numbers: links, placeables, medicines."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from toolkit.late import late
from toolkit.text.vocabulary import MEDICINE, Reading

_COPIED = late(r"\]\([^()\s]{1,2000}\)|\{[A-Za-z0-9_]{1,80}\}|%\([A-Za-z_]\w{0,80}\)[a-z]|https?://\S{1,2000}")


@lru_cache(maxsize=512)  # a source is asked once a locale
def anchors(reading: Reading) -> Counter[str]:
    """Return the anchors of a text with their counts: addresses, placeables, names of medicines."""
    found = Counter(f"medicine {name}" for name in {hit.value for hit in reading.of(MEDICINE)})
    found.update(match[0].removeprefix("]") for match in _COPIED.finditer(reading.text))
    return found
