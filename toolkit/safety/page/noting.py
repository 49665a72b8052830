"""Circumstances that note what is asked of them, so that what does not depend on them is worked out once."""

from __future__ import annotations

from typing import Self

from toolkit.safety.css.media import Circumstances
from toolkit.safety.css.values import Measure


class Noting:
    """Stands for circumstances where something is worked out under them, and notes what that asks.

    It has what may be asked and nothing else: who asks for more fails, and is not passed over.
    """

    __slots__ = ("_closed", "_here", "_scheme", "_window")

    def __init__(self, here: Circumstances) -> None:
        """Note nothing yet."""
        self._here = here
        self._window = self._scheme = self._closed = False

    @property
    def dark(self) -> bool:
        """Whether the reader prefers dark pages."""
        self._scheme = True
        return self._here.dark

    def measure(self, font: float, root: float) -> Measure:
        """Return what lengths are relative to."""
        return _Measure(font, root, self)

    def sides(self) -> tuple[float, float]:
        """Return width and height of the window."""
        self._window = True
        return self._here.width, self._here.height

    def is_closed(self) -> bool:
        """Whether the window has no width."""
        self._closed = True
        return self._here.width <= 0

    def holds_under(self, here: Circumstances) -> bool:
        """Whether all that was asked would have got the same answers under other circumstances."""
        window = not self._window or (self._here.width, self._here.height) == (here.width, here.height)
        closed = not self._closed or (self._here.width <= 0) is (here.width <= 0)
        return window and closed and (not self._scheme or self._here.dark is here.dark)


class _Measure(Measure):
    """A measure that notes whether the window is asked for."""

    _noting: Noting

    def __new__(cls, font: float, root: float, noting: Noting) -> Self:
        """Keep the sizes of letters; those of the window are not there to be taken unseen."""
        made = super().__new__(cls, font, root, float("nan"), float("nan"))
        made._noting = noting
        return made

    @property
    def width(self) -> float:
        """Width of the window."""
        return self._noting.sides()[0]

    @property
    def height(self) -> float:
        """Height of the window."""
        return self._noting.sides()[1]

    @property
    def closed(self) -> bool:
        """Whether the window has no width."""
        return self._noting.is_closed()
