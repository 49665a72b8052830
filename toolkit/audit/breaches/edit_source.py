"""The source of a statement is edited after its approval, and its old translation is marked as done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.audit.breach import Breach, Ground, breacher
from toolkit.audit.breaches.edit_wording import with_unit
from toolkit.audit.mutation import Skip
from toolkit.model import StatementSeverity


@breacher
def edit_source(ground: Ground) -> Iterator[Breach | Skip]:
    """Yield the project with another source under the same wording, and with a lower severity."""
    project, statement = ground.project, ground.statement
    edited = replace(statement, text=f"{statement.text} Ask first.")
    changed = replace(project, statements=tuple(edited if item is statement else item for item in project.statements))
    catalog = project.catalogs.get((ground.locale, statement.domain))
    unit = catalog.by_key.get((statement.id, statement.text)) if catalog else None
    if catalog is not None and unit is not None:
        changed = with_unit(changed, ground.locale, catalog, unit, replace(unit, msgid=edited.text))
    yield Breach("its source is another one, and the old wording is marked as done", changed)
    if statement.severity is not StatementSeverity.NOTICE:
        lower = replace(statement, severity=StatementSeverity.NOTICE)
        rows = tuple(lower if item is statement else item for item in project.statements)
        yield Breach("it is only a notice now", replace(project, statements=rows))
