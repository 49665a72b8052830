"""The markup of a text, for the checks: what parses Markdown is imported when a text has a mark of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.article.structure import InlineStructure


def structure(text: str) -> InlineStructure:
    """Return what the inline Markdown of a message consists of."""
    from toolkit.article.structure import structure as parsed  # noqa: PLC0415 - takes long, and few catalogs need it

    return parsed(text)
