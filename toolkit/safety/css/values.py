"""Computes lengths and numbers of declarations, as far as they can be known without a window.

Percentages and lengths of the window count as parts of a window of 1280 by 800 pixels: only whether something is tiny
or far away is asked of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.safety.css.syntax import Group, Node, Token, split, strip

_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54}
_WINDOW = {"w": 12.8, "i": 12.8, "max": 12.8, "h": 8.0, "b": 8.0, "min": 8.0}
_FONT = {"em": 1.0, "ex": 0.5, "ch": 0.5, "cap": 0.7, "ic": 1.0, "lh": 1.2}


def pixels(value: Sequence[Node], *, font: float = 16.0, whole: float = 1280.0) -> float | None:
    """Return a length in CSS pixels; a plain number counts as pixels, as in old pages. None: not understood.

    `font` is the size of `1em` in pixels, `whole` what `100%` stands for. Understands `calc()`, `min()`, `max()`,
    `clamp()` with lengths in them.
    """
    parts = strip(value)
    if len(parts) != 1:
        return None
    item = parts[0]
    if isinstance(item, Token):
        return _length(item, font, whole) if item.kind == "number" else None
    if item.name == "calc" or item.kind == "(":
        return _sum(item.items, font, whole)
    return _least_or_most(item, font, whole)


def number(value: Sequence[Node]) -> float | None:
    """Return a plain number or a percentage as a part of one; None: not understood."""
    parts = strip(value)
    if len(parts) == 1 and isinstance(parts[0], Token) and parts[0].kind == "number" and parts[0].unit in {"", "%"}:
        return parts[0].number / (100 if parts[0].unit else 1)
    return pixels(parts, whole=1.0) if len(parts) == 1 and isinstance(parts[0], Group) else None


def _least_or_most(item: Group, font: float, whole: float) -> float | None:
    """Compute `min()`, `max()` and `clamp()`."""
    found = [_sum(part, font, whole) for part in split(item.items)]
    sizes = [size for size in found if size is not None]
    if len(sizes) < len(found) or not sizes:
        return None
    if item.name == "clamp" and len(sizes) == 3:
        return max(sizes[0], min(sizes[1], sizes[2]))
    return {"min": min(sizes), "max": max(sizes)}.get(item.name)


def _length(item: Token, font: float, whole: float) -> float | None:
    unit = item.unit
    factor = {"": 1.0, "%": whole / 100} | _UNITS
    if unit in _FONT:
        return item.number * _FONT[unit] * font
    if unit.startswith("r") and unit[1:] in _FONT:
        return item.number * _FONT[unit[1:]] * 16
    if unit.startswith(("v", "sv", "lv", "dv", "cq")):
        size = _WINDOW.get(unit[2:] if unit.startswith("cq") else unit[unit.index("v") + 1 :])
        return None if size is None else item.number * size
    return item.number * factor[unit] if unit in factor else None


def _sum(items: Sequence[Node], font: float, whole: float) -> float | None:
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
            value = pixels([item], font=font, whole=whole)
            if value is None or (operator == "/" and not value):
                return None
            product = value if product is None else product * value if operator == "*" else product / value
    return None if product is None else total + sign * product
