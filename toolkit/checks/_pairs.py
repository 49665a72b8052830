"""Reads each form of a translation beside its source, in the words of both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.checks._registry import Context, evidence, filled_forms, source_evidence
from toolkit.diagnostic import Span
from toolkit.model import Unit
from toolkit.text.keys import is_key, may_be_key
from toolkit.text.phrases import Found
from toolkit.text.vocabulary import Reading, Vocabulary, vocabulary

QUANTITIES = ("missing-number", "added-number", "changed-unit", "changed-frequency", "wrong-separator")
"""Codes of the checks that compare numbers."""
WORDS = (
    *QUANTITIES,
    "missing-medicine",
    "misspelt-medicine",
    "other-medicine",
    "missing-term",
    "forbidden-term",
    "flipped-direction",
    "lost-negation",
    "added-negation",
    "weakened",
    "added-permission",
    "lost-sentence",
    "added-sentence",
)
"""Codes of the checks that compare the words of both texts: where a text is damaged or foreign, that is its fault."""


class Read(NamedTuple):
    """A form of the translation and what it translates."""

    unit: Unit
    form: int
    plural: bool
    """Whether it translates the msgid_plural."""
    source: Reading
    translation: Reading

    def there(self, found: Found) -> Span:
        """Return what was found in the source as evidence."""
        return source_evidence(self.unit, *self.source.span(found), plural=self.plural)

    def here(self, start: int, end: int) -> Span:
        """Return the span of the searched translation as evidence."""
        return evidence(self.unit, self.form, *self.translation.folded.original(start, end))


def read(unit: Unit, context: Context) -> Sequence[Read]:
    """Return each filled form with its source, where the words of both languages are known.

    With several plural forms the first one is compared with the singular, the others with the plural.
    """
    global _last  # noqa: PLW0603 - a memory of one: a dozen checks ask for the same unit one after the other
    if _last is None or _last[0] is not unit or _last[1] is not context:
        _last = (unit, context, tuple(_read(unit, context)))
    return _last[2]


_last: tuple[Unit, Context, tuple[Read, ...]] | None = None


def vocabularies(context: Context) -> tuple[Vocabulary, Vocabulary] | None:
    """Return the words of source and translation; None where those of one are not known, or both are the same."""
    ours, theirs = context.source_language, context.language
    if ours is None or theirs is None or context.pseudo:
        return None
    here, there = vocabulary(ours), vocabulary(theirs)
    return None if here is None or there is None or here.locale == there.locale else (here, there)


def _read(unit: Unit, context: Context) -> Iterator[Read]:
    both = vocabularies(context)
    if both is None or may_be_key(unit.msgid) or is_key(unit.msgid, unit.comments):
        return
    here, there = both
    for form, text in filled_forms(unit):
        plural = unit.msgid_plural is not None and (form > 0 or len(unit.msgstrs) == 1)
        source = unit.msgid_plural if plural and unit.msgid_plural else unit.msgid
        yield Read(unit, form, plural, here.read(source), there.read(text))
