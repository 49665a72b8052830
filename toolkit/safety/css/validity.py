"""Whether a browser surely takes a declaration: one that it drops leaves what another rule has set.

Only what could show again what another rule hides is looked at; of all other properties every value is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from toolkit.safety.css.colours import BLACK, parse_colour
from toolkit.safety.css.names import names
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Group, Node, Token, split, strip

Check = Callable[[Sequence[Node]], bool]

_UNITS = names(
    "px pt pc in cm mm q em ex ch cap ic lh rem rex rch rcap ric rlh % vw vh vi vb vmin vmax svw svh svi svb svmin "
    "svmax lvw lvh lvi lvb lvmin lvmax dvw dvh dvi dvb dvmin dvmax cqw cqh cqi cqb cqmin cqmax"
)
_ANGLES = names("deg rad grad turn")
_COMPUTED = names("calc min max clamp env fit-content")
_CONTENT = names("min-content max-content fit-content stretch -webkit-fill-available -moz-available")
_FONT_SIZES = names("xx-small x-small small medium large x-large xx-large xxx-large smaller larger")
_FONT_WORDS = names(
    "normal italic oblique bold bolder lighter small-caps condensed expanded semi-condensed semi-expanded"
)
_SHOWN = names(
    "none block inline inline-block flow-root flex inline-flex grid inline-grid list-item table inline-table table-row "
    "table-cell table-caption table-row-group table-header-group table-footer-group table-column table-column-group "
    "contents ruby ruby-text -webkit-box -webkit-inline-box -webkit-flex -webkit-inline-flex"
)
_LINES = names("underline overline line-through")
_ARGUMENTS = {
    "scale": 2,
    "translate": 2,
    "skew": 2,
    "translate3d": 3,
    "scale3d": 3,
    "rotate3d": 4,
    "matrix": 6,
    "matrix3d": 16,
}
"""The most arguments of functions of `transform`; of all others it is one."""


def is_taken(name: str, value: Sequence[Node]) -> bool:
    """Whether every browser takes the value of a property, as far as it is looked at."""
    check = _CHECKS.get(name)
    nodes = strip(value)
    return check is None or _is(nodes, WIDE) or check(nodes)


def is_known(name: str) -> bool:
    """Whether the values of a property are looked at."""
    return name in _CHECKS


def _is(nodes: Sequence[Node], words: frozenset[str]) -> bool:
    item = nodes[0] if len(nodes) == 1 else None
    return isinstance(item, Token) and item.kind == "identifier" and item.text.lower() in words


def _one_of(text: str) -> Check:
    return lambda nodes: _is(nodes, names(text))


def _number(nodes: Sequence[Node]) -> bool:
    item = nodes[0] if len(nodes) == 1 else None
    if isinstance(item, Group):
        return item.kind == "function" and item.name in _COMPUTED and not any(one.unit for one in _numbers(item))
    return isinstance(item, Token) and item.kind == "number" and item.unit in {"", "%"}


def _length(nodes: Sequence[Node]) -> bool:
    item = nodes[0] if len(nodes) == 1 else None
    if isinstance(item, Group):
        return item.kind == "function" and item.name in _COMPUTED and _adds_up(item)
    return isinstance(item, Token) and item.kind == "number" and (item.unit in _UNITS or not (item.number or item.unit))


def _length_or(words: frozenset[str]) -> Check:
    return lambda nodes: _length(nodes) or _is(nodes, words)


def _font_size(nodes: Sequence[Node]) -> bool:
    negative = any(isinstance(item, Token) and item.number < 0 for item in nodes)
    return (_length(nodes) and not negative) or _is(nodes, _FONT_SIZES)


def _several(most: int, check: Check) -> Check:
    return lambda nodes: 0 < len(parts := split(nodes, "space")) <= most and all(map(check, parts))


def _transform(nodes: Sequence[Node]) -> bool:
    def taken(part: Sequence[Node]) -> bool:
        item = part[0] if len(part) == 1 else None
        return (
            isinstance(item, Group)
            and item.kind == "function"
            and len(split(item.items)) <= _ARGUMENTS.get(item.name, 1)
        )

    return _is(nodes, names("none")) or all(map(taken, split(nodes, "space")))


def _rotate(nodes: Sequence[Node]) -> bool:
    item = nodes[0] if len(nodes) == 1 else None
    return _is(nodes, names("none")) or (isinstance(item, Token) and item.unit in _ANGLES)


def _lined(nodes: Sequence[Node]) -> bool:
    words = [item.text.lower() for item in nodes if isinstance(item, Token) and item.kind == "identifier"]
    return words == ["none"] or ("none" not in words and not _LINES.isdisjoint(words))


def _font(nodes: Sequence[Node]) -> bool:
    """Whether a value of `font` has a size, with known words before it and the names of fonts behind it."""
    words = split(nodes, "space")
    place = next((index for index, word in enumerate(words) if _font_size(_before_slash(word))), None)
    if place is None:
        return len(words) == 1 and _is(words[0], names("caption icon menu message-box small-caption status-bar"))
    styled = all(_is(word, _FONT_WORDS) or _number(word) for word in words[:place])
    behind = [item for word in words[place + 1 :] for item in (*word, Token("space", " "))]
    families = split(behind)
    return styled and bool(families) and all(_family(part) for part in families)


def _background(nodes: Sequence[Node]) -> bool:
    """Whether each layer has one colour at most, the last one only, and a size only behind a position."""
    layers = [split(layer, "space") for layer in split(nodes)]
    colours = [sum(_is_colour(word) for word in layer) for layer in layers]
    sized = any(isinstance(item, Token) and item.kind == "/" for item in nodes)
    return max(colours) <= 1 and not any(colours[:-1]) and (not sized or any(map(_is_position, chain(*layers))))


def _is_colour(word: Sequence[Node]) -> bool:
    return parse_colour(word, current=BLACK, dark=False) is not None


def _is_position(word: Sequence[Node]) -> bool:
    first = _before_slash(word)
    return _length(first) or _is(first, names("left right top bottom center"))


def _family(part: Sequence[Node]) -> bool:
    kinds = [item.kind if isinstance(item, Token) else "" for item in strip(part) if item.kind != "space"]
    return kinds == ["string"] or (bool(kinds) and set(kinds) == {"identifier"})


def _before_slash(word: Sequence[Node]) -> Sequence[Node]:
    place = next((index for index, item in enumerate(word) if isinstance(item, Token) and item.kind == "/"), len(word))
    return word[:place]


def _adds_up(group: Group) -> bool:
    """Whether a computed length has a unit in it, and no plain number in a sum."""
    if not any(one.unit for one in _numbers(group)):
        return group.name == "env"
    found = list(group.items)
    for index, item in enumerate(found):
        if isinstance(item, Token) and item.kind in {"+", "-"}:
            around = [*strip(found[:index])[-1:], *strip(found[index + 1 :])[:1]]
            spaced = all(0 <= place < len(found) and found[place].kind == "space" for place in (index - 1, index + 1))
            if not spaced or (any(_is_bare(one) for one in around) and not _multiplies(found)):
                return False
        following = found[index + 1] if index + 1 < len(found) else None
        if (
            isinstance(item, Token)
            and item.kind == "number"
            and isinstance(following, Token)
            and following.kind == "number"
        ):
            return False
    return True


def _multiplies(items: Sequence[Node]) -> bool:
    return any(isinstance(item, Token) and item.kind in {"*", "/"} for item in items)


def _is_bare(item: Node) -> bool:
    return isinstance(item, Token) and item.kind == "number" and not item.unit


def _numbers(group: Group) -> list[Token]:
    found: list[Token] = []
    for item in group.items:
        if isinstance(item, Group):
            found += _numbers(item)
        elif item.kind == "number":
            found.append(item)
    return found


_SCHEMES = names("light dark only normal")
_place, _spacing = _length_or(frozenset({"auto"})), _length_or(frozenset({"normal"}))
_SIDES = ("top", "right", "bottom", "left", "block-start", "block-end", "inline-start", "inline-end")
_CHECKS: Mapping[str, Check] = {
    "color-scheme": lambda nodes: all(_is(word, _SCHEMES) for word in split(nodes, "space")),
    "background": _background,
    "display": lambda nodes: _is(nodes, _SHOWN),
    "visibility": _one_of("visible hidden collapse"),
    "position": _one_of("static relative absolute fixed sticky -webkit-sticky"),
    "content-visibility": _one_of("visible hidden auto"),
    "opacity": _number,
    "zoom": lambda nodes: _number(nodes) or _is(nodes, names("normal")),
    "scale": lambda nodes: _is(nodes, names("none")) or _several(3, _number)(nodes),
    "translate": lambda nodes: _is(nodes, names("none")) or _several(3, _length)(nodes),
    "rotate": _rotate,
    "transform": _transform,
    "font": _font,
    "font-size": _font_size,
    "line-height": lambda nodes: _number(nodes) or _spacing(nodes),
    "text-decoration": _lined,
    "text-decoration-line": _lined,
    "margin": _several(4, _place),
    "padding": _several(4, _length),
    "inset": _several(4, _place),
    **dict.fromkeys(("margin-block", "margin-inline", "inset-block", "inset-inline"), _several(2, _place)),
    **dict.fromkeys(("padding-block", "padding-inline"), _several(2, _length)),
    **{f"margin-{side}": _place for side in _SIDES},
    **{f"padding-{side}": _length for side in _SIDES},
    **dict.fromkeys((*_SIDES[:4], *(f"inset-{side}" for side in _SIDES[4:])), _place),
    **{
        f"{edge}{side}": _length_or(_CONTENT | {word})
        for edge, word in (("", "auto"), ("min-", "auto"), ("max-", "none"))
        for side in ("width", "height", "block-size", "inline-size")
    },
    **dict.fromkeys(("text-indent", "letter-spacing", "word-spacing"), _spacing),
}
