"""Remembers what was found out about a source and its translation, by their hash: texts would take more memory."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from hashlib import blake2b
from typing import Generic, TypeVar

_T = TypeVar("_T")
_KEPT = 5_000
"""Messages that are remembered."""


class Kept(Generic[_T]):
    """What is known of pairs of texts; an editor asks this of a whole catalog after each key stroke."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[tuple[bytes, Hashable], _T] = {}

    def of(self, source: str, text: str, languages: Hashable, make: Callable[[], _T]) -> _T:
        """Return what is known of a text as a translation of the source, else what is made now."""
        whole = f"{len(source)} {source}{text}".encode("utf-8", "surrogatepass")
        key = (blake2b(whole, digest_size=16).digest(), languages)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[key] = make()
        return known
