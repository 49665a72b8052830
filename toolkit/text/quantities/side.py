"""One of two texts that are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from toolkit.late import late
from toolkit.text.quantities.atoms import Atom, atoms, one_of
from toolkit.text.quantities.lexicon import Lexicon
from toolkit.text.quantities.phrasebook import Phrasebook
from toolkit.text.quantities.quantity import Kind, Quantity
from toolkit.text.quantities.scanner import scan

_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV", 5: "V", 6: "VI", 7: "VII", 8: "VIII", 9: "IX", 10: "X"}
_NUMERAL = late(r"(?<!\w)([IVX]+)[a-d]?(?!\w)")
"""Roman digits, with the letter of a class behind them or not: grade IIIb."""

_WORD = late(r"[^\W\d_]+")
_YEAR, _MONTH = 10_000, 100
"""What a date is a multiple of by its year, and by its month: it is the number YYYYMMDD."""
_NEAR = 4
"""Characters between a number and the same one again."""


@dataclass(frozen=True)
class Side:
    """A text with its quantities."""

    text: str
    """The text."""
    lexicon: Lexicon
    """What is known of its language."""
    rows: tuple[Quantity, ...]
    """Its quantities."""

    def of_kind(self, kind: Kind) -> list[Quantity]:
        """Return the quantities of one kind."""
        return [row for row in self.rows if row.kind is kind]

    @cached_property
    def said(self) -> frozenset[tuple[Fraction, str]]:
        """The numbers with their units that it says somewhere."""
        return frozenset((atom.value, atom.unit) for atom in atoms(self.rows))

    @cached_property
    def values(self) -> frozenset[object]:
        """The numbers that it says somewhere."""
        return frozenset(value for value, _ in self.said)

    @cached_property
    def _numerals(self) -> frozenset[str]:
        """The Roman digits that it has as words."""
        return frozenset(_NUMERAL.findall(self.text))

    def says(self, atom: Atom) -> bool:
        """Whether it says the number with its unit somewhere."""
        return (atom.value, atom.unit) in self.said or (not atom.unit and atom.value in self.values)

    def names(self, unit: str) -> bool:
        """Whether it has the noun of a unit somewhere without a number."""
        return self._has_alone(self._nouns, unit)

    def names_one(self, atom: Atom) -> bool:
        """Whether it has the noun of the larger unit of which the atom is exactly one: "after week" for seven days."""
        unit = one_of(atom)
        return bool(unit) and self.lexicon.bare_one and self.names(unit)

    def says_one(self, unit: str) -> bool:
        """Whether it says one of the unit somewhere: with its number, or with a noun that needs none."""
        return (Fraction(1), unit) in self.said or self._has_alone(self._nouns_of_one, unit)

    def _has_alone(self, nouns: Sequence[tuple[str, int]], unit: str) -> bool:
        places = [place for name, place in nouns if name == unit]
        uncounted = {Kind.MENTION, Kind.PER} if unit == "full-day" else {Kind.MENTION}
        counted = [row for row in self.rows if row.kind not in uncounted] if places else []
        return any(not any(row.start <= place < row.end for row in counted) for place in places)

    @cached_property
    def _nouns(self) -> Sequence[tuple[str, int]]:
        """The units whose nouns it has, each with its place."""
        return self._found(self.lexicon.units)

    @cached_property
    def _nouns_of_one(self) -> Sequence[tuple[str, int]]:
        """The same of nouns that say one."""
        return self._found(self.lexicon.nouns_of_one)

    def _found(self, nouns: Phrasebook) -> Sequence[tuple[str, int]]:
        scanned = scan(self.text, turkish=self.lexicon.turkish, blanks_group=self.lexicon.blanks_group)
        entries = ((nouns.at(scanned.tokens, place), token) for place, token in enumerate(scanned.tokens))
        return [
            (entry.unit, scanned.original(token.start, token.end)[0]) for entry, token in entries if entry is not None
        ]

    def says_again(self, atom: Atom) -> bool:
        """Whether a number without a unit stands again right behind it, with one: Portuguese "de 8 em 8 horas"."""
        end = atom.quantity.end
        near = (row for row in self.rows if end < row.start <= end + _NEAR)
        return not atom.unit and any(row.value == atom.value and row.unit for row in near)

    def is_over(self, quantity: Quantity) -> bool:
        """Whether what stands before a quantity says that it is more: "more than one"."""
        return self.text[: quantity.start].rstrip().lower().endswith(self.lexicon.over)

    def is_or_more(self, quantity: Quantity) -> bool:
        """Whether what stands behind a quantity says that it is so many at least: 2錠以上."""
        return self.text[quantity.end :].lstrip().lower().startswith(self.lexicon.or_more)

    def is_below(self, quantity: Quantity) -> bool:
        """Whether what stands behind a quantity says that it is less: 15歳未満."""
        return self.text[quantity.end :].lstrip().lower().startswith(self.lexicon.unreached)

    def is_few(self, quantity: Quantity) -> bool:
        """Whether its words do not mean the number exactly: "a couple of"."""
        words = self.text[quantity.start : quantity.end].lower()
        return any(word in words for word in self.lexicon.few)

    def is_roman(self, atom: Atom) -> bool:
        """Whether it has the number in Roman digits: type II."""
        return not atom.unit and atom.value in _ROMAN and _ROMAN[int(atom.value)] in self._numerals

    def names_month(self, atom: Atom) -> int:
        """Return how often it names the month that the number counts: March, for 3月."""
        return self._months[atom.value] if atom.unit in {"", "month"} else 0

    @cached_property
    def months_alone(self) -> dict[int, Quantity]:
        """The months that it names outside of a day, each with its place: "since March"."""
        dates = [row for row in self.rows if row.kind is Kind.DATE]
        found: dict[int, Quantity] = {}
        for match in _WORD.finditer(self.text) if self._months else ():
            word, name = match[0], match[0].lower()
            month = self.lexicon.months.get(name) if word not in self.lexicon.no_months else None
            if month is not None and not any(row.start <= match.start() < row.end for row in dates):
                found.setdefault(month, Quantity(Kind.MENTION, (), "", *match.span()))
        return found

    @cached_property
    def months(self) -> frozenset[object]:
        """The numbers of all months that it names or tells a day of."""
        dates = (row.values[0] % _YEAR // _MONTH for row in self.rows if row.kind is Kind.DATE)
        return frozenset([*self._months, *dates])

    @cached_property
    def _months(self) -> Counter[object]:
        """The numbers of the months that it names."""
        words = _WORD.findall(self.text)
        if " " in self.text:  # "may" alone is a month, and so is the last word of a key: month_may
            words = [word for word in words if word not in self.lexicon.no_months]
        names = map(str.lower, words)
        return Counter(self.lexicon.months[name] for name in names if name in self.lexicon.months)
