"""Hides from a message what is no running text: placeholders, addresses, code, tags."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.late import late

FILLER = "\ufffc"
"""Stands for each hidden character: OBJECT REPLACEMENT CHARACTER, which is neither a letter nor a space."""

_HINT = late(r"[%{<`@\\&]|://|\]\(")
# Every repetition is bounded, so the scan is linear.
_HIDDEN = late(
    r"\{\{[^{}]{0,300}\}\}|\{\$[^{}]{0,300}\$\}|\{%[^{}%]{0,300}%\}"  # Jinja, Angular
    r"|\{[A-Za-z0-9_][^{}\s]{0,80}\}|\{\}|%\([A-Za-z_]\w{0,80}\)[#0 +-]?\d{0,3}(?:\.\d)?[A-Za-z]"  # {name}, %(name)s
    r"|%(?:\d{1,2}\$)?[#0+-]?\d{0,3}(?:\.\d)?(?:l|ll|h)?[diouxXeEfgGcrsa](?![A-Za-z\u00c0-\u024f])"  # %s, %1$d
    r"|%(?:\d{1,2}\$)?@"  # %@, %1$@ of Apple's systems
    r"|%%|%\d(?!\d)"  # %1
    r"|<(?P<code>code|kbd|pre|samp|tt)>[^<>]{0,500}</(?P=code)>"
    r"|</?[A-Za-z][^<>]{0,500}>|<!--[^<>]{0,500}-->|&#?[A-Za-z0-9]{1,30};"  # HTML
    r"|\]\([^()\s]{0,2000}(?: \"[^\"\n]{0,500}\")?\)"  # the target of a link
    r"|(?:https?|ftp|mailto|tel|site)://[^\s<>()\[\]\"'«»“”、。（）「」『』【】]{1,2000}"
    r"|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
    r"|(?<!`)`[^`\n]{1,500}`(?!`)|``[^\n]{1,500}?``"  # code
    r"|\\[nrt\"\\]"  # escapes that were left in the text
)

_CODE = late(r"[\w./:=@()\[\]\\-]{0,80}[A-Za-z0-9][_./:=@()\[\]\\]{1,3}[A-Za-z0-9][\w./:=@()\[\]\\-]{0,80}", re.ASCII)
"""What is no word: "config.html_path", "hh:mm[:ss]"."""
_JOINT = late(r"[A-Za-z0-9][_./:=@()\[\]\\]{1,3}[A-Za-z0-9]")
"""What all of it has."""

_LETTERS = late(r"[^\W_]+")


_SPANS_OF_CODE = late(r"(?<!`)`([^`\n]{1,500})`(?!`)|``([^\n]{1,500}?)``|<(?:code|kbd|pre|samp|tt)>([^<>]{0,500})</")


def code_in(text: str) -> str:
    """Return what a text marks as code, with Markdown or HTML; the pieces stand in lines."""
    marked = "`" in text or "<" in text
    return "\n".join("".join(filter(None, found)) for found in _SPANS_OF_CODE.findall(text)) if marked else ""


@lru_cache(maxsize=1_024)
def masked(text: str) -> str:
    """Return `text`, as long as it was, with `FILLER` for what translators copy; words keep their places."""
    if not _HINT.search(text):
        return text
    return _HIDDEN.sub(lambda match: FILLER * len(match[0]), text)


@lru_cache(maxsize=1_024)
def prose(text: str) -> str:
    """Return `text`, as long as it was, with `FILLER` also for names of files, settings and formats."""
    plain = masked(text)
    return _CODE.sub(lambda match: FILLER * len(match[0]), plain) if _JOINT.search(plain) else plain


@lru_cache(maxsize=1_024)
def letters(text: str) -> int:
    """Return the number of letters and digits of the running text of a message."""
    return sum(map(len, _LETTERS.findall(masked(text))))
