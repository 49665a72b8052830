"""A cache gives the page as it was before the wording changed, or that of another language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.audit.breach import Breach, Ground, breacher
from toolkit.audit.breaches.edit_wording import with_unit
from toolkit.audit.mutation import Skip


@breacher
def stale_page(ground: Ground) -> Iterator[Breach | Skip]:
    """Yield the page of before in a project whose wording is a new, approved one."""
    statement = ground.statement
    catalog = ground.project.catalogs.get((ground.locale, statement.domain))
    unit = catalog.by_key.get((statement.id, statement.text)) if catalog else None
    if catalog is None or unit is None:
        yield Skip("the source language has no catalog")
        return
    newer = replace(unit, msgstrs=(f"{unit.msgstrs[0]} {unit.msgstrs[0]}",))
    project = with_unit(ground.project, ground.locale, catalog, unit, newer)
    yield Breach("the page has the wording of before", project, html=ground.page.html)
