"""Tells which elements of documents with equal stylesheets are styled alike, without matching a single selector.

How an element looks is decided by its name and attributes, by those of the elements around and before it, and by its
place among its siblings, as far as a selector asks for them. Elements that are alike in all of that look alike. It is
asked of every element of every page, and most pages of a site are built alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count

from toolkit.safety.css.matching import Match, fits, has_attribute, same_name
from toolkit.safety.css.selectors import Attribute, Compound, Selector
from toolkit.safety.page.document import Element

_SILENT = frozenset({
    "alt", "aria-describedby", "aria-label", "aria-labelledby", "cite", "content", "data-statement", "datetime", "href",
    "hreflang", "id", "src", "title", "value", "xlink:href",
})  # fmt: skip
"""Attributes whose values decide nothing but what the selectors ask of them; of all others each value counts."""
_MOST = 50_000


class Likeness:
    """Numbers elements; equal numbers are of elements that are styled alike."""

    def __init__(self, selectors: Iterable[Selector]) -> None:
        """Take all selectors of the stylesheets."""
        selectors = tuple(selectors)
        compounds = [compound for selector in selectors for compound in _compounds(selector)]
        self._asked: dict[str, list[Callable[[str], Match]]] = {name: [] for name in _SILENT}
        for attribute in dict.fromkeys(one for compound in compounds for one in compound.attributes):
            if attribute.name in _SILENT:
                self._asked[attribute.name].append(partial(_has, attribute))
        for name in dict.fromkeys(name for compound in compounds for name in compound.ids):
            self._asked["id"].append(partial(same_name, wanted=name))
        pseudos = dict.fromkeys(pseudo for compound in compounds for pseudo in compound.pseudos)
        self._places = tuple(
            pseudo for pseudo in pseudos if not pseudo.selectors and pseudo.name not in {"?", "lang", "is", "not"}
        )
        self._siblings = any(set(one.combinators) & {"+", "~"} for selector in selectors for one in _nested(selector))
        self._numbers: dict[tuple[object, ...], int] = {}
        self._next = count()

    def numbers(self, elements: Iterable[Element]) -> list[int]:
        """Return the number of each element of one document, which come parents first, siblings in their order."""
        found: list[int] = []
        if len(self._numbers) > _MOST:
            self._numbers.clear()  # numbers are never used again, so what was said of them stays right
        for element in elements:
            attributes = element.attributes
            key = (
                found[element.parent.index] if element.parent else -1,
                found[element.previous.index] if self._siblings and element.previous else -1,
                element.tag,
                element.foreign,
                tuple([(name, self._told(name, value)) for name, value in attributes.items()]),
                tuple(fits(pseudo, element) for pseudo in self._places),
            )
            number = self._numbers.get(key)
            if number is None:
                number = self._numbers[key] = next(self._next)
            found.append(number)
        return found

    def _told(self, name: str, value: str) -> object:
        """Return what the value of an attribute tells: itself, or only the answers to what the selectors ask of it."""
        asked = self._asked.get(name)
        return value if asked is None else tuple([ask(value) for ask in asked]) if asked else None


def _has(attribute: Attribute, value: str) -> Match:
    return has_attribute(value, attribute)


def _nested(selector: Selector) -> Iterator[Selector]:
    """Yield a selector and those in its pseudo-classes."""
    yield selector
    for compound in selector.compounds:
        for pseudo in compound.pseudos:
            for one in pseudo.selectors:
                yield from _nested(one)


def _compounds(selector: Selector) -> Iterator[Compound]:
    for one in _nested(selector):
        yield from one.compounds
