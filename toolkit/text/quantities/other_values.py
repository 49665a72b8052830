"""Tells when a value of a quantity may stand in the place of another one, and so have become it."""

from __future__ import annotations

from fractions import Fraction

from toolkit.text.quantities.atoms import COUNTED, Atom
from toolkit.text.quantities.quantity import Kind
from toolkit.text.quantities.units import converted, measure

_LEAST_COUNT = 2
"""What a number word counts at least: one may be an article."""
_MANY = 2
"""What is more than any language says for one: "a glass or two"."""


def other_ordinal(one: Atom, other: Atom) -> bool:
    """Whether the third one became the fifth one: ordinals of which neither has a fellow in the other text."""
    place = _place(one)
    if place is None or other.quantity.kind is not Kind.ORDINAL or place == other.value:
        return False
    return measure(one.unit) == measure(other.unit) or not (one.unit and other.unit)


def _place(atom: Atom) -> Fraction | None:
    """Return the number of an ordinal; that of a word such as "third", which may be a fraction, too."""
    if atom.quantity.kind is Kind.ORDINAL:
        return atom.value
    may_be = atom.quantity.kind is Kind.FRACTION and not atom.unit and atom.quantity.also
    return atom.quantity.also[0][0] if may_be else None


def other_unit(one: Atom, other: Atom) -> bool:
    """Whether the same number has another unit, or has lost the one that it needs."""
    units = {one.unit, other.unit}
    if not one.unit or not units.isdisjoint({"clock", "date"}) or Kind.PER in {one.quantity.kind, other.quantity.kind}:
        return False
    if one.free != other.free and measure(one.unit) != measure(other.unit):
        return False
    return not (one.free and other.free) or ordinals_of_time(one, other) or forms_of_one(one, other)


def forms_of_one(one: Atom, other: Atom) -> bool:
    """Whether one tablet became one teaspoon."""
    forms = measure(one.unit) == measure(other.unit) == "form"
    return forms and one.value == 1 and not {"dose", "injection"} & {one.unit, other.unit}


def ordinals_of_time(one: Atom, other: Atom) -> bool:
    """Whether the first week became the first month."""
    ordinals = one.quantity.kind is other.quantity.kind is Kind.ORDINAL
    return ordinals and measure(one.unit) == measure(other.unit) == "time"


def converted_amount(one: Atom, other: Atom) -> bool:
    """Whether they are one amount in units that are not written for each other: 24 hours and a day, 1 g and 1000 mg."""
    return one.unit != other.unit and converted(one.value, one.unit, other.unit) == other.value


def misread(one: Atom, other: Atom) -> bool:
    """Whether `other` is `one` to readers of other separators: 1.500 in German for 1.5."""
    also = (value for value, unit in other.quantity.also if unit not in {"clock", "date"})
    return other.quantity.kind is not Kind.TIME and one.value in also


def same_unit(one: Atom, other: Atom) -> bool:
    """Whether they may stand in the same place: numbers of one unit, of which one must be told."""
    if one.free and (other.free or one.unit == "fold"):
        return False
    if other.free and (other.unit == "fold" or not one.in_order):
        return False
    return one.unit == other.unit and bool(one.unit)


def other_multiple(one: Atom, other: Atom) -> bool:
    """Whether a double dose became a triple one, or a single one."""
    if one.unit != "fold" or one.value == 1:
        return False
    return other.unit == "fold" or (other.value == 1 and other.unit in {"dose", "times"})


def other_word(one: Atom, other: Atom) -> bool:
    """Whether both are number words of something that is counted without a unit: two pens, twelve pens, one pen.

    One may be an article, so that only what stands for a small number of the source can have become one.
    """
    counted = other.unit in COUNTED or (one.unit == "dose" and other.unit == "times")  # two doses, given once
    if not one.unimportant or not counted or one.free or one.value < _LEAST_COUNT:
        return False
    cardinals = Kind.ORDINAL not in {one.quantity.kind, other.quantity.kind}
    return cardinals and other.value.denominator == 1 and (not other.free or other.value == 1)


def one_become_many(one: Atom, other: Atom) -> bool:
    """Whether "one glass" became four: a translation may say one and two freely, and no more."""
    says_one = one.value == 1 and one.quantity.spelled and one.quantity.kind is Kind.NUMBER
    counted = not other.free and other.quantity.kind is Kind.NUMBER and other.value >= _MANY
    return says_one and counted and {measure(one.unit), measure(other.unit)} <= {"", "thing", "form"}


def other_fraction(one: Atom, other: Atom) -> bool:
    """Whether half of something became a quarter of it."""
    fractions = one.quantity.kind is other.quantity.kind is Kind.FRACTION
    if Kind.FRACTION in {one.quantity.kind, other.quantity.kind} and "fold" in {one.unit, other.unit}:
        return "" in {one.unit, other.unit}  # half of the dose, the double dose
    return fractions and {one.unit, other.unit} <= {"", "person"} and one.value != other.value


def same_measure(one: Atom, other: Atom) -> bool:
    """Whether they may stand in the same place: both must be told, and measure the same."""
    return not one.free and not other.free and bool(one.unit) and measure(one.unit) == measure(other.unit)


def both_bare(one: Atom, other: Atom) -> bool:
    """Whether they may stand in the same place: both must be told, and have no unit."""
    return one.in_order and other.in_order and not one.unit and not other.unit


def both_firm(one: Atom, other: Atom) -> bool:
    """Whether they may stand in the same place because nothing else is left: digits, or words with units."""
    return not any(atom.free or atom.bare_word for atom in (one, other))
