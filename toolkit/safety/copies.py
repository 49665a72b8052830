"""Finds the places of a page where a statement stands, and judges each: the same words, seen, in their region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice

from toolkit.model import Region, StatementSeverity, Wording
from toolkit.safety.compare import LIKE, difference, fold, likeness, words_of
from toolkit.safety.css.media import Circumstances
from toolkit.safety.page.blocks import Block, extract_blocks
from toolkit.safety.page.document import Document, Element
from toolkit.safety.page.elements import NO_TEXT, REPLACED, modal
from toolkit.safety.page.neighbours import Neighbours
from toolkit.safety.page.overlays import overlays
from toolkit.safety.page.sight import SHOWN, Sight, Verdict, hidden, unknown, worst
from toolkit.safety.page.visibility import Viewer
from toolkit.text.normalise import normalise

MAX_COPIES = 50
"""Places of one statement that are judged; a page that marks more is refused."""
_MOST_BETWEEN = 300.0
"""Pixels of empty room that an element may make between the parts of a statement: about half a window."""


class ProofState(StrEnum):
    """What became of a statement on a page; the order is from the best."""

    KEPT = "kept"
    """It stands there, whole and visible."""
    EQUIVALENT = "equivalent"
    """The same in other typography; never on a page that must be exact."""
    NOT_APPROVED = "not-approved"
    """Set by the caller: nobody approved the wording."""
    CONTRADICTED = "contradicted"
    """Another block of the article says otherwise."""
    VISIBILITY_UNKNOWN = "visibility-unknown"
    """It stands there, but something that is not known may hide it."""
    MISPLACED = "misplaced"
    """It stands outside of its region or of the article."""
    HIDDEN = "hidden"
    """Some or all readers do not see it."""
    ALTERED = "altered"
    """It reads differently, or something is added to it."""
    ABSENT = "absent"
    """Nothing like it is on the page."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A statement that a page must carry."""

    wording: Wording
    """What it must say."""
    severity: StatementSeverity = StatementSeverity.CRITICAL
    """For the message."""
    region: Region = Region.BODY
    """Where it must stand."""

    @property
    def parts(self) -> list[str]:
        """Its text, then its items."""
        return [self.wording.text, *(text for _, text in self.wording.items)]

    @property
    def text(self) -> str:
        """Its parts on lines of their own, normalised."""
        return "\n".join(map(normalise, self.parts))


@dataclass(frozen=True, slots=True)
class Copy:
    """One place where a statement stands, more or less."""

    state: ProofState
    blocks: tuple[Block, ...]
    """The blocks that it is made of, its label left out."""
    reason: str = ""
    """For a message: the difference, what hides it, where it stands."""

    @property
    def text(self) -> str:
        """What it says, each block on a line of its own."""
        return "\n".join(block.text for block in self.blocks)


Visible = Callable[[Sequence[Block], Sequence[Circumstances]], bool | None]
"""What a browser says of the blocks of one copy: whether all of their text is seen, under usual circumstances and under
the given ones; None where it cannot tell."""


class Copies:
    """The blocks of one page, searched for statements."""

    def __init__(
        self, document: Document, viewer: Viewer, *, labels: frozenset[str], exact: bool, visible: Visible | None
    ) -> None:
        """Read the page; for `labels`, `exact` and `visible` see `prove_page`."""
        self.blocks = extract_blocks(document, viewer)
        self._document = document
        self._viewer = viewer
        self._labels = frozenset(map(fold, labels))
        self._exact = exact
        self._visible = visible
        self._overlays = overlays(viewer.looks())
        self._neighbours = Neighbours(viewer.looks())
        self._modal = [one for one in modal(document.elements) if viewer.is_told(one)]
        self._marks: dict[str, list[Element]] = {}
        for element in document.elements:
            if "data-statement" in element.attributes:
                self._marks.setdefault(element.attributes["data-statement"], []).append(element)
        self._touching: dict[int, list[Block]] = {}
        for block in self.blocks:
            for mark in (*block.marks, *block.torn):
                self._touching.setdefault(mark.index, []).append(block)
        self._numbers = {block: number for number, block in enumerate(self.blocks)}
        self._folded = [fold(block.text) for block in self.blocks]
        self._tables: dict[int, bool] = {}
        self._places: dict[str, list[int]] = {}
        for index, text in enumerate(self._folded):
            self._places.setdefault(text, []).append(index)

    def find(self, expected: Expected) -> list[Copy]:
        """Return the copies of a statement, the one that decides first; never none.

        Where elements are marked with its id, they are its copies, and an altered one decides. Elsewhere a copy is a
        whole block with the wording, and its items in one list directly after it; the best one decides.
        """
        marks = self._marks.get(expected.wording.statement, [])
        if marks:
            copies = [self._marked(mark, expected) for mark in marks[:MAX_COPIES]]
            if len(marks) > MAX_COPIES:
                copies.append(Copy(ProofState.ALTERED, (), f"it is marked more than {MAX_COPIES} times"))
            altered = [copy for copy in copies if copy.state is ProofState.ALTERED]
            return [*altered, *sorted((copy for copy in copies if copy not in altered), key=_rank)]
        copies = sorted(self._unmarked(expected), key=_rank)
        return copies or [self._nearest(expected)]

    def _marked(self, mark: Element, expected: Expected) -> Copy:
        """Judge an element with `data-statement`: a label, the text, the items, and nothing else."""
        touched = self._touching.get(mark.index, [])
        present = [block for block in touched if not block.gone]
        seen = self._unlabelled(present or touched)
        if not seen:
            return Copy(ProofState.ABSENT, (), "the element that is marked with its id is empty")
        equal = self._equal(seen, expected)
        if equal is None:
            # a part that nobody sees makes the rest another text: say that it is hidden, not that it is lost
            every = self._unlabelled(touched)
            equal = self._equal(every, expected)
            seen = seen if equal is None else every
        if equal is None:
            return Copy(ProofState.ALTERED, tuple(seen), difference(_joined(seen), expected.text))
        fault = self._fault(mark, seen, present)
        if fault:
            return Copy(ProofState.ALTERED, tuple(seen), fault)
        lifted = any(map(self._is_raised, _descendants(mark)))
        return self._standing(seen, expected, equal, unknown("a box in it may cover it") if lifted else SHOWN)

    def _fault(self, mark: Element, seen: Sequence[Block], present: Sequence[Block]) -> str:
        """Return what else stands in or at a marked element, or how its items stand; "" where all is right."""
        replaced = next((item.tag for item in _descendants(mark) if item.tag in REPLACED), "")
        if any(mark in block.torn for block in seen):
            return "other text stands in the same block"
        if present and self._is_flanked(present[0], mark, present[-1], mark):
            return "other text stands directly beside it"
        if replaced:
            return f"a <{replaced}> stands in it"
        if seen[0].item is not None and _descends(seen[0].item, mark):
            return "its text stands in a list item"
        if not _is_list(seen[1:]) or not all(_descends(block.element, mark) for block in seen):
            return "its items are not the items of one list"
        return ""

    def _is_flanked(self, first: Block, top: Element, last: Block, bottom: Element | None) -> bool:
        """Whether text without a block of its own stands directly beside a copy: `<div>text<p>copy</p></div>`.

        `top` and `bottom` are the elements that hold its first and its last block. The whole body is not looked at.
        """
        before = next((one for one in reversed(self.blocks[: self._numbers[first]]) if not one.gone), None)
        after = next(islice(self._run(self._numbers[last], 2), 1, None), None)
        return any(
            block is not None and block.loose and element is not None and block.element is element.parent
            and block.tag != "body"
            for block, element in ((before, top), (after, bottom))
        )  # fmt: skip

    def _unlabelled(self, blocks: list[Block]) -> list[Block]:
        """Leave out one signal word before the text."""
        first = blocks[0] if len(blocks) > 1 else None
        labelled = first is not None and first.item is None and not first.torn and fold(first.text) in self._labels
        return blocks[1:] if labelled else blocks

    def _unmarked(self, expected: Expected) -> Iterator[Copy]:
        count = 1 + len(expected.wording.items)
        for index in self._places.get(fold(expected.wording.text), [])[:MAX_COPIES]:
            run = self._run(index, count + 1)
            group, after = run[:count], run[count:]
            equal = self._equal(group, expected)
            if equal is None:
                continue
            last = group[-1].item.parent if count > 1 and group[-1].item else group[-1].element
            if self._is_flanked(group[0], group[0].element, group[-1], last):
                yield Copy(ProofState.ALTERED, tuple(group), "other text stands directly beside it")
            elif not _is_list(group[1:], (group[0], *after)):
                yield Copy(ProofState.ALTERED, tuple(group), "its items are not the items of one list")
            else:
                yield self._loose(group, expected, equal)

    def _loose(self, group: Sequence[Block], expected: Expected, equal: ProofState) -> Copy:
        """Judge a copy that nothing marks, with all that is written between its first word and its last."""
        start, end = group[0].element.index, group[-1].element.index
        inside = [*self._document.elements[start : end + 1], *_descendants(group[-1].element)]
        shown = [item for item in dict.fromkeys(inside) if not self._viewer.look(item).gone]
        replaced = next((item.tag for item in shown if item.tag in REPLACED), "")
        if replaced:
            return Copy(ProofState.ALTERED, tuple(group), f"a <{replaced}> stands in it")
        lifted = any(map(self._is_raised, shown))
        return self._standing(group, expected, equal, unknown("a box in it may cover it") if lifted else SHOWN)

    def _run(self, index: int, count: int) -> list[Block]:
        """Return `count` blocks from one on, without those that nobody sees unless it is one itself."""
        first = self.blocks[index]
        following = (self.blocks[place] for place in range(index + 1, len(self.blocks)))
        rest = (block for block in following if first.gone or not block.gone)
        return [first, *islice(rest, count - 1)]

    def _equal(self, blocks: Sequence[Block], expected: Expected) -> ProofState | None:
        """Return kept or equivalent; None where the texts differ."""
        found = [block.text for block in blocks]
        if list(map(normalise, found)) == list(map(normalise, expected.parts)):
            return ProofState.KEPT
        same = not self._exact and list(map(fold, found)) == list(map(fold, expected.parts))
        return ProofState.EQUIVALENT if same else None

    def _standing(self, group: Sequence[Block], expected: Expected, equal: ProofState, doubt: Verdict = SHOWN) -> Copy:
        """Return a copy whose words are right, judged by where it stands and who sees it."""
        blocks, lead = tuple(group), expected.region is Region.LEAD
        verdict = worst(*(self._sight(block, lead=lead) for block in blocks), doubt, self._torn(blocks))
        # Where nothing is doubtful, the circumstances that the page asks about are judged already.
        asked = self._viewer.circumstances if verdict.sight else ()
        answer = self._visible(blocks, asked) if self._visible and verdict.sight < Sight.PARTLY else None
        if answer is not None:
            verdict = SHOWN if answer else hidden("a browser does not show it")
        elif self._visible:
            verdict = worst(verdict, unknown("a browser cannot tell whether it is seen"))
        if verdict.sight >= Sight.PARTLY:
            return Copy(ProofState.HIDDEN, blocks, verdict.reason)
        if not all(block.in_article for block in blocks):
            return Copy(ProofState.MISPLACED, blocks, "it stands outside of the article")
        if lead and any(block.region is not Region.LEAD for block in blocks):
            return Copy(ProofState.MISPLACED, blocks, "it must stand before the first second-level heading")
        if verdict.sight is Sight.UNKNOWN:
            return Copy(ProofState.VISIBILITY_UNKNOWN, blocks, verdict.reason)
        return Copy(equal, blocks)

    def _is_raised(self, element: Element) -> bool:
        """Whether a box may lie over the text around it: its paint, or a text that is taken from its place."""
        look = self._viewer.look(element)
        return look.lifted or (look.afloat and look.verdict.sight < Sight.PARTLY and bool(element.children))

    def _torn(self, blocks: Sequence[Block]) -> Verdict:
        """Return whether much empty room is made between the parts of a copy: a reader may take the first for all."""
        inside = self._document.elements[blocks[0].element.index : blocks[-1].element.index + 1]
        if len(blocks) > 1 and any(self._viewer.look(item).rise > _MOST_BETWEEN for item in inside):
            return unknown("there is much empty room between its parts")
        return SHOWN

    def _sight(self, block: Block, *, lead: bool) -> Verdict:
        """Return who sees a block, as far as the styles of the page tell."""
        order = block.reordered or (block.moved if lead else "")
        shared = self._viewer.shares_place(block.element)
        covered = any(
            not _descends(block.element, overlay) and (holder is None or _descends(block.element, holder))
            for overlay, holder in self._overlays
        )
        squeezed = self._viewer.is_squeezed(block.element) or self._neighbours.crowd(block.element)
        pushed = self._neighbours.push_out(block.element)
        column = self._viewer.lacks_column(block.element)
        passed = any(not _descends(block.element, one) for one in self._modal)
        return worst(
            block.verdict,
            unknown(f"{order} may show it in another place") if order else SHOWN,
            unknown("a box that lies over the page may cover it") if covered else SHOWN,
            hidden("screen readers pass over all but a dialog (aria-modal)") if passed else SHOWN,
            unknown("a column of its table is not shown, or painted") if column else SHOWN,
            unknown("cells of its table may lie over each other") if self._crossed(block.element) else SHOWN,
            unknown("what stands beside it may leave it no room") if squeezed else SHOWN,
            unknown("a wide box may push it out at the beginning of its line") if pushed else SHOWN,
            unknown(f"another box stands in its place {shared!r} of a grid") if shared else SHOWN,
        )

    def _crossed(self, element: Element) -> bool:
        """Whether a table around an element has cells over several rows and others over several columns."""
        item: Element | None = element
        while item is not None:
            if item.tag == "table":
                if item.index not in self._tables:
                    spans = [one.attributes for one in _descendants(item) if one.tag in {"td", "th"}]
                    self._tables[item.index] = all(
                        any(one.get(name, "1").strip() != "1" for one in spans) for name in ("rowspan", "colspan")
                    )
                if self._tables[item.index]:
                    return True
            item = item.parent
        return False

    def _nearest(self, expected: Expected) -> Copy:
        """Return the block that is most like a wording that stands nowhere, or that nothing is."""
        wanted = fold(expected.wording.text)
        hiding = next((place for text, place in self._unseen if wanted and wanted in text), None)
        index = self._likest(expected.wording)
        if index is not None and (hiding is None or not self.blocks[index].gone):
            first, *others = self._run(index, 1 + len(expected.wording.items))
            group = (first, *(block for block in others if block.item is not None))
            reason = difference(_joined(group), expected.text)
            if fold(_joined(group)) == fold(expected.text):
                reason = "its text must be a whole block, and its items one list directly after it"
            return Copy(ProofState.ALTERED, group, reason)
        if hiding is not None:
            return Copy(ProofState.HIDDEN, (), hiding)
        return Copy(ProofState.ABSENT, (), "nothing on the page is like it")

    def _likest(self, wording: Wording) -> int | None:
        words, folded = words_of(wording.text), fold(wording.text)
        best, most = None, LIKE
        for index, block in enumerate(self.blocks):
            like = 1.0 if folded and folded in self._folded[index] else likeness(words, self._words[index])
            if like > most or (like == most and (best is None or block.in_article > self.blocks[best].in_article)):
                best, most = index, like
        return best

    @cached_property
    def _words(self) -> list[Counter[str]]:
        return [words_of(block.text) for block in self.blocks]

    @cached_property
    def _unseen(self) -> list[tuple[str, str]]:
        """The texts that are no text of the page, with where they stand."""
        found = [(comment, "it stands in a comment only") for comment in self._document.comments]
        found += [(text, "generated content is no text of the page") for text in self._viewer.styles.strings]
        for element in self._document.elements:
            if element.tag in NO_TEXT:
                found.append((element.text, f"it stands in <{element.tag}> only"))
            found += [
                (value, f"it stands in the attribute {name!r} only") for name, value in element.attributes.items()
            ]
        return [(fold(text), place) for text, place in found if text]


def _rank(copy: Copy) -> int:
    return list(ProofState).index(copy.state)


def _joined(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks)


def _is_list(blocks: Sequence[Block], beside: Sequence[Block] = ()) -> bool:
    """Whether each block is all of one item, and these are items of one list that holds none of the blocks `beside`."""
    items = [block.item for block in blocks if block.item is not None]
    parents = {item.parent for item in items if item.parent is not None}
    if not blocks:
        return True
    if len(set(items)) < len(blocks) or len(parents) != 1:
        return False
    listed = parents.pop()
    return not any(_descends(block.element, listed) for block in beside)


def _descends(element: Element | None, top: Element) -> bool:
    """Whether an element is `top` or stands in it."""
    while element is not None and element is not top:
        element = element.parent
    return element is not None


def _descendants(element: Element) -> Iterator[Element]:
    stack = list(element.elements)
    while stack:
        item = stack.pop()
        yield item
        stack.extend(item.elements)
