"""The Markdown of a translation differs from that of its source, or would show its marks to readers.

## Why it matters
Bold type marks what must not be overlooked; an asterisk without a partner, or raw HTML, is printed as it stands.

## Hint
Use the same marks as the source, as often: **bold**, *emphasis*, `code`, images, and a backslash at a line's end.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.article.structure import InlineStructure, structure
from toolkit.checks._registry import Context, Finding, check
from toolkit.diagnostic import Severity, Span
from toolkit.model import Unit

_ABOUT_LINKS = {"link-target", "image-target", "empty-link"}


@check(severity=Severity.ERROR)
def markup(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each kind of mark that a form has more or less often than its source, and each slip."""
    if not context.markdown:
        return
    sources = [structure(text) for text in (unit.msgid, unit.msgid_plural) if text is not None]
    known = {problem.message for source in sources for problem in source.problems}
    for form, text in enumerate(unit.msgstrs):
        if not text:
            continue
        own = structure(text)
        differences = [list(_differences(source, own)) for source in sources]
        if all(differences):
            for message in differences[0]:
                yield Finding(message, form=form)
        field = f"msgstr[{form}]" if unit.msgid_plural is not None else "msgstr"
        slips = {problem.message: problem for problem in own.problems if problem.code not in _ABOUT_LINKS}
        for problem in slips.values():
            if problem.message in known:
                continue
            start = text.find(problem.text) if problem.text else -1
            spans = () if start < 0 else (Span(field, start, start + len(problem.text), problem.text),)
            yield Finding(problem.message, form=form, spans=spans)


def _differences(source: InlineStructure, own: InlineStructure) -> Iterator[str]:
    counts = (
        ("bold part", source.strongs, own.strongs),
        ("emphasised part", source.emphases, own.emphases),
        ("line break", source.breaks, own.breaks),
        ("image", len(source.images), len(own.images)),
    )
    for name, wanted, found in counts:
        if wanted != found:
            yield f"the source has {_number(wanted, name)}, the translation {found or 'none'}"
    if sorted(source.codes) != sorted(own.codes):
        wanted_codes = ", ".join(repr(code) for code in source.codes) or "none"
        yield f"code must stay as it is: the source has {wanted_codes}"


def _number(number: int, name: str) -> str:
    return f"{number or 'no'} {name}{'' if number == 1 else 's'}"
