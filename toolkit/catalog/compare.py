"""Whether two catalogs say the same, whatever their layout and order."""

from __future__ import annotations

from dataclasses import replace

from toolkit.model import Catalog, Key, Unit


def says_the_same(one: Catalog, other: Catalog) -> bool:
    """Whether both have the same header fields and the same entries; order, wrapping and lines do not count."""
    return _meaning(one) == _meaning(other)


def _meaning(catalog: Catalog) -> tuple[object, ...]:
    return dict(catalog.headers), _by_key(catalog.units), _by_key(catalog.obsolete)


def _by_key(units: tuple[Unit, ...]) -> dict[Key, Unit]:
    return {unit.key: _unwrapped(unit) for unit in units}


def _unwrapped(unit: Unit) -> Unit:
    """Return the unit with its comments as one line each: some tools wrap them."""
    return replace(
        unit,
        flags=tuple(sorted(unit.flags)),
        references=tuple(sorted(unit.references)),
        translator_comments=(" ".join(unit.translator_comments),),
        comments=(" ".join(unit.comments),),
    )
