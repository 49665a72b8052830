"""A translation equals the one of an older, different source text.

## Why it matters
Merging tools offer the translation of a similar old text ("Give ... under 12" for "Never give ... under 16"), and one
click makes it look finished. What stands here was written for other words.

## Hint
Translate the message anew from its source. If the old translation fits, delete the '#|' lines or the obsolete entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from toolkit.checks._registry import Context, Finding, check, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Catalog, Unit
from toolkit.text.quantities import signature

_SHORT = 4
"""Letters of a word that an "s" may be part of."""
_TWICE = late(r"([a-z])\1+")


@check(severity=Severity.ERROR)
def stale_translation(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding where a finished translation is that of an obsolete entry, or still names its old source.

    It is an error for a safety text, and where the numbers of the two sources differ: there one translation cannot be
    right for both. Sources that differ in case and marks only are one; but for a safety text, so are those that differ
    in a plural or a doubled letter.
    """
    guarded = context.guard(unit) is not None
    said = _letters if guarded else _words
    if context.catalog is not None and (old := _old_source(unit, context.catalog, said)) is not None:
        numbers = signature(old, context.source_locale), signature(unit.msgid, context.source_locale)
        grave = guarded or numbers[0] != numbers[1]
        severity = Severity.ERROR if grave else Severity.WARNING
        yield Finding(f"the translation is that of the removed text {old!r}", severity=severity)
    elif unit.previous_msgid is not None and said(unit.previous_msgid) != said(unit.msgid):
        yield Finding(
            f"the translation may still be that of {unit.previous_msgid!r}: its '#|' lines are there",
            severity=Severity.ERROR if guarded else Severity.WARNING,
        )


def _old_source(unit: Unit, catalog: Catalog, said: Callable[[str], str]) -> str | None:
    """Return the other source of an obsolete entry, of the same context, that has the translation or its last form."""
    for text in dict.fromkeys((unit.msgstrs[-1], unit.msgstrs[0])):
        for old in catalog.obsolete_by_text.get(text, ()):
            if old.msgctxt == unit.msgctxt and said(old.msgid) not in map(said, sources(unit)):
                return old.msgid
    return None


def _letters(text: str) -> str:
    """Return a text without case, spaces and marks."""
    return "".join(filter(str.isalnum, text.casefold()))


def _words(text: str) -> str:
    """Return the same without the "s" of a plural at its end, and with doubled letters once."""
    plain = _letters(text)
    plain = plain[:-1] if plain.endswith("s") and len(plain) > _SHORT else plain
    return _TWICE.sub(r"\1", plain)
