"""A medicine becomes another one: baclofen becomes diazepam, or two of them change places."""

from __future__ import annotations

from toolkit.audit.mutation import Change, Harm, Made, Skip, Subject, mutator
from toolkit.audit.mutators._medicines import medicines


@mutator(Harm.MEANING)
def swap_medicines(subject: Subject) -> Made:
    """Yield the text with another medicine in the place of the first one that it names."""
    found = medicines(subject)
    if isinstance(found, Skip):
        yield found
        return
    if not found:
        return
    start, end, name = found[0]
    known = subject.words.medicines if subject.words else ()
    other = known[(known.index(name) + 1) % len(known)]
    old = subject.text[start:end]
    new = other[:1].upper() + other[1:] if old[:1].isupper() else other[:1].lower() + other[1:]
    after = subject.text[:start] + new + subject.text[end:]
    if len({row[2] for row in found}) > 1 and any(row[2] == other for row in found):
        after = after.replace(new, old).replace(old, new, 1) if after.count(new) > 1 else after
    yield Change(after, f"{old!r} became {new!r}")
