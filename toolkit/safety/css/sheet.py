"""Collects the rules of all stylesheets of a page that could hide something."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from toolkit.safety.css.media import ALWAYS, Query, asks_size, parse_media
from toolkit.safety.css.properties import Setting, settings
from toolkit.safety.css.selectors import ANYTHING, Selector, are_known, parse_selectors
from toolkit.safety.css.syntax import (
    AtRule,
    Declaration,
    Group,
    Node,
    StyleBlock,
    Token,
    contents,
    parse,
    rules,
    split,
    strip,
    text_of,
)
from toolkit.safety.css.validity import is_known, is_taken
from toolkit.safety.css.values import pixels

MAX_RULES = 20_000
"""Selectors of rules that could hide something; a page with more is not judged."""

_IGNORED = frozenset({"charset", "namespace", "font-feature-values", "font-palette-values", "view-transition",
                      "color-profile", "viewport", "-ms-viewport", "position-try", "tailwind"})  # fmt: skip
"""At-rules that hide nothing of what stands on a page."""
_NEARER = 1_000_000
"""What rules in `@scope` are moved back by among those of equal weight."""
_OF_PAPER = frozenset({"marks", "bleed", "orphans", "widows", "page-orientation"})
_PAPERS = frozenset({"a3", "a4", "a5", "b4", "b5", "letter", "legal", "ledger", "portrait", "landscape", "auto"})
_MOST_BAR = 40.0
"""Pixels of a bar for scrolling."""
_LEAST_PAPER, _MOST_MARGIN = 350.0, 160.0
"""Pixels of a sheet of paper, and of its margins, that leave room for a text."""

Layer = tuple[float, ...]
"""Rank of a cascade layer among its siblings, then of the one in it; the last number is infinite."""


@dataclass(frozen=True, slots=True, eq=False)
class StyleRule:
    """One selector with its settings."""

    selector: Selector
    settings: tuple[Setting, ...]
    """Only properties that could hide something, shorthands taken apart."""
    condition: int | None
    """Index of its media conditions in `Styles.conditions`; None: always."""
    sure: bool
    """Whether the rule is in force where its condition holds; else that depends on something unknown."""
    layer: Layer
    order: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What stands around a rule."""

    media: tuple[Query, ...] = ()
    sure: bool = True
    layer: tuple[float, ...] = ()
    layer_name: str = ""
    parents: tuple[Selector, ...] = ()
    near: bool = False
    """Whether it stands in `@scope`: of equal weight, what is nearer wins over what comes later."""


@dataclass(slots=True)
class Styles:
    """What the stylesheets of a page say."""

    rules: list[StyleRule] = field(default_factory=list)
    conditions: list[tuple[Query, ...]] = field(default_factory=list)
    """Distinct media conditions; all queries of one must hold."""
    keyframes: dict[str, tuple[Setting, ...]] = field(default_factory=dict)
    """Settings of each animation."""
    fonts: set[str] = field(default_factory=set)
    """Families that the page brings along, lower-case."""
    counters: set[str] = field(default_factory=set)
    """Kinds of list marks that the page defines, lower-case."""
    registered: set[str] = field(default_factory=set)
    """Custom properties with a type of their own."""
    outside: list[str] = field(default_factory=list)
    """What is loaded from elsewhere."""
    problems: list[str] = field(default_factory=list)
    """Why a part was not read."""
    strings: list[str] = field(default_factory=list)
    """Texts in `content`."""
    attributes_sure: bool = True
    """Whether every browser heeds `style` attributes: a policy of the page may forbid them."""
    cramped: str = ""
    """What may leave a text no room: a declaration of `@page`, a thick bar for scrolling."""
    quirks: bool = False
    """Whether browsers may show the page as those of the last century."""
    page_scheme: str = ""
    """What the page says of its colour schemes in a `meta` element."""
    uses_scheme: bool = False
    """Whether anything may depend on the reader's choice of a dark scheme."""
    uses_window: bool = False
    """Whether a length may depend on the size of the window."""
    _indices: dict[tuple[Query, ...], int] = field(default_factory=dict)
    _layers: dict[str, dict[str, float]] = field(default_factory=dict)
    _sized: bool = False

    @property
    def asks_window(self) -> bool:
        """Whether the page is looked at in windows of several sizes."""
        return self.uses_window or self._sized

    def read(self, text: str, *, media: Query = ALWAYS, sure: bool = True) -> None:
        """Add the stylesheet `text`, which is in force where `media` holds."""
        self.note(text)
        items = parse(text, closed=True)
        if items is None:
            items = parse(text)
            self.problems.append("brackets nest too deep" if items is None else "a bracket is never closed")
        if items is None:
            return
        self._rules(items, Scope(media=() if media == ALWAYS else (media,), sure=sure))

    def note(self, text: str) -> None:
        """Notice what style text, of a stylesheet or an attribute, may depend on; an escape may hide anything."""
        self.uses_scheme |= re.search(r"light-dark|color-scheme|\\", text, re.IGNORECASE) is not None
        self.uses_window |= re.search(r"[0-9](?:[dls]?v[bhimw]|cq)|grid-|\\", text, re.IGNORECASE) is not None

    def _rules(self, items: Sequence[Node], scope: Scope) -> None:
        for rule in rules(items):
            if isinstance(rule, AtRule):
                self._at_rule(rule, scope)
            else:
                self._style_rule(rule, scope)

    def _style_rule(self, rule: StyleBlock, scope: Scope) -> None:
        selectors = parse_selectors(rule.prelude, scope.parents) if strip(rule.prelude) else ()
        if selectors:
            # A browser drops a rule with one selector that it does not know.
            sure = scope.sure and are_known(rule.prelude)
            if scope.near and _names_scope(rule.prelude):
                selectors = (ANYTHING,)  # which element it is depends on where the scope begins
            self._block(rule.items, replace(scope, parents=selectors, sure=sure))

    def _block(self, items: Sequence[Node], scope: Scope) -> None:
        """Read the block of a style rule; nested rules weigh as if they stood after its own declarations."""
        found: list[Setting] = []
        nested: list[AtRule | StyleBlock] = []
        for item in contents(items):
            if isinstance(item, Declaration):
                found += self._settings(item)
            else:
                nested.append(item)
        if found:
            for selector in scope.parents:
                self._add(selector, tuple(found), scope)
        for rule in nested:
            if isinstance(rule, AtRule):
                self._at_rule(rule, scope)
            else:
                self._style_rule(rule, scope)

    def _settings(self, declaration: Declaration) -> tuple[Setting, ...]:
        if declaration.name == "content":
            self.strings += [
                item.text for item in declaration.value if isinstance(item, Token) and item.kind == "string"
            ]
        return settings(declaration)

    def _add(self, selector: Selector, found: tuple[Setting, ...], scope: Scope) -> None:
        if len(self.rules) >= MAX_RULES:
            self.problems = self.problems or [f"there are more than {MAX_RULES} rules"]
            return
        if selector.pseudo_element == "-webkit-scrollbar" and any(map(_is_thick, found)):
            self.cramped = self.cramped or "::-webkit-scrollbar"
        condition = None
        if scope.media:
            condition = self._indices.setdefault(scope.media, len(self.conditions))
            if condition == len(self.conditions):
                self.conditions.append(scope.media)
                self._sized |= any(map(asks_size, scope.media))
        layer = (*scope.layer, math.inf)
        order = len(self.rules) + _NEARER * scope.near
        self.rules.append(StyleRule(selector, found, condition, scope.sure, layer, order))

    def _at_rule(self, rule: AtRule, scope: Scope) -> None:
        name = rule.name.removeprefix("-webkit-").removeprefix("-moz-")
        if name == "import":
            self.outside.append(text_of(rule.prelude))
        elif name == "layer" and rule.items is None:
            for part in split(rule.prelude):
                self._layer(text_of(part), scope)
        elif name == "namespace" and len(split(rule.prelude, "space")) < 2:
            self.problems.append("a default @namespace")
        elif name == "page" and rule.items is not None:
            self._page(rule.items)
        elif rule.items is None or rule.name in _IGNORED:
            pass
        elif name == "keyframes":
            frames = [item for frame in rules(rule.items) for item in contents(frame.items or ())]
            found = tuple(one for item in frames if isinstance(item, Declaration) for one in self._settings(item))
            key = text_of(rule.prelude).strip('"')
            self.keyframes[key] = self.keyframes.get(key, ()) + found
        elif name == "font-face":
            self._font(rule.items)
        elif name == "counter-style":
            self.counters.add(text_of(rule.prelude))
        elif name == "property":
            self.registered.add("".join(item.text for item in rule.prelude if isinstance(item, Token)))
        else:
            self._nested(rule.items, self._scope(name, rule.prelude, scope))

    def _scope(self, name: str, prelude: Sequence[Node], scope: Scope) -> Scope:
        if name == "media":
            return replace(scope, media=(*scope.media, parse_media(prelude)))
        if name == "layer":
            return self._layer(text_of(prelude), scope)
        # whether a browser supports what is asked for is mostly not known
        sure = scope.sure and name == "supports" and _is_supported(prelude)
        return replace(scope, sure=sure, near=scope.near or name == "scope")

    def _nested(self, items: Sequence[Node], scope: Scope) -> None:
        if scope.parents:
            self._block(items, scope)
        else:
            self._rules(items, scope)

    def _layer(self, name: str, scope: Scope) -> Scope:
        for part in (name or f"?{len(self._layers.get(scope.layer_name, ()))}").split("."):
            siblings = self._layers.setdefault(scope.layer_name, {})
            rank = siblings.setdefault(part, float(len(siblings)))
            scope = replace(scope, layer=(*scope.layer, rank), layer_name=f"{scope.layer_name}.{part}")
        return scope

    def _page(self, items: Sequence[Node]) -> None:
        """Read `@page`: a small sheet, or one of wide margins, has no room for a text."""
        for item in contents(items):
            if isinstance(item, Declaration) and not _is_roomy(item):
                self.cramped = self.cramped or f"@page with {item.name}: {text_of(item.value)}"
            elif isinstance(item, AtRule) and not _is_numbering(item):
                self.cramped = self.cramped or f"@page with @{item.name}"

    def _font(self, items: Sequence[Node]) -> None:
        found = {item.name: text_of(item.value) for item in contents(items) if isinstance(item, Declaration)}
        if found.get("src"):  # also of one that the reader has, which may be made tiny here, or be one of pictures
            self.fonts.add(found.get("font-family", "").strip('"'))


def _names_scope(items: Sequence[Node]) -> bool:
    """Whether a selector speaks of the element that its scope begins at."""
    return any(
        _names_scope(item.items) if isinstance(item, Group) else item.kind == "&" or item.text.lower() == "scope"
        for item in items
    )


def _is_thick(setting: Setting) -> bool:
    """Whether a setting makes a bar for scrolling so thick that it leaves a text no room."""
    size = pixels(setting.value) if setting.name in {"width", "height"} else 0.0
    return size is None or size > _MOST_BAR


def _is_roomy(declaration: Declaration) -> bool:
    """Whether a declaration of `@page` leaves room on paper."""
    name, value, _ = declaration
    if name in _OF_PAPER or name.startswith("--"):
        return True
    sizes = [pixels(word) for word in split(value, "space") if text_of(word) not in _PAPERS]
    known = [size for size in sizes if size is not None]
    if len(known) < len(sizes) or not (name == "size" or name.startswith("margin")):
        return False
    return all(size >= _LEAST_PAPER if name == "size" else 0 <= size <= _MOST_MARGIN for size in known)


def _is_numbering(rule: AtRule) -> bool:
    """Whether a box in the margin of the paper holds nothing but the number of the page."""
    return all(
        isinstance(item, Declaration)
        and (item.name.startswith(("font", "text-align", "vertical-align")) or item.name in {"color", "content"})
        and not any(
            isinstance(part, Token) and part.kind in {"url", "string"} and part.text.strip(" /–-:")
            for part in item.value
        )
        for item in contents(rule.items or ())
    )


def _is_supported(prelude: Sequence[Node]) -> bool:
    """Whether all browsers say yes to what `@supports` asks for: plain values of properties that all of them know."""
    for item in strip(prelude):
        if isinstance(item, Group):
            if item.kind != "(":
                return False
            inner = strip(item.items)
            colon = next((index for index, one in enumerate(inner) if isinstance(one, Token) and one.kind == ":"), None)
            name = text_of(inner[:colon]).strip().lower() if colon is not None else ""
            taken = colon is not None and is_known(name) and is_taken(name, inner[colon + 1 :])
            if not taken and not (colon is None and _is_supported(inner)):
                return False
        elif item.kind != "space" and item.text.lower() not in {"and", "or"}:
            return False
    return bool(prelude)
