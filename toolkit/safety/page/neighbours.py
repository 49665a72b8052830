"""What the boxes beside a statement do to it: floats that leave it no room, wide ones that push it out of its line."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.safety.page.document import Element
from toolkit.safety.page.look import Look
from toolkit.safety.page.standing import LEFT_OVER, Standing

_CHARACTER = 7.0
"""Pixels that a character of text is wide."""


class Neighbours:
    """The boxes of one page, by how they stand in their lines. Takes time linear in the page."""

    def __init__(self, looks: Sequence[tuple[Element, Look]]) -> None:
        """Take all elements that are seen, each with its look."""
        self._known: dict[int, tuple[Standing, ...]] = {}
        self._rows = sorted((row for row in looks if not row[1].gone), key=lambda row: row[0].index)
        self._looks = {element.index: look for element, look in self._rows}
        self._wide = self._find_wide()
        self._slipping = self._find_slipping()

    def crowd(self, element: Element) -> bool:
        """Whether floats may leave an element, or one around it, no room."""
        item: Element | None = element
        while item is not None and item.index not in self._slipping:
            item = item.parent if self._slipping else None
        return item is not None

    def push_out(self, element: Element) -> bool:
        """Whether an element may stand out of its line at the beginning: too much is in it, or in its row."""
        item: Element | None = element if self._wide else None
        while item is not None:
            around = () if item.parent is None else self._standing(item.parent)
            itself = any(one.leans for one in self._standing(item)) or any(one.each_leans for one in around)
            if itself and item.index in self._wide:
                return True
            if item.parent is not None and item.parent.index in self._wide and any(one.row_leans for one in around):
                return True
            item = item.parent
        return False

    def _standing(self, element: Element) -> tuple[Standing, ...]:
        """Return how an element stands, each way once."""
        look = self._looks.get(element.index)
        if look is None:
            return ()
        if id(look) not in self._known:
            self._known[id(look)] = tuple(dict.fromkeys(seen.standing for seen in look.worlds if seen.painted))
        return self._known[id(look)]

    def _find_wide(self) -> set[int]:
        """Return the elements with something in them that is wider than a narrow window."""
        found: set[int] = set()
        for element, _ in reversed(self._rows):
            if element.index in found or any(one.wide for one in self._standing(element)):
                found.add(element.index)
                if element.parent is not None:
                    found.add(element.parent.index)
        return found

    def _find_slipping(self) -> set[int]:
        """Return the elements that may have to take the room that floats before them leave."""
        slipping: set[int] = set()
        if not any(one.floats for element, _ in self._rows for one in self._standing(element)):
            return slipping
        scopes: dict[int, int] = {}  # of each element, the one around it that floats in it stay in
        floating: set[int] = set()
        beside: set[int] = set()
        for element, _ in self._rows:
            index, parent = element.index, -1 if element.parent is None else element.parent.index
            ways, scope = self._standing(element), scopes.get(parent, -1)
            scopes[index] = index if any(one.encloses for one in ways) else scope
            if parent in floating:
                floating.add(index)
                continue
            if any(one.clears for one in ways):
                beside.discard(scope)
            if scope in beside and any(one.slips for one in ways):
                slipping.add(index)
            if any(one.floats for one in ways):
                floating.add(index)
                if any(one.floats and self._is_broad(element, one) for one in ways):
                    beside.add(scope)
        return slipping

    def _is_broad(self, element: Element, one: Standing) -> bool:
        """Whether a float takes so much of a line that no room is left."""
        room = one.window - LEFT_OVER
        if min(one.most, one.share * one.window) <= room:
            return False
        sized = one.wide or one.share < 1
        return sized or element.index in self._wide or len(element.text.strip()) * _CHARACTER > room
