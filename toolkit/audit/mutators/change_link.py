"""A link leads elsewhere."""

from __future__ import annotations

import re

from toolkit.audit.mutation import Change, Harm, Made, Subject, mutator

_TARGET = re.compile(r"\]\(((?:https?://|site:|tel:|mailto:|/|#)[^)\s]+)\)")


@mutator(Harm.FORM)
def change_link(subject: Subject) -> Made:
    """Yield the text with another target in the place of the first link, and with a host that looks like it."""
    found = _TARGET.search(subject.text)
    if found is None:
        return
    target = found[1]
    for new in ("https://pharmacy.example/", target.replace("l", "I", 1) if "l" in target else f"{target}x"):
        yield Change(subject.text[: found.start(1)] + new + subject.text[found.end(1) :], f"{target!r} became {new!r}")
