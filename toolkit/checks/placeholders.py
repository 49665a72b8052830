"""A placeholder of the source is missing, changed, or added in the translation.

## Why it matters
A name or a number would be missing on the page, or the page could not be built.

## Hint
Copy each placeholder exactly as it stands in the source; a form for exactly one number may spell the number out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from toolkit.catalog.plurals import exact_numbers
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity, Span
from toolkit.model import Unit

_BRACE = re.compile(r"(?<![\\{])\{([A-Za-z][A-Za-z0-9_-]*)\}(?!\})")
_PERCENT = re.compile(r"%(?:\([A-Za-z_]\w*\))?[#0 +-]*(?:\d+|\*)?(?:\.\d+)?[diouxXeEfFgGcrsa]")
_JINJA = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}%]*%\}")


@check(severity=Severity.ERROR)
def placeholders(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each placeholder that a form has too few or too many times."""
    exact = exact_numbers(context.plural_forms) if context.plural_forms and unit.msgid_plural is not None else {}
    percent = "python-format" in unit.flags
    for form, text in enumerate(unit.msgstrs):
        if not text:
            continue
        accepted = [_found(unit.msgid, percent)]
        if unit.msgid_plural is not None:
            accepted.append(_found(unit.msgid_plural, percent))
        found = _found(text, percent)
        if any(found == wanted for wanted in accepted):
            continue
        wanted = accepted[-1]
        if form in exact and not found - wanted and sum((wanted - found).values()) == 1:
            continue
        field = f"msgstr[{form}]" if unit.msgid_plural is not None else "msgstr"
        for name in sorted(wanted - found):
            yield Finding(f"placeholder {name!r} is missing", form=form)
        for name in sorted(found - wanted):
            start = text.find(name)
            yield Finding(
                f"placeholder {name!r} is not in the source",
                form=form,
                spans=(Span(field, start, start + len(name), name),),
            )


def _found(text: str, percent: bool) -> Counter[str]:
    found = Counter(match[0] for pattern in (_BRACE, _JINJA) for match in pattern.finditer(text))
    if percent:
        found.update(match[0] for match in _PERCENT.finditer(text.replace("%%", "")))
    return found
