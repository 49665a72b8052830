"""How a box stands in its line: beside floats, at which end, and how wide it is."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from toolkit.safety.css.cascade import Values, first
from toolkit.safety.css.names import names
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import text_of
from toolkit.safety.css.values import Measure, number, pixels

_PHONE = 360.0
"""Pixels of the window that counts where a page has not asked about it."""
LEFT_OVER = 100.0
"""Pixels that must be left of a line for a text, with the margins around it."""
_WHOLE = 640.0
"""Pixels of a line of middle width."""
_MOST = ("width", "inline-size", "max-width", "max-inline-size")
_LEAST = ("width", "inline-size", "min-width", "min-inline-size")
_SCROLLED = frozenset({"hidden", "auto", "scroll", "overlay"})
_CONTAINED = names("layout paint content strict size inline-size")
_OF_TABLES = names("table td th caption fieldset")
_AWAY = names("center end flex-end right self-end last space-around space-evenly anchor-center")
"""Words of alignments that let a box that is too wide stand out of its line at the beginning, where no one scrolls."""
_RIGHT = frozenset({"right", "inline-end"})
ALIGNED = names(
    "align-items align-self justify-content justify-items justify-self place-content place-items place-self"
)
"""Properties that say at which end of a line boxes stand; `clear`, beside them, ends a row of floats."""
STANDING = frozenset({*ALIGNED, "clear"})
UNSTYLED = _OF_TABLES | {"img"}
"""Elements that stand otherwise than others where no style says how."""
_DECIDING = frozenset({*STANDING, *_MOST, *_LEAST, "float", "overflow-x", "overflow-y", "contain", "container",
                       "container-type", "display", "position", "flex-direction", "flex-wrap"})  # fmt: skip


class Standing(NamedTuple):
    """How one box stands in its line."""

    encloses: bool = False
    """Whether floats in it stay in it."""
    slips: bool = False
    """Whether it takes the room that floats leave beside it, even if that is none."""
    floats: bool = False
    """Whether it floats itself."""
    clears: bool = False
    """Whether it stands below all floats."""
    most: float = inf
    """Pixels that it is wide at most."""
    share: float = 1.0
    """Part of its line that it is wide at most."""
    wide: bool = False
    """Whether it is wider than a narrow window leaves it, whatever is in it."""
    window: float = _PHONE
    """Pixels of that window."""
    leans: bool = False
    """Whether it stands at the end or in the middle of its line."""
    row_leans: bool = False
    """Whether the boxes in it do so together."""
    justifies: bool = False
    """Whether the boxes in it are as wide as what is in them."""
    each_leans: bool = False
    """Whether each of the boxes in it does so by itself."""


def standing(values: Values, measure: Measure, flow: str, *, tag: str, laid: bool, asked: bool) -> Standing:
    """Return how a box stands, which is `laid` out by the one around it or not, in a page that has `asked` or not."""
    inline = flow.startswith(("inline", "ruby", "contents"))
    tabular = tag in _OF_TABLES or flow.startswith("table")
    if _DECIDING.isdisjoint(values) and not tabular:
        return Standing(encloses=laid, wide=tag == "img")
    texts = {name: text_of(first(values, name) or ()) for name in _DECIDING & values.keys()}
    window = measure.width if asked and not measure.closed else _PHONE
    there = Measure(measure.font, measure.root, window, measure.height)
    placed = texts.get("float", "none") not in WIDE | {"none"} and not laid
    away = texts.get("position") in {"absolute", "fixed"}
    root = flow.endswith(("flex", "grid", "box", "flow-root")) or _is_root(texts)
    automatic = all(texts.get(name, "auto") in WIDE | {"auto"} for name in ("width", "inline-size"))
    shares, sizes = _sizes(values, texts, there, _MOST)
    _, least = _sizes(values, texts, there, _LEAST)
    bounded = any(name in texts for name in _MOST[2:])
    ends = {name: _is_away(texts.get(name, "")) for name in ALIGNED}
    together = ends["justify-content"] or ends["place-content"]
    column = texts.get("flex-direction", "").startswith("column")
    wraps = texts.get("flex-wrap", "nowrap") not in WIDE | {"nowrap"}
    in_row = flow.endswith(("flex", "box")) and not column
    return Standing(
        encloses=root or placed or away or laid or tabular or flow.startswith("inline-"),
        slips=root and automatic and not (placed or away or laid or tabular or inline or tag in {"html", "body"}),
        floats=placed,
        clears=texts.get("clear", "none") not in WIDE | {"none"},
        most=min(sizes, default=inf),
        share=min(shares, default=1.0),
        wide=(max(least, default=0.0) > window - LEFT_OVER and not (bounded and shares))
        or (tag == "img" and not (shares or sizes or least)),
        window=window,
        leans=(placed and texts["float"] in _RIGHT) or ends["justify-self"] or ends["align-self"] or ends["place-self"],
        row_leans=together and not column and not wraps,
        justifies=any(
            texts.get(name, "normal") not in WIDE | {"normal", "stretch", "legacy"}
            for name in ("justify-items", "place-items")
        ),
        each_leans=ends["justify-items"]
        or ends["place-items"]
        or (ends["align-items"] and not in_row)
        or (together and wraps and not column),
    )


def _is_root(texts: dict[str, str]) -> bool:
    """Whether the box begins a page of its own for floats, as one does that is scrolled or contained."""
    scrolled = any(texts.get(name) in _SCROLLED for name in ("overflow-x", "overflow-y"))
    contained = not _CONTAINED.isdisjoint(texts.get("contain", "").split())
    sized = any("size" in texts.get(name, "") for name in ("container", "container-type"))
    return scrolled or contained or sized


def _is_away(text: str) -> bool:
    words = text.split()
    return "safe" not in words and not _AWAY.isdisjoint(words)


def _sizes(
    values: Values, texts: dict[str, str], measure: Measure, chosen: tuple[str, ...]
) -> tuple[list[float], list[float]]:
    """Return the widths of a box that are parts of its line, and those in pixels."""
    shares, sizes = [], []
    for name in chosen:
        nodes = first(values, name) or ()
        share = number(nodes) if texts.get(name, "").endswith("%") else None
        size = pixels(nodes, measure, whole=_WHOLE) if nodes and share is None else None
        shares += [] if share is None else [share]
        sizes += [] if size is None else [size]
    return shares, sizes
