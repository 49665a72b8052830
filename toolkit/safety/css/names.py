"""Writes long sets of names as running text, which reads better than a literal of one name a line."""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """Return the words of `text`."""
    return frozenset(text.split())
