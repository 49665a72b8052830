"""Where a box stands in the grid around it: two boxes in one place lie over each other."""

from __future__ import annotations

from toolkit.safety.css.cascade import Values, first
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Token, text_of
from toolkit.safety.css.tracks import areas, areas_beside, is_definite, is_squeezed
from toolkit.safety.page.seen import Seen
from toolkit.safety.page.sight import SHOWN, Verdict, unknown

_ROWS = ("grid-row", "grid-row-start", "grid-row-end")
_COLUMNS = ("grid-column", "grid-column-start", "grid-column-end")


def placed(seen: Seen, values: Values) -> Seen:
    """Set what an element says about the places of its children, and its own place by name."""
    named = first(values, "grid-template-areas")
    columns = first(values, "grid-template-columns")
    return seen._replace(
        areas=areas(named) if named else None,
        columns=areas_beside(named) if named else frozenset(),
        area=_name(values),
        squeezed=columns is not None and is_squeezed(columns, seen.measure),
    )


def beside(around: Seen, values: Values, seen: Seen) -> Verdict:
    """Return what the place of an element in the grid around it does; the places of others are not looked at."""
    text = text_of(first(values, "grid-area") or ())
    if seen.area and (around.areas is None or seen.area not in around.areas):
        return unknown(f"grid-area: {seen.area} is no place of the grid around it")
    if text not in WIDE | {"", "auto", seen.area}:
        return unknown(f"grid-area: {text} may lay it over another box")
    texts = [[text_of(first(values, name) or ()) for name in names] for names in (_ROWS, _COLUMNS)]
    if seen.area and any(part not in WIDE | {""} for row in texts for part in row):
        return unknown("it stands in several places of a grid")
    if all(any(part not in WIDE and is_definite(part) for part in row) for row in texts):
        return unknown("its row and column may be those of another box")
    if around.squeezed and not seen.area and texts[1][0] not in {"2", "1/-1", "1 / -1"}:
        return unknown("it may stand in a column without room")
    return SHOWN


def has_column(around: Seen, values: Values) -> bool:
    """Whether a box stands in a column of its own of the row or grid around it."""
    name = _name(values)
    said = any(part.startswith(("grid-row", "grid-column", "grid-area")) for part in values)
    return around.row and (name in around.columns if name else not said)


def _name(values: Values) -> str:
    nodes = first(values, "grid-area") or ()
    item = nodes[0] if len(nodes) == 1 else None
    if not isinstance(item, Token) or item.kind != "identifier":
        return ""
    name = item.text.lower()
    return "" if name in WIDE | {"auto"} else name
