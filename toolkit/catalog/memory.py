"""Finds finished translations of texts that are like a message: the translation memory of one locale.

What it offers is a guess, and a guess can say the opposite. So it offers nothing where the numbers differ, nothing
across msgctxt, and nothing that a statement or a rule touches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from toolkit.catalog.candidates import Index, digits, numbers
from toolkit.catalog.damage import damage
from toolkit.model import Catalog, Message, Unit

CUTOFF = 70.0
"""The least likeness of a suggestion, in percent."""

_COMPARED = 2_000
"""Characters of a text that are compared: the cost of a comparison grows with their square."""
_SAME = 12
"""Translations of the same text that are looked at."""


@dataclass(frozen=True, slots=True)
class Record:
    """A finished translation."""

    msgid: str
    """The text that was translated."""
    msgstrs: tuple[str, ...]
    """Its translation; one string, or one a plural form."""
    msgctxt: str | None = None
    """Its context."""
    msgid_plural: str | None = None
    """Its plural."""
    origin: str = ""
    """The file that it is from, as shown to the user."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A finished translation of a like text."""

    score: float
    """How alike the sources are, in percent (`rapidfuzz.fuzz.ratio`); 100 for the same text in another place."""
    record: Record
    """The translation."""

    @property
    def msgid(self) -> str:
        """The text that was translated."""
        return self.record.msgid

    @property
    def translation(self) -> str:
        """Its translation, or the first plural form."""
        return self.record.msgstrs[0]


class Memory:
    """The finished translations of one locale."""

    def __init__(self, records: Iterable[Record], guarded: Callable[[str], bool], *, source_locale: str = "en") -> None:
        """Keep the records, each once; of two translations of one text, both.

        `guarded` says of a source text whether a statement or a rule touches it. It is asked of what is found only.
        `source_locale` is that of the source texts.
        """
        self.records = tuple(dict.fromkeys(records))
        self.guarded = guarded
        self.source_locale = source_locale
        self._sorted: dict[object, Mapping[object, _Shelf]] = {}
        """What was asked for, by its rough kind."""

    def like(self, message: Message | Unit) -> list[Record]:
        """Return the few records that may be like a message: those of the same text, then the others."""
        shelf = self._shelves(_rough_kind(message)).get(kind(message, self.source_locale))
        return [] if shelf is None else [shelf.records[number] for number in shelf.like(message.msgid)]

    def _shelves(self, rough: object) -> Mapping[object, _Shelf]:
        """Return the records of one rough kind by their kind: only these are read for their numbers."""
        if rough not in self._sorted:
            found: dict[object, list[Record]] = defaultdict(list)
            for record in self._unsorted.get(rough, ()):
                found[kind(record, self.source_locale)].append(record)
            self._sorted[rough] = {name: _Shelf(rows) for name, rows in found.items()}
        return self._sorted[rough]

    @cached_property
    def _unsorted(self) -> Mapping[object, Sequence[Record]]:
        """The records by their rough kind."""
        found: dict[object, list[Record]] = defaultdict(list)
        for record in self.records:
            found[_rough_kind(record)].append(record)
        return found


class _Shelf:
    """Records of one kind, with what finds them."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self.by_msgid: dict[str, list[int]] = defaultdict(list)
        for number, record in enumerate(records):
            self.by_msgid[record.msgid].append(number)

    @cached_property
    def index(self) -> Index:
        return Index([record.msgid for record in self.records])

    def like(self, msgid: str) -> list[int]:
        same = self.by_msgid.get(msgid, [])[:_SAME]
        return list(dict.fromkeys([*same, *self.index.like(msgid)]))


def suggestions(memory: Memory, message: Message | Unit, limit: int) -> tuple[Suggestion, ...]:
    """Return at most `limit` translations of texts like that of the message, the best first.

    None for a guarded message, and none that a catalog cannot hold. The translation that a unit already has for the
    same text is none either. The order of equally good ones is that of the records.
    """
    own = message.msgstrs if isinstance(message, Unit) else None
    found = []
    for record in memory.like(message):
        score = _likeness(message.msgid, record.msgid)
        if score >= CUTOFF and (record.msgid, record.msgstrs) != (message.msgid, own):
            found.append(Suggestion(score, record))
    if not found or memory.guarded(message.msgid):
        return ()
    best: dict[tuple[str, ...], Suggestion] = {}
    for suggestion in sorted(found, key=lambda suggestion: -suggestion.score):
        if len(best) < limit and _is_sound(suggestion.record) and not memory.guarded(suggestion.msgid):
            best.setdefault(suggestion.record.msgstrs, suggestion)
    return tuple(best.values())


@lru_cache(maxsize=4_096)
def _is_sound(record: Record) -> bool:
    """Whether a translation can stand in a catalog: a memory of others may hold what its reader refuses."""
    return damage(Unit(record.msgid, record.msgstrs, record.msgctxt, record.msgid_plural, flags=("fuzzy",))) is None


def kind(message: Message | Unit | Record, source_locale: str = "en") -> object:
    """Return what a message and a text whose translation is offered for it must have in common."""
    plural = message.msgid_plural
    own = numbers(message.msgid, source_locale)
    return message.msgctxt, own, None if plural is None else numbers(plural, source_locale)


def _rough_kind(message: Message | Unit | Record) -> object:
    """Return what is had at once of what a message and a text like it have in common: context and digits."""
    plural = message.msgid_plural
    return message.msgctxt, digits(message.msgid), None if plural is None else digits(plural)


def records_of(catalog: Catalog) -> Iterable[Record]:
    """Yield the finished translations of a catalog."""
    for unit in catalog.units:
        if unit.translated:
            yield Record(unit.msgid, unit.msgstrs, unit.msgctxt, unit.msgid_plural, catalog.path)


def _likeness(text: str, other: str) -> float:
    """Return how alike two texts are, in percent; less than 100 for different ones."""
    if text == other:
        return 100.0
    return min(fuzz.ratio(text[:_COMPARED], other[:_COMPARED], score_cutoff=CUTOFF), 99.0)
