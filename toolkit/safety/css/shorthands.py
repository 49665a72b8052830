"""Takes shorthands apart into the properties that are judged: `font` into a size, a line height and families."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit.safety.css.names import names
from toolkit.safety.css.syntax import Node, Token, split, text_of

WIDE = frozenset({"inherit", "initial", "revert", "revert-layer", "unset"})
"""Keywords that every property takes."""
_SIDES = ("top", "right", "bottom", "left")
_LOGICAL = ("inline-start", "inline-end", "block-start", "block-end")
_FONT_WORDS = names(
    "normal italic oblique small-caps bold bolder lighter condensed expanded semi-condensed ultra-condensed "
    "extra-condensed semi-expanded extra-expanded ultra-expanded"
)
_PICTURES = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element", "paint"})
_SUMS = frozenset({"calc", "min", "max", "clamp", "round", "mod", "rem", "abs", "sign"})
_BACKGROUND_WORDS = names(
    "none scroll fixed local center left right top bottom cover contain auto repeat repeat-x repeat-y no-repeat space "
    "round border-box padding-box content-box text x-start x-end y-start y-end"
)
_ANIMATION_WORDS = names(
    "none normal reverse alternate alternate-reverse infinite forwards backwards both running paused linear ease "
    "ease-in ease-out ease-in-out step-start step-end"
)


def expand(name: str, value: Sequence[Node]) -> dict[str, tuple[Node, ...]]:
    """Return the longhands of a shorthand; {} where the value is not valid."""
    if len(value) == 1 and text_of(value) in WIDE:
        return dict.fromkeys(LONGHANDS[name], tuple(value))
    return _EXPANDERS[name](tuple(value))


def _words(value: Sequence[Node]) -> list[tuple[Node, ...]]:
    return split(value, "space")


def _four(pattern: str) -> Callable[[tuple[Node, ...]], dict[str, tuple[Node, ...]]]:
    def read(value: tuple[Node, ...]) -> dict[str, tuple[Node, ...]]:
        words = _words(value)
        if not 1 <= len(words) <= 4:
            return {}
        chosen = (
            words[0],
            words[min(1, len(words) - 1)],
            words[2 if len(words) > 2 else 0],
            words[{4: 3, 1: 0}.get(len(words), 1)],
        )
        return {pattern.format(side): word for side, word in zip(_SIDES, chosen, strict=True)}

    return read


def _two(pattern: str, sides: tuple[str, str]) -> Callable[[tuple[Node, ...]], dict[str, tuple[Node, ...]]]:
    def read(value: tuple[Node, ...]) -> dict[str, tuple[Node, ...]]:
        words = _words(value)
        return {pattern.format(sides[0]): words[0], pattern.format(sides[1]): words[-1]} if 1 <= len(words) <= 2 else {}

    return read


def _font(value: tuple[Node, ...]) -> dict[str, tuple[Node, ...]]:
    words = _words(value)
    while words and (text_of(words[0]) in _FONT_WORDS or _is_weight(words)):
        words.pop(0)
    # `12px/1.5 a`, `12px / 1.5 a`: what follows the size, each item alone
    items = [item for word in words for item in (*word, Token("space", " "))]
    solid = [item for item in items if not (isinstance(item, Token) and item.kind == "space")]
    if len(solid) < 2:
        return {}
    if isinstance(solid[1], Token) and solid[1].kind == "/" and len(solid) > 2:
        return {
            "font-size": (solid[0],),
            "line-height": (solid[2],),
            "font-family": tuple(items[items.index(solid[2], 2) + 1 :]),
        }
    return {"font-size": (solid[0],), "font-family": tuple(items[1:])}


def _is_weight(words: Sequence[tuple[Node, ...]]) -> bool:
    first = words[0][0]
    return (
        len(words) > 2
        and len(words[0]) == 1
        and isinstance(first, Token)
        and first.kind == "number"
        and (first.unit in {"", "deg"} and first.number >= 1)
    )


def _background(value: tuple[Node, ...]) -> dict[str, tuple[Node, ...]]:
    colour: tuple[Node, ...] = (Token("identifier", "transparent"),)
    pictures: list[Node] = []
    clip: tuple[Node, ...] = (Token("identifier", "border-box"),)
    for item in value:
        if isinstance(item, Token):
            if item.kind == "url":
                pictures.append(item)
            elif item.text.lower() == "text":
                clip = (item,)
            elif item.kind == "hash" or (item.kind == "identifier" and item.text.lower() not in _BACKGROUND_WORDS):
                colour = (item,)
        elif item.name in _PICTURES or item.name.endswith("gradient"):
            pictures.append(item)
        elif item.name not in _SUMS:
            colour = (item,)
    return {
        "background-color": colour,
        "background-image": tuple(pictures) or (Token("identifier", "none"),),
        "background-clip": clip,
    }


def _animation(value: tuple[Node, ...]) -> dict[str, tuple[Node, ...]]:
    tokens = [word[0] for part in split(value) for word in _words(part)]
    found = tuple(
        token
        for token in tokens
        if isinstance(token, Token)
        and token.kind in {"identifier", "string"}
        and token.text.lower() not in _ANIMATION_WORDS
    )
    return {"animation-name": found or (Token("identifier", "none"),)}


def _list_style(value: tuple[Node, ...]) -> dict[str, tuple[Node, ...]]:
    words = [
        word
        for word in _words(value)
        if text_of(word) not in {"inside", "outside"} and not text_of(word).startswith("url(")
    ]
    return {"list-style-type": words[0] if words else (Token("identifier", "disc"),)}


_LINE_WORDS = names("thin medium thick")
_UNDRAWN = names("none hidden")
_STYLES = names("auto dotted dashed solid double groove ridge inset outset")


def _lines(*sides: str) -> Callable[[tuple[Node, ...]], dict[str, tuple[Node, ...]]]:
    """Read the shorthand of the borders of some sides: how thick they are."""

    def read(value: tuple[Node, ...]) -> dict[str, tuple[Node, ...]]:
        return dict.fromkeys((f"border-{side}-width" for side in sides), _width("width")(value)["width"])

    return read


def _width(name: str) -> Callable[[tuple[Node, ...]], dict[str, tuple[Node, ...]]]:
    """Read the length of a line; one of none is as thick as browsers draw it."""

    def read(value: tuple[Node, ...]) -> dict[str, tuple[Node, ...]]:
        lengths = [item for item in value if isinstance(item, Token) and item.kind == "number"]
        functions = [item for item in value if not isinstance(item, Token) and item.name in _SUMS]
        words = [item for item in value if isinstance(item, Token) and item.text.lower() in _LINE_WORDS]
        drawn = any(isinstance(item, Token) and item.text.lower() in _STYLES for item in value)
        nothing = Token("number", "0", 0.0, "px")
        implied = Token("identifier", "medium") if drawn else nothing
        undrawn = any(isinstance(item, Token) and item.text.lower() in _UNDRAWN for item in value)
        return {name: (nothing,) if undrawn else tuple([*lengths, *functions, *words, implied][:1])}

    return read


def _flow(value: tuple[Node, ...]) -> dict[str, tuple[Node, ...]]:
    found: dict[str, tuple[Node, ...]] = {
        "flex-direction": (Token("identifier", "row"),),
        "flex-wrap": (Token("identifier", "nowrap"),),
    }
    for word in _words(value):
        found["flex-wrap" if "wrap" in text_of(word) else "flex-direction"] = word
    return found


_EXPANDERS: dict[str, Callable[[tuple[Node, ...]], dict[str, tuple[Node, ...]]]] = {
    "all": lambda value: {"all": value},
    "animation": _animation,
    "background": _background,
    "flex-flow": _flow,
    "font": _font,
    "inset": _four("{}"),
    "inset-block": _two("inset-block-{}", ("start", "end")),
    "inset-inline": _two("inset-inline-{}", ("start", "end")),
    "list-style": _list_style,
    "margin": _four("margin-{}"),
    "margin-block": _two("margin-block-{}", ("start", "end")),
    "margin-inline": _two("margin-inline-{}", ("start", "end")),
    "outline": _width("outline-width"),
    "overflow": _two("overflow-{}", ("x", "y")),
    "text-stroke": _width("text-stroke-width"),
    "text-decoration": lambda value: {"text-decoration-line": value},
    "border": _lines(*_SIDES),
    **{f"border-{side}": _lines(side) for side in (*_SIDES, *_LOGICAL)},
    **{f"border-{way}": _lines(f"{way}-start", f"{way}-end") for way in ("inline", "block")},
    "border-width": _four("border-{}-width"),
    "padding": _four("padding-{}"),
    **{f"border-{way}-width": _two(f"border-{way}-{{}}-width", ("start", "end")) for way in ("inline", "block")},
    **{f"padding-{way}": _two(f"padding-{way}-{{}}", ("start", "end")) for way in ("inline", "block")},
}
LONGHANDS: dict[str, tuple[str, ...]] = {
    "all": ("all",),
    "animation": ("animation-name",),
    "background": ("background-color", "background-image", "background-clip"),
    "flex-flow": ("flex-direction", "flex-wrap"),
    "font": ("font-size", "line-height", "font-family"),
    "inset": _SIDES,
    "inset-block": ("inset-block-start", "inset-block-end"),
    "inset-inline": ("inset-inline-start", "inset-inline-end"),
    "list-style": ("list-style-type",),
    "margin": tuple(f"margin-{side}" for side in _SIDES),
    "margin-block": ("margin-block-start", "margin-block-end"),
    "margin-inline": ("margin-inline-start", "margin-inline-end"),
    "outline": ("outline-width",),
    "overflow": ("overflow-x", "overflow-y"),
    "text-stroke": ("text-stroke-width",),
    "text-decoration": ("text-decoration-line",),
    "border": tuple(f"border-{side}-width" for side in _SIDES),
    **{f"border-{side}": (f"border-{side}-width",) for side in (*_SIDES, *_LOGICAL)},
    **{f"border-{way}": (f"border-{way}-start-width", f"border-{way}-end-width") for way in ("inline", "block")},
    "border-width": tuple(f"border-{side}-width" for side in _SIDES),
    "padding": tuple(f"padding-{side}" for side in _SIDES),
    **{f"border-{way}-width": (f"border-{way}-start-width", f"border-{way}-end-width") for way in ("inline", "block")},
    **{f"padding-{way}": (f"padding-{way}-start", f"padding-{way}-end") for way in ("inline", "block")},
}
