"""Finds the names of medicines in a translation, with the audit's own list."""

from __future__ import annotations

import re

from toolkit.audit.mutation import Skip, Subject
from toolkit.audit.mutators._tables import NO_WORDS


def medicines(subject: Subject) -> list[tuple[int, int, str]] | Skip:
    """Return start, end and listed name of each medicine of the text; an ending of the word stays outside.

    None of them where the source names no medicine; why there is none where it does.
    """
    named = subject.source_words.medicines if subject.source_words else ()
    if not any(re.search(rf"\b{re.escape(name)}", subject.source, re.IGNORECASE) for name in named):
        return []
    if subject.words is None:
        return Skip(NO_WORDS)
    found = [
        (item.start(), item.end(), name)
        for name in subject.words.medicines
        for item in re.finditer(re.escape(name), subject.text, re.IGNORECASE)
    ]
    return sorted(found) or Skip("no medicine that the audit knows stands in the translation")
