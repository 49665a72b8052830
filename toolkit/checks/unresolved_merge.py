"""Two translators translated the message differently, and nobody has decided between them.

## Why it matters
`l10n merge-driver` keeps one text as fuzzy and the other in a comment 'l10n:conflict'. The page shows neither.

## Hint
Choose between the translation and the text in the comment, then delete the comment and the flag 'fuzzy'.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.conflict import CONFLICT
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity
from toolkit.model import Unit


@check(severity=Severity.ERROR, needs_translation=False, of_fuzzy=True, supersedes=("fuzzy",))
def unresolved_merge(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each text that waits in a comment."""
    del context
    for row in unit.translator_comments:
        if row.startswith(CONFLICT):
            yield Finding(f"the other side of a merge has {row.removeprefix(CONFLICT).strip()}")
