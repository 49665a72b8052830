"""Whether a selector matches an element: surely, surely not, or perhaps.

Perhaps is the answer for what depends on more than the page (`:hover`, `:target`) and for what is not understood: a
rule that hides is then neither believed nor overlooked.
"""

from __future__ import annotations

from enum import IntEnum

from toolkit.safety.css.selectors import Attribute, Compound, Pseudo, Selector
from toolkit.safety.page.document import Element


class Match(IntEnum):
    """How sure it is that a selector matches."""

    NO = 0
    PERHAPS = 1
    YES = 2


class Matcher:
    """Matches selectors against the elements of one document; remembers, so that time is linear in both."""

    def __init__(self) -> None:
        self._known: dict[tuple[Selector, int, int, str], Match] = {}

    def match(self, selector: Selector, element: Element) -> Match:
        """Return whether the selector, its pseudo-element left aside, matches the element."""
        return self._upto(selector, len(selector.compounds) - 1, element)

    def _upto(self, selector: Selector, part: int, element: Element) -> Match:
        key = (selector, part, element.index, "")
        if key not in self._known:
            found = self._compound(selector.compounds[part], element)
            if found and part:
                found = min(found, self._before(selector, part, element))
            self._known[key] = found
        return self._known[key]

    def _before(self, selector: Selector, part: int, element: Element) -> Match:
        combinator = selector.combinators[part]
        if combinator == ">":
            return self._upto(selector, part - 1, element.parent) if element.parent else Match.NO
        if combinator == "+":
            return self._upto(selector, part - 1, element.previous) if element.previous else Match.NO
        chain: list[Element] = []
        found, item = Match.NO, _next(element, combinator)
        while item is not None:
            key = (selector, part, item.index, combinator)
            if key in self._known:
                found = self._known[key]
                break
            chain.append(item)
            item = _next(item, combinator)
        for item in reversed(chain):
            found = max(found, self._upto(selector, part - 1, item))
            self._known[(selector, part, item.index, combinator)] = found
        return found

    def _compound(self, compound: Compound, element: Element) -> Match:
        if compound.tag not in {"*", element.tag} and compound.tag.lower() != element.tag.lower():
            return Match.NO
        found = Match.PERHAPS if compound.unknown else Match.YES
        attributes = element.attributes
        if compound.ids:
            found = min(found, *(same_name(attributes.get("id"), name) for name in compound.ids))
        if compound.classes and found:
            classes = attributes.get("class", "").split()
            found = min(
                found, *(max((same_name(own, name) for own in classes), default=_NO) for name in compound.classes)
            )
        for attribute in compound.attributes:
            found = min(found, has_attribute(attributes.get(attribute.name), attribute))
        for pseudo in compound.pseudos:
            if found:
                found = min(found, self._pseudo(pseudo, element))
        return found

    def _pseudo(self, pseudo: Pseudo, element: Element) -> Match:
        if pseudo.name in {"is", "not"}:
            found = max((self.match(selector, element) for selector in pseudo.selectors), default=Match.NO)
            return Match(Match.YES - found) if pseudo.name == "not" else found
        if pseudo.name == "?":
            return Match.PERHAPS
        if pseudo.name == "lang":
            return _speaks(element, pseudo.words)
        return Match.YES if fits(pseudo, element) else Match.NO


_NO = Match.NO


def _next(element: Element, combinator: str) -> Element | None:
    return element.parent if combinator == " " else element.previous


def same_name(own: str | None, wanted: str) -> Match:
    """Compare names of classes, or ids; where only the case differs it depends on the mode of the page."""
    if own == wanted:
        return Match.YES
    return Match.PERHAPS if own is not None and own.lower() == wanted.lower() else Match.NO


def _speaks(element: Element, languages: tuple[str, ...]) -> Match:
    """Return whether the nearest `lang` attribute names one of the languages; where there is none, a server may."""
    item: Element | None = element
    while item is not None and "lang" not in item.attributes:
        item = item.parent
    if item is None or any("*" in language for language in languages):
        return Match.PERHAPS
    own = f"{item.attributes['lang'].lower()}-"
    return Match.YES if any(language and own.startswith(f"{language}-") for language in languages) else Match.NO


def has_attribute(own: str | None, attribute: Attribute) -> Match:
    """Return whether the value of an attribute is what is asked for; None for an element without it."""
    if own is None:
        return Match.NO
    if not attribute.operator or _compare(own, attribute.operator, attribute.value):
        return Match.YES
    if _compare(own.lower(), attribute.operator, attribute.value.lower()):
        return Match.YES if attribute.folded else Match.PERHAPS
    return Match.NO


def _compare(own: str, operator: str, value: str) -> bool:
    match operator:
        case "=":
            return own == value
        case "~=":
            return value in own.split()
        case "|=":
            return own == value or own.startswith(f"{value}-")
        case "^=":
            return bool(value) and own.startswith(value)
        case "$=":
            return bool(value) and own.endswith(value)
    return bool(value) and value in own


def fits(pseudo: Pseudo, element: Element) -> bool:
    """Return whether a pseudo-class about an element's place in the tree matches it."""
    name, parent = pseudo.name, element.parent
    if name in {"root", "scope"}:
        return parent is None
    if name == "empty":
        return not element.children
    if name in {"link", "any-link"}:
        return element.tag in {"a", "area"} and "href" in element.attributes
    if parent is None:
        counts = (1, 1, 1, 1)
    else:
        total, same = parent.count, parent.type_counts[element.tag]
        first, kind = element.position, element.type_position
        counts = (first, total + 1 - first, kind, same + 1 - kind)
    if pseudo.step is not None:
        a, b = pseudo.step
        number = counts[["nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"].index(name)] - b
        return number == 0 if a == 0 else number % a == 0 and number // a >= 0
    return all(counts[number] == 1 for number in _ALONE[name])


_ALONE = {
    "first-child": (0,),
    "last-child": (1,),
    "only-child": (0, 1),
    "first-of-type": (2,),
    "last-of-type": (3,),
    "only-of-type": (2, 3),
}
"""Which of the counts from both ends must be one."""
