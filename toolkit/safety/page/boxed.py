"""What the sizes of a box, its overflow and its place hide together."""

from __future__ import annotations

from toolkit.safety.css.cascade import Candidate, Values
from toolkit.safety.css.geometry import CUTTING, box, offsets, shifts
from toolkit.safety.css.sheet import Styles
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Token, text_of
from toolkit.safety.page.covering import OFFSETS
from toolkit.safety.page.seen import Seen
from toolkit.safety.page.sight import Verdict, unknown

SIZES = ("width", "height", "max-width", "max-height", "inline-size", "block-size", "max-inline-size",
          "max-block-size", "min-width", "min-height", "min-inline-size", "min-block-size", "overflow-x",
          "overflow-y")  # fmt: skip
"""The properties that make a box narrow or low, and what becomes of what does not fit."""
_BOXED = frozenset({*SIZES, *OFFSETS, "position"})
_MOST_ROUND = 16.0
"""Pixels of a round corner that cuts no letter."""


def boxed(values: Values, around: Seen, seen: Seen, tag: str, styles: Styles) -> list[Verdict]:
    """Judge the properties that hide only together."""
    verdicts = []
    if values.keys().isdisjoint(_BOXED):
        return []
    root = tag in {"html", "body"}
    for chosen in (0, -1):
        own = {name: found[chosen].nodes for name, found in values.items()}
        sizes = {name: nodes for name in SIZES if (nodes := own.get(name))}
        if root and text_of(own.get("overflow-y") or ()) in CUTTING:
            verdicts.append(unknown("the page cannot be scrolled"))
        if root or not (around.bounded or styles.quirks):  # a share of no height is none
            sizes = {name: nodes for name, nodes in sizes.items() if text_of(nodes) != "100%"}
        verdicts.append(box(sizes, seen.measure))
        if text_of(own.get("overflow-x") or ()) in CUTTING and any(map(_is_round, values.items())):
            verdicts.append(unknown("its round corners cut letters off"))
        position = text_of(own.get("position") or ())
        if position in {"absolute", "fixed"} and tag != "dialog":
            verdicts.append(unknown(f"position: {position} lays it over its neighbours"))
        moves = {name: nodes for name in OFFSETS if (nodes := own.get(name))}
        if moves and position not in WIDE | {"", "static"}:
            verdicts.append(offsets(moves, seen.measure))
        if moves and position == "relative":
            verdicts.append(shifts(moves, seen.measure))
        overflow = text_of(own.get("overflow-x") or ())
        ellipsis = text_of(own.get("text-overflow") or ()) not in {"", "clip"}
        if (ellipsis and overflow in CUTTING | {"auto", "scroll"}) or (seen.unwrapped and overflow in CUTTING):
            verdicts.append(unknown("a line that is too long is cut off"))
    return verdicts


def _is_round(item: tuple[str, list[Candidate]]) -> bool:
    """Whether a property makes corners so round that those of a text are cut off."""
    name, found = item
    nodes = found[0].nodes or ()
    sizes = [token.number * (16 if token.unit.endswith("em") else 1) for token in nodes if isinstance(token, Token)]
    return name.startswith("border-") and name.endswith("radius") and max(sizes, default=0.0) > _MOST_ROUND
