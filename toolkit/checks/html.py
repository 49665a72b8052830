"""A translation has other HTML tags than its source, or tags that are not closed.

## Why it matters
A lost tag loses its emphasis or its link, an open one changes the rest of the page, and where no HTML belongs readers
see it as it stands.

## Hint
Copy the tags of the source, each with its end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.checks._pairs import WORDS
from toolkit.checks._registry import Context, Finding, check, filled_forms, placed, sources
from toolkit.diagnostic import Severity
from toolkit.late import late
from toolkit.model import Unit

_TAG = late(r"<(/?)([A-Za-z][A-Za-z0-9-]{0,30})(?=[\s/>])([^<>]{0,1000})>")
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
_LAYOUT = {"br", "wbr", "p", "nobr", "span", "hr"}
"""Tags that only lay out: a language may need one more or less."""
_SAME = {"b": "strong", "i": "em"}
"""Tags that look like others to all readers."""
_KNOWN = late(
    "a|abbr|area|b|bd[io]|big|blockquote|br|button|cite|code|col|d[dlt]|del|div|em|font|h[1-6r]|i|iframe|img|input|ins"
    "|kbd|label|li|link|mark|meta|nobr|object|[ou]l|p|pre|q|s|script|small|span|strike|strong|style|su[bp]|svg|t[dhrt]"
    "|table|tbody|u|video|wbr"
)


@check(severity=Severity.WARNING, needs_source=True, supersedes=["unbalanced-bracket", *WORDS])
def html(unit: Unit, context: Context) -> Iterator[Finding]:
    """Yield a finding for each tag that a form has more or less often than its source, and each that stays open.

    In Markdown any HTML is the business of `markup`. Where the source has no HTML, only tags that HTML knows are some:
    an error in plain text, a warning where nobody knows what the text is.
    """
    if context.markdown or not any("<" in text for text in (*sources(unit), *unit.msgstrs)):
        return
    wanted = [_tags(source) for source in sources(unit)]
    for form, text in filled_forms(unit):
        own = _tags(text)
        if any(own == source for source in wanted):
            continue
        if not any(wanted):
            for match in _TAG.finditer(text):
                if _KNOWN.fullmatch(match[2].lower()):
                    message = f"HTML where the source has none: {match[0]!r}"
                    severity = Severity.ERROR if context.markdown is False else None
                    yield placed(unit, form, match.start(), match.end(), message, severity=severity)
                    break
            continue
        yield from _differences(form, wanted[-1], own)


def _differences(form: int, wanted: Counter[str], own: Counter[str]) -> Iterator[Finding]:
    balanced = not _open(wanted)
    for name in _open(own) if balanced else ():
        yield Finding(f"the tag <{name}> is not closed as often as opened", form=form, severity=Severity.ERROR)
        return
    differing = (wanted - own) + (own - wanted)
    for tag in sorted(differing):
        if tag.strip("/") in _LAYOUT or (tag.startswith("/") and differing[tag] == differing[tag[1:]]):
            continue
        word = "lacks" if wanted[tag] > own[tag] else "has too many of"
        yield Finding(f"the translation {word} the tag <{tag}>", form=form)


def _tags(text: str) -> Counter[str]:
    """Return the tags of a text; a name in angle brackets that HTML does not know and nothing closes is none."""
    if "<" not in text:
        return Counter()
    found = Counter(match[1] + _SAME.get(match[2].lower(), match[2].lower()) for match in _TAG.finditer(text))
    return Counter(
        {
            tag: number
            for tag, number in found.items()
            if _KNOWN.fullmatch(tag.strip("/")) or f"/{tag}" in found or tag[0] == "/"
        }
    )


def _open(tags: Counter[str]) -> list[str]:
    names = {tag.strip("/") for tag in tags} - _VOID - {"p", "li"}
    return sorted(name for name in names if tags[name] != tags[f"/{name}"])
