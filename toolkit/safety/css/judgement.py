"""A value that is to be judged, and what judges it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from toolkit.safety.css.syntax import Node
from toolkit.safety.css.values import Measure, pixels
from toolkit.safety.page.sight import Verdict

LEAST_OPACITY = 0.2
"""Of an element and all around it."""


class Value(NamedTuple):
    """A value with what is needed to compute it."""

    name: str
    nodes: tuple[Node, ...]
    text: str
    measure: Measure
    """What its lengths are relative to."""

    def length(self, whole: float | None = None) -> float | None:
        """Return the value in pixels, or None; `whole` is what `100%` stands for."""
        return pixels(self.nodes, self.measure, whole=whole)

    @property
    def shown(self) -> str:
        """Property and value for a message."""
        return f"{self.name}: {self.text[:60]}"


Judge = Callable[[Value], Verdict]
"""Says what a value of one property does to the text in its element."""
