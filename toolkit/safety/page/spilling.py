"""Whether what is in a box runs out of it, over what follows: boxes that are lower than their content."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from toolkit.safety.css.cascade import Values
from toolkit.safety.css.syntax import text_of
from toolkit.safety.css.values import Measure
from toolkit.safety.page.covering import NEAR, PICTURES, SWELLING, TINY, lengths, paints
from toolkit.safety.page.paint import first

_HEIGHTS = ("height", "block-size")
_MOST = (*_HEIGHTS, "max-height", "max-block-size")
_LEAST = (*_HEIGHTS, "min-height", "min-block-size", *SWELLING)
_CLIPPING = frozenset({"hidden", "clip", "auto", "scroll"})
_DECIDING = frozenset({*_MOST, *_LEAST, "contain", "overflow-y", "position"})


class Spilling(NamedTuple):
    """What the height of a box does to what is in it."""

    spills: bool
    """Whether it has next to no height, and all that is in it runs out of it."""
    over: bool
    """Whether it is painted and runs out of a box around it itself."""
    limit: float
    """Least height in pixels of it and the boxes around, for what is in it."""


def spilling(values: Values, measure: Measure, limit: float, *, tag: str) -> Spilling:
    """Return what the height of a block does; `limit` is that of what is around."""
    if _DECIDING.isdisjoint(values):
        return Spilling(spills=False, over=False, limit=limit)
    clipped = text_of(first(values, "overflow-y") or ()) in _CLIPPING
    afloat = text_of(first(values, "position") or ()) in {"absolute", "fixed"}
    contained = not {"size", "strict"}.isdisjoint(text_of(first(values, "contain") or ()).split())
    most = 0.0 if contained else min(lengths(values, measure, *_MOST), default=inf)
    least = max(lengths(values, measure, *_LEAST), default=0.0)
    around = inf if afloat else limit
    return Spilling(
        spills=most <= TINY and not clipped and tag not in PICTURES,
        over=least > around + NEAR and (tag in PICTURES or paints(values)),
        limit=inf if clipped else min(most, around),
    )
