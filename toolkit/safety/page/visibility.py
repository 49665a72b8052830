"""What hides an element: the page's own style rules, under every circumstance that the page asks about.

Where two answers are possible the worse one counts. What an outside stylesheet does is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from toolkit.safety.css.cascade import Entry, Values, Variables, rank, settle
from toolkit.safety.css.matching import Match, Matcher
from toolkit.safety.css.media import Circumstances, circumstances, truths
from toolkit.safety.css.properties import Setting, has_variable, settings
from toolkit.safety.css.sheet import StyleRule
from toolkit.safety.css.syntax import Declaration, Node, Token, contents, parse, split, text_of
from toolkit.safety.page.document import Document, Element
from toolkit.safety.page.elements import default_style, structural
from toolkit.safety.page.likeness import Likeness
from toolkit.safety.page.noting import Noting
from toolkit.safety.page.seen import Seen, canvas
from toolkit.safety.page.sight import SHOWN, Sight, Verdict, hidden, unknown, worst
from toolkit.safety.page.styles import Source, read_styles, style_sources
from toolkit.safety.page.styling import LARGE_FONT, see

_PSEUDO_ELEMENTS = ("before", "after", "first-letter", "first-line", "details-content")
_NOT_PAINTING = frozenset({"", "selection", "backdrop", "cue", "target-text", "highlight", "spelling-error"})
_NO_WEIGHT = (0, 0, 0)
_COUNTED = frozenset({"li", "dt", "summary", "figcaption", "caption", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements that stylesheets number."""
_MAX_LOOKS = 20_000
"""Looks that are remembered for one set of stylesheets; a page of ours has about 200."""


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
    inked: bool
    """Whether something of its box is seen beside its text."""
    tall: bool
    """Whether it is seen and makes the boxes around it higher than a line or two."""


@dataclass(frozen=True, slots=True)
class Generated:
    """What `::before`, `::after` or `::marker` writes."""

    text: str
    verdict: Verdict
    block: bool


class _Scene:
    """What the stylesheets of a document say, and the looks that they gave so far; equal stylesheets share it."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        """Read the stylesheets."""
        self.styles, self.page_verdict = read_styles(sources)
        conditions = self.styles.conditions
        here = circumstances(conditions, scheme=self.styles.uses_scheme, window=self.styles.uses_window)
        self.truths = truths(conditions, here)
        self.rules: dict[tuple[str, str, str], list[StyleRule]] = {}
        for rule in self.styles.rules:
            self.rules.setdefault((rule.selector.pseudo_element, *rule.selector.key), []).append(rule)
        self.pseudo_elements = frozenset(pseudo for pseudo, *_ in self.rules)
        self.painting = sorted(self.pseudo_elements - _NOT_PAINTING)
        # A registered variable has a value even where nothing sets it.
        variables: Variables = dict.fromkeys(self.styles.registered)
        self.root = tuple(canvas(one, self.styles, self.page_verdict, variables) for one in here)
        self.alike = tuple(
            next((first for first in range(number) if _alike(self.root[first], one)), number)
            for number, one in enumerate(self.root)
        )
        self.looks: dict[tuple[object, ...], Look] = {}
        self.likeness = Likeness(rule.selector for rule in self.styles.rules)
        self.of_alike: dict[int, Look] = {}
        self.matched_of_alike: dict[tuple[int, str], list[tuple[StyleRule, Match]]] = {}

    def shared(self, key: tuple[object, ...], make: Callable[[], Look]) -> Look:
        """Return the look of all that `key` tells apart. A key holds the looks that it names, so that they stay."""
        found = self.looks.get(key)
        if found is None:
            if len(self.looks) >= _MAX_LOOKS:
                self.looks.clear()
            found = self.looks[key] = make()
        return found


_scene = lru_cache(maxsize=4)(_Scene)
"""The pages of a site have one stylesheet; those of others come one after the other."""


class Viewer:
    """Looks at the elements of one document, each once."""

    def __init__(self, document: Document) -> None:
        """Read the document's stylesheets."""
        self._scene = _scene(style_sources(document))
        self.styles, self.page_verdict = self._scene.styles, self._scene.page_verdict
        self._matcher = Matcher()
        self._elements = document.elements
        self._numbers = self._scene.likeness.numbers(document.elements)
        self._looks: dict[int, Look] = {}

    def look(self, element: Element) -> Look:
        """Return how the element is seen."""
        chain: list[Element] = []
        item: Element | None = element
        while item is not None and item.index not in self._looks:
            chain.append(item)
            item = item.parent
        alike = self._scene.of_alike
        for one in reversed(chain):
            number = self._numbers[one.index]
            if number not in alike:
                if len(alike) >= _MAX_LOOKS:
                    alike.clear()
                alike[number] = self._element(one)
            self._looks[one.index] = alike[number]
        return self._looks[element.index]

    @property
    def circumstances(self) -> tuple[Circumstances, ...]:
        """Those that the page asks about, the everyday ones first."""
        return tuple(seen.here for seen in self._scene.root)

    def looks(self) -> list[tuple[Element, Look]]:
        """Return the elements looked at so far, each with its look."""
        return [(self._elements[index], look) for index, look in self._looks.items()]

    def is_told(self, element: Element) -> bool:
        """Whether screen readers may come upon an element: it is shown, and nothing around it keeps it from them."""
        item: Element | None = element
        while item is not None and structural(item).reason not in {"aria-hidden", "inert", "closed <details>"}:
            item = item.parent
        return item is None and self.look(element).verdict.sight is not Sight.GONE

    def lacks_column(self, element: Element) -> bool:
        """Whether a column of a table around the element is not shown, or has a background of its own."""
        item: Element | None = element
        while item is not None:
            if item.tag == "table" and any(
                look.verdict != SHOWN or look.inked for look in map(self.look, _columns(item))
            ):
                return True
            item = item.parent
        return False

    def shares_place(self, element: Element) -> str:
        """Return the place in a grid that the element, or one around it, shares with a sibling; "" for none."""
        item: Element | None = element
        while item is not None and item.parent is not None:
            name = self.look(item).area
            if name and any(self.look(other).area == name for other in item.parent.elements if other is not item):
                return name
            item = item.parent
        return ""

    def generated(self, element: Element, pseudo: str) -> Generated | None:
        """Return the text that a pseudo-element of the element writes, None where there is none."""
        matched = self._matched(element, pseudo)
        if not matched:
            return None
        look = self._judge(self.look(element), f"::{pseudo}", matched)
        texts = [_written(seen.content, element, self.styles.counters) for seen in look.worlds]
        shown = [text for text in texts if text]
        if not shown:
            return None
        verdict = look.verdict
        if len(set(texts)) > 1:
            verdict = worst(verdict, hidden("it is written in some circumstances only"))
        if any("\ufffd" in text for text in shown):
            verdict = worst(verdict, unknown("generated text that cannot be known"))
        return Generated(max(shown, key=len), verdict, look.block)

    def _element(self, element: Element) -> Look:
        parent = self._looks[element.parent.index] if element.parent else None
        inline = element.attributes.get("style", "")
        look = self._judge(parent, element.tag, self._matched(element, ""), default_style(element), inline)
        extra = worst(*(self._hidden_by(element, look, pseudo) for pseudo in _PSEUDO_ELEMENTS))
        covers = any(self._covers_others(element, look, pseudo) for pseudo in self._scene.painting)
        if extra.sight <= look.verdict.sight and covers <= look.spans:
            return look
        return self._scene.shared((look, extra, covers), lambda: _beside_generated(look, extra, covers=covers))

    def _covers_others(self, element: Element, look: Look, pseudo: str) -> bool:
        """Whether a pseudo-element may cover what stands beside its element."""
        matched = self._matched(element, pseudo)
        made = self._judge(look, f"::{pseudo}", matched) if matched else None
        if made is None:
            return False
        if pseudo == "marker":
            return any(seen.font > LARGE_FONT for seen in made.worlds)
        generated = pseudo in {"before", "after"}
        return any(seen.spans for seen in made.worlds if not generated or seen.content is not None)

    def _hidden_by(self, element: Element, look: Look, pseudo: str) -> Verdict:
        """Return what a pseudo-element does to the text of its element."""
        matched = self._matched(element, pseudo)
        if not matched:
            return SHOWN
        made = self._judge(look, f"::{pseudo}", matched)
        if pseudo in {"before", "after"}:
            written = [seen for seen in made.worlds if seen.content is not None]
            if any(_is_picture(item) for seen in written for item in seen.content or ()):
                return unknown(f"its ::{pseudo} is a picture, which may have words")
            if any(seen.lifted or seen.spans for seen in written):
                return unknown(f"its ::{pseudo} may cover it")
            torn = next((one for seen in written for one in (seen.verdict,) if one.sight > look.verdict.sight), SHOWN)
            return unknown(f"its ::{pseudo} may move it: {torn.reason}") if torn.sight else SHOWN
        worse = made.verdict.sight > look.verdict.sight
        return unknown(f"its ::{pseudo} is hidden: {made.verdict.reason}") if worse else SHOWN

    def _matched(self, element: Element, pseudo: str) -> list[tuple[StyleRule, Match]]:
        if pseudo not in self._scene.pseudo_elements:
            return []
        known = self._scene.matched_of_alike
        key = (self._numbers[element.index], pseudo)
        if key not in known:
            if len(known) >= _MAX_LOOKS:
                known.clear()
            known[key] = self._matching(element, pseudo)
        return known[key]

    def _matching(self, element: Element, pseudo: str) -> list[tuple[StyleRule, Match]]:
        attributes = element.attributes
        keys = [("", ""), ("tag", element.tag.lower())]
        keys += [("class", name.lower()) for name in dict.fromkeys(attributes.get("class", "").split())]
        if "id" in attributes:
            keys.append(("id", attributes["id"].lower()))
        found = []
        for key in keys:
            for rule in self._scene.rules.get((pseudo, *key), ()):
                match = self._matcher.match(rule.selector, element)
                if match:
                    found.append((rule, match))
        return found

    def _judge(
        self,
        parent: Look | None,
        tag: str,
        matched: list[tuple[StyleRule, Match]],
        default: str = "",
        inline: str = "",
    ) -> Look:
        """Return how an element or pseudo-element is seen; equal ones under equal parents are judged once."""

        def make() -> Look:
            entries = self._entries(matched, default, inline)
            around, kin = (parent.worlds, parent.alike) if parent else (self._scene.root, self._scene.alike)
            conditions = sorted({entry.condition for entry in entries if entry.condition is not None})
            settled: dict[object, tuple[Values, Variables]] = {}
            worlds: list[Seen] = []
            alike: list[int] = []
            known: dict[object, list[tuple[int, Noting]]] = {}
            for number, (seen, holds) in enumerate(zip(around, self._scene.truths, strict=True)):
                # Circumstances that change nothing here share what is set, and what that takes in memory.
                key = (*(holds[condition] for condition in conditions), id(seen.variables))
                if key not in settled:
                    settled[key] = settle(entries, holds, seen.variables)
                # What is alike around and here, and was not asked about the circumstances, is seen alike.
                rows = known.setdefault((kin[number], key), [])
                first = next((first for first, noting in rows if noting.holds_under(seen.here)), None)
                if first is None:
                    noting = Noting(seen.here)
                    there = seen._replace(here=cast("Circumstances", noting))
                    made = see(there, *settled[key], tag=tag, styles=self.styles, top=parent is None)
                    first = next((one for one in dict.fromkeys(alike) if _alike(worlds[one], made)), number)
                    rows.append((first, noting))
                worlds.append((made if first == number else worlds[first])._replace(here=seen.here))
                alike.append(first)
            return self._combine(tuple(worlds), tuple(alike))

        return self._scene.shared(
            (parent, tag, default, inline, tuple((rule.order, match) for rule, match in matched)), make
        )

    def _entries(self, matched: list[tuple[StyleRule, Match]], default: str, inline: str) -> list[Entry]:
        """Return what is set on an element, the weightiest first."""
        entries = [Entry((0, 0, (), _NO_WEIGHT, 0), one) for one in _declared(default)]
        entries += [
            Entry(
                rank(setting, layer=rule.layer, weight=rule.selector.weight, order=rule.order),
                setting,
                rule.condition,
                rule.sure and setting.sure and match is Match.YES,
            )
            for rule, match in matched
            for setting in rule.settings
        ]
        entries += [
            Entry(
                rank(one, layer=(), weight=_NO_WEIGHT, order=0, inline=True),
                one,
                sure=one.sure and self.styles.attributes_sure,
            )
            for one in _declared(inline)
        ]
        played = [entry.setting.value for entry in entries if entry.setting.name == "animation-name"]
        names = {token.text.lower() for value in played for token in value if isinstance(token, Token)}
        if any(map(has_variable, played)):
            names = set(self.styles.keyframes)
        for name in sorted(names & self.styles.keyframes.keys()):
            entries += [Entry((1, 9, (), _NO_WEIGHT, 0), one, sure=False) for one in self.styles.keyframes[name]]
        # of equal rank the later one wins, also within one block of declarations
        order = sorted(range(len(entries)), key=lambda index: (entries[index].rank, index), reverse=True)
        return [entries[index] for index in order]

    def _combine(self, worlds: tuple[Seen, ...], alike: tuple[int, ...]) -> Look:
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
            inked=any(seen.inked and seen.painted for seen in worlds),
            tall=any(seen.tall and seen.painted for seen in worlds),
        )


def _columns(table: Element) -> Iterator[Element]:
    for element in table.elements:
        if element.tag == "col":
            yield element
        elif element.tag == "colgroup":
            yield from (element, *element.elements)


def _alike(one: Seen, other: Seen) -> bool:
    """Whether they differ in nothing but their circumstances; of equally grave verdicts the first one counts."""
    return one._replace(here=other.here) == other and [*one.traits] == [*other.traits]


def _beside_generated(look: Look, verdict: Verdict, *, covers: bool) -> Look:
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


def _declared(text: str) -> list[Setting]:
    items = parse(text, closed=True)
    if items is None:
        return [Setting("unreadable", (Token("identifier", "style"),))]
    return [one for item in contents(items) if isinstance(item, Declaration) for one in settings(item)]


def _written(content: Sequence[Node] | None, element: Element, counters: Collection[str]) -> str | None:
    """Return the text of a `content` property; U+FFFD stands for what cannot be known.

    Counters are left out, unless the page defines kinds of `counters` of its own, which may be words.
    """
    if content is None:
        return None
    pieces: list[str] = []
    for item in content:
        if isinstance(item, Token):
            pieces.append(_plain(item))
        elif item.name == "attr":
            name, *fallback = split(item.items)
            tokens = [token for part in fallback for token in part if isinstance(token, Token)]
            pieces.append(element.attributes.get(text_of(name), "".join(token.text for token in tokens)))
        elif item.name in {"counter", "counters"}:
            # the number of an item or a heading; elsewhere it would change a number of the text
            counted = element.tag in _COUNTED and item.name == "counter" and not counters
            pieces.append("" if counted else "\ufffd")
        elif not (item.name in {"url", "image-set"} or item.name.endswith("gradient")):
            pieces.append("\ufffd")
    return "".join(pieces)


def _is_picture(item: Node) -> bool:
    return item.kind == "url" if isinstance(item, Token) else item.name in {"url", "image-set", "element"}


def _plain(item: Token) -> str:
    if item.kind == "string":
        return item.text
    quotes = {"open-quote": "“", "close-quote": "”", "no-open-quote": "", "no-close-quote": ""}
    return "" if item.kind in {"space", "url", "/"} else quotes.get(item.text.lower(), "\ufffd")
