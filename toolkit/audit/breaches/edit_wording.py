"""The wording of a statement is edited after its approval: in the catalog, or on the finished page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.audit.breach import Breach, Ground, breacher
from toolkit.audit.breaches._marked import marked
from toolkit.audit.mutation import Skip
from toolkit.model import Catalog, Unit
from toolkit.project import Project


@breacher
def edit_wording(ground: Ground) -> Iterator[Breach | Skip]:
    """Yield the catalog, then the page, with one character less in the wording; the page also with a word added."""
    statement = ground.statement
    wording = ground.approval.wording
    middle = len(wording) // 2
    shorter = wording[:middle] + wording[middle + 1 :]
    catalog = ground.project.catalogs.get((ground.locale, statement.domain))
    unit = catalog.by_key.get((statement.id, statement.text)) if catalog else None
    if catalog is not None and unit is not None:
        edited = replace(unit, msgstrs=(shorter,))
        yield Breach(
            "a character of the wording is gone", with_unit(ground.project, ground.locale, catalog, unit, edited)
        )
    place = marked(ground.page.html, statement.id)
    if place is None:
        yield Skip("the page does not mark the statement once")
        return
    _, opened, end = place
    box = ground.page.html[opened:end]
    if wording not in box:
        yield Skip("the wording is written with references on the page")
        return
    head, tail = ground.page.html[:opened], ground.page.html[end:]
    yield Breach("a character is gone on the page", html=head + box.replace(wording, shorter, 1) + tail)
    yield Breach("words stand before it on the page", html=head + box.replace(wording, f"… {wording}", 1) + tail)
    items = box.rfind("<li")
    if items >= 0:
        rest = box[:items] + box[box.index("</li>", items) + 5 :]
        yield Breach("an item of its list is gone on the page", html=head + rest + tail)


def with_unit(project: Project, locale: str, catalog: Catalog, old: Unit, new: Unit) -> Project:
    """Return the project with one entry of one catalog in the place of another."""
    rows = tuple(new if unit.key == old.key else unit for unit in catalog.units)
    domain = next(name for (place, name), item in project.catalogs.items() if item is catalog and place == locale)
    changed = Catalog(catalog.path, catalog.header, rows, catalog.obsolete)
    return replace(project, catalogs={**project.catalogs, (locale, domain): changed})
