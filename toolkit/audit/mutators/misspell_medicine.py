"""The name of a medicine loses a letter, or two of its letters change places: a near miss."""

from __future__ import annotations

import re

from toolkit.audit.mutation import Change, Harm, Made, Skip, Subject, mutator
from toolkit.audit.mutators._medicines import medicines
from toolkit.audit.mutators._tables import NO_WORDS


@mutator(Harm.MEANING)
def misspell_medicine(subject: Subject) -> Made:
    """Yield the text with the first medicine misspelt in two ways."""
    named = subject.source_words.medicines if subject.source_words else ()
    if not any(re.search(rf"\b{re.escape(name)}", subject.source, re.IGNORECASE) for name in named):
        return
    if subject.words is None:
        yield Skip(NO_WORDS)
        return
    found = medicines(subject)
    if not found:
        yield Skip("no medicine that the audit knows stands in the translation")
        return
    start, end, _ = found[0]
    old = subject.text[start:end]
    middle = len(old) // 2
    for new in (
        old[:middle] + old[middle + 1 :],
        old[: middle - 1] + old[middle] + old[middle - 1] + old[middle + 1 :],
    ):
        if new != old:
            yield Change(subject.text[:start] + new + subject.text[end:], f"{old!r} became {new!r}")
