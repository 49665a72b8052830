"""A sentence behind the text takes it back: "You can stop it at any time."."""

from __future__ import annotations

import re

from toolkit.audit.mutation import Change, Harm, Made, Skip, Subject, mutator
from toolkit.audit.mutators._tables import NO_WORDS

_ENDS = (".", "!", "?", "。", "।", "！", "؟")


@mutator(Harm.MEANING)
def append_contradiction(subject: Subject) -> Made:
    """Yield the text with a sentence of the table `contradictions` behind it, where it is a sentence itself.

    That nobody has to keep to it takes back an order, and is nonsense behind a fact.
    """
    if not subject.source.endswith((".", "!")):
        return
    if subject.words is None:
        yield Skip(NO_WORDS)
        return
    asks = subject.source_words.asks.get("contradictions") if subject.source_words else None
    is_order = asks is not None and re.search(asks, subject.source, re.IGNORECASE) is not None
    gap = "" if subject.text.endswith("。") else " "
    for sentence in subject.words.contradictions[: None if is_order else 1]:
        base = subject.text if subject.text.endswith(_ENDS) else f"{subject.text}."
        yield Change(f"{base}{gap}{sentence}", f"{sentence!r} was added")
