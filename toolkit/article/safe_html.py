"""Makes HTML of foreign text: escapes it, and sanitises what was rendered from its Markdown.

The one way from a message to HTML. Page templates escape what they are given by themselves (strict Jinja), and for
terminals and logs there is `toolkit.text.escape`.
"""

from __future__ import annotations

import nh3

from toolkit.article.targets import SCHEMES, SITE, image_problem, link_problem


def escape(text: str) -> str:
    """Return `text` as HTML text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """Return `text` as the value of an attribute in double quotes."""
    return escape(text).replace('"', "&quot;")


def sanitise(html: str) -> str:
    """Return rendered `html` with no element but em, strong, code, a, img, br, and no address but allowed ones."""
    return _CLEANER.clean(html).replace("&nbsp;", "\u00a0")


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute that stays: the last look at every address."""
    if name not in {"href", "src"}:
        return value
    problem = image_problem(value) if tag == "img" else link_problem(value)
    return None if problem or value.startswith(SITE) else value


_CLEANER = nh3.Cleaner(
    tags={"em", "strong", "code", "a", "img", "br"},
    attributes={"a": {"href", "title"}, "img": {"src", "alt", "title"}},
    attribute_filter=_attribute,
    url_schemes=set(SCHEMES),
    link_rel=None,
)
