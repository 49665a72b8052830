"""The translation of one message stands at another one.

## Why it matters
A shifted line or a wrong paste gives each message a good sentence, and the wrong one.

## Hint
Compare the numbers, links and medicines of both messages, and put each translation where it belongs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.checks._pairs import WORDS, Read, read
from toolkit.checks._registry import Context, Finding, catalog_check
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit
from toolkit.text.anchors import anchors
from toolkit.text.negations import balance
from toolkit.text.vocabulary import Reading

_SUPERSEDED = (
    *WORDS,
    "suspicious-length",
    "end-punctuation",
    "missing-number",
    "added-number",
    "links",
    "markup",
    "placeholders",
    "truncated",
    "inconsistent-translation",
    "shared-translation",
)
_MOST_ALIKE = 20
"""Messages with the same anchors that are compared; more of them tell nothing apart."""


@dataclass(frozen=True, slots=True)
class _Row:
    unit: Unit
    source: Reading
    translation: Reading
    wanted: Counter[str]
    given: Counter[str]

    @property
    def strange(self) -> bool:
        """Whether the anchors do not fit: something is missing, and something is there that the source has not."""
        return bool(self.wanted - self.given or self.given - self.wanted)


@catalog_check(severity=Severity.ERROR, supersedes=_SUPERSEDED)
def swapped_messages(catalog: Catalog, context: Context) -> Iterator[tuple[Unit, Finding]]:
    """Yield a finding for each of two messages whose translations fit each other's source, and not their own."""
    rows = [_row(item) for unit in catalog.units if not unit.fuzzy for item in _single(unit, context)]
    strange = [row for row in rows if row.strange]
    by_wanted: dict[str, list[_Row]] = {}
    for row in strange:
        by_wanted.setdefault(_key(row.wanted), []).append(row)
    for row in strange:
        for other in by_wanted.get(_key(row.given), ())[:_MOST_ALIKE]:
            if other is not row and _key(other.given) == _key(row.wanted) and _fits(row, other):
                yield row.unit, Finding(f"this seems to be the translation of {other.unit.msgid!r}, and the other way")
                break


def _single(unit: Unit, context: Context) -> Sequence[Read]:
    """Return the one form of a message without plural."""
    return [] if unit.msgid_plural is not None else list(read(unit, context))


def _row(item: Read) -> _Row:
    return _Row(item.unit, item.source, item.translation, anchors(item.source), anchors(item.translation))


def _key(found: Counter[str]) -> str:
    return "\n".join(f"{name} {number}" for name, number in sorted(found.items()))


def _fits(row: _Row, other: _Row) -> bool:
    """Whether the anchors are telling, and the negations fit as well after the exchange."""
    if (row.wanted - other.wanted).total() + (other.wanted - row.wanted).total() < 2:
        before = [balance(item.source, item.translation) for item in (row, other)]
        after = [balance(row.source, other.translation), balance(other.source, row.translation)]
        return sum(item.lost + item.added for item in after) < sum(item.lost + item.added for item in before)
    return True
