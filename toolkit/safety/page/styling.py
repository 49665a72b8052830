"""Applies the settings of one element to what is seen around it, under one circumstance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from typing import Any

from toolkit.safety.css.bounds import SPACED, is_fitting, is_plain
from toolkit.safety.css.cascade import Candidate, Values, Variables, first
from toolkit.safety.css.colours import BLACK, DARK_CANVAS, WHITE
from toolkit.safety.css.judges import judge
from toolkit.safety.css.properties import INHERITED
from toolkit.safety.css.sheet import Styles
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Group, Node, text_of
from toolkit.safety.css.values import Measure, pixels
from toolkit.safety.page.bodies import (
    display_of,
    emptied,
    exposed,
    is_bounded,
    is_filling,
    narrowed_to_words,
    shortened,
    torn,
)
from toolkit.safety.page.boxed import SIZES, boxed
from toolkit.safety.page.covering import (
    DRAWN,
    OFFSETS,
    PICTURES,
    covering,
    is_afloat,
    is_gridded,
    is_holding,
    is_inside,
    is_strewn,
    is_tall,
    paints,
)
from toolkit.safety.page.covering import height as rise
from toolkit.safety.page.elements import BLOCKS, REPLACED
from toolkit.safety.page.letters import font_of, judge_cases, judge_families, judge_size
from toolkit.safety.page.paint import PAINTED, painted
from toolkit.safety.page.places import beside, has_column, placed
from toolkit.safety.page.products import MULTIPLIED, multiplied
from toolkit.safety.page.room import EDGES, MOST_SHIFT, narrowed
from toolkit.safety.page.seen import OUTER_BLOCK, OUTER_INLINE, Seen, is_dark
from toolkit.safety.page.sight import SHOWN, Sight, Verdict, unknown, worst
from toolkit.safety.page.spilling import overrunning, spilling
from toolkit.safety.page.squeezing import FLEXED, Beside, in_row, keeps_its_place
from toolkit.safety.page.squeezing import beside as in_line_with
from toolkit.safety.page.standing import STANDING, UNSTYLED, Standing, standing

_ELSEWHERE = {"table-header-group": "thead", "table-footer-group": "tfoot", "table-caption": "caption"}
"""Parts of tables that are shown at their edges, wherever they are written, and the elements that are so anyway."""
_ORDERING = ("order", "flex-direction", "flex-wrap")
_WRAPPING = ("white-space", "text-wrap", "text-wrap-mode")
_TOGETHER = frozenset({
    "display", "position", "color-scheme", "font-size", "font-family", "text-transform", "list-style-type", "direction",
    "animation-name", "text-overflow", *_WRAPPING, *SIZES, *OFFSETS, "outline-width", *_ORDERING, *PAINTED,
    "grid-area", "grid-template-areas", *STANDING,
})  # fmt: skip
"""Properties that are judged here; each of the others is judged by its value alone."""
LARGE_FONT = 40.0
"""Pixels; letters of this size may cover a statement, where their lines are lower than they are."""
_NOT_INHERITED: Mapping[str, Any] = {"moved": "", "reverses": "", "lifted": False, "spans": False, "spills": False,
                                     "afloat": False, "inked": False, "tall": False, "strewn": False,
                                     "low": inf, "inside": False, "holds": False, "gridded": False,
                                     "row": False, "beside": Beside(), "standing": Standing(),
                                     "rise": 0.0, "sticks": False, "content": None,
                                     "areas": None, "columns": frozenset(), "area": "", "squeezed": False}  # fmt: skip


def see(around: Seen, values: Values, variables: Variables, *, tag: str, styles: Styles, top: bool) -> Seen:
    """Return how an element is seen inside of `around`.

    `tag` is its name, or that of a pseudo-element with its colons; `top` is the root element, which sets the canvas.
    """
    pseudo = tag.startswith("::")
    base = exposed(_based(around, values, top=top), around, values, tag=tag)
    if not values:
        shape = "block" if tag in BLOCKS else "inline"
        seen = base._replace(display=shape, flow=shape, variables=variables, **_NOT_INHERITED)
        seen = seen._replace(
            bounded=is_bounded(values, around, tag=tag), fills=is_filling(values, around, shape, tag=tag)
        )
        if tag in PICTURES | DRAWN:
            seen = seen._replace(inked=True, tall=tag in PICTURES)
        if around.lays_out or tag in UNSTYLED:
            plain = standing({}, seen.measure, shape, tag=tag, laid=around.lays_out, asked=False)
            seen = seen._replace(standing=plain)
        return seen.worse(beside(around, values, seen))
    traits, measure = dict(base.traits), base.measure
    verdicts = [_display_verdict(values, tag)]
    for name, found in values.items():
        if name == "font-size":
            traits[name] = _decide(found, traits.get(name, SHOWN), lambda nodes: judge_size(nodes, around.measure))
        elif name in _TOGETHER or (pseudo and name == "content"):
            verdicts += [unknown(f"{name} depends on a variable that is not known")] * _is_vague(name, found)
        elif name in INHERITED:
            traits[name] = _decide(found, traits.get(name, SHOWN), _judged(name, measure))
        elif name not in FLEXED or not keeps_its_place(
            name, values, row=around.row, flexed=around.flow.endswith("flex"), reverses=bool(around.reverses)
        ):
            verdicts.append(_decide(found, SHOWN, _judged(name, measure)))
    judge_families(values, traits, styles)
    judge_cases(values, traits)
    lengths = _spaced(base, around, values, traits)
    display, flow = display_of(values, around, tag)
    seen = base._replace(display=display, flow=flow, traits=traits, variables=variables)
    seen = _texts(painted(seen, values), values, styles)._replace(spaced=lengths)
    seen = _summed(seen, values)
    content = first(values, "content") if pseudo and display != "none" else None
    if content is not None and text_of(content) in WIDE | {"none", "normal"}:
        content = None
    lifted, spans = covering(
        values, measure, tag=tag, inline=not seen.block, written=bool(content) and text_of(content or ()) != '""'
    )
    height = spilling(values, measure, seen.limit, tag=tag) if seen.block or seen.lays_out or tag in REPLACED else None
    wide, across = overrunning(values, measure, seen.across, tag=tag, laid_out=around.lays_out)
    spans = (
        spans
        or wide
        or (seen.room.shift > MOST_SHIFT and paints(values))
        or (height is not None and height.over)
        or (seen.font > LARGE_FONT and traits.get("line-height", SHOWN) != SHOWN)
    )
    moved, reverses = _ordering(values)
    seen = seen._replace(
        content=content,
        moved=moved,
        reverses=reverses,
        lifted=lifted,
        spans=spans,
        spills=height is not None and height.spills,
        afloat=is_afloat(values),
        inked=tag in PICTURES | DRAWN or paints(values),
        strewn=is_strewn(values, measure, block=seen.block),
        low=inf if height is None else height.low,
        rise=rise(values, measure),
        sticks=_last(values, "position") == "sticky" and not has_column(around, values),
        row=in_row(values, flow),
        beside=in_line_with(values, measure, unwrapped=seen.unwrapped, asked=styles.asks_window),
        standing=standing(values, measure, flow, tag=tag, laid=around.lays_out, asked=styles.asks_window),
        inside=is_inside(values, measure, tag),
        holds=is_holding(values, measure),
        gridded=is_gridded(values),
        tall=is_tall(values, measure, tag) or (seen.font > LARGE_FONT and "font-size" in values),
        limit=seen.limit if height is None else height.limit,
        across=across,
    )
    seen = narrowed_to_words(placed(seen, values))
    seen = seen._replace(bounded=is_bounded(values, around, tag=tag), fills=is_filling(values, around, flow, tag=tag))
    verdicts += [torn(values, around, seen, tag=tag), shortened(values, around, seen, tag=tag), emptied(values, seen)]
    return seen.worse(worst(*verdicts, *boxed(values, around, seen, tag, styles), beside(around, values, seen)))


def _based(around: Seen, values: Values, *, top: bool) -> Seen:
    """Return what an element takes from what is around it, and from the colour scheme."""
    dark = is_dark(_last(values, "color-scheme"), around.here) if "color-scheme" in values else around.dark
    size = font_of(values, around)
    if top:
        ink, paper = (WHITE, DARK_CANVAS) if dark else (BLACK, WHITE)
        return around._replace(dark=dark, font=size, root=size, ink=ink, papers=(paper,))
    return around if (dark, size) == (around.dark, around.font) else around._replace(dark=dark, font=size)


def _spaced(base: Seen, around: Seen, values: Values, traits: dict[str, Verdict]) -> Mapping[str, float]:
    """Return the inherited lengths, and judge those from around beside letters of another size."""
    declared = SPACED.keys() & values.keys()
    if not declared and (not base.spaced or base.font == around.font):
        return base.spaced
    lengths = {name: size for name, size in base.spaced.items() if name not in declared}
    for name, size in lengths.items():
        fits = is_fitting(name, size, base.font)
        traits[name] = SHOWN if fits else unknown(f"{name} of {size:.3g} pixels does not fit its letters")
    for name in declared:
        if len(values[name]) > 1:
            continue  # which of them holds is not known, and neither is what it does to letters of another size
        nodes = values[name][0].nodes or ()
        if text_of(nodes) in {"inherit", "unset"} or not values[name][-1].sure:
            lengths |= {name: base.spaced[name]} if name in base.spaced else {}
        elif name != "line-height" or not is_plain(nodes):
            length = pixels(nodes, base.measure, whole=base.font)
            lengths |= {} if length is None else {name: length}
    return lengths


def _summed(seen: Seen, values: Values) -> Seen:
    """Add up and multiply what counts together with all around it."""
    if not EDGES.isdisjoint(values):
        seen = seen._replace(room=narrowed(seen.room, values, seen.measure, rtl=seen.rtl))
    if "font-size" in values or not EDGES.isdisjoint(values):
        seen = seen._replace(edged=seen.room.verdict(seen.font))
    products = seen.products if values.keys().isdisjoint(MULTIPLIED) else multiplied(seen.products, values)
    if products is not seen.products or "font-size" in values:
        seen = seen._replace(products=products, sized=products.verdict(seen.font))
    return seen


def _decide(found: list[Candidate], default: Verdict, judged: Callable[[tuple[Node, ...]], Verdict]) -> Verdict:
    """Return the verdict on a property: unknown where its candidates disagree.

    `default` is that of the parent for an inherited property, else that nothing is hidden.
    """

    def one(candidate: Candidate) -> Verdict:
        if not candidate.known:
            return unknown("a variable is not known")
        text = text_of(candidate.nodes) if candidate.nodes else "unset"
        if text in WIDE - {"revert-layer"}:
            return SHOWN if text == "initial" else default
        return judged(candidate.nodes or ())

    verdicts = [one(candidate) for candidate in found] + [default] * (not found[-1].sure)
    gravest = worst(*verdicts)
    mildest = min(verdict.sight for verdict in verdicts)
    if len(verdicts) == 1 or gravest.sight is Sight.SHOWN or mildest > Sight.UNKNOWN:
        return gravest
    return unknown(gravest.reason)


def _judged(name: str, measure: Measure) -> Callable[[tuple[Node, ...]], Verdict]:
    return lambda nodes: judge(name, nodes, measure)


def _is_vague(name: str, found: list[Candidate]) -> bool:
    """Whether a property that could hide something depends on a variable that is not known."""
    return name not in PAINTED | {"font-family"} and not all(one.known for one in found)


def _last(values: Values, name: str) -> str:
    """Return the text of the value that a property surely has, "" where none is set."""
    found = values.get(name)
    return text_of(found[-1].nodes or ()) if found and found[-1].sure else ""


def _display_verdict(values: Values, tag: str) -> Verdict:
    def judged(nodes: tuple[Node, ...]) -> Verdict:
        text = text_of(nodes)
        if text == "none":
            return Verdict(Sight.GONE, "display: none")
        if _ELSEWHERE.get(text, tag) != tag or (text.startswith("ruby") and tag != "ruby"):
            return unknown(f"display: {text} shows it in another place")
        boxed = text.startswith(OUTER_BLOCK + OUTER_INLINE) and not text.startswith(("table-column", "ruby-text"))
        return SHOWN if boxed else unknown(f"display: {text}")

    if "display" not in values:
        return SHOWN
    verdict = _decide(values["display"], SHOWN, judged)
    texts = [text_of(one.nodes or ()) for one in values["display"]]
    shapes = {text.startswith(OUTER_BLOCK) for text in texts if text not in WIDE | {"none", ""}}
    shapes |= set() if values["display"][-1].sure else {tag in BLOCKS}
    return unknown("it may be a block or not") if verdict.sight is Sight.SHOWN and len(shapes) > 1 else verdict


def _texts(seen: Seen, values: Values, styles: Styles) -> Seen:
    """Set what changes the text itself: its case, its marks, its direction."""
    transform = first(values, "text-transform")
    if transform and text_of(transform) not in WIDE - {"initial"}:
        seen = seen._replace(transform=text_of(transform).replace("initial", "none"))
    markers = [_marker(one.nodes[0], styles) for one in values.get("list-style-type", ()) if one.nodes]
    if markers:
        seen = seen._replace(marker=max(markers, key=bool))
    direction = _last(values, "direction")
    if direction in {"ltr", "rtl"}:
        seen = seen._replace(rtl=direction == "rtl")
    for name in _WRAPPING:
        said = [text for one in values.get(name, ()) if (text := text_of(one.nodes or ())) not in WIDE - {"initial"}]
        if any(said):
            seen = seen._replace(unwrapped=any(text.split()[0] in {"nowrap", "pre"} for text in said if text))
    return seen


def _marker(item: Node, styles: Styles) -> str:
    """Return the text of a list marker that the page writes itself; U+FFFD where it cannot be known."""
    if isinstance(item, Group):
        return "\ufffd"
    if item.kind == "string":
        return item.text
    return "\ufffd" if item.text.lower() in styles.counters else ""


def _ordering(values: Values) -> tuple[str, str]:
    """Return the settings that move the element among its neighbours, and its children among themselves."""
    order = text_of(first(values, "order") or ())
    moved = "" if order in WIDE | {"", "0"} else f"order: {order}"
    floated = [text_of(one.nodes or ()) for one in values.get("float", ())]
    moved = moved or next((f"float: {text}" for text in floated if text in {"right", "inline-end"}), "")
    for name in ("flex-direction", "flex-wrap"):
        text = text_of(first(values, name) or ())
        if "reverse" in text:
            return moved, f"{name}: {text}"
    return moved, ""
