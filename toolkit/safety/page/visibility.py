"""What hides an element: the page's own style rules, under every circumstance that the page asks about.

Where two answers are possible the worse one counts. What an outside stylesheet does is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import cast

from toolkit.safety.css.cascade import Entry, Values, Variables, rank, settle
from toolkit.safety.css.matching import Match, Matcher
from toolkit.safety.css.media import Circumstances, circumstances, truths
from toolkit.safety.css.properties import Setting, has_variable, settings
from toolkit.safety.css.sheet import StyleRule
from toolkit.safety.css.syntax import Declaration, Token, contents, parse
from toolkit.safety.page.defaults import default_style
from toolkit.safety.page.document import Document, Element
from toolkit.safety.page.elements import characters, structural
from toolkit.safety.page.generated import NOT_PAINTING, Generated, covers_others, generated_text, hides_text
from toolkit.safety.page.likeness import Likeness
from toolkit.safety.page.look import Look, beside_generated, combined, is_alike
from toolkit.safety.page.noting import Noting
from toolkit.safety.page.seen import Seen, canvas
from toolkit.safety.page.sight import SHOWN, Sight, worst
from toolkit.safety.page.styles import Source, read_styles, style_sources
from toolkit.safety.page.styling import see

_NO_WEIGHT = (0, 0, 0)
_LONG = 250
"""Characters of texts in a row that leave another no room for a word on a phone, where it may be made that narrow."""
_MAX_LOOKS = 20_000
"""Looks that are remembered for one set of stylesheets; a page of ours has about 200."""


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
        self.painting = sorted(self.pseudo_elements - NOT_PAINTING)
        # A registered variable has a value even where nothing sets it.
        variables: Variables = dict.fromkeys(self.styles.registered)
        self.root = tuple(canvas(one, self.styles, self.page_verdict, variables) for one in here)
        self.alike = tuple(
            next((first for first in range(number) if is_alike(self.root[first], one)), number)
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
        self._crowded: dict[int, tuple[frozenset[int], frozenset[int], dict[int, int]]] = {}

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

    def is_squeezed(self, element: Element) -> bool:
        """Whether what stands in one row with the element, or with one around it, may leave it no room."""
        item: Element | None = element
        while item is not None and item.parent is not None:
            around = item.parent
            if around.index not in self._crowded:
                self._crowded[around.index] = self._crowd(around)
            squeezing, pushed, lengths = self._crowded[around.index]
            squeezed = len(squeezing) > (item.index in squeezing) or _is_outwritten(item, lengths)
            if len(pushed) > (item.index in pushed) or (
                squeezed and any(seen.beside.yields for seen in self.look(item).worlds)
            ):
                return True
            item = around
        return False

    def _crowd(self, around: Element) -> tuple[frozenset[int], frozenset[int], dict[int, int]]:
        """Return which boxes in a row squeeze others, which push them off the page, and how long their texts are."""
        worlds = self.look(around).worlds
        if not any(seen.row for seen in worlds):
            return frozenset(), frozenset(), {}
        rows = [
            (one.index, seen.beside)
            for one in around.elements
            for outer, seen in zip(worlds, self.look(one).worlds, strict=True)
            if outer.row and seen.painted
        ]
        squeezing = frozenset(index for index, seen in rows if seen.squeezes)
        flexed = any(outer.row and outer.flow.endswith("flex") for outer in worlds)
        wide = {index for index, seen in rows if flexed and seen.begins_wide}
        lengths = {one.index: characters(one, 4 * _LONG) for one in around.elements if one.index in wide}
        return squeezing, frozenset(index for index, seen in rows if seen.pushes), lengths

    def generated(self, element: Element, pseudo: str) -> Generated | None:
        """Return the text that a pseudo-element of the element writes, None where there is none."""
        made = self._pseudo(element, self.look(element), pseudo)
        return generated_text(made, element, self.styles.counters) if made else None

    def _element(self, element: Element) -> Look:
        parent = self._looks[element.parent.index] if element.parent else None
        inline = element.attributes.get("style", "")
        look = self._judge(parent, element.tag, self._matched(element, ""), default_style(element), inline)
        made = [(one, seen) for one in self._scene.painting if (seen := self._pseudo(element, look, one))]
        extra = worst(*(hides_text(seen, look, one) for one, seen in made))
        covers = any(covers_others(seen, one) for one, seen in made)
        if extra.sight <= look.verdict.sight and covers <= look.spans:
            return look
        return self._scene.shared((look, extra, covers), lambda: beside_generated(look, extra, covers=covers))

    def _pseudo(self, element: Element, look: Look, pseudo: str) -> Look | None:
        """Return how a pseudo-element is seen, None where no rule speaks of it."""
        matched = self._matched(element, pseudo)
        return self._judge(look, f"::{pseudo}", matched) if matched else None

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
                    first = next((one for one in dict.fromkeys(alike) if is_alike(worlds[one], made)), number)
                    rows.append((first, noting))
                worlds.append((made if first == number else worlds[first])._replace(here=seen.here))
                alike.append(first)
            return combined(tuple(worlds), tuple(alike))

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


def _is_outwritten(item: Element, lengths: Mapping[int, int]) -> bool:
    """Whether the texts beside a box are long and far longer than its own: so they share the room."""
    own = lengths.get(item.index, 0)
    return sum(lengths.values()) - own > max(_LONG, 2 * own)


def _columns(table: Element) -> Iterator[Element]:
    for element in table.elements:
        if element.tag == "col":
            yield element
        elif element.tag == "colgroup":
            yield from (element, *element.elements)


def _declared(text: str) -> list[Setting]:
    items = parse(text, closed=True)
    if items is None:
        return [Setting("unreadable", (Token("identifier", "style"),))]
    return [one for item in contents(items) if isinstance(item, Declaration) for one in settings(item)]
