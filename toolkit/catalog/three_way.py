"""Merges two catalogs that were edited apart since they were one, message by message.

Nothing that a translator wrote is lost. Where both sides translated a message differently, the result has our text as
fuzzy, which no page shows, and theirs in a translator comment: a human decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from toolkit.catalog.carry import with_replaced
from toolkit.catalog.conflict import CONFLICT
from toolkit.catalog.escapes import escape
from toolkit.catalog.header import with_fields
from toolkit.model import Catalog, Key, Unit

_DATES = ("POT-Creation-Date", "PO-Revision-Date")
_BINDING = {"Language", "Content-Type", "Plural-Forms"}
"""Fields of the header that say how the texts are to be read: two values are a conflict."""

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of two catalogs."""

    catalog: Catalog
    """The messages of both."""
    conflicts: tuple[Key, ...]
    """Keys of the messages that both sides translated differently; `(None, "")` for the header."""


def merge_three(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """Return the merge of `ours` and `theirs`, which were both made from `base`; all three read without errors.

    The order is that of `ours`; what only `theirs` has stands behind the message that it follows there. A change wins
    over no change and over a removal; a finished translation over one that is fuzzy.
    """
    tables = [_table(catalog) for catalog in (base, ours, theirs)]
    conflicts: list[Key] = []
    units: list[Unit] = []
    for key in _order(list(tables[1]), list(tables[2])):
        unit, conflict = _merged_unit(*(table.get(key) for table in tables))
        if unit is not None:
            units.append(unit)
        if conflict:
            conflicts.append(key)
    header, conflict = _merged_header(base, ours, theirs)
    catalog = Catalog(
        ours.path,
        header,
        tuple(unit for unit in units if not unit.obsolete),
        tuple(unit for unit in units if unit.obsolete),
    )
    return Merged(catalog, ((None, ""), *conflicts) if conflict else tuple(conflicts))


def _table(catalog: Catalog) -> dict[Key, Unit]:
    return {unit.key: unit for unit in (*catalog.units, *catalog.obsolete)}


def _order(ours: Sequence[Key], theirs: Sequence[Key]) -> list[Key]:
    """Return all keys: ours in their order, each followed by the keys that only `theirs` has behind it."""
    own = set(ours)
    behind: dict[Key | None, list[Key]] = {}
    anchor: Key | None = None
    for key in theirs:
        if key in own:
            anchor = key
        else:
            behind.setdefault(anchor, []).append(key)
    order = behind.get(None, [])
    for key in ours:
        order += [key, *behind.get(key, ())]
    return order


def _merged_unit(base: Unit | None, ours: Unit | None, theirs: Unit | None) -> tuple[Unit | None, bool]:
    """Return the entry, None where it was removed, and whether the two sides are in conflict."""
    if ours is None or theirs is None:
        left = ours or theirs
        return (None if base is not None and left == base else left), False
    unit, conflict = _translation(base, ours, theirs)
    return (
        replace(
            unit,
            flags=tuple(
                dict.fromkeys([*(("fuzzy",) if unit.fuzzy else ()), *_chosen(*map(_flags, _sides(base, ours, theirs)))])
            ),
            translator_comments=_comments(base, ours, theirs, unit),
            comments=_chosen(base.comments if base else (), ours.comments, theirs.comments),
            references=_chosen(base.references if base else (), ours.references, theirs.references),
            obsolete=ours.obsolete and theirs.obsolete
            if base is None
            else _chosen(base.obsolete, ours.obsolete, theirs.obsolete),
        ),
        conflict,
    )


def _sides(base: Unit | None, ours: Unit, theirs: Unit) -> tuple[Unit, Unit, Unit]:
    return (base or Unit(ours.msgid, msgctxt=ours.msgctxt), ours, theirs)


def _chosen(base: _Value, ours: _Value, theirs: _Value) -> _Value:
    """Return the side that changed the value; ours where both did."""
    return theirs if ours == base else ours


def _flags(unit: Unit) -> tuple[str, ...]:
    return tuple(flag for flag in unit.flags if flag != "fuzzy")


def _translation(base: Unit | None, ours: Unit, theirs: Unit) -> tuple[Unit, bool]:
    """Return the entry whose translation stays, and whether a human must decide."""
    was, mine, other = (None if unit is None else _state(unit) for unit in (base, ours, theirs))
    if other in {mine, was} or (mine != was and theirs.untranslated):
        return ours, False
    if mine == was or ours.untranslated:
        return replace(theirs, line=None, msgstr_lines=()), False
    if ours.msgstrs == theirs.msgstrs and ours.msgid_plural == theirs.msgid_plural:
        return (ours if ours.fuzzy else theirs), False
    if ours.fuzzy != theirs.fuzzy:
        done, rest = (theirs, ours) if ours.fuzzy else (ours, theirs)
        known = base.msgstrs if base else ()
        return with_replaced(done, [text for text in rest.msgstrs if text not in known]), False
    rows = [f'{CONFLICT} "{escape(text)}"' for text in theirs.msgstrs if text]
    flags = tuple(dict.fromkeys(["fuzzy", *ours.flags]))
    return replace(ours, flags=flags, translator_comments=(*ours.translator_comments, *rows)), True


def _state(unit: Unit) -> tuple[object, ...]:
    """Return what a translator decides of an entry."""
    return (
        unit.msgstrs,
        unit.fuzzy,
        unit.msgid_plural,
        unit.previous_msgctxt,
        unit.previous_msgid,
        unit.previous_msgid_plural,
    )


def _comments(base: Unit | None, ours: Unit, theirs: Unit, unit: Unit) -> tuple[str, ...]:
    """Return the translators' comments of both sides, without those that one of them removed."""
    known = set(base.translator_comments if base else ())
    removed = known - (set(ours.translator_comments) & set(theirs.translator_comments))
    rows = [*ours.translator_comments, *theirs.translator_comments, *unit.translator_comments]
    return tuple(row for row in dict.fromkeys(rows) if row not in removed)


def _merged_header(base: Catalog, ours: Catalog, theirs: Catalog) -> tuple[Unit | None, bool]:
    """Return the header: each field from the side that changed it, the later date, and the translator of that side."""
    if ours.header is None or theirs.header is None:
        return ours.header or theirs.header, False
    fields: dict[str, str] = {}
    conflict = False
    for name, value in theirs.headers.items():
        mine, was = ours.headers.get(name), base.headers.get(name)
        if value in {mine, was}:
            continue
        if mine in {was, None}:
            fields[name] = value
        elif name in _DATES:
            fields[name] = max(mine or "", value, key=_moment)
        elif name == "Last-Translator":
            fields[name] = value if _later(theirs.headers, ours.headers) else mine or ""
        else:
            conflict |= name in _BINDING
    header = with_fields(ours.header, fields) if fields else ours.header
    return replace(header, translator_comments=_comments(base.header, ours.header, theirs.header, header)), conflict


def _later(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return _moment(one.get("PO-Revision-Date", "")) > _moment(other.get("PO-Revision-Date", ""))


def _moment(value: str) -> tuple[float, str]:
    """Return what sorts gettext's dates, `2026-02-23 12:30+0100`; anything else comes first."""
    try:
        return (dt.datetime.strptime(value, "%Y-%m-%d %H:%M%z").timestamp(), value)
    except ValueError:
        return (float("-inf"), value)
