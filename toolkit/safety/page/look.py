"""How one element is seen under all circumstances that a page asks about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from toolkit.safety.page.seen import Seen
from toolkit.safety.page.sight import Sight, Verdict, hidden, unknown, worst


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How one element is seen under all circumstances."""

    worlds: tuple[Seen, ...]
    """One for each circumstance; the first one is everyday: a screen, a wide window, light."""
    alike: tuple[int, ...]
    """For each of them, the number of the first one that differs in nothing but its circumstances."""
    verdict: Verdict
    """On text that stands in the element directly."""
    block: bool
    """Whether it begins and ends a block."""
    lays_out: bool
    """Whether each of its children is a block of its own (flex and grid)."""
    moved: str
    """A setting that shows it before or after its neighbours; "" for none."""
    reverses: str
    """A setting that shows its children in another order than they are written in; "" for none."""
    transform: str
    """Value of `text-transform`: "none" as a rule."""
    lifted: bool
    """Whether its box may lie over text that stands near it."""
    listed: bool
    """Whether it has a list marker."""
    marker: str
    """Text of `list-style-type`, where it is a text of the page's own."""
    rtl: bool
    """Whether its text runs from right to left."""
    area: str
    """The place by name that it has in a grid; "" for none."""
    gone: bool
    """Whether no reader sees its box, whatever the circumstances."""
    spans: bool
    """Whether its box may lie over the page, is seen, and is large enough to cover a statement."""
    floats: bool
    """Whether its box may lie over the page and is seen; what is in it decides how large it is."""
    spills: bool
    """Whether what is in its box runs out of it, over what follows."""
    afloat: bool
    """Whether its box is out of the flow of the page and is seen."""
    inside: bool
    """Whether its box, where it is out of the flow, lies in the positioned one around it."""
    holds: bool
    """Whether its box keeps its place, and those out of the flow in it are placed by it."""
    gridded: bool
    """Whether it says itself where it stands in the grid around it."""
    inked: bool
    """Whether something of its box is seen beside its text."""
    strewn: bool
    """Whether a text in its box may run over others."""
    low: float
    """Height in pixels that its box has at most, while what runs out of it is seen."""
    rise: float
    """Height in pixels that its box is made at most, its content left aside."""
    sticks: bool
    """Whether its box is seen and stays where the window is scrolled."""
    tall: bool
    """Whether it is seen and makes the boxes around it higher than a line or two."""


def combined(worlds: tuple[Seen, ...], alike: tuple[int, ...]) -> Look:
    """Return the look of what is seen so under each of the circumstances."""
    of_first = {number: worlds[number].verdict for number in {*alike}}
    verdicts = [of_first[number] for number in alike]
    gravest = worst(*verdicts)
    if gravest.sight is Sight.GONE and any(verdict.sight is not Sight.GONE for verdict in verdicts):
        gravest = hidden(gravest.reason)
    if verdicts[0].sight < gravest.sight:
        where = next(seen.here for seen, one in zip(worlds, verdicts, strict=True) if one.reason == gravest.reason)
        gravest = Verdict(gravest.sight, f"{gravest.reason} ({where.label})")
    present = [seen for seen in worlds if seen.display != "none"] or list(worlds)
    if len({(seen.block, seen.lays_out) for seen in present}) > 1:
        gravest = worst(gravest, unknown("it is a block in some circumstances only"))
    return Look(
        worlds=worlds,
        alike=alike,
        verdict=gravest,
        block=present[0].block,
        lays_out=present[0].lays_out,
        moved=next((seen.moved for seen in worlds if seen.moved), ""),
        reverses=next((seen.reverses for seen in worlds if seen.reverses), ""),
        transform=next((seen.transform for seen in worlds if seen.transform != "none"), "none"),
        lifted=any(seen.lifted for seen in worlds),
        listed=any(seen.flow.startswith("list-item") for seen in worlds),
        marker=next((seen.marker for seen in worlds if seen.marker), ""),
        rtl=present[0].rtl,
        area=next((seen.area for seen in worlds if seen.area), ""),
        gone=_is_gone(worlds),
        spans=_spans(worlds),
        floats=any(seen.lifted and seen.painted for seen in worlds),
        spills=any(seen.spills and seen.painted for seen in worlds),
        afloat=any(seen.afloat and seen.painted for seen in worlds),
        inside=all(seen.inside for seen in worlds if seen.painted),
        gridded=any(seen.gridded for seen in worlds),
        holds=all(seen.holds for seen in worlds),
        inked=any(seen.inked and seen.painted for seen in worlds),
        strewn=any(seen.strewn and seen.painted for seen in worlds),
        low=min((seen.low for seen in worlds if seen.painted), default=inf),
        rise=max((seen.rise for seen in worlds if seen.painted), default=0.0),
        sticks=any(seen.sticks and seen.painted for seen in worlds),
        tall=any(seen.tall and seen.painted for seen in worlds),
    )


def is_alike(one: Seen, other: Seen) -> bool:
    """Whether they differ in nothing but their circumstances; of equally grave verdicts the first one counts."""
    return one._replace(here=other.here) == other and [*one.traits] == [*other.traits]


def beside_generated(look: Look, verdict: Verdict, *, covers: bool) -> Look:
    """Return the look of an element whose pseudo-elements do this to its text, and may cover what is beside it."""
    seen = _covered(look, verdict) if verdict.sight > look.verdict.sight else look
    return replace(seen, spans=seen.spans or covers)


def _covered(look: Look, verdict: Verdict) -> Look:
    """Return the look with a further verdict, on its box under all circumstances."""
    worlds = tuple(seen.worse(verdict) for seen in look.worlds)
    return replace(look, worlds=worlds, verdict=verdict, gone=_is_gone(worlds), spans=_spans(worlds))


def _is_gone(worlds: Sequence[Seen]) -> bool:
    return all(seen.box.sight is Sight.GONE for seen in worlds)


def _spans(worlds: Sequence[Seen]) -> bool:
    return any(seen.spans and seen.painted for seen in worlds)
