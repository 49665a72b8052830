"""A phrase is no longer emphasised."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Subject, mutator


@mutator(Harm.FORM)
def drop_emphasis(subject: Subject) -> Made:
    """Yield the text without its strong emphasis."""
    if "**" in subject.source and "**" in subject.text:
        yield Change(subject.text.replace("**", ""), "the emphasis is gone")
