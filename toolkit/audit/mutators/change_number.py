"""A number is changed: 3 becomes 4, "two" becomes "three"."""

from __future__ import annotations

import re

from toolkit.audit.mutation import Change, Harm, Made, Subject, mutator
from toolkit.audit.mutators._parts import numbers


@mutator(Harm.MEANING)
def change_number(subject: Subject) -> Made:
    """Yield the text with another number in digits, then with another one in words where the source has one."""
    for start, end in numbers(subject.text)[:3]:
        old = subject.text[start:end]
        new = old[:-1] + str((int(old[-1]) + 1) % 10)
        yield Change(subject.text[:start] + new + subject.text[end:], f"{old!r} became {new!r}")
    asks = subject.source_words.asks.get("numbers") if subject.source_words else None
    if subject.words and asks and re.search(asks, subject.source, re.IGNORECASE):
        for after, old, new in subject.words.changes("numbers", subject.text):
            yield Change(after, f"{old!r} became {new!r}")
