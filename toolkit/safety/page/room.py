"""How much room the paddings, borders and margins around a text leave it, in windows of some widths.

Each alone may be small; what counts is their sum over all elements around the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from toolkit.safety.css.bounds import LINE_WIDTHS
from toolkit.safety.css.cascade import Candidate, Values
from toolkit.safety.css.syntax import Node, Token, split, text_of
from toolkit.safety.css.values import Measure, pixels
from toolkit.safety.page.sight import SHOWN, Verdict, unknown

_WINDOWS = (320.0, 640.0, 1_280.0, 1_920.0)
"""Widths that are looked at, whatever the page asks about: those of a phone to those of a large screen."""
_MOST_SHARE = 0.6
"""Part of the width that may be empty beside a text."""
_MOST_DOWN = 1_200.0
"""Pixels above and below a text that may be empty."""
_MOST_OUT, _MOST_UP = 4.0, 8.0
"""Pixels by which a text may stand outside of the page, and be lifted towards what stands before it."""
MOST_SHIFT = 8.0
"""Pixels by which offsets and transforms may move a text, all around it taken together."""
_MOVED = ("top", "right", "bottom", "left", "inset-block-start", "inset-block-end", "inset-inline-start",
          "inset-inline-end")  # fmt: skip
_TRANSFORMS = ("transform", "translate")
_WHOLE = 400.0
"""Pixels of a box whose size is not known."""
_INHERITED = 60.0
"""Pixels that `inherit` counts as."""
_KINDS = ("padding", "border", "margin")
_LEFT = ("padding-left", "border-left-width", "margin-left")
_RIGHT = ("padding-right", "border-right-width", "margin-right")
_START = ("padding-inline-start", "border-inline-start-width", "margin-inline-start")
_END = ("padding-inline-end", "border-inline-end-width", "margin-inline-end")
_DOWN = tuple(
    name.format(side)
    for side in ("top", "bottom", "block-start", "block-end")
    for name in ("padding-{}", "border-{}-width", "margin-{}")
)
EDGES = frozenset({*_LEFT, *_RIGHT, *_START, *_END, *_DOWN, *_MOVED, *_TRANSFORMS})
"""The properties that are added up here."""


class Room(NamedTuple):
    """What lies between the edges of the page and a text: for each window the least and the most, in pixels."""

    left: tuple[tuple[float, float], ...] = ((0.0, 0.0),) * len(_WINDOWS)
    right: tuple[tuple[float, float], ...] = ((0.0, 0.0),) * len(_WINDOWS)
    down: float = 0.0
    """Above and below it."""
    up: float = 0.0
    """By how much margins lift it."""
    shift: float = 0.0
    """By how much offsets and transforms move it, in any direction."""

    def verdict(self, font: float) -> Verdict:
        """On text of a font size that stands directly in the element."""
        for window, (left, most_left), (right, most_right) in zip(_WINDOWS, self.left, self.right, strict=True):
            if min(left, right) < -_MOST_OUT:
                return unknown("margins may move it off the page")
            if most_left + most_right > _MOST_SHARE * window:
                return unknown("margins, borders and paddings may leave it no room")
        if self.shift > min(MOST_SHIFT, font / 2):
            return unknown("it may be moved over its neighbours")
        if self.down > _MOST_DOWN:
            return unknown("margins, borders and paddings may move it far down")
        return unknown("margins may move it over its neighbours") if self.up > min(_MOST_UP, font / 2) else SHOWN


def narrowed(room: Room, values: Values, measure: Measure, *, rtl: bool) -> Room:
    """Return the room inside of an element."""
    windows = [Measure(measure.font, measure.root, width, 800.0) for width in _WINDOWS]
    left, right = (_END, _START) if rtl else (_START, _END)
    lefts = _narrowed(room.left, values, (*_LEFT, *left), windows)
    rights = _narrowed(room.right, values, (*_RIGHT, *right), windows)
    spans = [_span(values[name], windows[2]) for name in _DOWN if name in values]
    return Room(
        lefts,
        rights,
        room.down + sum(max(most, 0.0) for _, most in spans),
        room.up - sum(min(least, 0.0) for least, _ in spans),
        room.shift + _shifted(values, windows[2]),
    )


def _shifted(values: Values, measure: Measure) -> float:
    """Return by how much offsets and transforms move an element that keeps its place, in pixels."""
    placed = any(text_of(one.nodes or ()) == "relative" for one in values.get("position", ()))
    moved = [max(abs(_size(one, measure)) for one in values[name]) for name in _MOVED if placed and name in values]
    for name in _TRANSFORMS:
        moved += [max(_translated(one.nodes or (), measure) for one in values[name])] if name in values else []
    return sum(moved)


def _translated(nodes: Sequence[Node], measure: Measure) -> float:
    total = 0.0
    for item in nodes:
        if isinstance(item, Token):
            total += abs(pixels((item,), measure, whole=_WHOLE) or 0.0) if item.kind == "number" else 0.0
        elif item.name.startswith("translate"):
            total += sum(abs(pixels(part, measure, whole=_WHOLE) or 0.0) for part in split(item.items))
    return total


def _narrowed(
    olds: tuple[tuple[float, float], ...], values: Values, names: Sequence[str], windows: Sequence[Measure]
) -> tuple[tuple[float, float], ...]:
    """Add the settings of one side, in each window; where the same is set in two ways, the worse one counts."""
    there = [name for name in names if name in values]
    kinds = [[values[name] for name in there if name.startswith(kind)] for kind in _KINDS] if there else []
    return tuple(_added(old, kinds, one) for old, one in zip(olds, windows, strict=True)) if there else olds


def _added(
    old: tuple[float, float], kinds: Sequence[Sequence[Sequence[Candidate]]], measure: Measure
) -> tuple[float, float]:
    least, most = old
    for rows in kinds:
        spans = [_span(found, measure) for found in rows]
        least += min((low for low, _ in spans), default=0.0)
        most += max((high for _, high in spans), default=0.0)
    return least, most


def _span(found: Sequence[Candidate], measure: Measure) -> tuple[float, float]:
    """Return the least and the most that one setting may be."""
    sizes = [_size(one, measure) for one in found]
    if not found or not found[-1].sure:
        sizes.append(0.0)
    return min(sizes), max(sizes)


def _size(one: Candidate, measure: Measure) -> float:
    text = text_of(one.nodes or ())
    if text == "inherit":
        return _INHERITED
    return LINE_WIDTHS[text] if text in LINE_WIDTHS else pixels(one.nodes or (), measure) or 0.0
