"""Compares codes: telephone numbers, B12, emergency numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from toolkit.late import late
from toolkit.text.quantities.atoms import Atom
from toolkit.text.quantities.difference import Difference, Fault
from toolkit.text.quantities.literals import LONGEST
from toolkit.text.quantities.matching import Matching
from toolkit.text.quantities.quantity import Kind, Quantity
from toolkit.text.quantities.side import Side

_TELEPHONE = 6
"""Digits of a code that nobody changes for a language."""
_FORMULA = late(r"(?:O|CO|NO|N)[2₂]$|HbA1c$")
"""The end of SpO2 or PaCO2, for which a language may have the name of the gas, and what has a name of its own."""
_VERSION = late(r"\d{1,2}(?:\.\d{1,2}){2,3}", re.ASCII)
"""The number of a version, with few digits in each group."""
_MONTH_OF_YEAR = late(r"(?P<month>0[1-9])[/.](?P<year>(?:19|20)\d\d)")
"""A month of a year in digits, whose zero makes a code of it."""
_KNOWN = {"19"}
"""COVID-19, which may stand where the other text says coronavirus."""


def unmatched_codes(source: Side, own: Side, matching: Matching) -> tuple[list[Quantity], list[Quantity]]:
    """Return the codes of either side that the other lacks, as they are written: a leading zero belongs to them.

    A number of the other text may have the digits of a code; it is taken out of the matching. A local emergency number
    may stand for that of the source.
    """
    theirs, ours = source.of_kind(Kind.CODE), own.of_kind(Kind.CODE)
    left = [row for row in theirs if not any(_is_same(row, source, other, own) for other in ours)]
    extra = [row for row in ours if not any(_is_same(row, own, other, source) for other in theirs)]
    said = {atom.value for atom in matching.theirs}
    named = [row for row in left if row.digits in _KNOWN and Fraction(row.digits) in said]  # "19 days" is no COVID-19
    left = [row for row in left if row in named or not _is_number(row, source.text, matching.ours)]
    called = any(_is_emergency(row, source) for row in left)  # 120 is the ambulance where 112 was, and no pulse
    kept = [row for row in extra if called and _is_emergency(row, own)]
    extra = [row for row in extra if row in kept or not _is_number(row, own.text, matching.theirs)]
    left = [row for row in left if row.digits not in _KNOWN or extra]
    left = [row for row in left if not _FORMULA.search(source.text[row.start : row.end])]
    if any(_is_emergency(row, own) for row in extra):
        left = [row for row in left if not _is_emergency(row, source)]
    if any(_is_emergency(row, source) for row in theirs):
        extra = [row for row in extra if not _is_emergency(row, own)]
    extra = [row for row in extra if row.digits not in _KNOWN]
    left = [row for row in left if not _is_month_of_year(row, source.text, own, matching.ours)]
    return left, [row for row in extra if not _is_month_of_year(row, own.text, source, matching.theirs)]


def _is_month_of_year(code: Quantity, text: str, other: Side, atoms: list[Atom]) -> bool:
    """Whether the code is a month of a year, 03/2027, that the other text tells otherwise; its atoms are removed."""
    found = _MONTH_OF_YEAR.fullmatch(text[code.start : code.end])
    if found is None:
        return False
    month, number = int(found["month"]), Fraction(int(found["year"]))
    year = next((atom for atom in atoms if atom.value == number), None)
    count = next((atom for atom in atoms if atom.value == month and atom.unit in {"", "month"}), None)
    if year is None or (count is None and month not in other.months):
        return False
    for atom in (year, count) if month not in other.months and count is not None else (year,):
        atoms.remove(atom)
    return True


def code_differences(
    left: list[Quantity], extra: list[Quantity], source: Side, matching: Matching
) -> Iterator[Difference]:
    """Yield the differences of unmatched codes, after all numbers that are equal were matched.

    What became of a telephone number may look like a number: that is taken out of the matching.
    """
    for one, other in zip(left, extra, strict=False):
        yield Difference(Fault.CHANGED, True, one, other)
    for row in left[len(extra) :]:
        called = _is_telephone(row) or _is_emergency(row, source)
        number = next((atom for atom in matching.ours if not atom.unit and not atom.free), None) if called else None
        if number is not None:
            matching.ours.remove(number)
            yield Difference(Fault.CHANGED, True, row, number.quantity)
        else:
            yield Difference(Fault.MISSING, called, row, None)
    for row in extra[len(left) :]:
        yield Difference(Fault.ADDED, _is_telephone(row), None, row)


def _is_same(one: Quantity, side: Side, other: Quantity, other_side: Side) -> bool:
    """Whether two codes have the same digits, of versions with the same points: 2.10.1 is not 21.0.1."""
    written = [text.text[code.start : code.end] for code, text in ((one, side), (other, other_side))]
    versions = all(_VERSION.fullmatch(digits) for digits in written)
    return one.digits == other.digits and (not versions or written[0] == written[1])


def _is_telephone(code: Quantity) -> bool:
    return len(code.digits) >= _TELEPHONE


def _is_emergency(code: Quantity, side: Side) -> bool:
    return code.digits in side.lexicon.emergency


def _is_number(code: Quantity, text: str, atoms: list[Atom]) -> bool:
    """Whether some of the atoms have the digits of the code; they are removed.

    The groups of a telephone number may be read as those of thousands: 900 555 061.
    """
    written = text[code.start : code.end]
    groups = re.findall(r"\d+", written)  # none in "¹"
    for numbers in (re.findall(r"\d+(?:[.,]\d+)?", written), groups, ["".join(groups)]):
        found = _with_values(numbers, atoms) if groups else []
        if found:
            for atom in found:
                atoms.remove(atom)
            return True
    return False


def _with_values(numbers: list[str], atoms: list[Atom]) -> list[Atom]:
    """Return an atom for each of the numbers; none where one lacks, or is 0800."""
    found: list[Atom] = []
    for number in numbers:
        if len(number) > LONGEST:
            return []
        value = Fraction(number.replace(",", "."))
        atom = next((atom for atom in atoms if abs(atom.value) == value and atom not in found), None)
        if atom is None or re.match(r"0\d", number):
            return []
        found.append(atom)
    return found
