"""What multiplies from element to element: sizes by zoom and scale, filters, and the opacity that some browsers take.

What one element may have is harmless; ten of them around each other are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.safety.css.cascade import Candidate, Values
from toolkit.safety.css.judges import FILTERS, LEAST_FONT, READABLE_FONT
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Group, Node, split, text_of
from toolkit.safety.css.values import number
from toolkit.safety.page.sight import SHOWN, Verdict, hidden, unknown

MULTIPLIED = ("zoom", "scale", "transform", "filter", "font-family", "opacity")
"""The properties of which products are made."""
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "zoom": (0.3, 4.0), "scale": (0.5, 1.05),
    **{name: FILTERS[name] for name in ("brightness", "contrast", "saturate", "opacity")},
}  # fmt: skip


_MONOSPACE = 13 / 16
"""What browsers make letters smaller by where `monospace` is all that is said of their family."""
_LARGEST_FONT = 60.0
"""Pixels of letters of which five find room in a narrow window."""


class Products(NamedTuple):
    """The products of an element and all around it, the least and the most that they may be."""

    least: Mapping[str, float] = dict.fromkeys(_BOUNDS, 1.0)
    most: Mapping[str, float] = dict.fromkeys(_BOUNDS, 1.0)

    def verdict(self, font: float) -> Verdict:
        """On text of a font size that stands directly in the element."""
        size = font * self.least["zoom"] * self.least["scale"] * self.least.get("letters", 1.0)
        if font * self.most["zoom"] > _LARGEST_FONT:
            return unknown("a narrow window has no room for words of its letters")
        if size < READABLE_FONT:
            reason = f"its letters have a size of {size:.2g} pixels"
            return hidden(reason) if size < LEAST_FONT else unknown(reason)
        for name, (low, high) in _BOUNDS.items():
            if not low * 0.999 <= self.least[name] or not self.most[name] <= high * 1.001:
                return unknown(f"{name} is multiplied too often")
        return SHOWN


def multiplied(products: Products, values: Values) -> Products:
    """Return the products inside of an element."""
    least, most = {"letters": 1.0, **products.least}, {"letters": 1.0, **products.most}
    for name in MULTIPLIED:
        found = values.get(name, ())
        made = [_factors(name, one) for one in found]
        if found and not found[-1].sure:
            made.append({})
        for kind in {kind for one in made for kind in one}:
            factors = [one.get(kind, 1.0) for one in made]
            least[kind] *= min(factors)
            most[kind] *= max(factors)
    return Products(least, most)


def opacities(nodes: Sequence[Node]) -> float:
    """Return the product of the functions `opacity()` of a filter."""
    product = 1.0
    for item in nodes:
        if isinstance(item, Group) and item.name == "opacity":
            share = number(item.items)
            product *= 1.0 if share is None else min(max(share, 0.0), 1.0)
    return product


def _factors(name: str, one: Candidate) -> dict[str, float]:
    nodes = one.nodes or ()
    if text_of(nodes) in WIDE:
        return {}
    product: dict[str, float] = {}
    for kind, factor in _parts(name, nodes):
        product[kind] = product.get(kind, 1.0) * factor
    return product


def _parts(name: str, nodes: Sequence[Node]) -> Iterator[tuple[str, float]]:
    if name == "font-family":
        yield from [("letters", _MONOSPACE)] * (text_of(nodes) == "monospace")
        return
    if name in {"zoom", "scale", "opacity"}:
        factors = [factor for word in split(nodes, "space") if (factor := number(word)) is not None]
        yield name, _farthest(factors)
        return
    for item in nodes:
        if isinstance(item, Group):
            kind = "scale" if item.name.startswith("scale") else item.name
            if kind in _BOUNDS and kind != "zoom":
                yield kind, _farthest([share for part in split(item.items) if (share := number(part)) is not None])


def _farthest(factors: Sequence[float]) -> float:
    """Return the factor that changes most."""
    return max(factors, key=lambda factor: abs(factor - 1.0), default=1.0)
