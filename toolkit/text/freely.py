"""What two texts of which neither was written from the other may say one with a negation, and one without.

Where English is the source, its files list what a translation may negate: "protect from light", "whether or not". Of
another source only the words are known that are listed as such, and what its sentence is like.
"""

from __future__ import annotations

from toolkit.text.conditions import conditions, within
from toolkit.text.phrases import Found
from toolkit.text.spans import apart
from toolkit.text.vocabulary import Reading
from toolkit.text.vocabulary_rows import NEGATABLE, POLARITY, UNLESS, UNTIL, axis_group

_SEQUENCE = axis_group("sequence")
_ONLY = frozenset({"only", "instead"})
_BUT = frozenset({"without", "except", UNLESS})
"""Kinds of words that take back a ban: "not without asking"."""
_TWICE = 2


def freely_negated(source: Reading, translation: Reading) -> int:
    """Return how many negations a translation may have more than a source that is not English."""
    return 0 if source.vocabulary.lists_sources else _more(source, translation)


def freely_affirmed(source: Reading, translation: Reading) -> int:
    """Return how many negations of a source that is not English its translation may tell without one."""
    return 0 if source.vocabulary.lists_sources else _more(translation, source)


def _more(plain: Reading, negated: Reading) -> int:
    """Return how many negations of a text the other one, which negates less often, may tell in its way.

    "Only after asking" and "ask before you do it" are "not without asking"; what holds "until" it has healed may be
    told to be so as long as it has not.
    """
    negators = [hit for hit in negated.of(POLARITY) if hit.value in {"not", UNLESS}]
    if not negators and not _takes_back(negated):
        return 0
    words = len(apart(plain.of(NEGATABLE), plain.negating)) - len(apart(negated.of(NEGATABLE), negated.negating))
    return max(0, words) + min(_lasting(plain), _inside(negated, negators)) + _only_so(plain, negated, negators)


def _lasting(reading: Reading) -> int:
    """Return how many words say until when something is so."""
    return len(reading.of(UNTIL))


def _inside(reading: Reading, negators: list[Found]) -> int:
    """Return how many negators deny a condition or what something lasts until."""
    spans = conditions(reading)
    return sum(within(hit, spans) for hit in negators)


def _only_so(plain: Reading, negated: Reading, negators: list[Found]) -> int:
    """Return the negations of "not without asking" where only the other text says "only" or "before"."""
    but = [_takes_back(reading) for reading in (plain, negated)]
    before = [reading.counts(_SEQUENCE)["down"] > 0 for reading in (plain, negated)]
    only = [any(hit.value in _ONLY for hit in reading.negating) for reading in (plain, negated)]
    told = (only[0] and not only[1]) or (before[0] and not before[1])
    return _TWICE if negators and told and not but[0] and (but[1] or (before[1] and not before[0])) else 0


def _takes_back(reading: Reading) -> bool:
    """Whether a text has a word that takes back a ban."""
    return any(hit.value in _BUT for hit in reading.of(POLARITY))
