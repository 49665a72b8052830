"""What the checks of numbers share: the differences of a unit's forms, and how they are said."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from toolkit.catalog.plurals import exact_numbers
from toolkit.checks._registry import Context, Finding, evidence, filled_forms, source_evidence, sources
from toolkit.diagnostic import Severity, Span
from toolkit.model import Unit
from toolkit.text.quantities import Difference, Fault, Kind, Quantity, compare
from toolkit.text.quantities.quantity import shown_number
from toolkit.text.quantities.units import converted


class FormDifference(NamedTuple):
    """A difference between a form of the translation and the source text that is nearest to it."""

    unit: Unit
    """The unit."""
    form: int
    """Index of the msgstr."""
    plural: bool
    """Whether it was compared with the plural of the source."""
    difference: Difference
    """What differs."""

    @property
    def source(self) -> str:
        """The source text that it was compared with."""
        return sources(self.unit)[self.plural]

    @property
    def source_text(self) -> str:
        """The quantity as it stands in the source."""
        return self._cut(self.source, self.difference.source)

    @property
    def own_text(self) -> str:
        """The quantity as it stands in the translation."""
        return self._cut(self.unit.msgstrs[self.form], self.difference.own)

    def finding(self, message: str) -> Finding:
        """Return what a check yields: with the evidence in both texts, an error where it is certain."""
        source, own = self.difference.source, self.difference.own
        spans: list[Span] = []
        if source is not None:
            spans.append(source_evidence(self.unit, source.start, source.end, plural=self.plural))
        if own is not None:
            spans.append(evidence(self.unit, self.form, own.start, own.end))
        severity = Severity.ERROR if self.difference.sure else Severity.WARNING
        return Finding(message, form=self.form, spans=tuple(spans), severity=severity)

    def _cut(self, text: str, quantity: Quantity | None) -> str:
        return "" if quantity is None else " ".join(text[quantity.start : quantity.end].split())


def differences(unit: Unit, context: Context, *faults: Fault) -> Iterator[FormDifference]:
    """Yield the differences with one of the `faults`, of each form from the source text that it is nearest to."""
    global _last  # noqa: PLW0603 - a memory of one: five checks ask for the same unit one after the other
    if _last is None or _last[0] is not unit or _last[1] is not context:
        _last = (unit, context, tuple(_differences(unit, context)))
    return (row for row in _last[2] if row.difference.fault in faults)


_last: tuple[Unit, Context, tuple[FormDifference, ...]] | None = None


def _differences(unit: Unit, context: Context) -> Iterator[FormDifference]:
    if context.locale is None or context.pseudo:
        return
    texts = sources(unit)
    exact = exact_numbers(context.plural_forms) if context.plural_forms and len(texts) > 1 else {}
    for form, text in filled_forms(unit):
        best: tuple[int, tuple[Difference, ...]] | None = None
        for number, source in reversed(list(enumerate(texts))):
            found = compare(source, text, context.source_locale, context.locale)
            if form in exact:
                found = tuple(row for row in found if not _of_one_number(row, exact[form]))
            if best is None or len(found) < len(best[1]):
                best = (number, found)
        if best is None:
            continue
        copied = text in texts
        for row in best[1]:
            if not copied or (row.fault is Fault.SEPARATOR and row.sure):
                yield FormDifference(unit, form, best[0] == 1, row)


def _of_one_number(difference: Difference, number: int) -> bool:
    """Whether a form for exactly one number may differ so: it spells the number out, or leaves it to the noun."""
    source, own = difference.source, difference.own
    if own is not None and own.value == number:
        return True
    return own is None and source is not None and (source.kind is Kind.PLACEHOLDER or source.value == number)


def how_much(source: Quantity, own: Quantity) -> str:
    """Return how much more or less the translation says, where it is off by a power of ten: ": 10 times as much"."""
    value, other = source.value, own.value
    if not value or not other or value * other < 0 or source.kind is Kind.PER:
        return ""
    if source.unit != own.unit:
        changed = converted(other, own.unit, source.unit)
        if changed is None:
            return ""
        other = changed
    factor = other / value
    size = max(factor, 1 / factor)
    if size == 1 or not _is_power_of_ten(size):
        return ""
    return f": {shown_number(size)} times as much" if factor > 1 else f": a {shown_number(size)}th of it"


def _is_power_of_ten(value: Fraction) -> bool:
    return value.denominator == 1 and str(value).strip("0") == "1"
