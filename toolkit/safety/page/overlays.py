"""Which elements of a page lie over others and are large enough to cover a statement, by how each of them is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import inf

from toolkit.safety.page.covering import STUCK
from toolkit.safety.page.document import Element
from toolkit.safety.page.look import Look

_MUCH_TEXT = 150
"""Characters that make a box on some lines, as large as a statement."""
_MANY_LINES = 3
"""Breaks of lines that make a box as high as a statement."""
_LINE, _PARAGRAPH, _CHARACTER = 18.0, 30.0, 0.2
"""Pixels that a line, a paragraph and a character of text make a box high, in a window of middle width."""
_MIDDLE, _NARROWEST, _LETTERS = 640.0, 20.0, 16.0
"""Pixels of a window of middle width, of the narrowest room for a text, and of its letters."""
_STACKED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dt", "dd"})
_OUT = 16.0
"""Pixels by which text may run out of a low box, for what is between its lines and what follows."""


def overlays(looks: Sequence[tuple[Element, Look]]) -> list[tuple[Element, Element | None]]:
    """Return those of the elements, each with its look, that may cover a statement.

    Behind each stands the box that it lies in, where it surely does: it covers nothing else.
    """
    seen = {element.index: look for element, look in looks}
    afloat, bound = (any(map(asked, looks)) for asked in (_is_afloat, _is_bound))
    heavy = _heavy(looks) if afloat else frozenset()
    heavy |= _overfull(looks) if bound else frozenset()
    return [
        (element, _holder(element, seen))
        for element, look in looks
        if look.spans or _may_cover(element, look) or (element.index in heavy and not _is_folded(element))
    ]


def _holder(element: Element, looks: Mapping[int, Look]) -> Element | None:
    """Return the box in which an empty box or a picture out of the flow surely lies; None where it may leave it."""
    if not looks[element.index].inside or element.text.strip() or element.count:
        return None
    holder, item = None, element.parent
    while item is not None and item.index in looks:
        around = looks[item.index]
        if around.afloat or around.strewn or around.lifted or around.spans or around.gridded or around.low < inf:
            return None
        holder = item if holder is None and around.holds else holder
        item = item.parent
    return holder


def _is_afloat(row: tuple[Element, Look]) -> bool:
    return row[1].afloat


def _is_bound(row: tuple[Element, Look]) -> bool:
    return row[1].sticks or row[1].low < inf


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


def _overfull(looks: Sequence[tuple[Element, Look]]) -> frozenset[int]:
    """Return the boxes that their text runs out of, and those that stick to the window where they fill much of it."""
    heights: dict[int, float] = {}
    widths = _widths(looks)
    inked: set[int] = set()
    full: set[int] = set()
    stuck: dict[int, float] = {}
    rows = {element.index: look.lays_out for element, look in looks}
    for element, look in sorted(looks, key=lambda row: row[0].index, reverse=True):
        index, around = element.index, element.parent
        if look.gone:
            continue
        texts = sum(len(child.strip()) for child in element.children if isinstance(child, str))
        written = heights.get(index, 0.0) + texts * _CHARACTER * _crowding(look, widths[index])
        written += _PARAGRAPH if element.tag in _STACKED else _LINE if element.tag == "br" else 0.0
        if written > look.low + _OUT and not element.foreign:
            full.add(index)
        height = min(written + look.rise, look.low)
        if look.inked:
            inked.add(index)
        if look.sticks and index in inked:
            stuck[index] = height
        if around is not None and not look.afloat:
            beside = heights.get(around.index, 0.0)
            in_row = (not look.block and element.tag != "br") or rows.get(around.index)
            heights[around.index] = max(beside, height) if in_row else beside + height
            inked |= {around.index} if index in inked else set()
    return frozenset(full | (stuck.keys() if sum(stuck.values()) >= STUCK else set()))


def _widths(looks: Sequence[tuple[Element, Look]]) -> dict[int, float]:
    """Return how many pixels wide each box is at most, in a window of middle width."""
    widths: dict[int, float] = {}
    known: dict[int, tuple[float, float]] = {}
    for element, look in sorted(looks, key=_index):
        if id(look) not in known:
            ways = {seen.standing for seen in look.worlds}
            known[id(look)] = (min(one.share for one in ways), min(one.most for one in ways))
        share, most = known[id(look)]
        around = _MIDDLE if element.parent is None else widths.get(element.parent.index, _MIDDLE)
        widths[element.index] = min(around * min(share, 1.0), most)
    return widths


def _crowding(look: Look, width: float) -> float:
    """Return how many times higher than in a box of middle width a text stands in a narrower one, or in large letters.

    What is beside it in a narrow window counts as well.
    """
    seen = look.worlds[0]
    (left, *_), (right, *_) = seen.room.left, seen.room.right
    room = max(_NARROWEST, min(width, 2 * (_MIDDLE / 2 - max(left[1], 0.0) - max(right[1], 0.0))))
    return max(1.0, _MIDDLE / room) * max(1.0, seen.font / _LETTERS) ** 2


def _index(row: tuple[Element, Look]) -> int:
    return row[0].index


def _may_cover(element: Element, look: Look) -> bool:
    """Whether what is in an element makes its box large, or runs out of it."""
    if not (look.floats or look.spills or look.strewn) or element.foreign or _is_folded(element):
        return False
    text = element.text.strip()
    return (
        (look.floats and len(text) > _MUCH_TEXT)
        or (look.spills and bool(text or element.count))
        or (look.strewn and len(text) > (_MUCH_TEXT if look.afloat else 1))
    )


def _is_folded(element: Element) -> bool:
    """Whether it stands in a `details` that is closed until its reader opens it."""
    item: Element | None = element
    while item is not None and not (item.tag == "details" and "open" not in item.attributes):
        item = item.parent
    return item is not None and item is not element
