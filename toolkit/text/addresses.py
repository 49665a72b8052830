"""Finds addresses in running text, and tells whether one is another language's version of the other."""

from __future__ import annotations

from toolkit.late import late

_ADDRESS = late(
    r"(?:https?|ftp)://[^\s<>()\[\]{}\"'«»“”„、。，；：！？）】」』\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{1,2000}"
    r"|(?<![\w.@/-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
)
_EXAMPLE = late(r"@example\.[a-z]{2,4}$")
_TRAILING = ".,;:!?*_~'"
_LANGUAGE = late(r"(?<=//)[a-z]{2}(?:-[a-z]{2,4})?(?=\.)|(?<=[^/:]/)[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?=[/?#]|$)")
"""The code of a language as the first part of a host or as a part of a path; never the end of a host."""


def addresses_in(text: str) -> list[tuple[int, str]]:
    """Return the web and mail addresses that stand in `text`, with their places; marks behind them are not part."""
    if "://" not in text and "@" not in text:
        return []
    return [(match.start(), match[0].rstrip(_TRAILING)) for match in _ADDRESS.finditer(text)]


def same_but_language(one: str, other: str) -> bool:
    """Whether two addresses differ in the codes of languages only: `en.wikipedia.org` and `fr.wikipedia.org`.

    The names of pages of another language's encyclopedia are of that language too.
    """
    if _LANGUAGE.sub("*", one) == _LANGUAGE.sub("*", other):
        return True
    return all(".wikipedia.org/wiki/" in address for address in (one, other))


def in_language(one: str, other: str, locale: str | None) -> bool:
    """Whether the other address differs in one code of a language only, and has that of the locale there."""
    codes = [_LANGUAGE.findall(address) for address in (one, other)]
    if locale is None or len(codes[0]) != len(codes[1]) or _LANGUAGE.sub("*", one) != _LANGUAGE.sub("*", other):
        return False
    new = [code for old, code in zip(*codes, strict=True) if old != code]
    return len(new) == 1 and new[0].replace("_", "-").split("-")[0] == locale.split("_")[0]


def is_example(address: str) -> bool:
    """Whether it is a mail address that nobody has: RFC 2606 keeps the name `example` for examples."""
    return _EXAMPLE.search(address) is not None
