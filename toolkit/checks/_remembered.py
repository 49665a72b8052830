"""Remembers what was found on each unit of a catalog, from one check of it to the next."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from hashlib import blake2b
from operator import attrgetter
from typing import Any, NamedTuple

from toolkit.checks._registry import Check, Finding
from toolkit.diagnostic import Severity, Span
from toolkit.model import Catalog, Unit

Row = tuple[Check, Finding]


class Known(NamedTuple):
    """What was found on a unit."""

    line: int
    """Where it stood."""
    rows: tuple[Row, ...]
    """The findings of the checks of single units."""
    glances: tuple[Any, ...]
    """What the checks of the catalog found out of it, see `Check.glance`."""


_Look = Callable[[Unit], Known | None]


@dataclass(slots=True)
class Remembered:
    """What the checks found on single units last time, for a catalog that is checked again after each edit.

    A unit that is as it was, in a catalog whose header and obsolete entries are as they were, is not asked again; the
    checks, and what the context knows besides the catalog, must be the same.
    """

    around: tuple[Unit | None, tuple[Unit, ...]] | None = None
    """The header and the obsolete entries."""
    of_units: dict[Unit, Known] = field(default_factory=dict)
    """What is known of each unit."""
    kept: Callable[[Catalog], _Look] = lambda _catalog: lambda _unit: None
    """Gives for a catalog what gives what an earlier run found on a unit, see `parse_remembered`."""

    def turn_to(self, catalog: Catalog) -> _Look:
        """Return what gives what is known of a unit of the catalog; what is found now is for `of_units`."""
        around = (catalog.header, catalog.obsolete)
        known = self.of_units if self.around == around else {}
        self.around, self.of_units = around, {}
        kept = self.kept(catalog)
        return lambda unit: known.get(unit) or kept(unit)


def format_remembered(remembered: Remembered) -> bytes:
    """Return what is remembered as bytes, for another run of the same checks: JSON in ASCII."""
    header, obsolete = remembered.around or (None, ())
    rows = {_digest(unit): _written(known) for unit, known in remembered.of_units.items()}
    return json.dumps({"around": _digest(header, *obsolete), "units": rows}, separators=(",", ":")).encode("ascii")


def parse_remembered(data: bytes, checks: Collection[Check]) -> Remembered:
    """Return what `format_remembered` wrote, with the same checks.

    A unit is found again by a hash of all that it says, so none of the texts is kept. Of other bytes nothing is known.
    """
    by_code = {item.code: item for item in checks}
    try:
        told = json.loads(data)
        around, units = told["around"], told["units"]
    except (ValueError, KeyError, TypeError):
        return Remembered()

    def kept(catalog: Catalog) -> _Look:
        rows = units if _digest(catalog.header, *catalog.obsolete) == around else {}
        return lambda unit: None if (row := rows.get(_digest(unit))) is None else _read(row, by_code)

    return Remembered(kept=kept)


def together(parts: Sequence[Remembered]) -> Remembered:
    """Return all that the parts remember of one catalog, of which each was asked about some units."""

    def kept(catalog: Catalog) -> _Look:
        looks = [part.kept(catalog) for part in parts]
        return lambda unit: next((known for look in looks if (known := look(unit)) is not None), None)

    return Remembered(kept=kept)


_said = attrgetter(*(item.name for item in fields(Unit) if item.compare))
"""All that makes a unit another one."""


def _digest(*units: Unit | None) -> str:
    said = repr([unit and _said(unit) for unit in units])
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _written(known: Known) -> list[Any]:
    return [known.line, [[item.code, *astuple(finding)] for item, finding in known.rows], known.glances]


def _read(row: list[Any], checks: Mapping[str, Check]) -> Known:
    line, rows, glances = row
    return Known(line, tuple(_row(finding, checks) for finding in rows), tuple(glances))


def _row(row: list[Any], checks: Mapping[str, Check]) -> Row:
    code, message, form, spans, severity, *rest = row
    level = None if severity is None else Severity(severity)
    return checks[code], Finding(message, form, tuple(Span(*span) for span in spans), level, *rest)
