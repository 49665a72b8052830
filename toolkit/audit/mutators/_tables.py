"""Makes the changes of a language's table, where the source shows that they are faults."""

from __future__ import annotations

import re

from toolkit.audit.mutation import Change, Made, Skip, Subject

NO_WORDS = "nothing is known of the language"
NO_SOURCE_WORDS = "nothing is known of the source language"


def from_table(subject: Subject, table: str, verb: str, missing: str) -> Made:
    """Yield the text with each change of the table, if the source holds what makes the change a fault."""
    if subject.source_words is None:
        yield Skip(NO_SOURCE_WORDS)
        return
    asks = subject.source_words.asks.get(table)
    if asks is None or not re.search(asks, subject.source, re.IGNORECASE):
        return
    if subject.words is None:
        yield Skip(NO_WORDS)
        return
    made = False
    for after, old, new in subject.words.changes(table, subject.text):
        made = True
        yield Change(after, f"{old!r} became {new!r}" if new else f"{old!r} {verb}")
    if not made:
        yield Skip(missing)
