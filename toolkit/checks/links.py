"""A link, an image or an address in the text leads somewhere else than in the source, is missing, or was added.

## Why it matters
A patient who follows a link trusts the page that it is on; a changed host, path or fragment leads elsewhere.

## Hint
Copy the address from the source; an address that differs by language belongs in the setting 'links'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.checks._markdown import structure
from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.model import Unit
from toolkit.text.addresses import addresses_in, in_language, is_example, same_but_language

if TYPE_CHECKING:
    from toolkit.article.structure import InlineStructure


@check(severity=Severity.ERROR, needs_source=True)
def links(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each address that a form lacks or has too many, and each link without a text.

    A link whose marks are broken is the business of `markup`. An address in plain text, and one that differs from the
    source's by the code of a language only, is a warning; in plain text a note, where the code is the locale's.
    """
    texts = (*sources(unit), *unit.msgstrs)
    if not any("](" in text or "://" in text or "@" in text or "<" in text for text in texts):
        return
    marks = ("](", "<") if context.markdown else ("](",)
    if context.markdown is not False and any(mark in text for text in texts for mark in marks):
        yield from _in_markdown(unit, context)
    yield from _in_running_text(unit, context)


def _in_markdown(unit: Unit, context: Context) -> Iterator[Finding]:
    wanted = [_targets(structure(text), context) for text in sources(unit)]
    for form, text in filled_forms(unit):
        own = structure(text)
        found = Counter((*own.links, *own.images))
        if not any(found == targets for targets in wanted):
            broken = any(problem.code == "broken-link" for problem in own.problems)
            missing = [address for address in sorted(wanted[0] - found) if not (broken and address in text)]
            added = sorted(found - wanted[0])
            localised = len(missing) == len(added) and all(map(same_but_language, missing, added))
            severity = Severity.WARNING if localised else None
            for address in missing:
                yield Finding(f"the link to {address!r} is missing", form=form, severity=severity)
            for address in added:
                yield _at(unit, form, address, f"the link to {address!r} is not in the source", severity)
        for problem in own.problems:
            if problem.code == "empty-link":
                yield Finding(problem.message, form=form)


def _targets(source: InlineStructure, context: Context) -> Counter[str]:
    """Return the addresses that the translation must have: those of the source, localised where the settings say so."""
    mapped = [context.links.get(address, {}).get(context.locale or "", address) for address in source.links]
    return Counter((*mapped, *source.images))


def _in_running_text(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a warning for each address outside Markdown's links that came or went."""
    wanted = [_bare(source, context) for source in sources(unit)]
    for form, text in filled_forms(unit):
        found = _bare(text, context)
        if any(found == addresses for addresses in wanted):
            continue
        mapped = {context.links.get(address, {}).get(context.locale or "", address) for address in wanted[-1]}
        missing = [address for address in sorted(mapped - found) if address not in text]
        added = [address for address in sorted(found - mapped) if not any(address in row for row in sources(unit))]
        if len(missing) == len(added) and all(map(is_example, missing)):
            continue  # "testing@example.com", "pruebas@example.com"
        pairs = zip(missing, added, strict=False)
        localised = len(missing) == len(added) and all(in_language(*pair, context.locale) for pair in pairs)
        severity = Severity.NOTE if localised else Severity.WARNING
        for address in missing:
            yield Finding(f"the address {address!r} is missing", form=form, severity=severity)
        for address in added:
            yield _at(unit, form, address, f"the address {address!r} is not in the source", severity)


def _bare(text: str, context: Context) -> frozenset[str]:
    """Return the addresses that no link of Markdown holds."""
    found = frozenset(address for _, address in addresses_in(text))
    if not found or context.markdown is False or not ("](" in text or context.markdown):
        return found
    inside = structure(text)
    return found - {*inside.links, *inside.images}


def _at(unit: Unit, form: int, address: str, message: str, severity: Severity | None) -> Finding:
    start = unit.msgstrs[form].find(address)
    if start < 0:
        return Finding(message, form=form, severity=severity)
    return placed(unit, form, start, start + len(address), message, severity=severity)
