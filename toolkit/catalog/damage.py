"""Asks the strict reader about one unit before it comes into a catalog: what others bring may not break the file."""

from __future__ import annotations

from toolkit.catalog.read import read_catalog
from toolkit.catalog.write import format_catalog
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit


def damage(unit: Unit, header: Unit | None = None) -> str | None:
    """Return why the reader would refuse a catalog with this unit, or None."""
    try:
        data = format_catalog(Catalog("", header, (unit,))).encode("utf-8")
    except UnicodeEncodeError:
        return "it has characters that are none"
    found = read_catalog(data, "")[1]
    return next((item.message for item in found if item.severity is Severity.ERROR and item.msgid), None)
