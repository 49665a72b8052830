"""Finds the names of medicines in a translation, with the audit's own list."""

from __future__ import annotations

import re

from toolkit.audit.mutation import Subject


def medicines(subject: Subject) -> list[tuple[int, int, str]]:
    """Return start, end and listed name of each medicine of the text; an ending of the word stays outside."""
    names = subject.words.medicines if subject.words else ()
    found = [
        (item.start(), item.end(), name)
        for name in names
        for item in re.finditer(re.escape(name), subject.text, re.IGNORECASE)
    ]
    return sorted(found)
