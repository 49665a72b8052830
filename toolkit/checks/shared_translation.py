"""Different source texts have the same translation in one catalog.

## Why it matters
One of the two was often pasted by mistake, or a difference that matters in the source is lost.

## Hint
Compare both sources; if they mean the same, all is well.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, catalog_check
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit

_SHORTEST = 12
"""Characters of both sources; short texts often have one translation."""


@catalog_check(severity=Severity.NOTE)
def shared_translation(catalog: Catalog, context: Context) -> Iterator[tuple[Unit, Finding]]:
    """Yield a note on each message whose translation is that of an earlier, different text."""
    del context
    first: dict[tuple[str, ...], Unit] = {}
    for unit in catalog.units:
        if not unit.translated or len(unit.msgid) < _SHORTEST:
            continue
        other = first.setdefault(unit.msgstrs, unit)
        if other is not unit and _plain(other.msgid) != _plain(unit.msgid):
            yield unit, Finding(f"the text {other.msgid[:80]!r} in line {other.line} has the same translation")


def _plain(text: str) -> str:
    """Return what is left of a text without case, spaces and marks."""
    return "".join(filter(str.isalnum, text.casefold()))
