"""Whether what stands beside a box in one row leaves it no room."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from toolkit.safety.css.cascade import Values, first
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Node, split, text_of
from toolkit.safety.css.tracks import LEAST_WIDTH
from toolkit.safety.css.values import Measure, number, pixels

_PHONE = 360.0
_BROAD, _WHOLE = 0.6, 0.9
"""Parts of the window that one box takes, so that a box beside it may be too narrow, or off the page."""
_WIDTHS = ("width", "inline-size", "flex-basis")
_LEAST = ("min-width", "min-inline-size")
_SIZING = frozenset({*_WIDTHS, *_LEAST, "flex", "flex-shrink", "overflow-x", "white-space", "text-wrap",
                     "text-wrap-mode"})  # fmt: skip


FLEXED = frozenset({"flex", "flex-basis", "flex-shrink"})
"""Properties of a box in a row that are judged by what else is set."""


class Beside(NamedTuple):
    """What a box does in a row, and what the others in it do to it."""

    yields: bool = False
    """Whether it may be made narrower than its words, which are then cut off."""
    squeezes: bool = False
    """Whether it takes so much of the row that others that yield have no room."""
    begins_wide: bool = True
    """Whether it begins as wide as its text on one line."""
    pushes: bool = False
    """Whether it takes all of it and does not shrink."""


_NOTHING = Beside()


def in_row(values: Values, flow: str) -> bool:
    """Whether what is in a box stands in one row."""
    if flow.endswith("grid"):
        return "grid-template-columns" in values or text_of(first(values, "grid-auto-flow") or ()) == "column"
    if not flow.endswith(("flex", "box", "flexbox")):
        return False
    texts = [text_of(first(values, name) or ()) for name in ("flex-direction", "flex-wrap")]
    return not texts[0].startswith("column") and texts[1] in WIDE | {"", "nowrap"}


def beside(values: Values, measure: Measure, *, unwrapped: bool, asked: bool) -> Beside:
    """Return what a box does in a row; of a page that has not `asked` about the window, in that of a phone."""
    if _SIZING.isdisjoint(values):
        return _NOTHING
    window = measure.width if asked and not measure.closed else _PHONE
    there = Measure(measure.font, measure.root, window, measure.height)
    least = max(_lengths(values, there, _LEAST), default=0.0)
    widest = max([least, *_lengths(values, there, _WIDTHS)])
    cuts = _cuts(values, "overflow-x")
    shrink, basis = _flexed(values)
    widest = max(widest, pixels(basis, there) or 0.0)
    broken = not unwrapped or not {"white-space", "text-wrap", "text-wrap-mode"} & values.keys()
    stiff = least if shrink != 0 else widest
    return Beside(
        yields=(cuts or any(name in values for name in _LEAST)) and least < LEAST_WIDTH,
        squeezes=max(widest, 0.0 if broken else inf) >= _BROAD * window,
        begins_wide=not _has_size(values),
        pushes=max(stiff, 0.0 if broken else inf) >= _WHOLE * window,
    )


def _has_size(values: Values) -> bool:
    """Whether a box in a row begins with a size of its own, or with none, whatever is in it."""
    words = split(first(values, "flex") or (), "space")
    texts = [text_of(word) for word in words]
    sizes = [text_of(first(values, name) or ()) for name in _WIDTHS]
    automatic = WIDE | {"", "auto", "content", "none"}
    shared = bool(words) and automatic.isdisjoint(texts)
    return shared or any(text not in automatic for text in sizes)


def is_flattened(values: Values, *, row: bool) -> bool:
    """Whether a box in a column begins with a height of its own, and cuts off what does not fit."""
    _, basis = _flexed(values)
    basis = first(values, "flex-basis") or basis
    text = text_of(basis)
    return not row and _cuts(values, "overflow-y") and text not in WIDE | {"", "auto", "content"} and "%" not in text


def _cuts(values: Values, name: str) -> bool:
    return text_of(first(values, name) or ()) in {"hidden", "clip", "auto", "scroll"}


def keeps_its_place(name: str, values: Values, *, row: bool, flexed: bool, reverses: bool) -> bool:
    """Whether what a box in a row takes, or keeps, of it is harmless by what else is set on it or around it.

    A box that does not shrink stays in its line where its width is a share of that, and in a column it needs not.
    """
    text = text_of(first(values, name) or ())
    if name == "flex-basis":
        growing = number(first(values, "flex-grow") or ())
        return row and text in {"0", "0%", "0px"} and growing is not None and growing >= 1
    stiff = {"flex": ("none", "0 0 auto", "1 0 auto"), "flex-shrink": ("0",)}
    return text in stiff.get(name, ()) and ((flexed and not row) or (not reverses and _is_share(values)))


def _is_share(values: Values) -> bool:
    for name in ("width", "max-width"):
        found = values.get(name) or []
        shares = [number(one.nodes or ()) for one in found if "%" in text_of(one.nodes or ())]
        surely = bool(found) and found[-1].sure and len(shares) == len(found)
        if surely and all(share is not None and share <= 1 for share in shares):
            return True
    return False


def _flexed(values: Values) -> tuple[float, Sequence[Node]]:
    """Return by how much a box shrinks beside others, and the size that `flex` gives it to begin with."""
    words = split(first(values, "flex") or (), "space")
    shares = [share for word in words if (share := number(word)) is not None and "%" not in text_of(word)]
    sizes = [word for word in words if number(word) is None or "%" in text_of(word)]
    alone = number(first(values, "flex-shrink") or ())
    stiff = bool(words) and text_of(words[0]) == "none"
    shrink = 0.0 if stiff else shares[1] if len(shares) > 1 else 1.0
    return shrink if alone is None else alone, sizes[-1] if sizes else ()


def _lengths(values: Values, measure: Measure, names: tuple[str, ...]) -> list[float]:
    sizes = [pixels(first(values, name) or (), measure) for name in names]
    return [size for size in sizes if size is not None]
