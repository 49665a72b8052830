"""What a locale has translated before that resembles a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from toolkit.model import Catalog

CUTOFF = 70.0
"""Less alike texts are no help (percent, `rapidfuzz.fuzz.ratio`)."""
MOST = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A finished translation of a like text."""

    score: float
    """How alike the sources are, in percent; 100 for the same text in another place."""
    msgid: str
    """The text that was translated."""
    translation: str
    """Its translation."""


class Memory:
    """The finished translations of one locale."""

    def __init__(self, catalogs: Iterable[Catalog]) -> None:
        """Learn the finished translations of the catalogs, the first one of a text."""
        self._known: dict[str, str] = {}
        for catalog in catalogs:
            for unit in catalog.units:
                if unit.translated and unit.msgid_plural is None:
                    self._known.setdefault(unit.msgid, unit.msgstr)
        self._sources = tuple(self._known)

    def hits(self, text: str, own: str | None = None) -> tuple[Hit, ...]:
        """Return the most alike translations, the best first, without `own`: the translation that the text has."""
        rows = process.extract(text, self._sources, scorer=fuzz.ratio, score_cutoff=CUTOFF, limit=MOST + 1)
        hits = (Hit(score, source, self._known[source]) for source, score, _ in rows)
        return tuple(hit for hit in hits if (hit.msgid, hit.translation) != (text, own))[:MOST]


def memory_of(catalogs: Mapping[tuple[str, str], Catalog], locale: str) -> Memory:
    """Return the memory of a locale."""
    return Memory(catalog for (name, _), catalog in sorted(catalogs.items()) if name == locale)
