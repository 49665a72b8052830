"""CLDR's plural rules for whole numbers, as C expressions.

Babel has the rules (UTS 35, "Language Plural Rules") as trees of `and`, `or`, `not` and relations. A whole number has
no digits after the point (the operands v, w, f and t are 0) and is not written in compact form (c and e are 0), so
conditions on these are decided beforehand. Babel's own `to_gettext` leaves `e` in, which no gettext understands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from babel.plural import PluralRule

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""CLDR's plural categories in the order in which gettext headers number them."""

_USUAL = {"n == 1": "n != 1", "n <= 1": "n > 1"}
"""How a rule of two forms is usually written: `n != 1` rather than `n == 1 ? 0 : 1`."""

Tree = tuple[str, Any]
Ranges = list[tuple[int, int]]


def gettext_expression(rule: PluralRule, names: Sequence[str]) -> str:
    """Return the C expression that gives each number the index of its category in `names`.

    `names` are the categories that whole numbers reach; the last one needs no condition, for CLDR's rules exclude one
    another.
    """
    if len(names) == 1:
        return "0"
    trees = {str(name): tree for name, tree in rule.abstract}
    conditions = [_written(_simplified(trees[name])) for name in names[:-1]]
    if len(names) == 2 and (usual := _USUAL.get(conditions[0])):
        return f"({usual})"
    rows = [f"{condition} ? {index} : " for index, condition in enumerate(conditions)]
    return f"({''.join(rows)}{len(names) - 1})"


def _simplified(tree: Tree) -> Tree:
    """Return the tree with `("true", ())` and `("false", ())` wherever a part is decided for whole numbers.

    What is left are `("and", parts)`, `("or", parts)` and `("in" or "not in", (operand, modulus, ranges))`.
    """
    kind, arguments = tree
    if kind == "not":
        found, parts = _simplified(arguments[0])
        return {"in": "not in", "true": "false", "false": "true"}[found], parts
    if kind == "relation":
        _, operand, (_, rows) = arguments
        ranges = [(low[1][0], high[1][0]) for low, high in rows]
        name, modulus = (operand[1][0][0], operand[1][1][1][0]) if operand[0] == "mod" else (operand[0], 0)
        if name in "ni":
            return "in", (modulus, _joined(ranges))
        return str(any(low <= 0 <= high for low, high in ranges)).lower(), ()
    decides, neutral = ("true", "false") if kind == "or" else ("false", "true")
    parts = [part for part in map(_simplified, _flat(kind, arguments)) if part[0] != neutral]
    if any(part[0] == decides for part in parts):
        return decides, ()
    parts = _merged(parts) if kind == "or" else parts
    return parts[0] if len(parts) == 1 else (kind, parts) if parts else (neutral, ())


def _flat(kind: str, arguments: Iterable[Tree]) -> list[Tree]:
    """Return the parts of a chain of `and` or of `or`, which Babel nests to the left."""
    parts: list[Tree] = []
    for part in arguments:
        parts += _flat(kind, part[1]) if part[0] == kind else [part]
    return parts


def _merged(parts: Sequence[Tree]) -> list[Tree]:
    """Return the parts of an `or` with relations on the same operand put together: n = 0 or n = 1 is n <= 1."""
    by_modulus: dict[int, Ranges] = {}
    for kind, rest in parts:
        if kind == "in":
            by_modulus.setdefault(rest[0], []).extend(rest[1])
    merged = [("in", (modulus, _joined(ranges))) for modulus, ranges in by_modulus.items()]
    return merged + [part for part in parts if part[0] != "in"]


def _joined(ranges: Ranges) -> Ranges:
    """Return the ranges in order, with neighbours made one."""
    result: Ranges = []
    for low, high in sorted(ranges):
        if result and low <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(high, result[-1][1]))
        else:
            result.append((low, high))
    return result


def _written(tree: Tree, inside: str = "") -> str:
    """Return a simplified tree as C, in parentheses where it is an alternative inside a conjunction."""
    kind, arguments = tree
    if kind in {"in", "not in"}:
        modulus, ranges = arguments
        negated = kind == "not in"
        tests = [_test(modulus, low, high, negated=negated) for low, high in ranges]
        kind, text = ("and", " && ".join(tests)) if negated else ("or" if len(tests) > 1 else "", " || ".join(tests))
    else:
        text = {"and": " && ", "or": " || "}[kind].join(_written(part, kind) for part in arguments)
    return f"({text})" if kind == "or" and inside == "and" else text


def _test(modulus: int, low: int, high: int, *, negated: bool) -> str:
    """Return C for whether n, or its remainder, lies in a range (or not)."""
    value = f"n%{modulus}" if modulus else "n"
    if low == high:
        return f"{value} {'!=' if negated else '=='} {low}"
    above = f"{value} {'<' if negated else '>='} {low}" if low > 0 else ""
    below = f"{value} {'>' if negated else '<='} {high}" if high != modulus - 1 else ""
    if above and below:
        return f"({above} || {below})" if negated else f"{above} && {below}"
    return above or below
