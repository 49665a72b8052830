"""The text stands in another language that looks like its own: Portuguese for Spanish."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Subject, mutator
from toolkit.audit.mutators._parts import long_enough


@mutator(Harm.MEANING)
def other_language(subject: Subject) -> Made:
    """Yield the same message of the nearest locale that has it, where the source has at least three words."""
    if subject.words is None or not long_enough(subject.source):
        return
    for locale in subject.words.near:
        text = subject.elsewhere.get(locale)
        if text is not None and text != subject.text:
            yield Change(text, f"it is in the language of {locale!r}")
            return
