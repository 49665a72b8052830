"""A number becomes ten times as large or a tenth: 2.5 becomes 25, 1,000 becomes 10,000."""

from __future__ import annotations

import re

from toolkit.audit.mutation import Change, Harm, Made, Subject, mutator
from toolkit.audit.mutators._parts import numbers


@mutator(Harm.MEANING)
def move_decimal(subject: Subject) -> Made:
    """Yield the text with a zero more, and one with a zero less or without its decimal mark."""
    text = subject.text
    for start, end in numbers(text)[:2]:
        old = text[start:end]
        decimal = re.fullmatch(r"(\d{1,3})[.,٫](\d{1,2})", old)
        changed = [decimal[1] + decimal[2]] if decimal else [f"{old}0"]
        changed += [old[:-1]] if len(old) > 1 and old.endswith("0") and not decimal else []
        for new in changed:
            yield Change(text[:start] + new + text[end:], f"{old!r} became {new!r}")
