"""The name of a medicine loses a letter, or two of its letters change places: a near miss."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Skip, Subject, mutator
from toolkit.audit.mutators._medicines import medicines


@mutator(Harm.MEANING)
def misspell_medicine(subject: Subject) -> Made:
    """Yield the text with the first medicine misspelt in two ways."""
    found = medicines(subject)
    if isinstance(found, Skip):
        yield found
        return
    if not found:
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
