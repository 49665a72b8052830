"""The inline Markdown of one message, safe as HTML whoever wrote it.

A message is parsed alone, with no link definitions. Known to it are emphasis, `code`, links, images, hard breaks (a
backslash at the end of a line), `{name}` for a name of source/site.toml, and backslash escapes. Raw HTML is shown as
the characters it consists of, and so is a character reference, but for `&amp; &lt; &gt; &quot; &nbsp;`: one that
stands for a character nobody can see would pass every check that reads the message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from toolkit.article.parser import parse_inline
from toolkit.article.render import SPACES, readable, render_tokens, text_of
from toolkit.article.safe_html import escape, sanitise
from toolkit.article.strings import SiteLink
from toolkit.article.structure import InlineProblem, InlineStructure, structure

__all__ = ["InlineProblem", "InlineStructure", "plain_text", "render_inline", "render_parsed", "structure"]

_MARKUP = re.compile(r"[\\`*_\[<&{\x00-\x1f\ud800-\udfff\ufeff]")
"""What the parser, or the repair of the text before it, looks at; a text without it only needs escaping."""


def render_inline(text: str, links: Mapping[str, SiteLink]) -> str:
    """Return the inline Markdown `text` of a message as HTML.

    The HTML holds no elements but em, strong, code, a[href, title], img[src, alt, title] and br, and no addresses but
    those that `toolkit.article.targets` allows. Names and `site:` targets come from `links`; an unknown name stays
    as text, a link with a wrong or unknown target leaves its text. Never raises, and drops no text.
    """
    if not _MARKUP.search(text):
        return escape(text)
    return render_parsed(text, links)


def render_parsed(text: str, links: Mapping[str, SiteLink]) -> str:
    """Return the same as `render_inline`, always by way of the parser and the sanitiser: its slow twin."""
    html = render_tokens(parse_inline(readable(text)), links, text)
    return sanitise(html)


def plain_text(text: str, links: Mapping[str, SiteLink]) -> str:
    """Return the text of a message without its markup, in one line: for <title>, contents lists and JSON-LD.

    An image gives its alternative text. The result is text, not HTML: it has to be escaped where it goes.
    """
    tokens = parse_inline(readable(text)) if _MARKUP.search(text) else None
    return SPACES.sub(" ", text if tokens is None else text_of(tokens, links)).strip(" ")
