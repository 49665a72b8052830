"""Turns a page into the blocks of text that its readers see, in their order, each with what hides it.

A block is a run of text between two boundaries of boxes: a paragraph, a heading, a list item, a cell. Text that some
readers see and others do not is part of its block all the same: it changes what they read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.model import Region
from toolkit.safety.page.document import Document, Element
from toolkit.safety.page.elements import HEADINGS_OUTSIDE, NO_TEXT, is_group, is_summary, owned, structural
from toolkit.safety.page.generated import Generated
from toolkit.safety.page.look import Look
from toolkit.safety.page.sight import SHOWN, Sight, Verdict, hidden, unknown, worst
from toolkit.safety.page.visibility import Viewer
from toolkit.text.normalise import normalise

_RAISED = {"sup": "⁰¹²³⁴⁵⁶⁷⁸⁹", "sub": "₀₁₂₃₄₅₆₇₈₉"}
"""What digits become: 8<sup>0</sup> reads as one, not as eighty."""
_SIGNS = frozenset("•◦‣▪▫■□●○◆◇–—-·*›»▸▶→⚠❗❕!ℹ🛈\ufe0e\ufe0f \t\n")
"""Signs that may stand before a text without saying anything; a cross or a tick says something."""
_BREAK = "\0"
"""Stands for <br> until texts are normalised; HTML cannot hold it."""
_SPACELESS = r"[\u0e00-\u0eff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BREAK_IN_SPACELESS = re.compile(rf"(?<={_SPACELESS})[ \t\n\r\f]*{_BREAK}[ \t\n\r\f{_BREAK}]*(?={_SPACELESS})")
_MOST_GAP, _SPACES, _NEWLINES = 12, 200, 4
"""Lines that may be empty in a text or before it; characters of white space that count as one, and ends of lines."""
_WORDS = re.compile(r"[^\s\0]+")
_SPEECHLESS = frozenset({"hidden", "checkbox", "radio", "file", "range", "color"})
"""Kinds of input whose value is not shown."""
_CELLS = frozenset({"ul", "ol", "li", "td", "th"})
_AROUND_ROLES = frozenset({"navigation", "banner", "contentinfo"})
_DRAWN = frozenset({"title", "desc"})
_UNREAD = NO_TEXT | _DRAWN


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A piece of text of one element."""

    text: str
    verdict: Verdict
    element: Element
    marks: tuple[Element, ...]
    """The elements with `data-statement` around it, the outermost first."""
    sign: bool = False
    """Whether a style writes it, and it only draws the eye."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A block of text."""

    text: str
    """What is read in it, normalised (NFC, white space as one space)."""
    verdict: Verdict
    """On the least visible word of the text."""
    element: Element
    """The element whose block it is."""
    marks: tuple[Element, ...]
    """The elements with `data-statement` that hold all of it, the outermost first."""
    torn: tuple[Element, ...]
    """The elements with `data-statement` that hold a part of it only."""
    region: Region
    """Lead or body."""
    in_article: bool
    """Whether it stands in the article."""
    item: Element | None
    """The list item (`li`) that it stands in."""
    loose: bool
    """Whether more than links and buttons stands in it."""
    reordered: str
    """A setting that shows it in another place of its statement than it is written in; "" for none."""
    moved: str
    """The same of the page."""
    rtl: bool
    """Whether it runs from right to left."""

    @property
    def tag(self) -> str:
        """Name of its element."""
        return self.element.tag

    @property
    def gone(self) -> bool:
        """Whether no reader sees it."""
        return self.verdict.sight is Sight.GONE


@dataclass(slots=True)
class _State:
    """What the walk knows at one element; never changed once made. Frozen, it would take far longer to make."""

    element: Element
    look: Look
    verdict: Verdict
    """Of the structure around; styles are in the look."""
    container: Element
    """The element whose block the text belongs to."""
    marks: tuple[Element, ...] = ()
    item: Element | None = None
    in_article: bool = False
    silent: bool = False
    """Whether screen readers pass it over."""
    raised: str = ""
    """What digits become in <sup> and <sub>."""
    reordered: str = ""
    moved: str = ""
    outer: Verdict = SHOWN
    """The verdict of the structure around the element itself."""


class _End(NamedTuple):
    """The end of an element, in the walk."""

    state: _State
    around: _State | None
    parts: bool
    """Whether it ends a block."""
    starts_gone: bool
    """Whether it is the outermost of elements that nobody sees."""


def extract_blocks(document: Document, viewer: Viewer | None = None) -> tuple[Block, ...]:
    """Return the blocks of a page in their order, with those outside of its article and those that are hidden."""
    body = document.body
    if body is None:
        return ()
    viewer = viewer or Viewer(document)
    roots, trimmed = article_of(document)
    walk = _Walk(viewer, frozenset(root.index for root in roots), trimmed, owned(document.elements))
    walk.run(body)
    return tuple(walk.blocks)


def article_of(document: Document) -> tuple[tuple[Element, ...], bool]:
    """Return the elements that hold the article: `main`, else `article`, else `body`.

    Of `body` the parts for navigation, header and footer do not belong to it: then the second value is true.
    """
    for name in ("main", "article"):
        found = [element for element in document.elements if _is(element, name)]
        if found:
            return tuple(element for element in found if not _inside(element, name)), False
    return ((document.body,) if document.body else ()), True


def _is(element: Element, name: str) -> bool:
    return not element.foreign and (element.tag == name or element.attributes.get("role", "").split()[:1] == [name])


def _inside(element: Element, name: str) -> bool:
    item = element.parent
    while item is not None and not _is(item, name):
        item = item.parent
    return item is not None


class _Walk:
    """Goes through the elements without recursion and collects runs into blocks."""

    def __init__(self, viewer: Viewer, article: frozenset[int], trimmed: bool, owned: Mapping[str, Verdict]) -> None:
        self.blocks: list[Block] = []
        self._viewer = viewer
        self._article = article
        self._trimmed = trimmed
        self._owned = owned
        self._runs: list[Run] = []
        self._aside: list[list[Run]] = []
        self._region = Region.LEAD
        self._gap = 0
        """Empty lines since the last block."""
        self._steps: list[tuple[Element | str, _State | None] | _End] = []

    def run(self, body: Element) -> None:
        """Walk through `body`."""
        steps = self._steps
        steps.append((body, None))
        while steps:
            step = steps.pop()
            if isinstance(step, _End):
                self._leave(step)
                continue
            item, around = step
            if isinstance(item, Element):
                self._enter(item, around)
            elif around is not None:
                self._add(item, around)

    def _enter(self, element: Element, around: _State | None) -> None:
        # the title of a drawing is read out, unless the drawing is hidden from screen readers
        if element.tag in _UNREAD and not (
            element.foreign and element.tag in _DRAWN and not (around is not None and around.silent)
        ):
            if element.tag == "iframe":
                self._viewer.look(element)  # nothing in it is text of the page, but it may lie over some
            return
        look = self._viewer.look(element)
        block = look.block or (around is not None and around.look.lays_out)
        state = self._state(element, look, around, block=block)
        starts_gone = look.gone and not (around is not None and around.look.gone)
        if starts_gone:
            # what nobody sees does not part the text around it, and is kept as blocks of its own
            self._aside.append(self._runs)
            self._runs = []
        elif block and around is not None:
            self._flush(around)
        if state.in_article and not look.gone and _is_second_heading(element):
            self._region = Region.BODY
        self._begin(state)
        self._steps.append(_End(state, around, block, starts_gone))
        self._steps += [(child, state) for child in reversed(element.children)]

    def _leave(self, end: _End) -> None:
        state = end.state
        if state.element.tag == "q":
            self._add("”", state)
        self._generated(state, "after")
        if end.parts or end.starts_gone or end.around is None:
            self._flush(state)
        if end.starts_gone:
            self._runs = self._aside.pop()

    def _state(self, element: Element, look: Look, around: _State | None, *, block: bool) -> _State:
        own = structural(element)
        if self._owned and "id" in element.attributes:
            own = worst(own, self._owned.get(element.attributes["id"], SHOWN))
        if around is None:
            own = worst(own, structural(element.parent)) if element.parent else own
            return _State(element, look, own, element, in_article=element.index in self._article)
        outside = self._trimmed and (element.tag in HEADINGS_OUTSIDE or element.attributes.get("role") in _AROUND_ROLES)
        marked = "data-statement" in element.attributes
        shift = ("" if marked else look.moved) or around.look.reverses
        turned = look.rtl != around.look.rtl and not marked
        if turned and (around.marks or not block or around.look.lays_out or element.tag in _CELLS):
            own = worst(own, unknown("its direction is not that of what is around it"))
        return _State(
            element,
            look,
            worst(around.outer if is_summary(element) else around.verdict, own),
            element if block else around.container,
            (*around.marks, element) if marked else around.marks,
            element if element.tag == "li" else around.item,
            (around.in_article or element.index in self._article) and not outside,
            around.silent or own.reason == "aria-hidden",
            _RAISED.get(element.tag, around.raised),
            shift or (around.reordered if around.marks else ""),
            look.moved or around.look.reverses or around.moved,
            around.verdict,
        )

    def _begin(self, state: _State) -> None:
        """Add what stands in an element before its children."""
        element, attributes = state.element, state.element.attributes
        listed = state.look.listed or element.tag in {"li", "summary"}
        if state.look.marker and listed:
            self._add_generated(Generated(state.look.marker, state.look.verdict, block=False), state)
        marker = self._viewer.generated(element, "marker") if listed else None
        if marker:
            self._add_generated(marker, state)
        self._generated(state, "before")
        if element.tag == "hr":
            self._gap += 1
        if element.tag == "br":
            self._add(_BREAK, state)
        elif element.tag == "q":
            self._add("“", state)
        elif element.tag == "img":
            self._add(attributes.get("alt", ""), state, hidden("alternative text"))
        elif element.tag == "input" and attributes.get("type", "").lower() not in _SPEECHLESS:
            self._add(attributes.get("value") or attributes.get("placeholder", ""), state, hidden("<input>"))
        if not state.silent and not is_group(element) and attributes.get("aria-label", "").strip():
            self._add(attributes["aria-label"], state, hidden("aria-label"))

    def _generated(self, state: _State, pseudo: str) -> None:
        made = self._viewer.generated(state.element, pseudo)
        if made:
            self._add_generated(made, state)

    def _add_generated(self, made: Generated, state: _State) -> None:
        """Add text that a style writes; signs that only draw the eye are left out."""
        if set(made.text) <= _SIGNS:
            if not made.block:
                self._runs.append(Run(made.text, SHOWN, state.element, state.marks, sign=True))
            return
        if made.block:
            self._flush(state)
        self._runs.append(Run(made.text, worst(made.verdict, state.verdict), state.element, state.marks))
        if made.block:
            self._flush(state)

    def _add(self, text: str, state: _State, verdict: Verdict = SHOWN) -> None:
        if not text:
            return
        if state.raised:
            text = "".join(state.raised[int(char)] if char.isdecimal() else char for char in text)
        seen = worst(state.look.verdict, state.verdict, verdict)
        self._runs.append(Run(_cased(text, state.look.transform), seen, state.element, state.marks))

    def _flush(self, state: _State) -> None:
        """End the block that is being collected."""
        runs, self._runs = _trimmed(self._runs), []
        if not runs:
            return
        gap = self._gap
        self._gap += _gap_in("".join([run.text for run in runs]))
        solid = [run for run in runs if run.text.strip(f" \t\n\r\f{_BREAK}")]
        present = [run for run in solid if run.verdict.sight is not Sight.GONE] or solid
        spoken = [run for run in present if run.verdict.sight < Sight.PARTLY or not set(run.text) <= _SIGNS] or present
        if not spoken:
            return
        unspoken = {id(run) for run in solid} - {id(run) for run in spoken} if len(spoken) < len(solid) else ()
        text = "".join([run.text for run in runs if id(run) not in unspoken])
        if _BREAK in text:
            text = _BREAK_IN_SPACELESS.sub("", text).replace(_BREAK, "\n")
        text = normalise(text)
        marks = dict.fromkeys([mark for run in spoken for mark in run.marks])
        whole = tuple([mark for mark in marks if all(mark in run.marks for run in spoken)])
        self._gap = 0
        verdict = worst(*[run.verdict for run in spoken])
        if gap > _MOST_GAP or max(map(_gap_in, _WORDS.split(_joined_text(runs)))) > _MOST_GAP:
            verdict = worst(verdict, unknown("there is much empty room before or in it"))
        block = Block(
            text=text,
            verdict=verdict,
            element=state.container,
            marks=whole,
            torn=tuple(mark for mark in marks if mark not in whole),
            region=self._region,
            in_article=state.in_article,
            item=state.item,
            loose=not all(_is_linked(run.element, state.container) for run in spoken),
            reordered=state.reordered,
            moved=state.moved,
            rtl=state.look.rtl,
        )
        self.blocks.append(block)


def _trimmed(runs: list[Run]) -> list[Run]:
    """Leave out the signs at both ends of a block; one between its words parts them, or a number."""
    if not any(run.sign for run in runs):
        return runs
    solid = [place for place, run in enumerate(runs) if not run.sign and run.text.strip()]
    first, last = (solid[0], solid[-1]) if solid else (len(runs), -1)
    return [run for place, run in enumerate(runs) if not run.sign or first < place < last]


def _joined_text(runs: list[Run]) -> str:
    return "".join([run.text for run in runs])


def _gap_in(text: str) -> int:
    """Return about how many lines the white space in a text may be high; most styles show little of it."""
    breaks = text.count(_BREAK)
    return breaks + (
        len(text) // _SPACES + text.count("\n") // _NEWLINES if len(text) > _SPACES and text.isspace() else 0
    )


def _is_linked(element: Element, container: Element) -> bool:
    """Whether an element stands in a link or button of its block."""
    item: Element | None = element
    while item is not None and item is not container and item.tag not in {"a", "button"}:
        item = item.parent
    return item is not None and item is not container


def _is_second_heading(element: Element) -> bool:
    attributes = element.attributes
    return element.tag == "h2" or (attributes.get("role") == "heading" and attributes.get("aria-level", "2") == "2")


def _cased(text: str, transform: str) -> str:
    """Return what `text-transform` shows; the rules of single languages are left aside, any change is one."""
    if "uppercase" in transform:
        return text.upper()
    if "lowercase" in transform:
        return text.lower()
    return text.title() if "capitalize" in transform else text
