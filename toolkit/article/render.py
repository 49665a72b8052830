"""Inline tokens as HTML and as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from markdown_it.token import Token

from toolkit.article.safe_html import escape, escape_attribute
from toolkit.article.targets import SITE, encode, image_problem, link_problem

if TYPE_CHECKING:
    from toolkit.article.strings import SiteLink

REFERENCES = frozenset({"&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;"})
"""Character references that are read as the character they name."""
PLACEABLE = re.compile(r"\{([a-z][a-z0-9-]*)\}")
"""`{name}` in a text."""
MAX_DEPTH = 8
"""Emphasis nested deeper is shown without markup: browsers and sanitisers slow down, and nobody writes it."""

_UNREADABLE = re.compile(r"[\x00\ud800-\udfff]")
_HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
SPACES = re.compile(r"[ \t\n]+")
"""A run of white space, which a browser shows as one space."""


def readable(text: str) -> str:
    """Return `text` with line feeds as line ends and without what HTML cannot hold (NUL, surrogates, a first BOM)."""
    return _UNREADABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")).lstrip("\ufeff")


def render_tokens(tokens: list[Token], links: Mapping[str, SiteLink], text: str) -> str:
    """Return the inline tokens as HTML, not yet sanitised; `text` is what they were parsed from."""
    out: list[str] = []
    depth = 0
    open_links: list[bool] = []
    for token in tokens:
        match token.type:
            case "em_open" | "strong_open":
                depth += 1
                out.append(f"<{token.tag}>" if depth <= MAX_DEPTH else "")
            case "em_close" | "strong_close":
                out.append(f"</{token.tag}>" if depth <= MAX_DEPTH else "")
                depth -= 1
            case "link_open":
                address = resolve(str(token.attrs["href"]), links)
                open_links.append(address is not None)
                if address is not None:
                    out.append(f'<a href="{escape_attribute(encode(address))}"{_title(token, text)}>')
            case "link_close":
                out.append("</a>" if open_links.pop() else "")
            case "image":
                out.append(_image(token, links, text))
            case "hardbreak":
                out.append("<br>")
            case "code_inline":
                out.append(f"<code>{escape(code_text(token))}</code>")
            case _:
                out.append(escape(_text(token, links)))
    return "".join(out)


def text_of(tokens: list[Token], links: Mapping[str, SiteLink]) -> str:
    """Return the text of the inline tokens, breaks as spaces."""
    return "".join(_text(token, links) for token in tokens)


def code_text(token: Token) -> str:
    """Return the content of a code span, white space as a browser shows it."""
    return SPACES.sub(" ", token.content).strip(" ")


def title_of(token: Token, text: str) -> str:
    """Return the title of a link or image; "" where it holds an unseen character that `text` does not show."""
    title = str(token.attrs.get("title", ""))
    return "" if any(char not in text for char in _HIDDEN.findall(title)) else title


def is_foreign_reference(token: Token) -> bool:
    """Whether the token is a character reference that is not read."""
    return token.type == "text_special" and token.info == "entity" and token.markup not in REFERENCES


def resolve(address: str, links: Mapping[str, SiteLink]) -> str | None:
    """Return the target of a link, that of `site:NAME` from `links`; None where it is wrong or unknown."""
    if link_problem(address):
        return None
    if address.startswith(SITE):
        link = links.get(address.removeprefix(SITE))
        return link.url if link else None
    return address


def _text(token: Token, links: Mapping[str, SiteLink]) -> str:
    """Return the text that an inline token shows; "" for those that only begin or end something."""
    if token.type == "text":
        return PLACEABLE.sub(lambda found: links[found[1]].name if found[1] in links else found[0], token.content)
    if token.type == "code_inline":
        return code_text(token)
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "image":
        return text_of(token.children or [], links)
    return token.markup if is_foreign_reference(token) else token.content


def _image(token: Token, links: Mapping[str, SiteLink], text: str) -> str:
    alternative = SPACES.sub(" ", text_of(token.children or [], links)).strip(" ")
    address = str(token.attrs["src"])
    if image_problem(address):
        return escape(alternative)
    return f'<img src="{escape_attribute(encode(address))}" alt="{escape_attribute(alternative)}"{_title(token, text)}>'


def _title(token: Token, text: str) -> str:
    title = SPACES.sub(" ", title_of(token, text)).strip(" ")
    return f' title="{escape_attribute(title)}"' if title else ""
