"""The normal form of a block's inline Markdown: what stands in the catalog as its msgid.

Re-wrapping a source changes no msgid, so that an editor who presses "reflow" makes no work for translators: each run
of white space is one space, a hard break is a backslash and a line feed whichever way it was written, notes are gone,
and a reference-style link is written inline, because a message is parsed alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.article.parser import BREAK, Edit

_SPACES = re.compile(r"[ \t\n]+")
_BREAKS = re.compile(rf" ?{BREAK} ?")


def collapse(text: str) -> str:
    """Return `text` with each run of spaces, tabs and line feeds as one space, and none at its ends."""
    return _SPACES.sub(" ", text).strip(" ")


def normal_form(text: str, edits: Sequence[Edit], limit: int) -> str | None:
    """Return the msgid of the inline Markdown `text`, or None where it has more than `limit` characters.

    `edits` are what `parse_inline` noted: in the order of the text, without overlap. A long address that many links
    refer to can make a text far longer, so the length is known before the text is made.
    """
    if len(text) + sum(len(what) - (end - start) for start, end, what in edits) > limit:
        return None
    out: list[str] = []
    position = 0
    for start, end, what in edits:
        out += [text[position:start], what]
        position = end
    collapsed = _SPACES.sub(" ", "".join([*out, text[position:]]))
    return _BREAKS.sub("\\\\\n", collapsed.strip(f" {BREAK}"))
