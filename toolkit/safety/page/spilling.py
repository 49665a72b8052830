"""Whether what is in a box runs out of it, over what follows: boxes that are lower than their content."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from toolkit.safety.css.cascade import Values, first
from toolkit.safety.css.syntax import Group, Node, split, text_of
from toolkit.safety.css.tracks import least
from toolkit.safety.css.values import Measure, pixels
from toolkit.safety.page.covering import DRAWN, NEAR, PICTURES, SWELLING, TINY, lengths, paints

_HEIGHTS = ("height", "block-size")
_MOST = (*_HEIGHTS, "max-height", "max-block-size")
_LEAST = (*_HEIGHTS, "min-height", "min-block-size", *SWELLING)
_CLIPPING = frozenset({"hidden", "clip", "auto", "scroll"})
_ROWS, _COLUMNS = (("grid-template-rows", "grid-auto-rows"), ("grid-template-columns", "grid-auto-columns"))
_BOTH = ("grid-template", "grid")
_NARROWING = ("width", "inline-size", "max-width", "max-inline-size")
_WIDENING = ("width", "inline-size", "min-width", "min-inline-size")
_SHRINKING = ("min-width", "min-inline-size")
_CROSSING = frozenset({*_NARROWING, *_WIDENING, "overflow-x"})
_ASIDE = 320.0
"""Pixels of a box beside which there is room for others."""
_WIDE = 1_000.0
"""Pixels that a column given as a part of the width is taken as a part of."""
_KNOWN = frozenset({"var", "env", "fit-content"})
_DECIDING = frozenset({*_MOST, *_LEAST, *_ROWS, *_COLUMNS, *_BOTH, "contain", "overflow-y", "position"})


class Spilling(NamedTuple):
    """What the height of a box does to what is in it."""

    spills: bool
    """Whether it has next to no height, or a track of next to no size, and all that is in it runs out of it."""
    over: bool
    """Whether it is painted and runs out of a box around it itself."""
    low: float
    """Height in pixels that it has itself at most; infinite where it grows, or cuts off what does not fit."""
    limit: float
    """Least height in pixels of it and the boxes around, for what is in it."""


def spilling(values: Values, measure: Measure, limit: float, *, tag: str) -> Spilling:
    """Return what the height of a block does; `limit` is that of what is around."""
    if _DECIDING.isdisjoint(values):
        return Spilling(spills=False, over=False, low=inf, limit=limit)
    clipped = text_of(first(values, "overflow-y") or ()) in _CLIPPING
    afloat = text_of(first(values, "position") or ()) in {"absolute", "fixed"}
    contained = not {"size", "strict"}.isdisjoint(text_of(first(values, "contain") or ()).split())
    odd = contained or any(_is_odd(first(values, name) or (), measure) for name in _MOST)
    most = 0.0 if odd else min([*lengths(values, measure, *_MOST), _least_track(values, measure, _ROWS, 0.0)])
    lowest = max(lengths(values, measure, *_LEAST), default=0.0)
    around = inf if afloat else limit
    return Spilling(
        spills=min(most, _least_track(values, measure, _COLUMNS, _WIDE)) <= TINY
        and not clipped
        and tag not in PICTURES,
        over=lowest > around + NEAR and (tag in PICTURES or paints(values)),
        low=inf if clipped or tag in PICTURES | DRAWN else most,
        limit=inf if clipped else min(most, around),
    )


def overrunning(values: Values, measure: Measure, around: float, *, tag: str, laid_out: bool) -> tuple[bool, float]:
    """Return whether a painted box is wider than a narrow one around it, and the limit for what is in it.

    `around` is the width that is left; what is `laid_out` in a row may be made smaller than its content where it has no
    least width. Parts of a width are not looked at.
    """
    if _CROSSING.isdisjoint(values):
        return False, around
    known = {name: nodes for name in _CROSSING if (nodes := first(values, name)) and "%" not in text_of(nodes)}
    most = [
        size for name in _NARROWING if name in known for size in (pixels(known[name], measure),) if size is not None
    ]
    least = [
        size for name in _WIDENING if name in known for size in (pixels(known[name], measure),) if size is not None
    ]
    clipped = text_of(first(values, "overflow-x") or ()) in _CLIPPING
    fits = "max-width" in values and "max-width" not in known
    over = max(least, default=0.0) > around + NEAR and not fits and (tag in PICTURES or paints(values))
    shrinks = laid_out and any(name in known and not pixels(known[name], measure) for name in _SHRINKING)
    if clipped:
        return over, inf
    if tag in PICTURES or not (most or shrinks):
        return over, around
    return over, min([size for size in most if size <= _ASIDE] + [_ASIDE] * shrinks, default=inf)


def _is_odd(nodes: Sequence[Node], measure: Measure) -> bool:
    """Whether a size is computed in a way that is not understood."""
    return any(isinstance(item, Group) and item.name not in _KNOWN for item in nodes) and pixels(nodes, measure) is None


def _least_track(values: Values, measure: Measure, names: Sequence[str], whole: float) -> float:
    """Return the size in pixels of the least row, or column, that does not grow with what stands in it."""
    listed = [first(values, name) or () for name in names]
    for name in _BOTH:
        rows, *columns = split(first(values, name) or (), "/")
        listed += [rows] if names is _ROWS else columns
    return min((least(nodes, measure, whole) for nodes in listed), default=inf)
