"""The translation of one message stands at another one.

## Why it matters
A shifted line or a wrong paste gives each message a good sentence, and the wrong one.

## Hint
Compare what each of the messages speaks of, and put each translation where it belongs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from toolkit.checks._pairs import WORDS, vocabularies
from toolkit.checks._registry import Context, Finding, catalog_check
from toolkit.checks._strangers import compared, strangers
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit
from toolkit.text.anchors import anchors
from toolkit.text.keys import may_be_key
from toolkit.text.quantities import Fault, compare
from toolkit.text.spoken import Likeness
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
    wanted: Counter[str]
    given: Counter[str]


def _glance(unit: Unit, context: Context) -> Any:
    """Return how like the translation is to its source, and the anchors of both if it does not fit; None: not known."""
    both = vocabularies(context)
    if both is None:
        return None
    strange = _may_be_exchanged(unit) and not may_be_key(unit.msgid) and _strange(unit, *both)
    return compared(unit, *both), strange or None


@catalog_check(severity=Severity.ERROR, supersedes=_SUPERSEDED, glance=_glance)
def swapped_messages(catalog: Catalog, context: Context) -> Iterator[tuple[Unit, Finding]]:
    """Yield a finding for each message whose translation fits another source, or nothing of its own."""
    known = [(unit, *told) for unit, told in zip(catalog.units, context.glances, strict=True) if told is not None]
    exchanged: set[int] = set()
    for unit, finding in _exchanged([(unit, strange) for unit, _, strange in known], context):
        exchanged.add(id(unit))
        yield unit, finding
    for stranger in strangers([(unit, own and Likeness(*own)) for unit, own, _ in known], context):
        if id(stranger.unit) not in exchanged:
            of = "something else" if stranger.home is None else repr(stranger.home.msgid)
            message = f"this seems to be the translation of {of}: hardly anything of the source is in it"
            yield stranger.unit, Finding(message, severity=Severity.WARNING)


def _exchanged(known: Iterable[tuple[Unit, Any]], context: Context) -> Iterator[tuple[Unit, Finding]]:
    """Yield a finding for each of two messages whose anchors and numbers fit after an exchange."""
    strange = [
        _Row(place, unit, *(Counter(dict(counts)) for counts in told))
        for place, (unit, told) in enumerate(row for row in known if not row[0].fuzzy)
        if told is not None
    ]
    by_wanted: dict[str, list[_Row]] = {}
    for row in strange:
        by_wanted.setdefault(_key(row.wanted), []).append(row)
    for row in strange:
        for other in _near(row, by_wanted.get(_key(row.given), [])):
            if row.wanted == other.given and _fit_better(row, other, context):
                yield row.unit, Finding(f"this seems to be the translation of {other.unit.msgid!r}, and the other way")
                break


def _may_be_exchanged(unit: Unit) -> bool:
    return unit.msgid_plural is None and bool(unit.msgstr) and not unit.fuzzy


def _strange(unit: Unit, here: Vocabulary, there: Vocabulary) -> Any:
    """Return the anchors of a source and of its translation with their counts, where that does not fit; else None."""
    source, translation = here.read(unit.msgid), there.read(unit.msgstr)
    wanted, given = anchors(source), anchors(translation)
    if wanted == given and not compare(source.text, translation.text, here.locale, there.locale):
        return None
    return tuple(wanted.items()), tuple(given.items())


def _fit_better(row: _Row, other: _Row, context: Context) -> bool:
    """Whether the numbers of two translations fit after an exchange, and something tells that they were exchanged."""
    both = vocabularies(context)
    if both is None:
        return False
    one, two = ((both[0].read(item.unit.msgid), both[1].read(item.unit.msgstr)) for item in (row, other))
    crossed = (one[0], two[1]), (two[0], one[1])
    return not any(compare(*_texts(*pair)) for pair in crossed) and _belongs(row, other, (one[0], two[0]))


def _texts(one: Reading, other: Reading) -> tuple[str, str, str, str]:
    return one.text, other.text, one.vocabulary.locale, other.vocabulary.locale


def _key(found: Counter[str]) -> str:
    return "\n".join(f"{name} {number}" for name, number in sorted(found.items()))


def _near(row: _Row, others: list[_Row]) -> Iterator[_Row]:
    """Yield the rows that stand nearest to this one, without itself."""
    middle = bisect_left(others, row.place, key=lambda other: other.place)
    around = others[max(0, middle - _MOST_ALIKE // 2) : middle + _MOST_ALIKE // 2 + 1]
    return (other for other in around if other is not row)


def _belongs(row: _Row, other: _Row, sources: tuple[Reading, Reading]) -> bool:
    """Whether the sources differ in enough anchors and numbers: one may be a word that a translator said besides."""
    told = (row.wanted - other.wanted).total() + (other.wanted - row.wanted).total()
    for difference in compare(*_texts(*sources)):
        told += 1 if difference.fault in {Fault.MISSING, Fault.ADDED} else _TELLING
    return told >= _TELLING
