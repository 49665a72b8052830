"""Compares the quantities of a source text with those of its translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property, lru_cache

from toolkit.late import late
from toolkit.text.quantities.atoms import Atom, atoms
from toolkit.text.quantities.codes_compared import code_differences, unmatched_codes
from toolkit.text.quantities.difference import Difference, Fault
from toolkit.text.quantities.loading import load_lexicon
from toolkit.text.quantities.matching import LOOKED_AT, Matching
from toolkit.text.quantities.other_values import (
    both_bare,
    both_firm,
    converted_amount,
    misread,
    one_become_many,
    other_fraction,
    other_multiple,
    other_ordinal,
    other_unit,
    other_word,
    same_measure,
    same_unit,
)
from toolkit.text.quantities.periods import mention_differences, period_differences, placeholder_differences
from toolkit.text.quantities.quantity import Kind, Quantity
from toolkit.text.quantities.reading import may_take_one, may_tell, quantities
from toolkit.text.quantities.same_values import (
    alike,
    also_ordinal,
    always,
    equal_by_conversion,
    nothing,
    one_in_many,
    same_day,
    same_decade,
    same_place,
    same_time,
    told_in_metric,
    unit_unsaid,
)
from toolkit.text.quantities.shortened import day_of, in_the_afternoon
from toolkit.text.quantities.side import Side
from toolkit.text.quantities.sums import leave_out_days, leave_out_sums
from toolkit.text.quantities.units import is_hard, measure

_NOUNS = {"form", "time", "often"}
"""Measures whose noun alone may say one."""
_WORD_BEFORE = 40
"""Characters before a number in which the word before it is looked for."""


@lru_cache(maxsize=512)  # several checks and the rules ask the same
def compare(source: str, translation: str, source_locale: str, locale: str) -> tuple[Difference, ...]:
    """Return the differences of `translation` from `source`, one a fault; empty: none.

    Values are compared, not spellings: digits of all scripts, number words, the separators of each locale. What
    languages add and drop freely (one, once, both, the day of "daily") counts only where it contradicts.
    """
    tells = may_tell(source, source_locale) or may_tell(translation, locale)
    if not tells and not may_take_one(source, source_locale):
        return ()
    theirs = Side(source, load_lexicon(source_locale), quantities(source, source_locale))
    ours = Side(translation, load_lexicon(locale), quantities(translation, locale))
    return tuple(_unique(_Comparison(theirs, ours).differences())) if theirs.rows or ours.rows else ()


def _unique(differences: Iterator[Difference]) -> Iterator[Difference]:
    """Yield one difference for each quantity of the source, and of the translation."""
    seen: set[int] = set()
    for row in differences:
        quantities = {id(quantity) for quantity in (row.source, row.own) if quantity is not None}
        if seen.isdisjoint(quantities):
            yield row
        seen |= quantities


class _Comparison:
    """One comparison of two texts."""

    def __init__(self, source: Side, own: Side) -> None:
        self.source = source
        self.own = own
        self.known = source.lexicon.known and own.lexicon.known
        """Whether there are data for both languages; without them nothing is certain."""
        self.matching = Matching(*(atoms(side.rows, months=self.known, periods=True) for side in (source, own)))

    @cached_property
    def _in_both(self) -> frozenset[tuple[Fraction, str]]:
        """The numbers with their units that both texts say; none in texts with very many."""
        both = frozenset(row for row in self.source.said & self.own.said if row[1])
        return both if len(both) <= LOOKED_AT else frozenset()

    def differences(self) -> Iterator[Difference]:
        """Yield the differences, the surest kinds first."""
        codes = unmatched_codes(self.source, self.own, self.matching)
        self._drop_same_groups()
        leave_out_days(self.matching)
        leave_out_sums(self.source, self.own, self.matching)
        self.matching.pair(lambda atom: (atom.value, atom.unit, atom.quantity.kind is Kind.ORDINAL), always)
        self.matching.pair(lambda atom: (atom.value, atom.quantity.kind is Kind.ORDINAL), same_place)
        self.matching.pair(lambda atom: (atom.value, atom.unit), always)
        for agree in (alike, unit_unsaid, nothing):
            self.matching.pair_equal(agree)
        for agree in (same_time, same_day, same_decade, also_ordinal, equal_by_conversion, one_in_many):
            self.matching.pair_any(agree)
        self.matching.pair_any(lambda one, own: day_of(one, own, self.own.said) or day_of(own, one, self.source.said))
        self.matching.pair_any(lambda one, own: in_the_afternoon(one, own, self.source))
        self._drop_romans()
        yield from code_differences(*codes, self.source, self.matching)
        yield from self._foreign()
        yield from self._changed_units()
        yield from self._misread()
        yield from self._changed_values()
        yield from self._other_words()
        yield from self._missing()
        yield from period_differences(self.source, self.own, self.matching, known=self.known)
        yield from self._added()
        yield from placeholder_differences(self.source, self.own, known=self.known)
        if all(atom.free for atom in (*self.matching.theirs, *self.matching.ours)):
            yield from mention_differences(self.source, self.own, known=self.known)
        yield from self._other_months()

    def _drop_same_groups(self) -> None:
        """Leave out digits in groups that stand the same in both texts, as those of a telephone number do: 116 117.

        A language with spaces within numbers reads one number there, another one two. Not where a unit is counted: the
        English "2 500 mg tablets" are two, and French reads 2500 mg. The Korean 116 117번 has a counter behind it.
        """
        theirs, ours = _groups(self.source.text), _groups(self.own.text)
        for digits in theirs.keys() & ours.keys():
            one, own = (
                _within(*pair) for pair in ((self.matching.theirs, theirs[digits]), (self.matching.ours, ours[digits]))
            )
            if all(not atom.unit for atom in (*one, *own)):
                self.matching.theirs = [atom for atom in self.matching.theirs if atom not in one]
                self.matching.ours = [atom for atom in self.matching.ours if atom not in own]

    def _drop_romans(self) -> None:
        """Leave out what one text has in Roman digits, and the other one not, before it is taken for another number."""
        self.matching.theirs = [row for row in self.matching.theirs if not self._only_roman(row, self.own, self.source)]
        self.matching.ours = [row for row in self.matching.ours if not self._only_roman(row, self.source, self.own)]

    def _only_roman(self, atom: Atom, side: Side, other: Side) -> bool:
        """Whether `side` has it in Roman digits, and `other` not: not one, which is the English "I" too."""
        return atom.value > 1 and side.is_roman(atom) and not other.is_roman(atom)

    def _other_months(self) -> Iterator[Difference]:
        """Find a month without a day that became another one: since March, since April."""
        lost = [row for month, row in self.source.months_alone.items() if month not in self.own.months]
        extra = [row for month, row in self.own.months_alone.items() if month not in self.source.months]
        if len(lost) == len(extra) == 1:
            yield Difference(Fault.CHANGED, False, lost[0], extra[0])

    def _foreign(self) -> Iterator[Difference]:
        """Find right numbers with the separators of another language."""
        for one, own in self.matching.pairs:
            is_time = one.unit == "clock" or same_time(one, own)
            if own.quantity.foreign and not is_time and not self._is_version(one.quantity, own.quantity):
                yield Difference(Fault.SEPARATOR, False, one.quantity, own.quantity)

    def _is_version(self, source: Quantity, number: Quantity) -> bool:
        """Whether it may be the number of a version or a chapter, which is written the same everywhere."""
        if number.unit or number.values[0] < 1:
            return False
        if _VERSION.search(self.source.text, max(0, source.start - _NEAR_VERSION), source.start):
            return True
        before = self.own.text[: number.start][-_WORD_BEFORE:].rstrip()
        word = re.search(r"[^\W\d_]+$", before)
        return word is None or word[0][0].isupper()

    def _changed_units(self) -> Iterator[Difference]:
        """Find the same number with another unit, and one amount in another unit."""
        pairs = [(*pair, True) for pair in self.matching.pair_equal(other_unit)]
        pairs += [(*pair, False) for pair in self.matching.pair_any(converted_amount)]
        for one, own, same_number in pairs:
            if own.quantity.kind is Kind.PER and self.own.names_one(one):
                continue  # "за сутки" for 24 hours
            fault = Fault.FREQUENCY if "often" in {measure(one.unit), measure(own.unit)} else Fault.UNIT
            sure = same_number and self._is_sure_of_unit(one, own)
            yield Difference(fault, sure, one.quantity, own.quantity)

    def _is_sure_of_unit(self, one: Atom, own: Atom) -> bool:
        if not self.known or one.free or own.free:
            return False
        if not own.unit:  # it may stand at another number: "from 5 to at most 10 mg"
            return is_hard(one.unit) and one.unit not in {unit for _, unit in self.own.said}
        return is_hard(one.unit) or measure(one.unit) == measure(own.unit) == "time"

    def _misread(self) -> Iterator[Difference]:
        """Find numbers that are right only to readers of another language."""
        for one, own in self.matching.pair_any(misread):
            sure = self.known and len(self.own.lexicon.decimals) == 1
            yield Difference(Fault.SEPARATOR, sure, one.quantity, own.quantity)

    def _changed_values(self) -> Iterator[Difference]:
        """Pair what is left: with the same unit first, then of the same measure, then whatever is there."""
        for one, own in self.matching.pair_any(other_multiple):
            sure = self.known and own.unit == "fold"
            yield Difference(Fault.CHANGED, sure, one.quantity, own.quantity)
        for agree in (same_unit, same_measure, both_bare, both_firm):
            for one, own in self.matching.pair_any(agree):
                often = measure(one.unit) == measure(own.unit) == "often" or one.quantity.kind is Kind.PER
                words = one.bare_word and own.quantity.spelled
                fault = Fault.FREQUENCY if often else Fault.CHANGED
                yield Difference(fault, self.known and not words, one.quantity, own.quantity)

    def _other_words(self) -> Iterator[Difference]:
        """Find a number word of something without a unit that became another one: two pens, twelve pens."""
        if self.known:
            for agree in (other_word, self._become_many, other_fraction, other_ordinal):
                for one, own in self.matching.pair_any(agree):
                    yield Difference(Fault.CHANGED, False, one.quantity, own.quantity)

    def _become_many(self, one: Atom, own: Atom) -> bool:
        """Whether one became many, and does not only stand there again with its unit: Hindi दो-दो पफ़."""
        return one_become_many(one, own) and not self.own.says_again(own)

    def _missing(self) -> Iterator[Difference]:
        for quantity, atom in _by_quantity(atom for atom in self.matching.theirs if not self._may_be_missing(atom)):
            vague = quantity.spelled or atom.value == 0 or _is_one(atom) or self.own.says(atom)
            yield Difference(Fault.MISSING, self.known and not vague, quantity, None)

    def _added(self) -> Iterator[Difference]:
        for quantity, _ in _by_quantity(atom for atom in self.matching.ours if not self._may_be_added(atom)):
            vague = quantity.spelled or quantity.kind is Kind.ORDINAL or _is_round_the_clock(quantity)
            yield Difference(Fault.ADDED, self.known and not vague, None, quantity)

    def _may_be_missing(self, atom: Atom) -> bool:
        """Whether a translation may leave it out."""
        if not atom.in_order or (atom.quantity.spelled and not self.known):
            return True
        if _is_one(atom) and self.own.lexicon.bare_one and measure(atom.unit) in _NOUNS:
            return True
        if self.own.names_one(atom):
            return True
        if atom.value == 1 and self.own.says_one(atom.unit) and not self.own.says(atom):
            return True
        return self.own.is_roman(atom) or told_in_metric(atom, self._in_both)

    def _may_be_added(self, atom: Atom) -> bool:
        """Whether a translation may have it: the source says it elsewhere, or with other means."""
        if atom.free or atom.bare_word or (atom.quantity.spelled and not self.known) or _is_one(atom):
            return True
        if atom.value == 1 and atom.unit and self.source.names(atom.unit):  # "a litre" for 1 litre
            return True
        if atom.quantity.spelled and not is_hard(atom.unit) and (atom.value, "") in self.source.said:  # "two scoops"
            return True
        if (atom.value, atom.unit) in self.source.said or self.own.says_again(atom):
            return True
        alike = [row for row in self.matching.ours if row.value == atom.value and row.unit == atom.unit]
        return self.source.is_roman(atom) or len(alike) <= self.source.names_month(atom)


_GROUPS = late(r"(?<![\w.,])\d{2,4}(?:[ \u00a0\u202f]\d{2,4})+(?![\w]|[.,]\d)", re.ASCII)
_DAY_AND_NIGHT = 24
_VERSION = late(r"\b(?:version|release)s?\b", re.IGNORECASE)
_NEAR_VERSION = 40
"""Characters before a number within which "version" says what it is."""


def _groups(text: str) -> dict[str, tuple[int, int]]:
    """Return the groups of digits with spaces between, with the span of the last one of each."""
    return {re.sub(r"\s", " ", match[0]): match.span() for match in _GROUPS.finditer(text)}


def _within(atoms: list[Atom], span: tuple[int, int]) -> list[Atom]:
    return [atom for atom in atoms if span[0] <= atom.quantity.start < span[1]]


def _is_round_the_clock(quantity: Quantity) -> bool:
    """Whether it may say "at any hour"."""
    return quantity.unit == "h" and quantity.values == (Fraction(_DAY_AND_NIGHT),)


def _is_one(atom: Atom) -> bool:
    return atom.value == 1 and not is_hard(atom.unit)


def _by_quantity(rows: Iterator[Atom]) -> Iterator[tuple[Quantity, Atom]]:
    """Yield each quantity once, with the first of its atoms."""
    seen: set[int] = set()
    for atom in rows:
        if id(atom.quantity) not in seen:
            seen.add(id(atom.quantity))
            yield atom.quantity, atom
