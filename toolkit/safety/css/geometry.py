"""What sizes, places and transforms of a box hide.

The bounds are far from what a readable page uses and from what hides text, so that guesses about the window and the
font do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolkit.safety.css.judgement import LEAST_OPACITY, Judge, Value
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Group, Node, Token, split, text_of
from toolkit.safety.css.values import PLAIN, Measure, number, pixels
from toolkit.safety.page.sight import SHOWN, Verdict, hidden, unknown, worst

NEAR, FAR, ABOVE = 40.0, 300.0, 2_000.0
"""Pixels that a box may be moved: by less than NEAR it is still in place, by more than FAR it is beside the page, by
more than ABOVE it is above it."""
HANGING = 4.0
"""Pixels that letters may be moved sideways or over their neighbours and still be read."""
RAISED = 8.0
"""Pixels that a positioned box may be moved: about half a line."""
ROOMY, TALLEST = 80.0, 3_000.0
"""Pixels; a box that is narrower leaves no room for words, one that must be taller moves its text away."""
_PHONE = 320.0
"""Pixels of a narrow window, in which a part of the width is little."""
_NARROWEST = 300.0
"""Pixels that the narrowest window has for a box; a wider one runs off the page, to either side."""
NARROW, LOW = 20.0, 12.0
"""Pixels; a box of less width or height that cuts off what does not fit shows nothing."""
_AFTER = ("bottom", "block-end", "right", "inline-end")
CUTTING = frozenset({"hidden", "clip"})
"""Values of `overflow` that cut off what does not fit."""
_BOUNDING = CUTTING | {"auto", "scroll"}
_AUTOMATIC = frozenset({"auto", "none", "min-content", "stretch", "fill-available", "available"}) | WIDE

Nodes = tuple[Node, ...]


def hanging(font: float) -> float:
    """Return by how many pixels letters of a size may be moved sideways and still be read."""
    return min(HANGING, font / 4)


def box(sizes: Mapping[str, Nodes], measure: Measure) -> Verdict:
    """Return what the size of a box does together with its overflow; `sizes` maps properties to their values."""
    overflow = {axis: text_of(sizes.get(f"overflow-{axis}", ())) for axis in "xy"}
    return worst(
        *(
            _sized(Value(name, nodes, text_of(nodes), measure), overflow["y" if _is_vertical(name) else "x"])
            for name, nodes in sizes.items()
            if not name.startswith("overflow")
        )
    )


def offsets(moves: Mapping[str, Nodes], measure: Measure) -> Verdict:
    """Return what the offsets of a positioned box do; `moves` maps properties to their values."""
    values = [Value(name, nodes, text_of(nodes), measure) for name, nodes in moves.items()]
    return worst(*(move(value) for value in values if value.text not in WIDE))


def shifts(moves: Mapping[str, Nodes], measure: Measure) -> Verdict:
    """Return what the same offsets do to a box that keeps its place in the flow: it lies over its neighbours."""
    values = [Value(name, nodes, text_of(nodes), measure) for name, nodes in moves.items()]
    return worst(*(_shifted(value) for value in values if value.text not in WIDE | {"auto"}))


def _shifted(value: Value) -> Verdict:
    sideways = value.name.endswith(("left", "right")) or "inline" in value.name
    length = value.length(value.measure.width if sideways else value.measure.height)
    near = length is not None and abs(length) <= (
        hanging(value.measure.font) if sideways else min(RAISED, value.measure.font / 2)
    )
    return SHOWN if near else unknown(f"{value.shown} may move it over its neighbours")


def move(value: Value) -> Verdict:
    """Judge an offset or a margin; one behind a box moves what follows, not the box."""
    if value.text == "auto":
        return SHOWN
    sideways = value.name.endswith(("left", "right")) or "inline" in value.name
    parts = "%" in value.text  # else nobody need know how large the window is
    length = value.length(None if sideways or not parts else value.measure.height)
    if length is None:
        return unknown(f"{value.shown} is not understood")
    away = not value.name.startswith("margin-") or not value.name.endswith(_AFTER)
    if (away and length <= -(FAR if sideways else ABOVE)) or (sideways and _is_beside(length, value.measure)):
        return hidden(f"{value.shown} moves it off the page")
    if length <= -NEAR or length > 5_000:
        return unknown(f"{value.shown} may move it off the page or under another box")
    return SHOWN


def _is_beside(length: float, measure: Measure) -> bool:
    """Whether a box that is moved so far stands beside the window; most are not moved, whatever its width."""
    return (length > 0 or measure.closed) and length >= measure.width * 0.94


def clip(value: Value) -> Verdict:
    """Judge `clip`, which counts for boxes out of the flow only; this is not looked at."""
    if value.text == "auto":
        return SHOWN
    edges = [float(edge) for edge in re.findall(r"-?[0-9]+(?:\.[0-9]+)?", value.text)]
    tiny = len(edges) == 4 and (abs(edges[0] - edges[2]) < 3 or abs(edges[1] - edges[3]) < 3)
    return hidden(value.shown) if tiny else unknown(value.shown)


def clip_path(value: Value) -> Verdict:
    """Judge `clip-path`: simple shapes by their first length, all others are unknown."""
    shape = value.nodes[0]
    if value.text == "none" or value.text.endswith("-box"):
        return SHOWN
    words = split(shape.items, "space") if isinstance(shape, Group) and len(value.nodes) == 1 else []
    sizes = [pixels(word, whole=100.0) for word in words]
    if isinstance(shape, Group) and sizes and sizes[0] is not None:
        if shape.name == "inset" and set(sizes) == {0.0}:
            return SHOWN
        if (shape.name == "inset" and "%" in value.text and sizes[0] >= 45) or (
            shape.name == "circle" and sizes[0] < 3
        ):
            return hidden(value.shown)
    return unknown(value.shown)


def transform(value: Value) -> Verdict:
    """Judge the functions of `transform` one by one."""
    if value.text == "none":
        return SHOWN
    functions = [item for item in value.nodes if isinstance(item, Group)]
    if len(functions) < len(split(value.nodes, "space")):
        return unknown(f"{value.shown} is not understood")
    return worst(*(_changed(value, item.name, [part for part in split(item.items) if part]) for item in functions))


def movement(name: str) -> Judge:
    """Return the judge of one of the properties `translate`, `scale`, `rotate`."""
    return lambda value: SHOWN if value.text == "none" else _changed(value, name, split(value.nodes, "space"))


def _is_vertical(name: str) -> bool:
    return name.endswith(("height", "block-size"))


def _sized(value: Value, overflow: str) -> Verdict:
    vertical, size = _is_vertical(value.name), value.length()
    if size is None:
        endless = value.text.endswith("max-content") and not value.name.startswith("max-")
        harmless = value.text in _AUTOMATIC or value.text.startswith(("fit-content", "max-content"))
        return SHOWN if harmless and not endless else unknown(f"{value.shown} may break no lines")
    if value.name.startswith("min-"):
        return _least(value, size, vertical=vertical)
    if size <= (LOW if vertical else NARROW) and overflow in _BOUNDING:
        return hidden(f"{value.shown} with overflow: {overflow}")
    if vertical:
        return unknown(f"{value.shown} may cut it off or let it run into what follows")
    return _wide(value, size)


def _wide(value: Value, size: float) -> Verdict:
    """Judge a width: enough for words, and not more than the window."""
    if "%" in value.text and not value.measure.closed:
        size = min(size, value.length(_PHONE) or 0.0)
    wide = not value.name.startswith("max-") and not value.measure.closed and size > max(value.measure.width, 320.0)
    return unknown(f"{value.shown} leaves it no room") if wide or size < ROOMY else SHOWN


def _least(value: Value, size: float, *, vertical: bool) -> Verdict:
    most = TALLEST if vertical else PLAIN.width if value.measure.closed else _NARROWEST
    return SHOWN if size <= most else unknown(f"{value.shown} may move it off the page")


def _changed(value: Value, function: str, arguments: Sequence[Nodes]) -> Verdict:
    """Judge one function of a transform: what moves, shrinks, turns or bends the text."""
    name = function.removesuffix("3d").rstrip("xyz")
    if name == "translate":
        down = function.endswith("y")
        return worst(*(_translated(value, part, down=down or place == 1) for place, part in enumerate(arguments)))
    if name == "scale":
        factors = [number(part) for part in arguments]
        known = [factor for factor in factors if factor is not None]
        if any(abs(factor) < LEAST_OPACITY for factor in known):
            return hidden(value.shown)
        fine = len(known) == len(factors) and all(0.5 <= factor <= 1 for factor in known)
        return SHOWN if fine else unknown(value.shown)
    still = name in {"rotate", "skew"} and {text_of(part) for part in arguments} <= {"0", "0deg"}
    return SHOWN if still else unknown(value.shown)


def _translated(value: Value, part: Nodes, *, down: bool) -> Verdict:
    percent = len(part) == 1 and isinstance(part[0], Token) and part[0].unit == "%"
    length = pixels(part, value.measure, whole=100.0)
    near, far = (1.0, 200.0) if percent else (hanging(value.measure.font), ABOVE if down else FAR)
    if length is None or near < abs(length) < far:
        return unknown(value.shown)
    return SHOWN if abs(length) <= near else hidden(f"{value.shown} moves it off the page")
