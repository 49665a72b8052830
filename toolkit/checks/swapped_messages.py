"""The translation of one message stands at another one.

## Why it matters
A shifted line or a wrong paste gives each message a good sentence, and the wrong one.

## Hint
Compare what each of the messages speaks of, and put each translation where it belongs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.checks._kept import Kept
from toolkit.checks._pairs import WORDS, is_key, vocabularies
from toolkit.checks._registry import Context, Finding, catalog_check
from toolkit.checks._strangers import compared, strangers
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit
from toolkit.text.anchors import anchors
from toolkit.text.negations import balance
from toolkit.text.quantities import Fault, compare
from toolkit.text.vocabulary import Reading, Vocabulary

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
"""Messages with the same anchors that are compared, the nearest ones: a translation seldom strays far."""
_TELLING = 2
"""How many anchors must differ between two messages, so that they alone tell which translation belongs where."""


class _Row(NamedTuple):
    place: int
    """Which of the messages of the catalog it is."""
    unit: Unit
    source: Reading
    translation: Reading
    wanted: Counter[str]
    given: Counter[str]

    def fits(self, other: _Row) -> bool:
        """Whether the translation of `other` has the anchors and the numbers of this source."""
        return self.wanted == other.given and not compare(*_texts(self.source, other.translation))


def _glance(unit: Unit, context: Context) -> None:
    """Find out whether the translation fits its source, and is like it."""
    both = vocabularies(context)
    if both is not None:
        if _may_be_exchanged(unit):
            _at_home(unit.msgid, unit.msgstr, *both)
        compared(unit, *both)


@catalog_check(severity=Severity.ERROR, supersedes=_SUPERSEDED, glance=_glance)
def swapped_messages(catalog: Catalog, context: Context) -> Iterator[tuple[Unit, Finding]]:
    """Yield a finding for each message whose translation fits another source, or nothing of its own."""
    both = vocabularies(context)
    if both is None:
        return
    exchanged: set[int] = set()
    for unit, finding in _exchanged(catalog, *both):
        exchanged.add(id(unit))
        yield unit, finding
    for stranger in strangers(catalog, *both):
        if id(stranger.unit) not in exchanged:
            of = "something else" if stranger.home is None else repr(stranger.home.msgid)
            message = f"this seems to be the translation of {of}: hardly anything of the source is in it"
            yield stranger.unit, Finding(message, severity=Severity.WARNING)


def _exchanged(catalog: Catalog, here: Vocabulary, there: Vocabulary) -> Iterator[tuple[Unit, Finding]]:
    """Yield a finding for each of two messages whose anchors and numbers fit after an exchange."""
    strange = [
        _row(place, unit, here, there)
        for place, unit in enumerate(unit for unit in catalog.units if not unit.fuzzy)
        if _may_be_exchanged(unit) and not _at_home(unit.msgid, unit.msgstr, here, there)
    ]
    by_wanted: dict[str, list[_Row]] = {}
    for row in strange:
        by_wanted.setdefault(_key(row.wanted), []).append(row)
    for row in strange:
        for other in _near(row, by_wanted.get(_key(row.given), [])):
            if row.fits(other) and other.fits(row) and _belongs(row, other):
                yield row.unit, Finding(f"this seems to be the translation of {other.unit.msgid!r}, and the other way")
                break


def _may_be_exchanged(unit: Unit) -> bool:
    return unit.msgid_plural is None and bool(unit.msgstr) and not unit.fuzzy


_FITS = Kept[bool]()


def _at_home(source: str, text: str, here: Vocabulary, there: Vocabulary) -> bool:
    """Whether a translation fits its own source."""
    return _FITS.of(source, text, (here, there), lambda: _fits_itself(source, text, here, there))


def _fits_itself(source: str, text: str, here: Vocabulary, there: Vocabulary) -> bool:
    if is_key(source):
        return True
    one, other = here.read(source), there.read(text)
    return anchors(one) == anchors(other) and not compare(*_texts(one, other))


def _row(place: int, unit: Unit, here: Vocabulary, there: Vocabulary) -> _Row:
    source, translation = here.read(unit.msgid), there.read(unit.msgstr)
    return _Row(place, unit, source, translation, anchors(source), anchors(translation))


def _texts(one: Reading, other: Reading) -> tuple[str, str, str, str]:
    return one.text, other.text, one.vocabulary.locale, other.vocabulary.locale


def _key(found: Counter[str]) -> str:
    return "\n".join(f"{name} {number}" for name, number in sorted(found.items()))


def _near(row: _Row, others: list[_Row]) -> Iterator[_Row]:
    """Yield the rows that stand nearest to this one, without itself."""
    middle = bisect_left(others, row.place, key=lambda other: other.place)
    around = others[max(0, middle - _MOST_ALIKE // 2) : middle + _MOST_ALIKE // 2 + 1]
    return (other for other in around if other is not row)


def _belongs(row: _Row, other: _Row) -> bool:
    """Whether the anchors are telling, or else the negations fit better after the exchange."""
    told = (row.wanted - other.wanted).total() + (other.wanted - row.wanted).total()
    for difference in compare(*_texts(row.source, other.source)):
        told += 1 if difference.fault in {Fault.MISSING, Fault.ADDED} else _TELLING
    if told >= _TELLING:
        return True
    before = [balance(item.source, item.translation) for item in (row, other)]
    after = [balance(row.source, other.translation), balance(other.source, row.translation)]
    return sum(item.lost + item.added for item in after) < sum(item.lost + item.added for item in before)
