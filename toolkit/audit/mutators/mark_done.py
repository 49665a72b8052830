"""A fuzzy guess is marked as done: the translation is that of an older or of a similar source."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Subject, mutator


@mutator(Harm.MEANING)
def mark_done(subject: Subject) -> Made:
    """Yield the translation of the most similar source: as msgmerge leaves it, and without the trace of it."""
    if subject.twin is not None and subject.twin[1] != subject.text:
        source, text = subject.twin
        what = f"it is the translation of {source!r}"
        yield Change(text, f"{what}, and the catalog says so", previous=source)
        yield Change(text, what)
