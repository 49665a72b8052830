"""A negation is added: "Seizures can happen" becomes "Seizures cannot happen"."""

from __future__ import annotations

import re

from toolkit.audit.mutation import Change, Harm, Made, Skip, Subject, mutator
from toolkit.audit.mutators._tables import NO_SOURCE_WORDS, NO_WORDS


@mutator(Harm.MEANING)
def add_negation(subject: Subject) -> Made:
    """Yield the text with a negation, where the source has none; a question asks the same with one."""
    if subject.source_words is None:
        yield Skip(NO_SOURCE_WORDS)
        return
    asks, negated = subject.source_words.asks.get("add"), subject.source_words.asks.get("drop")
    if not asks or not negated or re.search(negated, subject.source, re.IGNORECASE):
        return
    if subject.source.endswith("?") or not re.search(asks, subject.source, re.IGNORECASE):
        return
    if subject.words is None:
        yield Skip(NO_WORDS)
        return
    made = False
    for after, old, new in subject.words.changes("add", subject.text):
        made = True
        yield Change(after, f"{old!r} became {new!r}")
    if not made:
        yield Skip("no verb that the audit can negate stands in the translation")
