"""Whether the box of an element may lie over the text of others.

Without a layout this is a guess to the safe side; a browser knows (`--browser`).
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.safety.css.bounds import LINE_WIDTHS, is_plain
from toolkit.safety.css.cascade import Values, first
from toolkit.safety.css.colours import parse_colour
from toolkit.safety.css.geometry import offsets, shifts
from toolkit.safety.css.judges import judge
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Group, Node, Token, split, text_of
from toolkit.safety.css.values import Measure, number, pixels
from toolkit.safety.page.elements import REPLACED
from toolkit.safety.page.sight import SHOWN

LARGE = {"across": 120.0, "down": 40.0}
"""Pixels; a box of this width and height, some words on two lines, may cover what matters of a statement."""
_NEARBY = 250.0
"""Pixels; a box whose opposite edges are both nearer to those of the one around it is as large as that."""
TINY = 12.0
"""Pixels; a box of this size in one direction is a line."""
STUCK = 300.0
"""Pixels of the height of a box that sticks to the window, from which on it hides what is scrolled behind it."""
NEAR, THICK, FAR = 8.0, 16.0, 1_000.0
"""Pixels that outlines, shadows and margins may reach into what is beside their box: by less than NEAR they cover no
line, by more than THICK they may cover one; FAR stands for what is not known."""
OFFSETS = ("top", "right", "bottom", "left", "inset-block-start", "inset-block-end", "inset-inline-start",
           "inset-inline-end")  # fmt: skip
"""The properties that place a positioned box."""
FAINT, _FEW, _CLOSE = 0.15, 3, 40.0
"""Opacity of a shadow under which a text is read, how many such shadows of one box, and how far they reach."""
_MARGINS = ("margin-top", "margin-bottom", "margin-left", "margin-right", "margin-block-start", "margin-block-end")
_SIDEWAYS = ("margin-left", "margin-right", "margin-inline-start", "margin-inline-end")
_UPWARDS = ("margin-top", "margin-bottom", "margin-block-start", "margin-block-end")
_BORDERS = tuple(f"border-{side}-width" for side in ("top", "right", "bottom", "left", "inline-start", "inline-end",
                                                     "block-start", "block-end"))  # fmt: skip
SWELLING = tuple(name.format(side) for name in ("padding-{}", "border-{}-width")
                  for side in ("top", "bottom", "block-start", "block-end"))  # fmt: skip
"""What makes a box higher than its content."""
_PAINT = ("background-color", "background-image", "box-shadow", "backdrop-filter", *_BORDERS)
_STRAYING = (
    "text-shadow", "text-decoration-thickness", "text-underline-offset", "text-stroke-width", "filter", "shape-",
    "border-image", "box-reflect", "column-rule", "row-rule", "rule", "offset", "transform-origin", "perspective",
)  # fmt: skip
PICTURES = frozenset({"canvas", "embed", "iframe", "img", "object", "svg", "video"})
"""Elements that are paint by themselves."""
DRAWN = frozenset({"audio", "button", "fieldset", "hr", "input", "meter", "progress", "select", "textarea"})
"""Elements that browsers draw with borders or backgrounds of their own."""
_LEAST_LINE = 0.6
"""Part of the size of letters below which lines of them reach into what is beside their block."""
_DRAWN_BEYOND = frozenset({"visible", "auto", "scroll"})
"""Values of `overflow` with which a picture or drawing may paint outside of its box."""
_COMPUTED = frozenset({"calc", "min", "max", "clamp"})
_TRANSFORMS = ("transform", "translate", "scale", "rotate")
_ENDS = {"across": (("left", "right"), ("inset-inline-start", "inset-inline-end")),
         "down": (("top", "bottom"), ("inset-block-start", "inset-block-end"))}  # fmt: skip
_SIZES = {"across": ("width", "inline-size", "min-width", "min-inline-size"),
          "down": ("height", "block-size", "min-height", "min-block-size")}  # fmt: skip
_AROUND = {
    direction: tuple(name.format(side) for name in ("padding-{}", "border-{}-width") for side in sides)
    for direction, sides in (
        ("across", ("left", "right", "inline-start", "inline-end")),
        ("down", ("top", "bottom", "block-start", "block-end")),
    )
}
"""Padding and borders, which make a box larger than its content."""


def covering(values: Values, measure: Measure, *, tag: str, inline: bool, written: bool) -> tuple[bool, bool]:
    """Return whether the box is painted and taken from its place, and whether it then may cover a whole statement.

    `inline` boxes are painted over the lines around them; `written` is generated content, which is paint as well.
    """
    around = _spread(values, measure)
    outside, beyond = around > NEAR, around > THICK or _strays(values, measure)
    position = text_of(first(values, "position") or ())
    behind = text_of(first(values, "z-index") or ()).startswith("-")
    if tag in PICTURES and text_of(first(values, "overflow-x") or ()) in _DRAWN_BEYOND:
        return True, True
    if behind or not (written or tag in PICTURES | DRAWN or paints(values)):
        return outside, beyond
    afloat = position in {"absolute", "fixed"}
    raised = position in {"relative", "sticky"} or any(name in values for name in (*_TRANSFORMS, "opacity", "filter"))
    displaced = _pulled(values, measure) if afloat else _displaced(values, measure, raised=raised, position=position)
    displaced |= position == "sticky" and height(values, measure) >= STUCK  # it stays over what is scrolled
    swelling = max(lengths(values, measure, *SWELLING), default=0.0) if inline else 0.0
    displaced |= any(size < -LARGE["across"] for size in lengths(values, measure, *_SIDEWAYS))  # floats take less room
    small = any(size <= TINY for size in lengths(values, measure, "width", "height", "inline-size", "block-size"))
    large = afloat and (
        tag == "dialog" or all(_is_large(values, measure, direction) for direction in ("across", "down"))
    )
    lifted = (afloat or displaced or swelling > NEAR) and not small
    return lifted or outside, beyond or displaced or large or swelling > LARGE["down"]


def is_inside(values: Values, measure: Measure, tag: str) -> bool:
    """Whether a box out of the flow surely lies in the one that it is placed by: at its edges, and not larger.

    Pictures and empty boxes are such; text may run out of any box.
    """
    found = [one for name in (*OFFSETS, *_SIZES["across"], *_SIZES["down"], "position") for one in values.get(name, ())]
    if any(not one.sure for one in found) or text_of(first(values, "position") or ()) != "absolute":
        return False
    ends = [text_of(first(values, name) or ()) for name in OFFSETS if name in values]
    sizes = [first(values, name) or () for names in _SIZES.values() for name in names if name in values]
    larger = any(size > 0 for names in _AROUND.values() for size in lengths(values, measure, *names))
    odd = any(name in values for name in (*_TRANSFORMS, *_MARGINS, "zoom", "z-index", "aspect-ratio"))
    moved = larger or odd or _strays(values, measure)
    fitting = all(
        text_of(size) in {"auto", "100%"} or (number(size) is not None and "%" in text_of(size) and _is_part(size))
        for size in sizes
    )
    placed = set(ends) <= {"0", "0px", "auto"} and (len(sizes) >= 2 or (ends.count("0") + ends.count("0px")) >= 4)
    return placed and fitting and not moved and _spread(values, measure) <= 0 and (tag in PICTURES or bool(ends))


def _is_part(size: Sequence[Node]) -> bool:
    return (number(size) or 0.0) <= 1.0


def is_holding(values: Values, measure: Measure) -> bool:
    """Whether a box stays in the flow, and is what boxes out of the flow in it are placed by."""
    found = values.get("position", [])
    moved = any(name in values for name in (*OFFSETS, *_TRANSFORMS, "float", "zoom", "height", "max-height"))
    pulled = any(size < 0 for size in lengths(values, measure, *_MARGINS))
    relative = {text_of(one.nodes or ()) for one in found} == {"relative"} and found[-1].sure
    return relative and not (moved or pulled or is_gridded(values))


def is_gridded(values: Values) -> bool:
    """Whether a box says itself where it stands in the grid or row around it."""
    return any(name.startswith(("grid-row", "grid-column", "grid-area", "order")) for name in values)


def is_strewn(values: Values, measure: Measure, *, block: bool) -> bool:
    """Whether a text in the box may run over others, which no background tells: it is moved from its place."""
    position = text_of(first(values, "position") or ())
    if any(size <= TINY for size in lengths(values, measure, "width", "height", "inline-size", "block-size")):
        return False  # what runs out of it is another question
    if position in {"absolute", "fixed"}:
        return True
    if any(size < -LARGE["across"] for size in lengths(values, measure, *_SIDEWAYS)):
        return True
    line = first(values, "line-height") if block else None
    size = None if line is None else pixels(line, measure, whole=measure.font)
    if line is not None and size is not None:
        size *= measure.font if is_plain(line) else 1.0
        if size < _LEAST_LINE * measure.font:
            return True
    raised = any(name in values for name in _TRANSFORMS) or position in {"relative", "sticky"}
    return _displaced(values, measure, raised=raised, position=position)


def is_afloat(values: Values) -> bool:
    """Whether a box is out of the flow of the page."""
    return text_of(first(values, "position") or ()) in {"absolute", "fixed"}


def is_tall(values: Values, measure: Measure, tag: str) -> bool:
    """Whether a box makes those around it higher than a line or two; a picture of no known size does."""
    if tag in REPLACED - {"button", "input"} and not lengths(values, measure, "height", "block-size", "max-height"):
        return True
    return height(values, measure) >= LARGE["down"]


def height(values: Values, measure: Measure) -> float:
    """Return how high a box is made, its content left aside."""
    around = sum(max(0.0, size) for size in lengths(values, measure, *SWELLING, *_UPWARDS))
    return around + max(lengths(values, measure, *_SIZES["down"]), default=0.0)


def paints(values: Values) -> bool:
    """Whether something of a box is seen beside what is in it."""
    painted = (first(values, name) or () for name in _PAINT)
    return any(text_of(nodes) not in WIDE | {"", "none", "transparent", "0", "0px"} for nodes in painted)


def _spread(values: Values, measure: Measure) -> float:
    """Return how far outline and shadows reach out of the box, in pixels; what is not understood is far."""
    reach = 0.0
    if "outline-width" in values:
        widths = _reach(first(values, "outline-width") or (), measure)
        reach = widths + max(0.0, _reach(first(values, "outline-offset") or (), measure)) if widths else 0.0
    shadows = split(first(values, "box-shadow") or ())
    faint = len(shadows) <= _FEW and len(values.get("box-shadow", ())) <= 1
    for shadow in shadows:
        words = [word for word in split(shadow, "space") if isinstance(word[0], Token) and word[0].kind == "number"]
        sizes = [abs(pixels(word, measure) or 0.0) for word in words]
        computed = any(isinstance(item, Group) and item.name in _COMPUTED for item in shadow)
        inside = "inset" in text_of(shadow)
        across = max(sizes[:2], default=0.0) + sum(sizes[3:]) + sum(sizes[2:3]) / 2
        slight = faint and across <= _CLOSE and not computed and _is_faint(shadow)
        reach = reach if inside or slight else max(reach, FAR if computed else across)
    return reach


def _is_faint(shadow: Sequence[Node]) -> bool:
    """Whether a shadow is so light that the text under it is read all the same."""
    named = [word for word in split(shadow, "space") if isinstance(word[0], Group) or word[0].kind != "number"]
    colours = [parse_colour(word, current=None, dark=False) for word in named]
    return len(colours) == 1 and colours[0] is not None and colours[0].alpha <= FAINT


def _reach(nodes: Sequence[Node], measure: Measure) -> float:
    text = text_of(nodes)
    if text in WIDE | {""}:
        return 0.0
    size = LINE_WIDTHS.get(text, pixels(nodes, measure))
    return FAR if size is None else size


def _strays(values: Values, measure: Measure) -> bool:
    """Whether something else than the box itself is painted, or lets text run, outside of it."""
    chosen = ((name, first(values, name)) for name in values if name.startswith(_STRAYING))
    ruled = split(first(values, "text-decoration-line") or (), "space")
    return any(nodes and judge(name, nodes, measure) != SHOWN for name, nodes in chosen) or any(
        size is not None and size > THICK for word in ruled for size in (pixels(word, measure),)
    )


def _pulled(values: Values, measure: Measure) -> bool:
    """Whether margins pull a box that is out of the flow over what it stands at."""
    return any(size < -NEAR for size in lengths(values, measure, *_MARGINS))


def _displaced(values: Values, measure: Measure, *, raised: bool, position: str) -> bool:
    """Whether a box is moved so far that it may lie over its neighbours."""
    positioned, keeps_place = position in {"relative", "sticky"}, position == "relative"
    moves = {name: nodes for name in OFFSETS if positioned and (nodes := first(values, name))}
    names = (*_MARGINS, *_TRANSFORMS) if raised else ()
    moved = any(judge(name, nodes, measure) != SHOWN for name in names if (nodes := first(values, name)))
    near = 0.0 if "zoom" in values else NEAR  # which makes margins larger too
    lifted = any(size < -near for size in lengths(values, measure, *_UPWARDS))
    return lifted or moved or offsets(moves, measure) != SHOWN or (keeps_place and shifts(moves, measure) != SHOWN)


def _is_large(values: Values, measure: Measure, direction: str) -> bool:
    stretched = any(
        len([end for end in lengths(values, measure, *pair) if end < _NEARBY]) == 2 for pair in _ENDS[direction]
    )
    around = sum(max(0.0, size) for size in lengths(values, measure, *_AROUND[direction]))
    most = max(lengths(values, measure, *_SIZES[direction]), default=0.0)
    return stretched or most + around >= LARGE[direction]


def lengths(values: Values, measure: Measure, *names: str) -> list[float]:
    """Return the lengths, in pixels, of those of the properties that are set and understood."""
    given = (first(values, name) for name in names if name in values)
    sizes = [pixels(nodes, measure, whole=1_000.0) for nodes in given if nodes]
    return [size for size in sizes if size is not None]
