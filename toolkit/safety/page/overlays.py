"""Which elements of a page lie over others and are large enough to cover a statement, by how each of them is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.safety.page.document import Element
from toolkit.safety.page.look import Look

_MUCH_TEXT = 150
"""Characters that make a box on some lines, as large as a statement."""
_MANY_LINES = 3
"""Breaks of lines that make a box as high as a statement."""


def overlays(looks: Sequence[tuple[Element, Look]]) -> list[Element]:
    """Return those of the elements, each with its look, that may cover a statement."""
    heavy = _heavy(looks) if any(look.afloat for _, look in looks) else frozenset()
    return [
        element
        for element, look in looks
        if look.spans or _may_cover(element, look) or (element.index in heavy and not _is_folded(element))
    ]


def _heavy(looks: Sequence[tuple[Element, Look]]) -> frozenset[int]:
    """Return the boxes out of the flow that what is in them makes large, where it or they are painted."""
    lines: Counter[int] = Counter()
    inked: set[int] = set()
    found: set[int] = set()
    # What is in an element comes after it.
    for element, look in sorted(looks, key=lambda row: row[0].index, reverse=True):
        index = element.index
        if look.gone:
            continue
        if look.inked:
            inked.add(index)
        lines[index] += _MANY_LINES if look.tall else int(element.tag == "br")
        if look.afloat:
            found |= {index} if lines[index] >= _MANY_LINES and index in inked and not element.foreign else set()
        elif element.parent is not None:
            lines[element.parent.index] += lines[index]
            inked |= {element.parent.index} if index in inked else set()
    return frozenset(found)


def _may_cover(element: Element, look: Look) -> bool:
    """Whether what is in an element makes its box large, or runs out of it."""
    if not (look.floats or look.spills) or element.foreign or _is_folded(element):
        return False
    text = element.text.strip()
    return (look.floats and len(text) > _MUCH_TEXT) or (look.spills and bool(text or element.count))


def _is_folded(element: Element) -> bool:
    """Whether it stands in a `details` that is closed until its reader opens it."""
    item: Element | None = element
    while item is not None and not (item.tag == "details" and "open" not in item.attributes):
        item = item.parent
    return item is not None and item is not element
