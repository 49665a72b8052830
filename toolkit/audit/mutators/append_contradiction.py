"""A sentence behind the text takes it back: "You can stop it at any time."."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Skip, Subject, mutator
from toolkit.audit.mutators._tables import NO_WORDS

_ENDS = (".", "!", "?", "。", "।", "！", "؟")


@mutator(Harm.MEANING)
def append_contradiction(subject: Subject) -> Made:
    """Yield the text with a sentence of the table `contradictions` behind it, where it is a sentence itself."""
    if not subject.source.endswith((".", "!")):
        return
    if subject.words is None:
        yield Skip(NO_WORDS)
        return
    gap = "" if subject.text.endswith("。") else " "
    for sentence in subject.words.contradictions:
        base = subject.text if subject.text.endswith(_ENDS) else f"{subject.text}."
        yield Change(f"{base}{gap}{sentence}", f"{sentence!r} was added")
