"""One source text has several translations in one catalog.

## Why it matters
Readers take two names for two things, and do not find a button that the text calls by another name.

## Hint
Use one translation; where the texts mean different things, give them contexts (msgctxt).
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, catalog_check
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit


@catalog_check(severity=Severity.NOTE)
def inconsistent_translation(catalog: Catalog, context: Context) -> Iterator[tuple[Unit, Finding]]:
    """Yield a note on each message whose text an earlier one, of another context, translates otherwise."""
    del context
    first: dict[tuple[str, str | None], Unit] = {}
    for unit in catalog.units:
        if not unit.translated:
            continue
        other = first.setdefault((unit.msgid, unit.msgid_plural), unit)
        if other.msgstrs != unit.msgstrs:
            yield unit, Finding(f"the same text is {other.msgstr[:80]!r} in line {other.line}")
