"""A value that is to be judged, and what judges it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from toolkit.safety.css.syntax import Node
from toolkit.safety.css.values import pixels
from toolkit.safety.page.sight import Verdict

LEAST_OPACITY = 0.2
"""Of an element and all around it."""


class Value(NamedTuple):
    """A value with what is needed to compute it."""

    name: str
    nodes: tuple[Node, ...]
    text: str
    font: float
    """Font size of the element, in pixels."""

    def length(self, whole: float = 1280.0) -> float | None:
        """Return the value in pixels, or None."""
        return pixels(self.nodes, font=self.font, whole=whole)

    @property
    def shown(self) -> str:
        """Property and value for a message."""
        return f"{self.name}: {self.text[:60]}"


Judge = Callable[[Value], Verdict]
"""Says what a value of one property does to the text in its element."""
