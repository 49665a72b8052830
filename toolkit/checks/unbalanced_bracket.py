"""A bracket or a quotation mark of a translation has no partner.

## Why it matters
Readers cannot tell where the remark ends, and often a part of the text was lost with the missing mark.

## Hint
Add the missing mark, or delete the one that stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.masked import masked
from toolkit.text.pairs import lonely_brackets, lonely_quotes


@check(severity=Severity.WARNING)
def unbalanced_bracket(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each such mark, unless the same one has no partner in a source.

    In Markdown the brackets of broken links are the business of `markup`.
    """
    del context
    for form, raw in filled_forms(unit):
        text = masked(raw)
        brackets = lonely_brackets(text)
        ours = [row for source in sources(unit) for row in lonely_brackets(masked(source))] if brackets else []
        known = {mark for row in ours for mark in (row.mark, row.partner)}
        for place, mark, partner in brackets:
            if mark not in known:
                yield placed(unit, form, place, place + 1, f"{mark!r} has no partner {partner!r}")
        quotes = lonely_quotes(text)
        if quotes and not any(lonely_quotes(masked(source)) for source in sources(unit)):
            place, mark, _ = quotes[0]
            yield placed(unit, form, place, place + 1, f"a quotation mark without a partner: {mark!r}")
