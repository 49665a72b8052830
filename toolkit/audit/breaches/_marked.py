"""Finds the element of a statement in the HTML of a page."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>")
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


def marked(html: str, statement: str) -> tuple[int, int, int] | None:
    """Return where the element with `data-statement` begins, where its first tag ends, and where it ends.

    None where there is not exactly one. The page is one of the toolkit's: its tags are closed, and no attribute holds
    a `>`.
    """
    found = list(re.finditer(rf'<[a-z]+\b[^>]*\bdata-statement="{re.escape(statement)}"[^>]*>', html))
    if len(found) != 1:
        return None
    depth = 0
    for tag in _TAG.finditer(html, found[0].start()):
        if tag[2] in _VOID or tag[0].endswith("/>"):
            continue
        depth += -1 if tag[1] else 1
        if depth == 0:
            return found[0].start(), found[0].end(), tag.end()
    return None
