"""Decides between the values that several rules give to one property of one element.

CSS Cascading Level 5 (importance, layers, weight, order) and CSS Custom Properties Level 1 (`var()`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.safety.css.properties import Setting, has_variable
from toolkit.safety.css.sheet import Layer
from toolkit.safety.css.shorthands import expand
from toolkit.safety.css.syntax import Group, Node, Token, strip, text_of

MAX_FILLED = 2_000
"""Tokens of a value with its variables filled in; a longer one is not understood."""
MAX_VARIABLE_DEPTH = 30
"""Variables in variables."""

Variables = Mapping[str, tuple[Node, ...] | None]
"""Custom properties; None for one whose value is not known."""
Rank = tuple[int, int, Layer, tuple[int, int, int], int]
"""What decides between two settings, the greater wins: origin, style attribute, layer, weight, order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting that applies to an element, perhaps."""

    rank: Rank
    setting: Setting
    condition: int | None = None
    """Index of the media condition that it needs."""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a property may have."""

    nodes: tuple[Node, ...] | None
    """The value; None: as if nothing were set (a variable in it is missing)."""
    sure: bool
    """Whether it certainly wins over what comes after it."""
    known: bool = True
    """Whether its variables are known."""


Values = Mapping[str, list[Candidate]]
"""Candidates of each property, the first sure one last."""


def rank(setting: Setting, *, layer: Layer, weight: tuple[int, int, int], order: int, inline: bool = False) -> Rank:
    """Return the rank of a setting of the page's author; importance turns the order of layers round."""
    if setting.important:
        return (2, int(inline), tuple(-number for number in layer), weight, order)
    return (1, int(inline), layer, weight, order)


def first(values: Values, name: str) -> tuple[Node, ...] | None:
    """Return the value that a property has if all doubtful rules are in force; None where it is not set."""
    found = values.get(name)
    return found[0].nodes or None if found else None


def settle(
    entries: Iterable[Entry], truths: Sequence[bool | None], inherited: Variables
) -> tuple[dict[str, list[Candidate]], Variables]:
    """Return the candidates of each property, the likeliest first and the first sure one last, and the variables.

    `entries` are sorted by falling rank; `truths` tell for each media condition whether it holds.
    """
    found: dict[str, list[tuple[Setting, bool]]] = {}
    for entry in entries:
        holds = True if entry.condition is None else truths[entry.condition]
        rows = found.setdefault(entry.setting.name, []) if holds is not False else None
        if rows is None or (rows and rows[-1][1]):
            continue
        rows.append((entry.setting, entry.sure and holds is True))
    own = _variables({name: rows for name, rows in found.items() if name.startswith("--")}, inherited)
    values = {
        name: [_candidate(setting, own, sure=sure) for setting, sure in rows]
        for name, rows in found.items()
        if not name.startswith("--")
    }
    return values, own


def _variables(found: Mapping[str, list[tuple[Setting, bool]]], inherited: Variables) -> Variables:
    if not found:
        return inherited
    own = dict(inherited)
    for name, rows in found.items():
        setting, sure = rows[0]
        text = text_of(setting.value)
        if text in {"inherit", "unset", "revert", "revert-layer"}:
            own[name] = inherited.get(name) if sure else None
        elif text == "initial" and sure:
            own.pop(name, None)
        else:
            own[name] = setting.value if sure else None
    return own


def _candidate(setting: Setting, variables: Variables, *, sure: bool) -> Candidate:
    if not has_variable(setting.value):
        return Candidate(setting.value, sure)
    budget = [MAX_FILLED]
    filled, known = fill(setting.value, variables, budget, MAX_VARIABLE_DEPTH)
    if filled is not None and setting.shorthand:
        filled = expand(setting.shorthand, strip(filled)).get(setting.name)
    return Candidate(strip(filled) if filled is not None else None, sure, known)


def fill(
    value: Sequence[Node], variables: Variables, budget: list[int], depth: int
) -> tuple[tuple[Node, ...] | None, bool]:
    """Return a value with its variables filled in, and whether all of them are known; None where one is missing.

    `budget` counts down the tokens that may be made, so that variables of variables cannot explode.
    """
    made: list[Node] = []
    for item in value:
        budget[0] -= 1
        if budget[0] < 0 or depth < 0:
            return None, False
        if isinstance(item, Token):
            made.append(item)
            continue
        if item.kind == "function" and item.name in {"var", "env"}:
            part, known = _reference(item, variables, budget, depth)
        else:
            part, known = fill(item.items, variables, budget, depth - 1)
            part = None if part is None else (Group(item.kind, item.name, part),)
        if part is None or not known:
            return None, known
        made += part
    return tuple(made), True


def _reference(
    item: Group, variables: Variables, budget: list[int], depth: int
) -> tuple[tuple[Node, ...] | None, bool]:
    """Return what a `var()` or `env()` stands for: its variable, else its fallback."""
    inner = strip(item.items)
    comma = next(
        (index for index, part in enumerate(inner) if isinstance(part, Token) and part.kind == ","), len(inner)
    )
    name = text_of(inner[:1]) if item.name == "env" else inner[0].text if inner and isinstance(inner[0], Token) else ""
    if item.name == "var" and name in variables:
        value = variables[name]
        if value is None:
            return None, False
        filled, known = fill(value, variables, budget, depth - 1)
        if filled is not None or not known:
            return filled, known
    if comma < len(inner):
        return fill(inner[comma + 1 :], variables, budget, depth - 1)
    return ((Token("number", "0", 0.0, "px"),), True) if item.name == "env" else (None, True)
