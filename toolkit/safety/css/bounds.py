"""Values that are harmless within bounds, for properties that move, tear, cover or strike text with larger ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.safety.css import tracks
from toolkit.safety.css.judgement import Judge, Value
from toolkit.safety.css.syntax import Group, Node, Token, split, text_of
from toolkit.safety.css.values import number, pixels
from toolkit.safety.page.sight import SHOWN, Verdict, unknown

LINE_WIDTHS = {"thin": 1.0, "medium": 3.0, "thick": 5.0}
"""Widths of borders, outlines and strokes by name, in pixels."""
SPACED: Mapping[str, tuple[float, float]] = {
    "line-height": (0.99, 6.0),
    "letter-spacing": (-0.05, 0.5),
    "word-spacing": (-0.1, 2.0),
    "text-underline-offset": (-0.01, 0.35),
}
"""Inherited lengths and between which parts of the size of the letters they are harmless."""
_PLACES = frozenset({"left", "center", "right", "top", "bottom"})


def contained(value: Value) -> Verdict:
    """Judge containers: by their width they are harmless where they fill their line (`fills`), not by their height."""
    kind = value.text.rpartition("/")[2].strip() if "/" in value.text or value.name == "container-type" else "normal"
    return SHOWN if kind in {"normal", "none", "inline-size"} else unknown(value.shown)


def only(words: str) -> Judge:
    """Return a judge that takes these words and nothing else."""
    known = frozenset(words.split())
    return lambda value: SHOWN if known.issuperset(value.text.split()) else unknown(value.shown)


def lengths(low: float, high: float, *, words: str = "normal auto none 0") -> Judge:
    """Return a judge of one or more lengths, in pixels; percentages are not known."""
    known = frozenset(words.split())

    def decide(value: Value) -> Verdict:
        for word in split(value.nodes, "space"):
            text = text_of(word)
            size = pixels(word, value.measure)
            if text not in known and text != "/" and (size is None or "%" in text or not low <= size <= high):
                return unknown(value.shown)
        return SHOWN

    return decide


def width(value: Value) -> Verdict:
    """Judge padding, or the width of a line; how much there is of it is counted elsewhere (`Room`)."""
    size = LINE_WIDTHS.get(value.text, value.length())
    return unknown(f"{value.shown} is not understood") if size is None or size < 0 else SHOWN


def is_fitting(name: str, size: float, font: float) -> bool:
    """Whether an inherited length is harmless for letters of a size."""
    low, high = SPACED[name]
    return bool(font) and low <= size / font <= high


def is_plain(nodes: Sequence[Node]) -> bool:
    """Whether a value is a number without a unit, which counts anew for letters of each size."""
    first = nodes[0] if nodes else None
    return isinstance(first, Token) and first.kind == "number" and not first.unit


def spaced(value: Value) -> Verdict:
    """Judge an inherited length beside the size of the letters; a plain line height is a part of it."""
    if value.text in {"normal", "auto"}:
        return SHOWN
    font = value.measure.font
    size = value.length(font)
    if size is None:
        return unknown(f"{value.shown} is not understood")
    if value.name == "line-height" and is_plain(value.nodes):
        size *= font
    return SHOWN if is_fitting(value.name, size, font) else unknown(value.shown)


def thickness(value: Value) -> Verdict:
    """Judge how thick a line under the text is."""
    if value.text in {"auto", "from-font"}:
        return SHOWN
    size = value.length(value.measure.font)
    return SHOWN if size is not None and 0 <= size <= value.measure.font / 5 else unknown(value.shown)


def text_shadow(value: Value) -> Verdict:
    """Judge shadows of letters: close to them, so that they do not read as other letters."""
    parts = split(value.nodes)
    sizes = [pixels(word, value.measure) for part in parts for word in split(part, "space")]
    most = 3 if len(parts) <= 2 else 1  # many of them smear the letters
    near = all(size is None or abs(size) <= most for size in sizes)
    computed = any(isinstance(item, Group) and not _is_colour(item) for item in value.nodes)
    return SHOWN if value.text == "none" or (near and not computed) else unknown(value.shown)


def origin(value: Value) -> Verdict:
    """Judge `transform-origin`: a point in the box."""
    for word in split(value.nodes, "space"):
        share = number(word) if "%" in text_of(word) else None
        inside = share is not None and 0 <= share <= 1
        if not (text_of(word) in _PLACES | {"0", "0px"} or inside):
            return unknown(value.shown)
    return SHOWN


def flex(value: Value) -> Verdict:
    """Judge `flex`: a box that may not shrink runs off the page, one without size or share has no room."""
    words = split(value.nodes, "space")
    plain = [share for word in words if (share := number(word)) is not None and "%" not in text_of(word)]
    bases = [word for word in words if number(word) is None or "%" in text_of(word)]
    if value.text in {"auto", "initial"}:
        return SHOWN
    grow, shrink = [*plain, 1.0, 1.0][:2] if len(plain) != 1 else (plain[0], 1.0)
    size = value._replace(nodes=bases[0]).length() if bases else 0.0
    automatic = bool(bases) and text_of(bases[0]) in {"auto", "content"}
    if size is None and not automatic:
        return unknown(value.shown)
    roomy = grow >= 1 or automatic or (size or 0.0) >= tracks.LEAST_WIDTH
    fits = size is None or (size <= value.measure.width or value.measure.closed)
    stays = shrink >= 1 or not automatic
    return SHOWN if roomy and fits and stays and grow <= 12 and shrink <= 12 else unknown(value.shown)


def basis(value: Value) -> Verdict:
    """Judge `flex-basis`."""
    size = value.length()
    fits = size is not None and tracks.LEAST_WIDTH <= size <= max(value.measure.width, tracks.LEAST_WIDTH)
    return SHOWN if value.text in {"auto", "content"} or fits else unknown(value.shown)


def _share(low: float, high: float) -> Judge:
    def decide(value: Value) -> Verdict:
        share = number(value.nodes)
        return SHOWN if share is not None and low <= share <= high else unknown(value.shown)

    return decide


def _is_colour(item: Group) -> bool:
    return item.name not in {"calc", "min", "max", "clamp", "round", "mod", "rem", "abs", "sign"}


_GAP = lengths(0.0, 100.0)
BOUNDS: Mapping[str, Judge] = {
    "aspect-ratio": only("auto"),
    "border-image": only("none"),
    "border-radius": lengths(0.0, 40.0),
    "border-spacing": lengths(0.0, 40.0),
    "column-count": only("auto 1"),
    "column-width": only("auto"),
    "columns": only("auto none 1"),
    **dict.fromkeys(("container", "container-type"), contained),
    "flex": flex,
    "flex-basis": basis,
    "flex-grow": _share(0.0, 9_999.0),
    "flex-shrink": _share(1.0, 12.0),
    **dict.fromkeys(("gap", "grid-gap", "column-gap", "row-gap", "grid-column-gap", "grid-row-gap"), _GAP),
    "grid": only("none"),
    "grid-template": tracks.template,
    "grid-auto-flow": only("row"),
    **dict.fromkeys(("grid-template-columns", "grid-auto-columns"), tracks.columns),
    **dict.fromkeys(("grid-template-rows", "grid-auto-rows"), tracks.rows),
    **dict.fromkeys((f"grid-{way}{end}" for way in ("row", "column") for end in ("", "-start", "-end")), tracks.place),
    "initial-letter": only("normal"),
    "padding-start": lengths(0.0, 40.0),
    "perspective": only("none"),
    "shape-margin": only("0 0px"),
    "shape-outside": only("none"),
    "stroke": only("none"),
    "stroke-width": only("0 0px"),
    "text-decoration-thickness": thickness,
    "text-emphasis": only("none"),
    "text-emphasis-style": only("none"),
    "text-shadow": text_shadow,
    "text-stroke-width": only("0 0px"),
    "transform-origin": origin,
    "writing-mode": only("horizontal-tb"),
    **dict.fromkeys(SPACED, spaced),
}
"""Judges of single properties."""
