"""A sentence is missing."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Skip, Subject, mutator
from toolkit.audit.mutators._parts import sentences


@mutator(Harm.MEANING)
def delete_sentence(subject: Subject) -> Made:
    """Yield the text without each of its first three sentences, where the source has several too."""
    if len(sentences(subject.source)) < 2:
        return
    parts = sentences(subject.text)
    if len(parts) < 2:
        yield Skip("the translation is one sentence")
        return
    for number in range(min(3, len(parts))):
        rest = "".join(parts[:number] + parts[number + 1 :]).rstrip()
        if rest.count("**") % 2 or rest.count("[") != rest.count("]"):
            yield Skip("a sentence by itself leaves broken markup")
            continue
        yield Change(rest, f"the sentence {parts[number].strip()!r} is gone")
