"""The pieces of a source text that its translation copies as they are: placeholders, links, images, code."""

from __future__ import annotations

import re
from collections import Counter

from toolkit.article.inline import structure
from toolkit.model import Unit

_PLACEHOLDER = re.compile(r"(?<![\\{])\{[A-Za-z][A-Za-z0-9_-]*\}(?!\})|\{\{[^{}]*\}\}|\{%[^{}%]*%\}")
_PERCENT = re.compile(r"%(?:\([A-Za-z_]\w*\))?[#0 +-]*(?:\d+|\*)?(?:\.\d+)?[diouxXeEfFgGcrsa]")


def pieces(unit: Unit) -> tuple[str, ...]:
    """Return the pieces of a unit's source, the same one as often as it stands there; links without their texts."""
    text = unit.msgid if unit.msgid_plural is None else unit.msgid_plural
    return _pieces(text, percent="python-format" in unit.flags)


def missing_pieces(unit: Unit, translation: str) -> tuple[str, ...]:
    """Return the pieces of a unit's source that a translation of it lacks."""
    left = Counter(_pieces(translation, percent="python-format" in unit.flags))
    missing = []
    for piece in pieces(unit):
        left[piece] -= 1
        if left[piece] < 0:
            missing.append(piece)
    return tuple(missing)


def _pieces(text: str, *, percent: bool) -> tuple[str, ...]:
    found = structure(text)
    rows = [match[0] for match in _PLACEHOLDER.finditer(text)]
    if percent:
        rows += [match[0] for match in _PERCENT.finditer(text.replace("%%", ""))]
    rows += [f"[]({target})" for target in found.links]
    rows += [f"![]({target})" for target in found.images]
    rows += [f"`{code}`" for code in found.codes]
    rows += ["****"] * found.strongs
    return tuple(rows)
