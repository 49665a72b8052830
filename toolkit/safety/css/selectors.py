"""Reads selectors. Selectors Level 4 is the source of their grammar and weights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.safety.css.names import names
from toolkit.safety.css.syntax import Group, Node, Token, split, strip, text_of

MAX_COMPOUNDS = 60
"""Parts of one selector; a longer one is not read."""

Weight = tuple[int, int, int]
"""Specificity: ids; classes, attributes and pseudo-classes; elements."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A condition on one attribute."""

    name: str
    operator: str
    value: str
    folded: bool
    """Whether case is to be ignored (flag `i`)."""


@dataclass(frozen=True, slots=True)
class Pseudo:
    """A pseudo-class."""

    name: str
    selectors: tuple[Selector, ...] = ()
    """Its argument, where that is a list of selectors."""
    step: tuple[int, int] | None = None
    """Its argument as (a, b) of an+b."""
    words: tuple[str, ...] = ()
    """Its arguments as words, lower-case."""


@dataclass(frozen=True, slots=True)
class Compound:
    """Conditions on one element."""

    tag: str = "*"
    ids: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    pseudos: tuple[Pseudo, ...] = ()
    unknown: bool = False
    """Whether it holds a condition that is not understood."""


@dataclass(frozen=True, slots=True, eq=False)
class Selector:
    """Compounds from left to right."""

    compounds: tuple[Compound, ...]
    combinators: tuple[str, ...]
    """What stands before each compound; "" before the first."""
    pseudo_element: str
    """Its pseudo-element without colons, or ""."""
    weight: Weight

    @property
    def key(self) -> tuple[str, str]:
        """What an element must have to match: ("id" | "class" | "tag" | "", name)."""
        last = self.compounds[-1]
        if last.ids:
            return ("id", last.ids[0].lower())
        if last.classes:
            return ("class", last.classes[0].lower())
        return ("tag", last.tag.lower()) if last.tag != "*" else ("", "")


ANYTHING = Selector((Compound(unknown=True),), ("",), "", (9, 0, 0))
"""What stands for a selector that cannot be read: perhaps everything, and heavier than others."""
_STRUCTURAL = frozenset({"root", "scope", "empty", "first-child", "last-child", "only-child", "link", "any-link",
                                "first-of-type", "last-of-type", "only-of-type"})  # fmt: skip
_STEPPED = frozenset({"nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"})
_LISTED = frozenset({"is", "where", "not", "matches", "-webkit-any", "-moz-any"})
_SIMPLE = names(
    "is where -webkit-any after before first-letter first-line marker selection placeholder backdrop cue slotted part "
    "file-selector-button active autofill checked default defined dir disabled enabled focus focus-visible "
    "focus-within fullscreen host hover in-range indeterminate invalid lang optional out-of-range placeholder-shown "
    "read-only read-write required target valid visited"
)
_KNOWN = _STRUCTURAL | _STEPPED | _SIMPLE
"""Pseudo-classes and pseudo-elements that all browsers know."""
_OLD_PSEUDO_ELEMENTS = frozenset({"before", "after", "first-line", "first-letter"})
_STEP = re.compile(r"([+-]?[0-9]*)n(?:\s*([+-])\s*([0-9]+))?|([+-]?[0-9]+)")


def parse_selectors(items: Sequence[Node], parents: tuple[Selector, ...] = ()) -> tuple[Selector, ...]:
    """Return the selectors of a list; one that cannot be read becomes `ANYTHING`.

    `parents` are the selectors of the rule around a nested one. A browser drops the whole list where one part is not
    valid; what is not valid for this reader may be so for a browser, so that nothing is dropped here but a list with an
    empty part, or a bracket or mark that no selector may hold.
    """
    parts = split(items)
    if any(isinstance(item, Token) and item.kind in "};" for item in items) or (len(parts) > 1 and () in parts):
        return ()
    return tuple(_selector(part, parents) or ANYTHING for part in parts)


def are_known(items: Sequence[Node]) -> bool:
    """Whether all browsers know the pseudo-classes and pseudo-elements in a list of selectors."""
    found = [item for item in items if not (isinstance(item, Token) and item.kind == "space")]
    for place, item in enumerate(found):
        before = found[place - 1] if place else None
        if isinstance(item, Group) and item.kind == "function" and item.name in {"not", "has"}:
            if not are_known(item.items):
                return False
        elif isinstance(before, Token) and before.kind == ":" and not (isinstance(item, Token) and item.kind == ":"):
            name = item.name if isinstance(item, Group) else item.text.lower()
            element = place > 1 and getattr(found[place - 2], "kind", "") == ":"
            if name not in _KNOWN and not (element and name.startswith("-webkit-")):
                return False
    return True


def _selector(items: tuple[Node, ...], parents: tuple[Selector, ...]) -> Selector | None:
    compounds: list[Compound] = []
    combinators: list[str] = []
    pseudo_element, weight = "", (0, 0, 0)
    combinator, current = "", []  # type: str, list[Node]
    if not parents and any(isinstance(item, Token) and item.kind in {">", "+", "~"} for item in strip(items)[:1]):
        return None
    nests = bool(parents) and not any(isinstance(item, Token) and item.kind == "&" for item in items)
    if nests:
        items = (Token("&", "&"), Token("space", " "), *items)
    for item in (*items, Token("space", " "), Token("end", "")):
        kind = item.kind if isinstance(item, Token) else ""
        if kind not in {"space", ">", "+", "~", "end"}:
            current.append(item)
            continue
        if current:
            if pseudo_element:
                return None
            read = _compound(current, parents)
            if read is None:
                return None
            compound, pseudo_element, added = read
            compounds.append(compound)
            combinators.append(combinator if compounds[1:] else "")
            weight = _add(weight, added)
            combinator, current = "", []
        if kind == "space":
            combinator = combinator or " "
        elif kind != "end":
            if combinator.strip():
                return None
            combinator = kind
    if not compounds or combinator.strip() or len(compounds) > MAX_COMPOUNDS:
        return None
    return Selector(tuple(compounds), tuple(combinators), pseudo_element, weight)


def _compound(items: list[Node], parents: tuple[Selector, ...]) -> tuple[Compound, str, Weight] | None:
    tag, pseudo_element, weight = "*", "", (0, 0, 0)
    ids: list[str] = []
    classes: list[str] = []
    attributes: list[Attribute] = []
    pseudos: list[Pseudo] = []
    unknown = False
    position = 0
    while position < len(items):
        item = items[position]
        following = items[position + 1] if position + 1 < len(items) else None
        position += 1
        if isinstance(item, Group):
            if item.kind != "[":
                return None
            attribute = _attribute(item)
            unknown |= attribute is None
            attributes += [attribute] if attribute else []
            weight = _add(weight, (0, 1, 0))
        elif item.kind == "identifier" and position == 1:
            tag, weight = item.text, _add(weight, (0, 0, 1))
        elif item.kind == "*" and position == 1:
            tag = "*"
        elif item.kind == "hash":
            ids.append(item.text)
            weight = _add(weight, (1, 0, 0))
        elif item.kind == "." and isinstance(following, Token) and following.kind == "identifier":
            classes.append(following.text)
            weight = _add(weight, (0, 1, 0))
            position += 1
        elif item.kind == "&":
            pseudos.append(Pseudo("is", parents) if parents else Pseudo("root"))
            weight = _add(weight, max((parent.weight for parent in parents), default=(0, 0, 0)))
        elif item.kind == ":":
            element = isinstance(following, Token) and following.kind == ":"
            name = items[position + element] if position + element < len(items) else None
            position += 1 + element
            if name is None or (isinstance(name, Token) and name.kind != "identifier"):
                return None
            label = (name.text if isinstance(name, Token) else name.name).lower()
            if element or label in _OLD_PSEUDO_ELEMENTS:
                pseudo_element, weight = label, _add(weight, (0, 0, 1))
                continue
            pseudo, added = _pseudo(label, name, parents)
            pseudos.append(pseudo)
            weight = _add(weight, added)
        else:
            return None
    return Compound(tag, tuple(ids), tuple(classes), tuple(attributes), tuple(pseudos), unknown), pseudo_element, weight


def _attribute(group: Group) -> Attribute | None:
    words = strip(group.items)
    if not words or not isinstance(words[0], Token) or words[0].kind != "identifier":
        return None
    name, rest = words[0].text.lower(), strip(words[1:])
    if not rest:
        return Attribute(name, "", "", folded=False)
    operator = ""
    while rest and isinstance(rest[0], Token) and rest[0].kind in {"~", "|", "^", "$", "*", "="}:
        operator, rest = operator + rest[0].kind, rest[1:]
    rest = strip(rest)
    if operator not in {"=", "~=", "|=", "^=", "$=", "*="} or not rest or not isinstance(rest[0], Token):
        return None
    flag = text_of(rest[1:])
    if rest[0].kind not in {"string", "identifier"} or flag not in {"", "i"}:
        return None
    return Attribute(name, operator, rest[0].text, folded=flag == "i")


def _pseudo(label: str, name: Node, parents: tuple[Selector, ...]) -> tuple[Pseudo, Weight]:
    if isinstance(name, Group) and label in _LISTED:
        selectors = parse_selectors(name.items, parents if _has_parent(name.items) else ())
        weight = max((selector.weight for selector in selectors), default=(9, 0, 0))
        # An empty list, or one with an empty part, some browsers drop, and others forgive.
        kind = "?" if not selectors else "not" if label == "not" else "is"
        return Pseudo(kind, selectors), (0, 0, 0) if label == "where" else weight
    if isinstance(name, Group) and (label == "has" or (label in _STEPPED and any(map(_is_of, name.items)))):
        place = next((place + 1 for place, item in enumerate(name.items) if _is_of(item)), 0)
        return Pseudo("?"), _add((0, int(label != "has"), 0), _heaviest(name.items[place:]))
    if isinstance(name, Group) and label in _STEPPED:
        step = _step("".join(item.text + item.unit for item in name.items if isinstance(item, Token)).lower().strip())
        return Pseudo(label if step else "?", step=step), (0, 1, 0)
    if isinstance(name, Group) and label == "lang":
        return Pseudo("lang", words=tuple(text_of(part).strip('"') for part in split(name.items))), (0, 1, 0)
    return Pseudo(label if label in _STRUCTURAL and isinstance(name, Token) else "?"), (0, 1, 0)


def _heaviest(items: Sequence[Node]) -> Weight:
    return max((selector.weight for selector in parse_selectors(items)), default=(0, 0, 0))


def _is_of(item: Node) -> bool:
    return isinstance(item, Token) and item.kind == "identifier" and item.text.lower() == "of"


def _has_parent(items: Iterable[Node]) -> bool:
    return any(item.kind == "&" if isinstance(item, Token) else _has_parent(item.items) for item in items)


def _step(text: str) -> tuple[int, int] | None:
    text = {"odd": "2n+1", "even": "2n"}.get(text, text)
    match = _STEP.fullmatch(text)
    if match is None:
        return None
    if match[4]:
        return (0, int(match[4]))
    a = int(match[1] + "1") if match[1] in {"", "+", "-"} else int(match[1])
    return (a, int(f"{match[2]}{match[3]}") if match[3] else 0)


def _add(first: Weight, second: Weight) -> Weight:
    return (first[0] + second[0], first[1] + second[1], first[2] + second[2])
