"""The end of a text is cut off."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Subject, mutator

_SHORTEST = 30
"""Characters of a source from which its translation is cut."""


@mutator(Harm.MEANING)
def truncate(subject: Subject) -> Made:
    """Yield the text without its last two fifths, cut between words where there are spaces."""
    if len(subject.source) < _SHORTEST:
        return
    kept = subject.text[: len(subject.text) * 3 // 5]
    kept = kept.rsplit(" ", 1)[0] if " " in kept else kept
    yield Change(kept, f"{subject.text[len(kept) :].strip()!r} is cut off")
