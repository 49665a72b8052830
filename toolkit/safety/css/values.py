"""Computes lengths and numbers of declarations, roughly where boxes would have to be laid out.

Percentages count as parts of the window or of a given length: only whether something is tiny or far away is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from toolkit.safety.css.syntax import Group, Node, Token, split, strip

_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54}
_FONT = {"em": 1.0, "ex": 0.5, "ch": 0.5, "cap": 0.7, "ic": 1.0, "lh": 1.2}


class Measure(NamedTuple):
    """What relative lengths are relative to, all in CSS pixels."""

    font: float = 16.0
    """Font size of the element."""
    root: float = 16.0
    """Font size of the root element."""
    width: float = 1280.0
    """Of the window."""
    height: float = 800.0
    """Of the window."""

    @property
    def closed(self) -> bool:
        """Whether the window has no width, as in circumstances that some conditions ask for."""
        return self.width <= 0


PLAIN = Measure()
"""For lengths of which only the order of magnitude matters."""


def pixels(value: Sequence[Node], measure: Measure = PLAIN, *, whole: float | None = None) -> float | None:
    """Return a length in CSS pixels; a plain number counts as pixels, as in old pages. None: not understood.

    `whole` is what `100%` stands for; the width of the window unless given. Understands `calc()`, `min()`, `max()`,
    `clamp()` with lengths in them.
    """
    parts = value if len(value) == 1 else strip(value)
    if len(parts) != 1:
        return None
    item = parts[0]
    if isinstance(item, Token):
        return _length(item, measure, whole) if item.kind == "number" else None
    if item.name == "calc" or item.kind == "(":
        return _sum(item.items, measure, whole)
    return _least_or_most(item, measure, whole)


def number(value: Sequence[Node]) -> float | None:
    """Return a plain number or a percentage as a part of one; None: not understood."""
    parts = strip(value)
    if len(parts) == 1 and isinstance(parts[0], Token) and parts[0].kind == "number" and parts[0].unit in {"", "%"}:
        return parts[0].number / (100 if parts[0].unit else 1)
    return pixels(parts, whole=1.0) if len(parts) == 1 and isinstance(parts[0], Group) else None


def _least_or_most(item: Group, measure: Measure, whole: float | None) -> float | None:
    """Compute `min()`, `max()` and `clamp()`."""
    found = [_sum(part, measure, whole) for part in split(item.items)]
    sizes = [size for size in found if size is not None]
    if len(sizes) < len(found) or not sizes:
        return None
    if item.name == "clamp" and len(sizes) == 3:
        return max(sizes[0], min(sizes[1], sizes[2]))
    return {"min": min(sizes), "max": max(sizes)}.get(item.name)


def _length(item: Token, measure: Measure, whole: float | None) -> float | None:
    unit = item.unit
    if unit == "%":
        return item.number * ((measure.width if whole is None else whole) / 100)
    if unit in _FONT:
        return item.number * _FONT[unit] * measure.font
    if unit.startswith("r") and unit[1:] in _FONT:
        return item.number * _FONT[unit[1:]] * measure.root
    if unit.startswith(("v", "sv", "lv", "dv", "cq")):
        sides = {"w": measure.width, "i": measure.width, "h": measure.height, "b": measure.height}
        sides |= {"min": min(sides.values()), "max": max(sides.values())}
        side = sides.get(unit[2:] if unit.startswith("cq") else unit[unit.index("v") + 1 :])
        return None if side is None else item.number * side / 100
    factor = 1.0 if not unit else _UNITS.get(unit)
    return None if factor is None else item.number * factor


def _sum(items: Sequence[Node], measure: Measure, whole: float | None) -> float | None:
    """Compute `a + b * c`: a sum of products, from left to right."""
    total, product, sign, operator = 0.0, None, 1.0, "*"  # type: float, float | None, float, str
    for item in strip(items):
        if isinstance(item, Token) and item.kind == "space":
            continue
        if isinstance(item, Token) and item.kind in {"+", "-"}:
            if product is None:
                return None
            total, product, sign, operator = total + sign * product, None, 1.0 if item.kind == "+" else -1.0, "*"
        elif isinstance(item, Token) and item.kind in {"*", "/"}:
            operator = item.kind
        else:
            value = pixels([item], measure, whole=whole)
            if value is None or (operator == "/" and not value):
                return None
            product = value if product is None else product * value if operator == "*" else product / value
    return None if product is None else total + sign * product
