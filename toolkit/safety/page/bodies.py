"""Whether the box of an element holds what is in it: a text outside of its box stands on another background.

Boxes of floats, captions and wide children leave the one around them; an inline box lets blocks in it run on.
"""

from __future__ import annotations

from toolkit.safety.css.cascade import Values, first
from toolkit.safety.css.colours import BLACK, WHITE
from toolkit.safety.css.geometry import HANGING, hanging
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import text_of
from toolkit.safety.css.values import pixels
from toolkit.safety.page.elements import BLOCKS
from toolkit.safety.page.paint import MAX_SHADES
from toolkit.safety.page.seen import OUTER_BLOCK, Seen
from toolkit.safety.page.sight import SHOWN, Verdict, unknown
from toolkit.safety.page.squeezing import is_flattened

_SIDEWAYS = ("margin-left", "margin-right", "margin-inline-start", "margin-inline-end")
_EDGES = (*_SIDEWAYS, "padding-left", "padding-right", "padding-inline-start", "padding-inline-end")
_WIDTHS = ("width", "min-width", "inline-size", "min-inline-size")
_HEIGHTS = ("height", "block-size", "max-height", "max-block-size")
_PRINTS = ("print-color-adjust", "color-adjust")
_PARTED = 4.0
"""Times the size of letters that an inline box may part the words of a line by."""
_TEXTUAL = frozenset({"p", "li", "dt", "dd"})
"""Elements that stand below each other, line by line; beside each other their texts and marks run together."""
_OF_TABLES = frozenset({"table", "td", "th", "caption"})
"""Elements that are as wide as what is in them."""
_LONG_WORD = 8.0
"""Times the size of letters that a word may be wide."""
_COLOURING = ("brightness", "contrast", "grayscale", "sepia", "saturate", "hue-rotate")


def display_of(values: Values, around: Seen, tag: str) -> tuple[str, str]:
    """Return the value of `display`, and what it would be if it were not `none`."""
    default = "block" if tag in BLOCKS else "inline"
    found = values.get("display")
    text = (text_of(found[-1].nodes or ()) if found and found[-1].sure else "") or default
    if text in WIDE:
        text = {"inherit": around.display, "revert": default, "revert-layer": default}.get(text, "inline")
    return text, default if text == "none" else text


def exposed(seen: Seen, around: Seen, values: Values, *, tag: str) -> Seen:
    """Return the same with the colours that may lie behind its text where the box around does not hold it."""
    if values:
        seen = _printed(seen, values)
        filters = " ".join(text_of(one.nodes or ()) for one in values.get("filter", ()))
        if any(name in filters for name in _COLOURING):
            seen = seen._replace(filtered=True)
    if around.beyond == around.papers or not _leaves(around, values, tag):
        return seen
    return seen._replace(perhaps_papers=(*seen.perhaps_papers, *around.beyond)[:MAX_SHADES])


def narrowed_to_words(seen: Seen) -> Seen:
    """Return the same with the colours beside a box that is narrower than a long word in its letters."""
    if seen.across >= _LONG_WORD * seen.font or seen.beyond == seen.papers:
        return seen
    return seen._replace(perhaps_papers=(*seen.perhaps_papers, *seen.beyond)[:MAX_SHADES])


def torn(values: Values, around: Seen, seen: Seen, *, tag: str) -> Verdict:
    """Return what margins and floats do to words of one line, and to boxes beside each other."""
    beside = around.lays_out or not seen.block
    margins = [pixels(nodes, seen.measure) for name in _SIDEWAYS if beside and (nodes := first(values, name))]
    if any(size is not None and size < -hanging(seen.font) for size in margins):
        return unknown("a margin moves it over its neighbours")
    floats = text_of(first(values, "float") or ()) not in WIDE | {"", "none"}
    if floats and (not seen.block or tag in _TEXTUAL or seen.flow == "list-item"):
        return unknown("a float takes it out of its line")
    edges = _EDGES if seen.flow == "inline" else ()
    around_words = (pixels(nodes, seen.measure) for name in edges if (nodes := first(values, name)))
    parted = any(size is not None and size > _PARTED * seen.font for size in around_words)
    return unknown("it may part the words of a line") if parted else SHOWN


def is_filling(values: Values, around: Seen, flow: str, *, tag: str) -> bool:
    """Whether a box is as wide as the one around it, whatever is in it."""
    floats = text_of(first(values, "float") or ()) not in WIDE | {"", "none"}
    afloat = text_of(first(values, "position") or ()) in {"absolute", "fixed"}
    kept = flow in {"block", "flow-root", "list-item", "flex", "grid", "contents"}
    shrunk = any("content" in text_of(first(values, name) or ()) for name in ("width", "inline-size"))
    shrunk |= any(_is_set(values, name) for name in ("justify-self", "place-self"))
    alone = floats or afloat or shrunk or around.lays_out or around.standing.justifies
    return around.fills and kept and tag not in _OF_TABLES and not alone


def _is_set(values: Values, name: str) -> bool:
    """Whether a box stands somewhere in its line, and so is as wide as what is in it."""
    return text_of(first(values, name) or ()) not in WIDE | {"", "auto", "normal", "stretch", "legacy"}


def emptied(values: Values, seen: Seen) -> Verdict:
    """Return what a container does whose width is that of its content: it then has none."""
    texts = [text_of(first(values, name) or ()) for name in ("container", "container-type")]
    if not seen.fills and any("inline-size" in text for text in texts):
        return unknown("a container of no width of its own may leave it no room")
    return SHOWN


def is_bounded(values: Values, around: Seen, *, tag: str) -> bool:
    """Whether a box is as high as the window: the page itself by its style, and what a box of that height lays out."""
    texts = [text_of(first(values, name) or ()) for name in _HEIGHTS]
    if tag in {"html", "body"} and any(text not in WIDE | {"", "auto", "none"} for text in texts):
        return True
    return around.bounded and (around.lays_out or "inherit" in texts)


def shortened(values: Values, around: Seen, seen: Seen, *, tag: str) -> Verdict:
    """Return what a box of the height of the window does to what does not fit: paper cannot be scrolled."""
    cuts = text_of(first(values, "overflow-y") or ()) in {"hidden", "clip", "auto", "scroll"}
    if seen.bounded and cuts and tag not in {"html", "body"}:
        return unknown("it may be cut off at the height of the window, or of a page of paper")
    if around.lays_out and is_flattened(values, row=around.row):
        return unknown("it may be cut off at the height that it begins with")
    return SHOWN


def _printed(seen: Seen, values: Values) -> Seen:
    """Where backgrounds are printed below or above only, text on them is dark on dark, or white on white."""
    texts = [text_of(nodes) for name in _PRINTS if (nodes := first(values, name))]
    value = texts[0] if texts else seen.printed
    if value == seen.printed or value in WIDE:
        return seen
    seen = seen._replace(printed=value)
    if "background-color" in values:
        return seen
    if value == "exact":
        return seen._replace(perhaps_papers=(*seen.perhaps_papers, WHITE)[:MAX_SHADES])
    return seen._replace(perhaps_inks=(*seen.perhaps_inks, BLACK)[:MAX_SHADES])


def _leaves(around: Seen, values: Values, tag: str) -> bool:
    """Whether the box of an element may be outside of the one around it."""
    flow = display_of(values, around, tag)[1]
    block = flow.startswith(OUTER_BLOCK)
    inline = not around.block and around.flow in {"inline", "contents"}
    if tag in {"caption", "legend"} or flow == "table-caption" or (block and inline):
        return True
    if around.flow == "contents" or text_of(first(values, "float") or ()) not in WIDE | {"", "none"}:
        return True
    sizes = [first(values, name) or () for name in _WIDTHS]
    wide = any(pixels(nodes, around.measure) for nodes in sizes if nodes and "%" not in text_of(nodes))
    margins = [pixels(first(values, name) or (), around.measure) for name in _SIDEWAYS]
    return wide or any(size is not None and size < -HANGING for size in margins)
