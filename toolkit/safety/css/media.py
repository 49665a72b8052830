"""Under which circumstances a media query holds: screen or paper, light or dark, wide or narrow.

Nobody knows the reader's circumstances, so a page is judged under several: an everyday one, and for each condition of
the page one in which it holds. Media Queries Level 4 is the source of the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from toolkit.safety.css.syntax import Group, Node, Token, split, strip, text_of
from toolkit.safety.css.values import Measure

_TYPES = frozenset({"all", "screen", "print"})
_PIXELS = {"px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
_COMPARED = re.compile(r"(<=|>=|<|>|=)")
_SIZED = re.compile(r"(min-|max-)?(?:device-)?(width|height)")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How a page is read."""

    printed: bool = False
    width: float = 1280.0
    """Of the window, in CSS pixels."""
    height: float = 800.0
    """Of the window, in CSS pixels."""
    features: frozenset[str] = frozenset()
    """Other features that hold, as normalised text: `prefers-color-scheme: dark`."""

    @property
    def dark(self) -> bool:
        """Whether the reader prefers dark pages."""
        return "prefers-color-scheme: dark" in self.features

    def measure(self, font: float, root: float) -> Measure:
        """Return what lengths are relative to where letters have these sizes, in pixels."""
        return Measure(font, root, self.width, self.height)

    @property
    def label(self) -> str:
        """Short text for a message."""
        parts = ["on paper"] * self.printed + [f"in a window {self.width:g} pixels wide"] * (self.width != 1280)
        parts += [f"in a window {self.height:g} pixels high"] * (self.height != 800)
        parts += [f"with {name}" for name in sorted(self.features)]
        return ", ".join(parts) or "on a screen"


MAX_CIRCUMSTANCES = 40
"""Circumstances that a page is judged under; further conditions are taken as unknown."""
EVERYDAY = Circumstances()
NARROW = Circumstances(width=360.0, height=640.0)
DARK = Circumstances(features=frozenset({"prefers-color-scheme: dark"}))


@dataclass(frozen=True, slots=True)
class Query:
    """A condition: `all`, `any` or `not` of its parts, or one of `type`, `size`, `feature`, `unknown`."""

    kind: str
    parts: tuple[Query, ...] = ()
    name: str = ""
    """Type, feature, or `width` and `height` of a size."""
    low: float = 0.0
    """Least size."""
    high: float = float("inf")
    """Greatest size."""


ALWAYS = Query("all")
_UNKNOWN = Query("unknown")


def asks_size(query: Query) -> bool:
    """Whether a condition asks about the width of the window; what is not understood may."""
    return query.kind == "unknown" or query.name == "width" or any(map(asks_size, query.parts))


def parse_media(items: Sequence[Node]) -> Query:
    """Return the condition of a media query list; an empty list always holds."""
    if not strip(items):
        return ALWAYS
    return Query("any", tuple(_query(strip(part)) for part in split(items)))


def holds(query: Query, here: Circumstances) -> bool | None:
    """Return whether the condition holds, None where that is not known."""
    match query.kind:
        case "all" | "any":
            answers = [holds(part, here) for part in query.parts]
            decided = query.kind == "any"
            if decided in answers:
                return decided
            return None if None in answers else not decided
        case "not":
            answer = holds(query.parts[0], here)
            return None if answer is None else not answer
        case "type":
            return query.name == "all" or (query.name in _TYPES and here.printed == (query.name == "print"))
        case "size":
            return query.low <= (here.width if query.name == "width" else here.height) <= query.high
    return query.name in here.features if query.kind == "feature" else None


def satisfying(query: Query, here: Circumstances, wanted: bool = True) -> Iterator[Circumstances]:
    """Yield circumstances, as near to `here` as may be, in which the condition holds (or does not)."""
    match query.kind:
        case "not":
            yield from satisfying(query.parts[0], here, not wanted)
        case "all" | "any" if (query.kind == "all") == wanted:
            found = [here]
            for part in query.parts:
                found = [better for one in found for better in satisfying(part, one, wanted)][:4]
            yield from found
        case "all" | "any":
            for part in query.parts:
                yield from satisfying(part, here, wanted)
        case "type" if query.name in {"print", "screen"}:
            yield replace(here, printed=(query.name == "print") == wanted)
        case "size":
            yield from _resized(query, here, wanted)
        case "feature":
            yield replace(here, features=here.features | {query.name} if wanted else here.features - {query.name})
        case _:
            yield here


def _possible(query: Query) -> bool | None:
    """Return False for a condition that never holds (`not all`, an unknown type), True for one that always does."""
    if query.kind in {"all", "any", "not"}:
        answers = [_possible(part) for part in query.parts]
        if query.kind == "not":
            return None if answers[0] is None else not answers[0]
        decided = query.kind == "any"
        return decided if decided in answers else None if None in answers else not decided
    if query.kind == "type" and query.name not in {"screen", "print"}:
        return query.name == "all"
    return None


def holds_all(condition: Sequence[Query], here: Circumstances) -> bool | None:
    """Return whether all of several queries hold, None where that is not known."""
    return holds(Query("all", tuple(condition)), here)


def truths(conditions: Sequence[tuple[Query, ...]], found: Sequence[Circumstances]) -> list[list[bool | None]]:
    """Return for each circumstances which conditions hold; None where that is not known.

    It is not known either for a condition that holds in none of them although it might: nobody knows when it does.
    """
    rows = [[holds_all(condition, here) for condition in conditions] for here in found]
    for index, condition in enumerate(conditions):
        if not any(row[index] for row in rows) and _possible(Query("all", condition)) is not False:
            for row in rows:
                row[index] = None
    return rows


def circumstances(conditions: Sequence[tuple[Query, ...]], *, scheme: bool, window: bool) -> list[Circumstances]:
    """Return the everyday circumstances, then for each condition some in which it holds, and some where it does not.

    For each two conditions there are some in which both hold, as far as `MAX_CIRCUMSTANCES` allows. `scheme` and
    `window` tell whether the page depends on the scheme and on the window without a condition that says so.
    """
    asked = conditions[:MAX_CIRCUMSTANCES]
    # Of the windows below a bound that of a phone is looked at as well.
    found = [EVERYDAY, *[DARK] * scheme, *[NARROW] * (window or any(map(asks_size, chain.from_iterable(asked))))]
    single = [here for condition in asked for here in _meeting(condition, EVERYDAY)]
    single += [here for condition in asked for query in condition for here in satisfying(query, EVERYDAY, wanted=False)]
    found += single
    found += [here for condition in asked for start in [*single, DARK] for here in _meeting(condition, start)[:1]]
    distinct: dict[tuple[object, ...], Circumstances] = {}
    # browsers print in the light scheme
    for here in dict.fromkeys(here for here in found if not (here.printed and here.dark)):
        answers = tuple(holds_all(condition, here) for condition in asked)
        width = here.width if window else here.width == NARROW.width
        distinct.setdefault((answers, here.dark and scheme, width), here)
        if len(distinct) == MAX_CIRCUMSTANCES:
            break
    return list(distinct.values())


def _meeting(condition: Sequence[Query], start: Circumstances) -> list[Circumstances]:
    """Return circumstances near to `start` in which all queries of a condition hold, two at most."""
    found = [start]
    for query in condition:
        found = [better for here in found for better in satisfying(query, here)][:4]
    return [here for here in found if holds_all(condition, here)][:2]


def _resized(query: Query, here: Circumstances, wanted: bool) -> Iterator[Circumstances]:
    size = here.width if query.name == "width" else here.height
    if wanted:
        sizes = [min(max(size, query.low), query.high)]
    else:
        sizes = [query.low - 1] * (query.low > 0) + [query.high + 1] * (query.high < float("inf"))
    for size in sizes:
        yield replace(here, width=size) if query.name == "width" else replace(here, height=size)


def _query(items: tuple[Node, ...]) -> Query:
    words = [item for item in items if not (isinstance(item, Token) and item.kind == "space")]
    if not words:
        return _UNKNOWN
    first = words[0]
    name = first.text.lower() if isinstance(first, Token) and first.kind == "identifier" else ""
    if not name or (name == "not" and len(words) > 1 and isinstance(words[1], Group)):
        return _condition(words)
    negated = name == "not"
    if name in {"not", "only"}:
        words = words[1:]
    if not words or not isinstance(words[0], Token) or words[0].kind != "identifier":
        return _UNKNOWN
    query = Query("type", name=words[0].text.lower())
    if len(words) > 1:
        if not _word(words[1], "and"):
            return _UNKNOWN
        query = Query("all", (query, _condition(words[2:])))
    return Query("not", (query,)) if negated else query


def _condition(words: Sequence[Node]) -> Query:
    """Read `(feature) and (feature)`, `(…) or (…)`, `not (…)`."""
    if len(words) == 2 and _word(words[0], "not"):
        return Query("not", (_condition(words[1:]),))
    parts, links = words[0::2], {text_of([word]) for word in words[1::2]}
    if len(words) % 2 == 0 or not links <= {"and", "or"} or len(links) > 1:
        return _UNKNOWN
    read = tuple(_feature(part) if not _word(part, "not") else _UNKNOWN for part in parts)
    return read[0] if len(read) == 1 else Query("any" if links == {"or"} else "all", read)


def _word(item: Node, text: str) -> bool:
    return isinstance(item, Token) and item.kind == "identifier" and item.text.lower() == text


def _feature(item: Node) -> Query:
    """Read one condition in brackets."""
    if not isinstance(item, Group) or item.kind != "(":
        return _UNKNOWN
    inner = [part for part in item.items if not (isinstance(part, Token) and part.kind == "space")]
    if any(isinstance(part, Group) and part.kind == "(" for part in inner):
        return _condition(inner)
    name, colon, value = text_of(inner).replace(" ", "").partition(":")
    sized = _SIZED.fullmatch(name)
    if sized and colon:
        return _sized(sized[1] or "", sized[2], _pixels(value))
    if not colon and _COMPARED.search(name):
        return _range(_COMPARED.split(name))
    if (name, value) == ("prefers-color-scheme", "light"):
        return Query("not", (Query("feature", name="prefers-color-scheme: dark"),))
    return Query("feature", name=f"{name}: {value}" if colon else name)


def _sized(bound: str, name: str, size: float | None) -> Query:
    if size is None:
        return _UNKNOWN
    low, high = (0.0, size) if bound == "max-" else (size, float("inf")) if bound == "min-" else (size, size)
    return Query("size", name=name, low=low, high=high)


def _range(pieces: list[str]) -> Query:
    names = [index for index, piece in enumerate(pieces) if _SIZED.fullmatch(piece)]
    if len(names) != 1 or len(pieces) not in {3, 5}:
        return _UNKNOWN
    low, high = 0.0, float("inf")
    for index in range(1, len(pieces), 2):
        operator = pieces[index]
        left, right = _pixels(pieces[index - 1]), _pixels(pieces[index + 1])
        value = right if index - 1 == names[0] else left
        if value is None:
            return _UNKNOWN
        upper = operator[0] == ("<" if index - 1 == names[0] else ">")
        # open bounds differ from closed ones by less than any screen can show
        value += 0.0 if "=" in operator else -0.01 if upper else 0.01
        low, high = (low, min(high, value)) if upper or operator == "=" else (max(low, value), high)
        low = max(low, value) if operator == "=" else low
    return Query("size", name=pieces[names[0]].removeprefix("device-"), low=low, high=high)


def _pixels(text: str) -> float | None:
    match = re.fullmatch(r"([+-]?[0-9.e+-]+?)([a-z]*)", text)
    try:
        number = float(match[1]) if match else None
    except ValueError:
        return None
    if match is None or number is None or (match[2] not in _PIXELS and (number or match[2])):
        return None
    return number * _PIXELS.get(match[2], 1.0)
