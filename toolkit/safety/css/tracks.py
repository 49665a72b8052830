"""What the tracks of a grid, and the places in it, do to the text in its cells.

A cell without width tears its text apart, and two boxes in one cell lie over each other. A template is harmless where
each track leaves room for words in the window at hand, whatever its neighbours take.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

from toolkit.safety.css.judgement import Value
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Group, Node, Token, split, text_of
from toolkit.safety.css.values import Measure, pixels
from toolkit.safety.page.sight import SHOWN, Verdict, unknown

LEAST_WIDTH = 80.0
"""Pixels that a column must have so that words find room in it."""
MOST_SPAN = 12
_MOST_REPEATED = 6
_PHONE = 320.0
_GUTTER = 32.0
_NO_SIZES = frozenset({"none", "auto-flow", "dense", "subgrid", "masonry"}) | WIDE
"""Words among tracks that are no size of one."""

Nodes = tuple[Node, ...]


class _Track(NamedTuple):
    """A track by what it surely takes and by its part of what is left."""

    fixed: float = 0.0
    parts: float = 0.0


def columns(value: Value) -> Verdict:
    """Judge a list of columns; a squeezed frame of three is judged by what stands in it (`is_frame`)."""
    if value.text == "none" or is_frame(value.nodes):
        return SHOWN
    return SHOWN if _have_room(value.nodes, value.measure) else unknown(value.shown)


def rows(value: Value) -> Verdict:
    """Judge a list of rows: each must grow with its content."""
    words = split(value.nodes, "space")
    return SHOWN if value.text == "none" or all(_grows(word) for word in words) else unknown(value.shown)


def template(value: Value) -> Verdict:
    """Judge `grid-template` as rows and columns; one with areas is not taken apart."""
    if value.text == "none":
        return SHOWN
    parts = split(value.nodes, "/")
    fine = len(parts) == 2 and all(map(_grows, split(parts[0], "space"))) and _have_room(parts[1], value.measure)
    return SHOWN if fine else unknown(value.shown)


def least(nodes: Sequence[Node], measure: Measure, whole: float = 0.0) -> float:
    """Return the least size in pixels of the tracks that do not grow with their content; infinite where all do.

    Percentages are of `whole`. What is not understood may be nothing.
    """
    sizes = [inf]
    for word in split(nodes, "space"):
        item = word[0]
        named = (isinstance(item, Token) and item.kind == "string") or (isinstance(item, Group) and item.kind == "[")
        if named or text_of(word) in _NO_SIZES or _grows(word):
            continue
        if isinstance(item, Group) and item.name == "repeat":
            sizes += [least(part, measure, whole) for part in split(item.items)[1:]]
        else:
            ends = split(item.items) if isinstance(item, Group) and item.name == "minmax" else [word]
            sizes.append(max(pixels(end, measure, whole=whole) or 0.0 for end in ends))
    return min(sizes)


def is_frame(nodes: Sequence[Node]) -> bool:
    """Whether a template is the frame `1fr min(70ch, 100%) 1fr`, whose middle alone is sure to have room."""
    words = split(nodes, "space")
    if len(words) != 3 or text_of(words[0]) != "1fr" or text_of(words[2]) != "1fr":
        return False
    middle = words[1][0]
    sizes = [pixels(part, whole=1.0e6) for part in split(middle.items)] if isinstance(middle, Group) else []
    return (
        isinstance(middle, Group)
        and middle.name == "min"
        and "100%" in {text_of(part) for part in split(middle.items)}
        and all(size is not None and size >= 4 * LEAST_WIDTH for size in sizes)
    )


def is_squeezed(nodes: Sequence[Node], measure: Measure) -> bool:
    """Whether a frame leaves no room beside its middle."""
    return is_frame(nodes) and not _have_room(nodes, measure)


def areas(nodes: Sequence[Node]) -> frozenset[str]:
    """Return the names of `grid-template-areas`."""
    texts = [item.text for item in nodes if isinstance(item, Token) and item.kind == "string"]
    return frozenset(name.lower() for text in texts for name in text.split())


def areas_beside(nodes: Sequence[Node]) -> frozenset[str]:
    """Return the names of `grid-template-areas` that take a part of each row that they stand in."""
    rows = [item.text.lower().split() for item in nodes if isinstance(item, Token) and item.kind == "string"]
    return areas(nodes) - {row[0] for row in rows if len(set(row)) == 1}


def place(value: Value) -> Verdict:
    """Judge a place in one direction: a line of small number, a name or a span."""
    for word in (word for part in split(value.nodes, "/") for word in split(part, "space")):
        item = word[0]
        if isinstance(item, Group) or (item.kind == "number" and not 1 <= abs(item.number) <= MOST_SPAN):
            return unknown(value.shown)
    return SHOWN


def is_definite(text: str) -> bool:
    """Whether a place says where, and not only how much."""
    return any(not part.strip().startswith(("auto", "span")) for part in text.split("/") if part.strip())


def _have_room(nodes: Sequence[Node], measure: Measure) -> bool:
    width = 1_280.0 if measure.closed else max(measure.width, _PHONE)
    tracks = list(_tracks(nodes, width, measure))
    known = [track for track in tracks if track is not None]
    if not known or len(known) < len(tracks):
        return False
    left = width - sum(track.fixed for track in known) - _GUTTER * (len(known) - 1)
    parts = sum(track.parts for track in known)
    shares = [left * track.parts / parts for track in known if track.parts]
    return left >= -_GUTTER * (len(known) - 1) and all(share >= LEAST_WIDTH for share in shares)


def _tracks(nodes: Sequence[Node], width: float, measure: Measure) -> Iterator[_Track | None]:
    """Yield the columns of a list, None for each that is not known to have room."""
    for word in split(nodes, "space"):
        item = word[0]
        if isinstance(item, Group) and item.name == "repeat":
            yield from _repeated(split(item.items), width, measure)
        elif isinstance(item, Group) and item.name == "minmax":
            yield _between(split(item.items), width, measure)
        else:
            yield _single(word, width, measure)


def _repeated(arguments: Sequence[Nodes], width: float, measure: Measure) -> Iterator[_Track | None]:
    count = text_of(arguments[0]) if arguments else ""
    inner = list(_tracks(arguments[1], width, measure)) if len(arguments) == 2 else [None]
    if count in {"auto-fit", "auto-fill"}:
        only = inner[0] if len(inner) == 1 else None
        yield only if only is not None and LEAST_WIDTH <= only.fixed <= width else None
    elif count.isdigit() and 1 <= int(count) <= _MOST_REPEATED:
        yield from inner * int(count)
    else:
        yield None


def _between(arguments: Sequence[Nodes], width: float, measure: Measure) -> _Track | None:
    if len(arguments) != 2:
        return None
    least = 0.0 if text_of(arguments[0]) in {"auto", "min-content"} else pixels(arguments[0], measure, whole=width)
    most = _single(arguments[1], width, measure)
    if least is None or most is None or least < 0:
        return None
    return _Track(least, 0.0 if least >= LEAST_WIDTH else most.parts or 1.0)


def _single(word: Nodes, width: float, measure: Measure) -> _Track | None:
    item = word[0]
    if isinstance(item, Token) and item.unit == "fr":
        return _Track(parts=item.number) if 1 <= item.number <= MOST_SPAN else None
    if text_of(word) in {"auto", "min-content"}:
        return _Track()
    size = pixels(word, measure, whole=width)
    return _Track(fixed=size) if size is not None and size >= LEAST_WIDTH else None


def _grows(word: Nodes) -> bool:
    item = word[0]
    if isinstance(item, Group):
        inner = split(item.items)
        if item.name == "repeat":
            return len(inner) == 2 and all(map(_grows, split(inner[1], "space")))
        return item.name == "minmax" and len(inner) == 2 and _grows(inner[1])
    return item.text.lower() in {"auto", "min-content", "max-content"} or (item.unit == "fr" and item.number >= 1)
