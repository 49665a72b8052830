"""Whether the box of an element may lie over the text of others.

Without a layout this is a guess to the safe side; a browser knows (`--browser`).
"""

from __future__ import annotations

from toolkit.safety.css.geometry import offsets
from toolkit.safety.css.judges import judge
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import text_of
from toolkit.safety.css.values import Measure, pixels
from toolkit.safety.page.paint import Values, first
from toolkit.safety.page.sight import SHOWN

LARGE = 250.0
"""Pixels; a box of this size in both directions may cover a statement."""
TINY = 12.0
"""Pixels; a box of this size in one direction is a line."""
THICK = 20.0
"""Pixels; an outline of this width lies over what is beside its box."""
OFFSETS = ("top", "right", "bottom", "left", "inset-block-start", "inset-block-end", "inset-inline-start",
           "inset-inline-end")  # fmt: skip
"""The properties that place a positioned box."""
MINIMA = ("min-width", "min-height", "min-inline-size", "min-block-size")
"""The properties that make a box larger."""
_MARGINS = ("margin-top", "margin-bottom", "margin-left", "margin-right", "margin-block-start", "margin-block-end")
_TRANSFORMS = ("transform", "translate", "scale")
_ENDS = {"across": (("left", "right"), ("inset-inline-start", "inset-inline-end")),
         "down": (("top", "bottom"), ("inset-block-start", "inset-block-end"))}  # fmt: skip
_SIZES = {"across": ("width", "inline-size", "min-width", "min-inline-size"),
          "down": ("height", "block-size", "min-height", "min-block-size")}  # fmt: skip


def covering(values: Values, measure: Measure) -> tuple[bool, bool]:
    """Return whether the box is painted and taken from its place, and whether it then may cover a whole statement."""
    outlined = any(width >= THICK for width in _lengths(values, measure, "outline-width"))
    position = text_of(first(values, "position") or ())
    behind = text_of(first(values, "z-index") or ()).startswith("-")
    if behind or not _paints(values):
        return False, outlined
    afloat = position in {"absolute", "fixed"}
    raised = position in {"relative", "sticky"} or any(name in values for name in (*_TRANSFORMS, "opacity", "filter"))
    displaced = raised and not afloat and _displaced(values, measure, positioned=position in {"relative", "sticky"})
    small = any(size <= TINY for size in _lengths(values, measure, "width", "height", "inline-size", "block-size"))
    large = afloat and all(_is_large(values, measure, direction) for direction in ("across", "down"))
    return (afloat or displaced) and not small, outlined or displaced or large


def _paints(values: Values) -> bool:
    painted = (first(values, name) or () for name in ("background-color", "background-image", "box-shadow"))
    return any(text_of(nodes) not in WIDE | {"", "none", "transparent"} for nodes in painted)


def _displaced(values: Values, measure: Measure, *, positioned: bool) -> bool:
    """Whether a box is moved so far that it may lie over its neighbours."""
    moves = {name: nodes for name in OFFSETS if positioned and (nodes := first(values, name))}
    shifts = [judge(name, nodes, measure) for name in (*_MARGINS, *_TRANSFORMS) if (nodes := first(values, name))]
    return offsets(moves, measure) != SHOWN or any(verdict != SHOWN for verdict in shifts)


def _is_large(values: Values, measure: Measure, direction: str) -> bool:
    stretched = any(
        len([end for end in _lengths(values, measure, *pair) if end < LARGE]) == 2 for pair in _ENDS[direction]
    )
    return stretched or any(size >= LARGE for size in _lengths(values, measure, *_SIZES[direction]))


def _lengths(values: Values, measure: Measure, *names: str) -> list[float]:
    sizes = [pixels(first(values, name) or (), measure, whole=1_000.0) for name in names]
    return [size for size in sizes if size is not None]
