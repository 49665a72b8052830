"""Reads colours and tells whether text of one can be seen on another.

Sources: CSS Color Level 4 for names and notations, WCAG 2.2 for relative luminance and contrast.
"""

from __future__ import annotations

import colorsys
import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.safety.css.syntax import Group, Node, Token, split

MIN_CONTRAST = 1.5
"""Least contrast of text that counts as seen; readable text has 4.5 (WCAG), white on light grey #d3d3d3 has 1.5."""

_NAMES = """
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 black
000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0 chartreuse
7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b
darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta
8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f
darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493
deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0 forestgreen
228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 green 008000
greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c
lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan
e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon
ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de
lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa
mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee
mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose
ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500
orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093
papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple
663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57
seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090 snow
fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet
ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32
"""


class Colour(NamedTuple):
    """sRGB, each part from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, below: Colour) -> Colour:
        """Return what is seen where this colour lies on another, which hides all below it."""
        return _mixed(self, below, self.alpha)

    def faded(self, opacity: float) -> Colour:
        """Return the colour with its alpha multiplied."""
        return self._replace(alpha=self.alpha * opacity)


WHITE, BLACK, CLEAR = Colour(1, 1, 1), Colour(0, 0, 0), Colour(0, 0, 0, 0)
DARK_CANVAS = Colour(0.07, 0.07, 0.07)
"""What browsers paint behind a page whose colour scheme is dark."""
_ANGLES = {"": 1.0, "deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}


def contrast(ink: Colour, paper: Colour) -> float:
    """Return the contrast of WCAG, from 1 to 21, of an ink (with its alpha) on an opaque paper."""
    light, dark = sorted((_luminance(ink.over(paper)), _luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def parse_colour(value: Sequence[Node], *, current: Colour | None, dark: bool) -> Colour | None:
    """Return the colour that a value names, None where it is not understood.

    `current` is what `currentcolor` means; `dark` decides `light-dark()` and the colours of the system.
    """
    if len(value) != 1:
        return None
    item = value[0]
    if isinstance(item, Token):
        if item.kind == "hash":
            return _hex(item.text)
        return _named(item.text.lower(), current, dark=dark) if item.kind == "identifier" else None
    if item.name == "light-dark":
        pair = split(item.items)
        return parse_colour(pair[dark], current=current, dark=dark) if len(pair) == 2 else None
    if item.name == "color-mix":
        return _mix(split(item.items)[1:], current, dark=dark)
    return _function(item)


def _mixed(first: Colour, second: Colour, share: float) -> Colour:
    red, green, blue = (one * share + two * (1 - share) for one, two in zip(first[:3], second[:3], strict=True))
    return Colour(red, green, blue)


def _luminance(colour: Colour) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _hex(digits: str) -> Colour | None:
    if not re.fullmatch(r"[0-9a-fA-F]{3,8}", digits) or len(digits) in {5, 7}:
        return None
    pairs = [digit * 2 for digit in digits] if len(digits) < 5 else re.findall("..", digits)
    red, green, blue, *alpha = (int(pair, 16) / 255 for pair in pairs)
    return Colour(red, green, blue, *alpha)


_WORDS = _NAMES.split()
_TABLE = dict(zip(_WORDS[0::2], _WORDS[1::2], strict=True))
_SYSTEM_PAPER = frozenset({"canvas", "field", "window", "-webkit-base"})
_SYSTEM_INK = frozenset({"canvastext", "fieldtext", "windowtext", "buttontext", "-webkit-text"})


def _named(name: str, current: Colour | None, *, dark: bool) -> Colour | None:
    if name in _TABLE:
        return _hex(_TABLE[name])
    if name == "currentcolor":
        return current
    if name in _SYSTEM_PAPER:
        return DARK_CANVAS if dark else WHITE
    if name in _SYSTEM_INK:
        return WHITE if dark else BLACK
    return CLEAR if name == "transparent" else None


def _function(group: Group) -> Colour | None:
    """Read rgb, hsl, hwb, oklab and oklch with plain numbers, in the old notation or the new one."""
    parts = [item for item in group.items if not (isinstance(item, Token) and item.kind in {"space", ",", "/"})]
    numbers = [_number(part) for part in parts]
    if len(parts) not in {3, 4} or None in numbers or not _is_written_right(group, numbers):
        return None
    (first, unit), (second, percent), (third, third_percent) = numbers[:3]  # type: ignore[misc]  # None is excluded above
    value, alpha_unit = numbers[3] if len(numbers) == 4 else (1.0, "")  # type: ignore[misc]  # the same
    alpha = min(max(value / 100 if alpha_unit == "%" else value, 0.0), 1.0)
    hue = (first * _ANGLES.get(unit, 1.0) / 360) % 1
    x, y = _ratio(second, 100), _ratio(third, 100)
    match group.name:
        case "rgb" | "rgba":
            scale = 100 if unit == "%" else 255
            return Colour(_ratio(first, scale), _ratio(second, scale), _ratio(third, scale), alpha)
        case "hsl" | "hsla":
            return Colour(*colorsys.hls_to_rgb(hue, y, x), alpha)
        case "hwb":
            white, black = (x / (x + y), y / (x + y)) if x + y > 1 else (x, y)
            pure = colorsys.hsv_to_rgb(hue, 1, 1)
            red, green, blue = (part * (1 - white - black) + white for part in pure)
            return Colour(red, green, blue, alpha)
        case "oklab" | "oklch":
            light = first / 100 if unit == "%" else first
            a, b = (second * 0.004 if percent else second), (third * 0.004 if third_percent == "%" else third)
            if group.name == "oklch":
                angle = math.radians(third * _ANGLES.get(third_percent, 1.0))
                a, b = a * math.cos(angle), a * math.sin(angle)
            return Colour(*_oklab(light, a, b), alpha)
    return None


def _is_written_right(group: Group, numbers: Sequence[tuple[float, str] | None]) -> bool:
    """Whether a browser takes it: commas between all numbers, which are of one kind then, or none and a slash."""
    marks = [item.kind for item in group.items if isinstance(item, Token) and item.kind in {",", "/"}]
    if "," not in marks:
        return marks == ["/"] * (len(numbers) == 4)
    units = [one[1] for one in numbers[:3] if one is not None]
    alike = len({*units}) == 1 if group.name.startswith("rgb") else units[1:] == ["%", "%"]
    return marks == [","] * (len(numbers) - 1) and group.name in {"rgb", "rgba", "hsl", "hsla"} and alike


def _mix(parts: list[tuple[Node, ...]], current: Colour | None, *, dark: bool) -> Colour | None:
    """Mix two colours in sRGB, whatever space is named: near enough to tell whether text can be seen."""
    mixed: list[tuple[Colour, float | None]] = []
    for part in parts:
        words = split(part, "space")
        shares = [word[0].number / 100 for word in words if isinstance(word[0], Token) and word[0].unit == "%"]
        rest = [word for word in words if not (isinstance(word[0], Token) and word[0].unit == "%")]
        colour = parse_colour(rest[0], current=current, dark=dark) if len(rest) == 1 else None
        if colour is None:
            return None
        mixed.append((colour, shares[0] if shares else None))
    if len(mixed) != 2:
        return None
    (first, share), (second, other) = mixed
    share = share if share is not None else 1 - other if other is not None else 0.5
    total = share + other if other is not None else 1.0
    weight = share / total if total else 0.5
    alpha = first.alpha * weight + second.alpha * (1 - weight)
    return _mixed(first, second, weight)._replace(alpha=alpha)


def _number(item: Node) -> tuple[float, str] | None:
    if not isinstance(item, Token):
        return None
    if item.kind == "identifier" and item.text.lower() == "none":
        return (0.0, "")
    return (item.number, item.unit) if item.kind == "number" else None


def _ratio(value: float, scale: float) -> float:
    return min(max(value / scale, 0.0), 1.0)


def _oklab(light: float, a: float, b: float) -> tuple[float, float, float]:
    """Return sRGB of OKLab (CSS Color Level 4, sample code for conversions), clipped."""
    long, medium, short = (
        (light + 0.3963377774 * a + 0.2158037573 * b) ** 3,
        (light - 0.1055613458 * a - 0.0638541728 * b) ** 3,
        (light - 0.0894841775 * a - 1.291485548 * b) ** 3,
    )
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
    )
    red, green, blue = (
        min(max(12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055, 0.0), 1.0) for part in linear
    )
    return red, green, blue
