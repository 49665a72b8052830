"""The Markdown of a translation differs from that of its source, or would show its marks to readers.

In a project the articles are Markdown, statements and site strings are not. In a catalog that is given by its path a
message counts as Markdown if its source has some and no flag says that it is a program's (`c-format` ...): so `*` and
`_` in the strings of a program are only characters.

## Why it matters
Bold type marks what must not be overlooked; an asterisk without a partner, or raw HTML, is printed as it stands.

## Hint
Use the same marks as the source, as often: **bold**, *emphasis*, `code`, images, and a backslash at a line's end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.checks._markdown import structure
from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit

if TYPE_CHECKING:
    from toolkit.article.structure import InlineStructure

_MARK = late(r"[*_`\[\]\\<&!{]")
_GNU_QUOTES = late(r"(?<![`\w])``?(?=\S)([^`\n]{1,200}?)(?<=\S)''?(?![\w`'])")
"""How programs of GNU quoted: `this', ``this''."""
_GENDER_STAR = late(r"(?<=[^\W\d_])\*(?=(?:innen|in|r|n|e|m|s)\b)")
"""German names all genders with a star within a word: "Patient*innen", "ein*e"."""
_ABOUT_LINKS = {"link-target", "image-target", "empty-link"}
_UNMISTAKABLE = {"stray-emphasis", "stray-code", "broken-link"}
"""Slips that count where the source has no Markdown, if it does not have their characters either."""


@check(severity=Severity.ERROR, needs_source=True, supersedes=["unbalanced-bracket", "html"])
def markup(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each kind of mark that a form has more or less often than its source, and each slip.

    What a form has too much of is a warning: some languages set foreign words apart.
    """
    if context.markdown is False or (context.markdown is None and is_of_program(unit)):
        return
    if not any(_MARK.search(text) for text in (*sources(unit), *unit.msgstrs)):
        return
    gnu = not context.markdown and any(map(_GNU_QUOTES.search, sources(unit)))
    wanted = [structure(_unquoted(text, gnu=gnu)) for text in sources(unit)]
    sure = context.markdown or any(map(has_markdown, sources(unit), wanted))
    for form, text in filled_forms(unit):
        if not sure and not _MARK.search(text):
            continue
        own = structure(_without_stars(_unquoted(text, gnu=gnu), context))
        differences = [list(_differences(source, own, known=bool(context.markdown))) for source in wanted]
        if all(differences):
            for message, severity in differences[0]:
                if sure or severity is not None:
                    yield Finding(message, form=form, severity=severity)
        yield from _slips(unit, form, own, wanted, sure=sure)


def is_of_program(unit: Unit) -> bool:
    """Whether a flag says that a program fills in the message; what looks like Markdown there is something else."""
    return any(flag.endswith("-format") and not flag.startswith("no-") for flag in unit.flags)


def has_markdown(text: str, found: InlineStructure) -> bool:
    """Whether a text has a mark that only Markdown has a meaning for; programs have names such as `__init__`."""
    emphasis = (found.emphases or found.strongs) and "*" in text
    return bool("](" in text and (found.links or found.images)) or bool(found.codes or emphasis)


def _unquoted(text: str, *, gnu: bool) -> str:
    """Return a text with common quotation marks for those of GNU, which are no code."""
    return _GNU_QUOTES.sub(r"'\1'", text) if gnu else text


def _without_stars(text: str, context: Context) -> str:
    """Return a German text without the stars that name all genders; in Markdown a second one would emphasise."""
    if not (context.locale or "").startswith("de") or (context.markdown and len(_GENDER_STAR.findall(text)) > 1):
        return text
    return _GENDER_STAR.sub(":", text)


def _slips(
    unit: Unit, form: int, own: InlineStructure, wanted: list[InlineStructure], *, sure: bool
) -> Iterator[Finding]:
    known = {problem.message for source in wanted for problem in source.problems}
    known_codes = {problem.code for source in wanted for problem in source.problems}
    slips = {problem.message: problem for problem in own.problems if problem.code not in _ABOUT_LINKS}
    for problem in slips.values():
        if problem.message in known or (problem.code == "raw-html" and problem.code in known_codes):
            continue
        if not sure and (problem.code not in _UNMISTAKABLE or any(problem.text in source for source in sources(unit))):
            continue
        severity = None if sure else Severity.WARNING
        start = unit.msgstrs[form].find(problem.text) if problem.text else -1
        if start < 0:
            yield Finding(problem.message, form=form, severity=severity)
        else:
            yield placed(unit, form, start, start + len(problem.text), problem.message, severity=severity)


def _differences(
    source: InlineStructure, own: InlineStructure, *, known: bool
) -> Iterator[tuple[str, Severity | None]]:
    """Yield what differs, and its severity where that is not the check's own.

    Where the text is not `known` to be Markdown, `code` may be a quotation and *emphasis* may be capital letters.
    """
    counts = (
        ("bold part", source.strongs, own.strongs),
        ("emphasised part", source.emphases, own.emphases),
        ("line break", source.breaks, own.breaks),
        ("image", len(source.images), len(own.images)),
    )
    for name, wanted, found in counts:
        if wanted != found:
            doubtful = found > wanted or (name == "emphasised part" and not known)
            severity = Severity.WARNING if doubtful else None
            yield f"the source has {_number(wanted, name)}, the translation {found or 'none'}", severity
    if sorted(source.codes) != sorted(own.codes):
        wanted_codes = ", ".join(repr(code) for code in source.codes) or "none"
        severity = None if source.codes and known else Severity.WARNING
        yield f"code must stay as it is: the source has {wanted_codes}", severity


def _number(number: int, name: str) -> str:
    return f"{number or 'no'} {name}{'' if number == 1 else 's'}"
