"""A link or image leads somewhere else than in the source, is missing, or was added.

## Why it matters
A patient who follows a link trusts the page that it is on; a changed host, path or fragment leads elsewhere.

## Hint
Copy the address in round brackets from the source; an address that differs by language belongs in the setting 'links'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.article.structure import InlineStructure, structure
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity, Span
from toolkit.model import Unit


@check(severity=Severity.ERROR)
def links(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each address that a form lacks or has too many, and each that is not allowed."""
    if not context.markdown:
        return
    wanted = [_targets(structure(text), context) for text in (unit.msgid, unit.msgid_plural) if text is not None]
    for form, text in enumerate(unit.msgstrs):
        if not text:
            continue
        own = structure(text)
        found = Counter((*own.links, *own.images))
        field = f"msgstr[{form}]" if unit.msgid_plural is not None else "msgstr"
        if not any(found == targets for targets in wanted):
            for address in sorted(wanted[0] - found):
                yield Finding(f"the link to {address!r} is missing", form=form)
            for address in sorted(found - wanted[0]):
                start = text.find(address)
                spans = () if start < 0 else (Span(field, start, start + len(address), address),)
                yield Finding(f"the link to {address!r} is not in the source", form=form, spans=spans)
        for problem in own.problems:
            if problem.code == "empty-link":
                yield Finding(problem.message, form=form)


def _targets(source: InlineStructure, context: Context) -> Counter[str]:
    """Return the addresses that the translation must have: those of the source, localised where the settings say so."""
    mapped = [context.links.get(address, {}).get(context.locale or "", address) for address in source.links]
    return Counter((*mapped, *source.images))
