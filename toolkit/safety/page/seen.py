"""How one element is seen under one circumstance."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from types import MappingProxyType
from typing import Any, NamedTuple

from toolkit.safety.css.cascade import Variables
from toolkit.safety.css.colours import BLACK, DARK_CANVAS, MIN_CONTRAST, WHITE, Colour, contrast
from toolkit.safety.css.judgement import LEAST_OPACITY
from toolkit.safety.css.media import Circumstances
from toolkit.safety.css.sheet import Styles
from toolkit.safety.css.syntax import Node
from toolkit.safety.css.values import Measure
from toolkit.safety.page.products import Products
from toolkit.safety.page.room import Room
from toolkit.safety.page.sight import SHOWN, Sight, Verdict, hidden, unknown, worst
from toolkit.safety.page.squeezing import Beside
from toolkit.safety.page.standing import Standing

OUTER_BLOCK = ("block", "flow-root", "flex", "grid", "list-item", "table", "box", "math", "-webkit-box", "-webkit-flex",
               "-ms-flexbox", "-ms-grid")  # fmt: skip
"""Beginnings of the values of `display` that make a block."""
OUTER_INLINE = ("inline", "ruby", "contents", "run-in", "-webkit-inline", "-ms-inline")
"""Beginnings of those that stand in a line."""
FILTERED_CONTRAST = 4.5
"""Contrast of a text whose colours a filter changes a little."""
_LAYING_OUT = ("flex", "grid", "box", "flexbox")


_NONE: Mapping[str, Any] = MappingProxyType({})
_ROOM, _PRODUCTS, _BESIDE, _STANDING = Room(), Products(), Beside(), Standing()


class Seen(NamedTuple):
    """One element under one circumstance; most of it passes on to the elements inside.

    A page has thousands of them, most of them made of another; so it is a tuple, which is the fastest to make.
    """

    here: Circumstances
    box: Verdict
    """What hides the box of the element or of one around it."""
    traits: Mapping[str, Verdict] = _NONE
    """Verdicts on the inherited properties."""
    display: str = "block"
    flow: str = "block"
    """`display`, or what it would be were it not `none`."""
    font: float = 16.0
    """Font size in pixels."""
    root: float = 16.0
    """That of the root element."""
    ink: Colour | None = BLACK
    """Colour of the text; None: not understood."""
    fill: Colour | None = None
    """`-webkit-text-fill-color`, where set: it takes the place of the ink."""
    perhaps_inks: tuple[Colour, ...] = ()
    """Colours of rules that are perhaps in force."""
    papers: tuple[Colour, ...] | None = (WHITE,)
    """Colours that may lie behind the text; None: a picture."""
    perhaps_papers: tuple[Colour, ...] = ()
    """Colours behind it by rules that are perhaps in force."""
    beyond: tuple[Colour, ...] = (WHITE,)
    """Colours beside the box that has those papers: text that may run out of it stands on them."""
    printed: str = "economy"
    """Whether the backgrounds of boxes are printed (`print-color-adjust`)."""
    filtered: bool = False
    """Whether a filter changes its colours."""
    opacity: float = 1.0
    """Of the element and all around it, multiplied."""
    room: Room = _ROOM
    """What lies between the edges of the page and its text."""
    edged: Verdict = SHOWN
    """What that does to its text."""
    products: Products = _PRODUCTS
    """What multiplies from element to element."""
    sized: Verdict = SHOWN
    """What that does to its text."""
    spaced: Mapping[str, float] = _NONE
    """Inherited lengths in pixels, which do not grow with the letters."""
    variables: Variables = _NONE
    """Custom properties."""
    dark: bool = False
    """Whether the colour scheme in use is a dark one."""
    transform: str = "none"
    """Value of `text-transform`."""
    marker: str = ""
    """Text of the list marker, where the page writes its own."""
    rtl: bool = False
    """Whether text runs from right to left."""
    unwrapped: bool = False
    """Whether lines are not broken."""
    moved: str = ""
    """Its own setting that shows it before or after its neighbours; "" for none."""
    reverses: str = ""
    """Its own setting that shows its children in another order than they are written in; "" for none."""
    lifted: bool = False
    """Whether its own box is painted and taken from its place, so that it may cover others."""
    spans: bool = False
    """Whether such a box may cover a whole statement."""
    spills: bool = False
    """Whether what is in its own box runs out of it, over what follows."""
    afloat: bool = False
    """Whether its own box is taken out of the flow of the page."""
    inside: bool = False
    """Whether its own box, out of the flow, lies in the positioned one around it."""
    holds: bool = False
    """Whether its own box keeps its place, and those out of the flow in it are placed by it."""
    gridded: bool = False
    """Whether it says itself where it stands in the grid around it."""
    inked: bool = False
    """Whether something of its own box is seen beside its text."""
    strewn: bool = False
    """Whether a text in its own box may run over others, painted or not."""
    low: float = inf
    """Height in pixels that its own box has at most, without cutting off what runs out of it."""
    rise: float = 0.0
    """Height in pixels that its own box is made, its content left aside."""
    sticks: bool = False
    """Whether its own box stays where the window is scrolled."""
    tall: bool = False
    """Whether it makes the boxes around it higher than a line or two."""
    limit: float = inf
    """Least height in pixels of the boxes around, out of which a higher one would run."""
    across: float = inf
    """Least width in pixels of the boxes around, out of which a wider one would run."""
    fills: bool = True
    """Whether it is as wide as what is around it, and so up to the window."""
    bounded: bool = False
    """Whether it is as high as the window, or as a page of paper, and what does not fit runs out of it."""
    row: bool = False
    """Whether what is in it stands in one row."""
    beside: Beside = _BESIDE
    """What its own box does in a row."""
    standing: Standing = _STANDING
    """How its own box stands in its line."""
    areas: frozenset[str] | None = None
    """The places that it has for its children by name; None where it names none."""
    columns: frozenset[str] = frozenset()
    """Those of them that leave room for others in each row."""
    area: str = ""
    """The place by name that it stands in; "" for none."""
    squeezed: bool = False
    """Whether only the middle of its columns is sure to have room."""
    content: tuple[Node, ...] | None = None
    """Value of `content` of a pseudo-element that has a box."""

    @property
    def measure(self) -> Measure:
        """What lengths in it are relative to."""
        return self.here.measure(self.font, self.root)

    @property
    def block(self) -> bool:
        """Whether it begins and ends a block."""
        return self.flow.startswith(OUTER_BLOCK)

    @property
    def lays_out(self) -> bool:
        """Whether its children are blocks each."""
        return self.flow.endswith(_LAYING_OUT)

    @property
    def verdict(self) -> Verdict:
        """On text that stands in it directly."""
        return worst(self.box, *self.traits.values(), self._inked(), self.edged, self.sized, self._broken())

    @property
    def painted(self) -> bool:
        """Whether its box is there for some reader, whatever becomes of text in it."""
        shown = worst(self.box, self.traits.get("visibility", SHOWN))
        return shown.sight < Sight.PARTLY and self.opacity >= LEAST_OPACITY

    def _broken(self) -> Verdict:
        return unknown("its lines are not broken and may run off the page") if self.unwrapped else SHOWN

    def worse(self, verdict: Verdict) -> Seen:
        """Return the same with a further verdict on its box."""
        return self._replace(box=verdict) if verdict.sight > self.box.sight else self

    def _inked(self) -> Verdict:
        """Return whether the text stands out from what lies behind it."""
        if self.opacity < LEAST_OPACITY:
            return hidden(f"opacity {self.opacity:.2g}")
        ink = self.fill or self.ink
        if ink is None:
            return unknown("its colour is not understood")
        if self.papers is None:
            return unknown("it stands on a picture")
        ink = ink.faded(self.opacity)
        least = min(contrast(ink, paper) for paper in self.papers)
        if least < MIN_CONTRAST:
            faint = ink.alpha < LEAST_OPACITY
            return hidden("its colour is transparent" if faint else "its colour is that of its background")
        pairs = [(one, paper) for one in self.perhaps_inks for paper in self.papers]
        pairs += [(ink, paper) for paper in self.perhaps_papers]
        changed = self.filtered and least < FILTERED_CONTRAST
        if changed or any(contrast(one, paper) < MIN_CONTRAST for one, paper in pairs):
            return unknown("its colour may be that of its background")
        return SHOWN


def is_dark(scheme: str, here: Circumstances) -> bool:
    """Return whether a value of `color-scheme` gives a dark page."""
    words = scheme.split()
    return "dark" in words and ("light" not in words or here.dark)


def canvas(here: Circumstances, styles: Styles, verdict: Verdict, variables: Variables) -> Seen:
    """Return what lies under the root element of a page; `variables` is shared by all circumstances."""
    dark = is_dark(styles.page_scheme, here)
    return Seen(
        here,
        verdict,
        ink=WHITE if dark else BLACK,
        papers=(DARK_CANVAS if dark else WHITE,),
        dark=dark,
        variables=variables,
    )
