"""What one value of one property hides, taken by itself.

A value that is not understood is judged unknown, never harmless.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolkit.safety.css.geometry import FAR, clip, clip_path, move, movement, transform
from toolkit.safety.css.judgement import LEAST_OPACITY, Judge, Value
from toolkit.safety.css.properties import FONT_SIZES
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Node, Token, split, text_of
from toolkit.safety.css.values import Measure, number, pixels
from toolkit.safety.page.sight import SHOWN, Sight, Verdict, hidden, unknown

LEAST_FONT = 5.0
"""Pixels; smaller letters are dust."""
_FONT_FACTORS = {"smaller": 1 / 1.2, "larger": 1.2, "inherit": 1.0, "unset": 1.0, "revert": 1.0, "math": 1.0}
_FILTERS = {"brightness": (0.5, 2.0), "contrast": (0.5, 3.0), "grayscale": (0.0, 1.0), "opacity": (LEAST_OPACITY, 1.0),
            "saturate": (0.0, 9.0), "sepia": (0.0, 1.0)}  # fmt: skip
"""Filters and between which of their values text stays readable."""


def judge(name: str, nodes: Sequence[Node], measure: Measure) -> Verdict:
    """Return what the value of a property does to the text in its element."""
    value = Value(name, tuple(nodes), text_of(nodes), measure)
    if value.text in WIDE - {"revert-layer"} and name != "all":
        return SHOWN
    known = _JUDGES.get("mask" if name.startswith("mask") else name)
    return known(value) if known else unknown(f"nothing is known of {value.shown!r}")


def font_size(nodes: Sequence[Node], parent: Measure) -> float | None:
    """Return a font size in pixels, given the measure of the parent; None where it is not understood."""
    text = text_of(nodes)
    if text in _FONT_FACTORS:
        return parent.font * _FONT_FACTORS[text]
    size = {**FONT_SIZES, "initial": 16.0}.get(text)
    return pixels(nodes, parent, whole=parent.font) if size is None else size


def _keywords(harmless: str, hiding: Mapping[str, Sight] | None = None) -> Judge:
    """Judge a property by its keywords; what is in neither list is unknown."""
    known = dict.fromkeys(harmless.split(), Sight.SHOWN) | dict(hiding or {})

    def decide(value: Value) -> Verdict:
        sight = max((known.get(word, Sight.UNKNOWN) for word in value.text.split()), default=Sight.UNKNOWN)
        return Verdict(sight, value.shown) if sight else SHOWN

    return decide


def _bounded(low: float, high: float, *, relative: bool = False) -> Judge:
    """Judge a length or number that is harmless between two bounds; `relative` to the size of the font."""

    def decide(value: Value) -> Verdict:
        if value.text in {"normal", "auto", "none"}:
            return SHOWN
        size, first, font = value.length(value.measure.font), value.nodes[0], value.measure.font
        if size is None:
            return unknown(f"{value.shown} is not understood")
        plain = isinstance(first, Token) and not first.unit
        size = size / font if relative and not plain and font else size
        return SHOWN if low <= size <= high else unknown(value.shown)

    return decide


def _indent(value: Value) -> Verdict:
    length = pixels([node for node in value.nodes if not isinstance(node, Token) or node.kind == "number"])
    if length is None:
        return unknown(f"{value.shown} is not understood")
    return hidden(value.shown) if length <= -FAR else unknown(value.shown) if abs(length) > FAR / 3 else SHOWN


def _share(least: float, most: float) -> Judge:
    """Judge a factor of the size of letters."""

    def decide(value: Value) -> Verdict:
        share = 1.0 if value.text in {"none", "auto", "normal", "reset", "from-font"} else number(value.nodes[-1:])
        if share is None or share > most:
            return unknown(value.shown)
        return hidden(value.shown) if share < least else SHOWN

    return decide


def _filter(value: Value) -> Verdict:
    if value.text == "none":
        return SHOWN
    for item in value.nodes:
        if isinstance(item, Token):
            if item.kind != "space":
                return unknown(value.shown)
        elif item.name != "drop-shadow":
            share = number(item.items) if item.items else 1.0
            low, high = _FILTERS.get(item.name, (1.0, 0.0))
            if share is None or not low <= share <= high:
                return hidden(value.shown) if item.name == "opacity" and share is not None else unknown(value.shown)
    return SHOWN


def _shadow(value: Value) -> Verdict:
    """Judge `box-shadow`: a thick one on the inside is a background."""
    for part in split(value.nodes):
        inside = any(isinstance(item, Token) and item.text.lower() == "inset" for item in part)
        sizes = [abs(item.number) for item in part if isinstance(item, Token) and item.kind == "number"]
        if inside and max(sizes, default=0.0) > 8:
            return unknown(value.shown)
    return SHOWN


def _layer(value: Value) -> Verdict:
    plain = number(value.nodes)
    return SHOWN if value.text == "auto" or (plain is not None and plain >= 0) else unknown(value.shown)


def _raised(value: Value) -> Verdict:
    """Judge `vertical-align`: a raised digit is an exponent."""
    if value.text in {"baseline", "top", "middle", "bottom", "text-top", "text-bottom"}:
        return SHOWN
    length = value.length(value.measure.font)
    return SHOWN if length is not None and abs(length) <= value.measure.font / 4 else unknown(value.shown)


def _written(value: Value) -> Verdict:
    """Judge a property that may write words of its own."""
    return unknown(value.shown) if re.search(r'"[^"]*\w', value.text) else SHOWN


def _struck(value: Value) -> Verdict:
    return hidden(value.shown) if "line-through" in value.text else SHOWN


_JUDGES: Mapping[str, Judge] = {
    "all": lambda value: unknown(value.shown),
    "background-clip": _keywords("border-box padding-box content-box border-area"),
    "box-shadow": _shadow,
    "clip": clip,
    "clip-path": clip_path,
    "contain": _keywords("none layout style paint content inline-size"),
    "content": _keywords("normal none"),
    "content-visibility": _keywords("visible auto", {"hidden": Sight.GONE}),
    "filter": _filter,
    "font-size-adjust": _share(0.3, 2.0),
    "hyphenate-character": _written,
    "letter-spacing": _bounded(-0.1, 2.0, relative=True),
    "line-clamp": _keywords("none"),
    "line-height": _bounded(0.6, 9.0, relative=True),
    **{f"margin-{side}": move for side in ("top", "right", "bottom", "left")},
    **{f"margin-{side}": move for side in ("inline-start", "inline-end", "block-start", "block-end")},
    "mask": _keywords("none"),
    "mix-blend-mode": _keywords("normal"),
    "outline-offset": _bounded(-3.0, 9999.0),
    "rotate": movement("rotate"),
    "quotes": _written,
    "scale": movement("scale"),
    "text-decoration-line": _struck,
    "text-indent": _indent,
    "text-security": _keywords("none", dict.fromkeys(("disc", "circle", "square"), Sight.PARTLY)),
    "text-stroke-width": _bounded(0.0, 2.0),
    "text-size-adjust": _share(0.3, 9.0),
    "transform": transform,
    "translate": movement("translate"),
    "unicode-bidi": _keywords(
        "normal embed isolate plaintext", {"bidi-override": Sight.PARTLY, "isolate-override": Sight.PARTLY}
    ),
    "vertical-align": _raised,
    "visibility": _keywords("visible", {"hidden": Sight.GONE, "collapse": Sight.GONE}),
    "word-spacing": _bounded(-0.1, 2.0, relative=True),
    "z-index": _layer,
    "zoom": _share(0.3, 4.0),
}
