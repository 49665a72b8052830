"""Whether a browser surely takes a declaration: one that it drops leaves what another rule has set.

Only what could show again what another rule hides is looked at; of all other properties every value is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from toolkit.safety.css.colours import BLACK, parse_colour
from toolkit.safety.css.forms import (
    Check,
    is_length,
    is_number,
    is_share,
    is_whole,
    is_word,
    length_or,
    not_negative,
    one_of,
    several,
)
from toolkit.safety.css.names import names
from toolkit.safety.css.shorthands import WIDE
from toolkit.safety.css.syntax import Group, Node, Token, split, strip

_ANGLES = names("deg rad grad turn")
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
_LINED = names("solid double dotted dashed wavy auto from-font")
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
    return check is None or is_word(nodes, WIDE) or check(nodes)


def is_known(name: str) -> bool:
    """Whether the values of a property are looked at."""
    return name in _CHECKS


def _font_size(nodes: Sequence[Node]) -> bool:
    negative = any(isinstance(item, Token) and item.number < 0 for item in nodes)
    return (is_length(nodes) and not negative) or is_word(nodes, _FONT_SIZES)


def _transform(nodes: Sequence[Node]) -> bool:
    def taken(part: Sequence[Node]) -> bool:
        item = part[0] if len(part) == 1 else None
        return (
            isinstance(item, Group)
            and item.kind == "function"
            and len(split(item.items)) <= _ARGUMENTS.get(item.name, 1)
            and all(map(_argument(item.name), split(item.items)))
        )

    return is_word(nodes, names("none")) or all(map(taken, split(nodes, "space")))


def _argument(name: str) -> Check:
    """Return the check of one argument of a function of `transform`."""
    if name.startswith("translate"):
        return lambda nodes: is_length(strip(nodes))
    if name.startswith(("rotate", "skew")) and not name.endswith("3d"):
        return lambda nodes: _rotate(strip(nodes)) or is_length(strip(nodes))
    return lambda nodes: bool(strip(nodes)) and not is_word(strip(nodes), frozenset({"none"}))


def _shadow(most: int) -> Check:
    """Return the check of shadows, each of two lengths at least."""

    def taken(nodes: Sequence[Node]) -> bool:
        words = [[*map(is_length, split([*part, Token("space", " ")], "space"))] for part in split(nodes)]
        return is_word(nodes, frozenset({"none"})) or all(2 <= sum(row) <= most for row in words)

    return taken


def _quotes(nodes: Sequence[Node]) -> bool:
    words = split(nodes, "space")
    texts = all(isinstance(word[0], Token) and word[0].kind == "string" for word in words)
    return is_word(nodes, frozenset({"auto", "none"})) or (texts and len(words) % 2 == 0)


def _features(nodes: Sequence[Node]) -> bool:
    named = all(isinstance(item := strip(part)[0], Token) and item.kind == "string" for part in split(nodes) if part)
    return is_word(nodes, frozenset({"normal"})) or named


def _stroke(nodes: Sequence[Node]) -> bool:
    words = split(nodes, "space")
    return sum(map(is_length, words)) <= 1 and all(is_length(word) or _is_colour(word) for word in words)


def _radius(nodes: Sequence[Node]) -> bool:
    parts = [split(part, "space") for part in split(nodes, "/")]
    return len(parts) <= 2 and all(0 < len(part) <= 4 and all(map(not_negative(is_length), part)) for part in parts)


def _layer(words: Sequence[Sequence[Node]]) -> bool:
    """Whether the words of one layer of a background are known, and none of a kind stands too often."""
    kinds = [next((kind for kind, check in _LAYERS.items() if check(word)), "") for word in words]
    return "" not in kinds and all(kinds.count(kind) <= most for kind, most in _MOST_OF_LAYER.items())


def _rotate(nodes: Sequence[Node]) -> bool:
    item = nodes[0] if len(nodes) == 1 else None
    return is_word(nodes, names("none")) or (isinstance(item, Token) and item.unit in _ANGLES)


def _lined(nodes: Sequence[Node]) -> bool:
    words = [item.text.lower() for item in nodes if isinstance(item, Token) and item.kind == "identifier"]
    known = all(is_word(word, _LINES | _LINED) or is_length(word) or _is_colour(word) for word in split(nodes, "space"))
    return words == ["none"] or ("none" not in words and known and not _LINES.isdisjoint(words))


def _font(nodes: Sequence[Node]) -> bool:
    """Whether a value of `font` has a size, with known words before it and the names of fonts behind it."""
    words = split(nodes, "space")
    place = next((index for index, word in enumerate(words) if _font_size(_before_slash(word))), None)
    if place is None:
        return len(words) == 1 and is_word(words[0], names("caption icon menu message-box small-caption status-bar"))
    styled = place <= _MOST_STYLES and all(is_word(word, _FONT_WORDS) or is_number(word) for word in words[:place])
    slashes = sum(isinstance(item, Token) and item.kind == "/" for item in words[place])
    styled = styled and slashes <= 1
    behind = [item for word in words[place + 1 :] for item in (*word, Token("space", " "))]
    families = split(behind)
    return styled and bool(families) and all(_family(part) for part in families)


def _background(nodes: Sequence[Node]) -> bool:
    """Whether each layer has one colour at most, the last one only, and a size only behind a position."""
    layers = [split(layer, "space") for layer in split(nodes)]
    colours = [sum(_is_colour(word) for word in layer) for layer in layers]
    sized = any(isinstance(item, Token) and item.kind == "/" for item in nodes)
    plain = sized or all(map(_layer, layers))
    behind = not sized or any(map(_is_position, chain(*([*_until_slash(layer)] for layer in layers))))
    return max(colours) <= 1 and not any(colours[:-1]) and plain and behind


def _until_slash(words: Sequence[Sequence[Node]]) -> Iterator[Sequence[Node]]:
    """Yield the words before the first slash, which may stand in a word."""
    for word in words:
        if any(isinstance(item, Token) and item.kind == "/" for item in word):
            yield from [_before_slash(word)] * bool(_before_slash(word))
            return
        yield word


def _is_colour(word: Sequence[Node]) -> bool:
    return parse_colour(word, current=BLACK, dark=False) is not None


def _is_image(word: Sequence[Node]) -> bool:
    item = word[0] if len(word) == 1 else None
    if isinstance(item, Group):
        return item.name.endswith("gradient") or item.name in {"url", "image-set"}
    return isinstance(item, Token) and item.kind == "url"


def _is_position(word: Sequence[Node]) -> bool:
    first = _before_slash(word)
    return is_length(first) or is_word(first, names("left right top bottom center"))


def _family(part: Sequence[Node]) -> bool:
    kinds = [item.kind if isinstance(item, Token) else "" for item in strip(part) if item.kind != "space"]
    texts = {item.text.lower() for item in part if isinstance(item, Token)}
    generic = len(kinds) > 1 and not texts.isdisjoint(_GENERIC)
    return kinds == ["string"] or (bool(kinds) and set(kinds) == {"identifier"} and not generic)


def _before_slash(word: Sequence[Node]) -> Sequence[Node]:
    place = next((index for index, item in enumerate(word) if isinstance(item, Token) and item.kind == "/"), len(word))
    return word[:place]


_MOST_STYLES = 4
_GENERIC = names("serif sans-serif monospace cursive fantasy system-ui inherit initial unset revert default")
_MOST_OF_LAYER = {"colour": 1, "image": 1, "repeat": 2, "attachment": 1, "box": 2, "position": 2}
_LAYERS: Mapping[str, Check] = {
    "image": lambda word: is_word(word, frozenset({"none"})) or _is_image(word),
    "repeat": lambda word: is_word(word, names("repeat repeat-x repeat-y no-repeat round space")),
    "attachment": lambda word: is_word(word, names("scroll fixed local")),
    "box": lambda word: is_word(word, names("border-box padding-box content-box text")),
    "position": _is_position,
    "colour": _is_colour,
}
"""What the words of a layer of a background are."""
_lines = not_negative(length_or(names("thin medium thick")))
_gap = not_negative(length_or(names("normal")))
_SCHEMES = names("light dark only normal")
_place, _spacing = length_or(frozenset({"auto"})), length_or(frozenset({"normal"}))
_CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right", "start-start", "start-end", "end-start", "end-end")
_SIDES = ("top", "right", "bottom", "left", "block-start", "block-end", "inline-start", "inline-end")
_CHECKS: Mapping[str, Check] = {
    "color-scheme": lambda nodes: all(is_word(word, _SCHEMES) for word in split(nodes, "space")),
    "background": _background,
    "display": lambda nodes: is_word(nodes, _SHOWN),
    "visibility": one_of("visible hidden collapse"),
    "position": one_of("static relative absolute fixed sticky -webkit-sticky"),
    "content-visibility": one_of("visible hidden auto"),
    "opacity": is_number,
    "zoom": lambda nodes: is_number(nodes) or is_word(nodes, names("normal")),
    "scale": lambda nodes: is_word(nodes, names("none")) or several(3, is_number)(nodes),
    "translate": lambda nodes: is_word(nodes, names("none")) or several(3, is_length)(nodes),
    "rotate": _rotate,
    "transform": _transform,
    "font": _font,
    "font-size": _font_size,
    "line-height": lambda nodes: is_number(nodes) or _spacing(nodes),
    "text-decoration": _lined,
    "text-decoration-line": _lined,
    "margin": several(4, _place),
    "padding": several(4, is_length),
    "inset": several(4, _place),
    **dict.fromkeys(("margin-block", "margin-inline", "inset-block", "inset-inline"), several(2, _place)),
    **dict.fromkeys(("padding-block", "padding-inline"), several(2, is_length)),
    **{f"margin-{side}": _place for side in _SIDES},
    **{f"padding-{side}": is_length for side in _SIDES},
    **dict.fromkeys((*_SIDES[:4], *(f"inset-{side}" for side in _SIDES[4:])), _place),
    **{
        f"{edge}{side}": length_or(_CONTENT | {word})
        for edge, word in (("", "auto"), ("min-", "auto"), ("max-", "none"))
        for side in ("width", "height", "block-size", "inline-size")
    },
    **dict.fromkeys(("letter-spacing", "word-spacing"), _spacing),
    "text-indent": is_length,
    "white-space": one_of("normal nowrap pre pre-wrap pre-line break-spaces"),
    "text-wrap": one_of("wrap nowrap balance pretty stable auto"),
    "text-wrap-mode": one_of("wrap nowrap"),
    "columns": lambda nodes: is_word(nodes, names("auto")) or is_number(nodes) or is_length(nodes),
    "float": one_of("none left right inline-start inline-end"),
    "direction": one_of("ltr rtl"),
    "text-shadow": _shadow(3),
    "box-shadow": _shadow(4),
    "z-index": lambda nodes: is_word(nodes, names("auto")) or is_whole(nodes),
    "quotes": _quotes,
    "list-style-type": lambda nodes: len(nodes) == 1,
    "tab-size": not_negative(lambda nodes: is_number(nodes) or is_length(nodes)),
    **dict.fromkeys(("text-stroke", "text-stroke-width"), _stroke),
    "text-security": one_of("none disc circle square"),
    "text-size-adjust": lambda nodes: is_word(nodes, names("auto none")) or is_share(nodes),
    **dict.fromkeys(("gap", "grid-gap"), several(2, _gap)),
    **dict.fromkeys(("row-gap", "column-gap", "grid-row-gap", "grid-column-gap"), _gap),
    **dict.fromkeys(("border-radius", *(f"border-{one}-radius" for one in _CORNERS)), _radius),
    "text-overflow": one_of("clip ellipsis"),
    "animation-name": lambda nodes: all(len(strip(part)) == 1 for part in split(nodes)),
    "text-box-trim": one_of("none trim-start trim-end trim-both"),
    "font-variant": one_of("normal none small-caps all-small-caps tabular-nums lining-nums oldstyle-nums"),
    "font-feature-settings": _features,
    "outline-width": _lines,
    "border-width": several(4, _lines),
    **{f"border-{side}-width": _lines for side in _SIDES},
}
