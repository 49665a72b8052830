"""Finds translations that speak of other things than their sources, by the dictionary of leaflet words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from toolkit.checks._kept import Kept
from toolkit.checks._pairs import vocabularies
from toolkit.checks._registry import Context
from toolkit.model import Unit
from toolkit.text.anchors import anchors
from toolkit.text.dictionary import Dictionary, dictionary
from toolkit.text.keys import may_be_key
from toolkit.text.masked import letters
from toolkit.text.quantities import compare, signature
from toolkit.text.spoken import Likeness, likeness, spoken_in
from toolkit.text.vocabulary import Vocabulary

_DOUBTFUL = 1.5
"""From here on a translation may be another message's."""
_FOREIGN = 3.0
"""From here on it is, where it is as like another source as `_ALIKE`."""
_ALIKE = -4.5
_FITS = -2.5
"""Down from here both of two exchanged translations fit the other's source."""
_STRANGE = 7.0
"""From here on it is none of its source, whatever it is of."""
_ENOUGH = 3.2
"""How much must be missing then: two words that the dictionary does not know in the translation are no proof."""
_SUITS = 0.8
"""Of the words known in a catalog so many must be in its translations, else it is about something else than health."""
_SUPPOSED, _OF = 9.0, 10.0
"""How many words are supposed to have been found besides, of how many: a catalog of one message says little."""
_DENSE = 0.35
"""Of a source's letters so many must be in known words, else too little is known of it."""
_NEAREST = 20
"""Doubtful translations that are tried for each other, the nearest ones: a translation seldom strays far."""


class Stranger(NamedTuple):
    """A translation that speaks of something else than its source."""

    unit: Unit
    home: Unit | None
    """The message whose translation it seems to be, where there is one."""


class _Row(NamedTuple):
    place: int
    unit: Unit
    own: Likeness


def strangers(messages: Iterable[tuple[Unit, Likeness | None]], context: Context) -> Iterator[Stranger]:
    """Yield the messages with a translation of something else; exchanged ones, and others where it is sure.

    The messages are those of a catalog, with what `compared` says of them.
    """
    rows = [_Row(place, unit, own) for place, (unit, own) in enumerate(messages) if own is not None]
    doubtful = [row for row in rows if row.own.strange >= _DOUBTFUL]
    if not doubtful:
        return
    # `compared` had the vocabularies of both languages: where it told of messages in an earlier run, none is loaded.
    both = (context.source_language, context.language)
    ours, theirs = (dictionary(language) if language is not None else None for language in both)
    if ours is None or theirs is None:
        return
    found, missing = sum(row.own.found for row in rows), sum(row.own.missing for row in rows)
    same = {row.unit.msgstr: (row,) for row in rows if row.own.strange <= _ALIKE}
    for row in doubtful:
        rest = found - row.own.found
        suits = rest + _SUPPOSED >= _SUITS * (rest + missing - row.own.missing + _OF)
        home = next((other.unit for other in _near(row, doubtful) if _exchanged(ours, theirs, row, other)), None)
        if home is None and suits and row.own.strange >= _FOREIGN:
            others = [*_near(row, doubtful), *same.get(row.unit.msgstr, ())]
            home = next((other.unit for other in others if _is_of(ours, theirs, row, other)), None)
        lost = home is None and suits and row.own.strange >= _STRANGE and row.own.missing >= _ENOUGH
        if home is not None or (lost and _dense(ours, row.unit.msgid) and not _same_figures(row.unit, context)):
            yield Stranger(row.unit, home)


def compared(unit: Unit, here: Vocabulary, there: Vocabulary) -> Likeness | None:
    """Return how like a translation is to its source; None where that is not asked."""
    ours, theirs = dictionary(here.language), dictionary(there.language)
    if ours is None or theirs is None or unit.msgid_plural is not None or unit.fuzzy or may_be_key(unit.msgid):
        return None
    # The source itself is another check's finding.
    return None if unit.msgstr in {"", unit.msgid} else _likeness(ours, theirs, unit.msgid, unit.msgstr)


def _exchanged(ours: Dictionary, theirs: Dictionary, one: _Row, other: _Row) -> bool:
    """Whether both translations fit the other's source."""
    return _is_like(ours, theirs, other.unit.msgid, one.unit.msgstr, _FITS) and _is_like(
        ours, theirs, one.unit.msgid, other.unit.msgstr, _FITS
    )


def _is_of(ours: Dictionary, theirs: Dictionary, one: _Row, other: _Row) -> bool:
    """Whether one translation is surely the other's."""
    return _is_like(ours, theirs, other.unit.msgid, one.unit.msgstr, _ALIKE)


def _is_like(ours: Dictionary, theirs: Dictionary, source: str, translation: str, strange: float) -> bool:
    """Whether a translation is not stranger to a source than `strange`, below 0; what shares nothing with it is."""
    if spoken_in(ours, source).senses.isdisjoint(spoken_in(theirs, translation).senses):
        return False
    return _likeness(ours, theirs, source, translation).strange <= strange


def _same_figures(unit: Unit, context: Context) -> bool:
    """Whether a translation has the numbers, placeholders and links of its source, where that has some."""
    both = vocabularies(context)
    if both is None:
        return False
    source, translation = both[0].read(unit.msgid), both[1].read(unit.msgstr)
    wanted = anchors(source)
    if wanted != anchors(translation):
        return False
    locales = both[0].locale, both[1].locale
    figures = signature(source.text, locales[0])
    return bool(wanted or figures) and not compare(source.text, translation.text, *locales)


def _dense(known: Dictionary, source: str) -> bool:
    """Whether much of a text is known."""
    words = spoken_in(known, source).words
    return sum(letters(source[word.start : word.end]) for word in words) >= _DENSE * letters(source)


def _near(row: _Row, rows: Sequence[_Row]) -> Iterator[_Row]:
    """Yield the rows that stand nearest to this one, without itself and without others of the same source."""
    middle = bisect_left(rows, row.place, key=lambda other: other.place)
    around = rows[max(0, middle - _NEAREST // 2) : middle + _NEAREST // 2 + 1]
    return (other for other in around if other.unit.msgid != row.unit.msgid)


_LIKENESS = Kept[Likeness]()


def _likeness(ours: Dictionary, theirs: Dictionary, source: str, translation: str) -> Likeness:
    return _LIKENESS.of(
        source, translation, (ours, theirs), lambda: likeness(spoken_in(ours, source), spoken_in(theirs, translation))
    )
