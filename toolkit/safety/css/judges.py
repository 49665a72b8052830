"""What one value of one property hides, taken by itself.

A value that is not understood is judged unknown, never harmless.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolkit.safety.css.bounds import BOUNDS, lengths, thickness, width
from toolkit.safety.css.geometry import FAR, clip, clip_path, hanging, move, movement, transform
from toolkit.safety.css.judgement import LEAST_OPACITY, Judge, Value
from toolkit.safety.css.properties import FONT_SIZES
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Node, Token, split, text_of
from toolkit.safety.css.values import Measure, number, pixels
from toolkit.safety.page.sight import SHOWN, Sight, Verdict, hidden, unknown, worst

LEAST_FONT, READABLE_FONT = 5.0, 9.0
"""Pixels; letters smaller than the first are dust, those smaller than the second are hard to read."""
_EVERY_SIDE = ("top", "right", "bottom", "left", "inline-start", "inline-end", "block-start", "block-end")
_FONT_FACTORS = {"smaller": 1 / 1.2, "larger": 1.2, "inherit": 1.0, "unset": 1.0, "revert": 1.0, "math": 1.0}
NEAR_SHADOW = 8.0
"""Pixels; a shadow farther away lies over what stands beside its box."""
MAX_TAB = 16.0
"""Letters that a tab may be wide."""
_RAISING = re.compile(
    r"\b(?:super|sub|ordinal|(?:diagonal|stacked)-fractions|sups|subs|sinf|ordn|frac|afrc|numr|dnom)\b"
)
"""Words that make fractions and exponents of plain digits."""
FILTERS = {"brightness": (0.7, 1.5), "contrast": (0.7, 3.0), "grayscale": (0.0, 1.0), "opacity": (LEAST_OPACITY, 1.0),
            "saturate": (0.0, 9.0), "sepia": (0.0, 1.0)}  # fmt: skip
"""Filters and between which of their values text stays readable."""


def judge(name: str, nodes: Sequence[Node], measure: Measure) -> Verdict:
    """Return what the value of a property does to the text in its element."""
    value = Value(name, tuple(nodes), text_of(nodes), measure)
    if value.text in WIDE - {"revert-layer"} and name != "all":
        return SHOWN
    known = _JUDGES.get(_family(name))
    return known(value) if known else unknown(f"nothing is known of {value.shown!r}")


def _family(name: str) -> str:
    """Return the name under which a property is judged: that of its family where all of that is judged alike."""
    if name.startswith(("mask", "border-image")):
        return "mask" if name.startswith("mask") else "border-image"
    return "border-radius" if name.startswith("border-") and name.endswith("-radius") else name


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


def _indent(value: Value) -> Verdict:
    sizes = [node for node in value.nodes if not isinstance(node, Token) or node.kind == "number"]
    length = pixels(sizes, value.measure)
    if length is None:
        return unknown(f"{value.shown} is not understood")
    if length <= -FAR:
        return hidden(value.shown)
    return SHOWN if -hanging(value.measure.font) <= length <= FAR / 3 else unknown(value.shown)


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
        elif item.name == "drop-shadow":
            sizes = [pixels(word, value.measure) for word in split(item.items, "space")]
            if any(size is not None and abs(size) > NEAR_SHADOW for size in sizes):
                return unknown(value.shown)
        else:
            share = number(item.items) if item.items else 1.0
            low, high = FILTERS.get(item.name, (1.0, 0.0))
            if share is None or not low <= share <= high:
                return hidden(value.shown) if item.name == "opacity" and share is not None else unknown(value.shown)
    return SHOWN


def _shadow(value: Value) -> Verdict:
    """Judge `box-shadow`: a thick one on the inside is a background."""
    for part in split(value.nodes):
        inside = any(isinstance(item, Token) and item.text.lower() == "inset" for item in part)
        words = [(item,) for item in part if _is_sum(item) or (isinstance(item, Token) and item.kind == "number")]
        sizes = [pixels(word, value.measure) for word in words]
        if inside and any(size is None or abs(size) > NEAR_SHADOW for size in sizes):
            return unknown(value.shown)
    return SHOWN


def _tab(value: Value) -> Verdict:
    """Judge `tab-size`: a tab in the text must not be as wide as the page."""
    size = number(value.nodes)
    length = value.length() if size is None else size * value.measure.font
    return SHOWN if length is not None and length <= MAX_TAB * value.measure.font else unknown(value.shown)


def _raises_digits(value: Value) -> Verdict:
    """Judge variants and features of a font: some make a fraction or an exponent of plain digits."""
    return unknown(value.shown) if _RAISING.search(value.text) else SHOWN


def _hyphen(value: Value) -> Verdict:
    return SHOWN if value.text == "auto" or set(value.text) <= set('"-\u2010\u2013') else unknown(value.shown)


def _rule(value: Value) -> Verdict:
    """Judge the width of a line between columns, which may be wider than the gap that it stands in."""
    sizes = [value._replace(nodes=(item,)).length() for item in value.nodes if not _is_word(item)]
    return SHOWN if all(size is not None and 0 <= size <= NEAR_SHADOW for size in sizes) else unknown(value.shown)


def _is_word(item: Node) -> bool:
    return not _is_sum(item) and not (isinstance(item, Token) and item.kind == "number")


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
    """Judge lines at the text, with their thickness where the shorthand has one."""
    if "line-through" in value.text:
        return hidden(value.shown)
    if "overline" in value.text:  # of an element with smaller letters, it strikes out larger ones in it
        return unknown(value.shown)
    sizes = [item for item in value.nodes if (isinstance(item, Token) and item.kind == "number") or _is_sum(item)]
    return worst(*(thickness(value._replace(nodes=(item,), text="")) for item in sizes))


def _is_sum(item: Node) -> bool:
    return not isinstance(item, Token) and item.name in {"calc", "min", "max", "clamp"}


_JUDGES: Mapping[str, Judge] = {
    **BOUNDS,
    **{f"border-{side}-width": width for side in _EVERY_SIDE},
    **{f"padding-{side}": width for side in _EVERY_SIDE},
    "all": lambda value: unknown(value.shown),
    "background-blend-mode": _keywords("normal"),
    "background-clip": _keywords("border-box padding-box"),
    "box-shadow": _shadow,
    "caption-side": _keywords("top"),
    "clip": clip,
    **dict.fromkeys(("column-rule", "column-rule-width"), _rule),
    "clip-path": clip_path,
    "contain": _keywords("none layout style"),
    "content": _keywords("normal none"),
    "content-visibility": _keywords("visible", {"hidden": Sight.GONE}),
    "filter": _filter,
    **dict.fromkeys(
        ("font-feature-settings", "font-variant", "font-variant-numeric", "font-variant-position"), _raises_digits
    ),
    "font-size-adjust": _share(0.45, 2.0),
    **dict.fromkeys(("print-color-adjust", "color-adjust"), _keywords("economy exact")),
    "float": _keywords("none left right inline-start inline-end"),
    "forced-color-adjust": _keywords("auto"),
    "hyphenate-character": _hyphen,
    "list-style-image": _keywords("none"),
    "line-clamp": _keywords("none"),
    **{f"margin-{side}": move for side in _EVERY_SIDE},
    "mask": _keywords("none"),
    "mso-hide": _keywords("none", {"all": Sight.PARTLY}),
    "scroll-snap-type": _keywords("none x y inline block both proximity"),
    "mix-blend-mode": _keywords("normal"),
    "outline-offset": lengths(-3.0, 8.0),
    "rotate": movement("rotate"),
    "quotes": _written,
    "scale": movement("scale"),
    "tab-size": _tab,
    "table-layout": _keywords("auto"),
    **dict.fromkeys(("text-box", "text-box-trim"), _keywords("normal none")),
    "text-decoration-line": _struck,
    "text-indent": _indent,
    "text-security": _keywords("none", dict.fromkeys(("disc", "circle", "square"), Sight.PARTLY)),
    "text-size-adjust": _share(1.0, 9.0),
    "transform": transform,
    "translate": movement("translate"),
    "unicode-bidi": _keywords(
        "normal embed isolate plaintext", {"bidi-override": Sight.PARTLY, "isolate-override": Sight.PARTLY}
    ),
    "vertical-align": _raised,
    "visibility": _keywords("visible", {"hidden": Sight.GONE, "collapse": Sight.GONE}),
    "z-index": _layer,
    "zoom": _share(0.3, 4.0),
}
