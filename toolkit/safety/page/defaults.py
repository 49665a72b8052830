"""What browsers set on each element by themselves, as the chapter "Rendering" of the HTML standard has it."""

from __future__ import annotations

import re

from toolkit.safety.css.names import names
from toolkit.safety.page.document import Element

_DISPLAY_NONE = frozenset({"area", "datalist", "param", "rp", "source", "track"})
_STRUCK = frozenset({"del", "s", "strike"})
_WITH_SIZE = frozenset({"canvas", "embed", "iframe", "object", "video"})
_DEFAULT_SIZE = {"width": 300, "height": 150}
_OF_TABLES = names("table tbody thead tfoot tr td th")
_WIDE = 1_000.0
"""Pixels of a table that is wider than many windows."""
_WHOLE = 8.0
"""Pixels of a hundredth of a window."""
_LENGTH = re.compile(r"\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(%)?")
_MOVING = frozenset({"transform", "filter", "set", "animate", "animateTransform"})
"""Attributes of a drawing, and elements in it, that move it or let it paint beyond its box."""
_DEFAULTS = {
    **dict.fromkeys(("blockquote", "figure"), "margin-left:40px;margin-right:40px"),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), "padding-left:40px"),
    **dict.fromkeys(("code", "kbd", "samp", "tt", "pre", "listing", "xmp", "plaintext"), "font-family:monospace"),
    "dd": "margin-left:40px",
    "fieldset": "padding-left:14px;padding-right:14px;margin-left:2px;margin-right:2px",
    "h1": "font-size:2em", "h2": "font-size:1.5em", "h3": "font-size:1.17em", "h5": "font-size:.83em",
    "h6": "font-size:.67em",
}  # fmt: skip
"""What browsers set on elements everywhere: where text begins, and how large its letters are."""
_FONT_SIZE = re.compile(r"\s*([+-]?)([0-9]{1,3})")
_FONT_SIZES = ("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")
_UNWRAPPED = names("pre listing xmp plaintext nobr")
_FACES = re.compile(r"[\w\s,'\"-]{1,200}")
_COLOUR = re.compile(r"#?[0-9a-zA-Z]{1,30}")


def default_style(element: Element) -> str:
    """Return what a browser sets on the element by itself, as declarations that could hide something."""
    tag, attributes = element.tag, element.attributes
    found: list[str] = []
    if "hidden" in attributes:
        until_found = attributes["hidden"].lower() == "until-found"
        found.append("content-visibility:hidden" if until_found else "display:none")
    if (
        "popover" in attributes
        or tag in _DISPLAY_NONE
        or (tag == "dialog" and "open" not in attributes)
        or (tag == "input" and attributes.get("type", "").lower() == "hidden")
    ):
        found.append("display:none")
    found += [_DEFAULTS[tag]] if tag in _DEFAULTS else []
    found += _lettered(element)
    if "popover" in attributes:
        found.append("position:fixed;inset:0;background-color:canvas;color:canvastext")
    if tag == "dialog" and "open" in attributes:
        found.append("position:absolute;background-color:canvas;color:canvastext")
    direction = attributes.get("dir", "").lower()
    if direction in {"ltr", "rtl"}:
        found.append(f"direction:{direction}")
    if tag == "bdo":
        found.append("unicode-bidi:isolate-override")
    if tag in _STRUCK:
        found.append("text-decoration-line:line-through")
    if tag in {"small", "sub", "sup"}:
        found.append("font-size:smaller")
    if tag == "mark":
        found.append("background-color:#ff0;color:#000")
    if tag == "a" and "href" in attributes:
        found.append(f"color:{_link_colour(element)}")
    if tag == "body":
        found += [f"margin-{side}:{_legacy_size(attributes[name])}" for name, side in _MARGINS if name in attributes]
    found += [*_coloured(element), *_sized(element)]
    return ";".join(found)


_MARGINS = (("leftmargin", "left"), ("rightmargin", "right"), ("topmargin", "top"), ("bottommargin", "bottom"),
            ("marginwidth", "left"), ("marginheight", "top"))  # fmt: skip
"""Attributes of `body` in old pages, and the margin that each sets."""


def _legacy_size(text: str) -> str:
    found = re.match(r"\s*\+?([0-9]{1,9})", text)
    return f"{found[1]}px" if found else "0"


def _lettered(element: Element) -> list[str]:
    """Return what an old element or attribute sets of lines and fonts."""
    tag, attributes = element.tag, element.attributes
    found = []
    if tag in _UNWRAPPED or (tag in {"td", "th"} and "nowrap" in attributes):
        found.append("white-space:pre")
    if tag == "font" and (size := _FONT_SIZE.match(attributes.get("size", ""))):
        number = int(size[2]) * (-1 if size[1] == "-" else 1) + (3 if size[1] else 0)
        found.append(f"font-size:{_FONT_SIZES[min(max(number, 1), 7) - 1]}")
    if tag == "font" and "face" in attributes:
        face = attributes["face"]
        found.append(f"font-family:{face if _FACES.fullmatch(face) else 'wingdings'}")
    return found


def _coloured(element: Element) -> list[str]:
    attributes = element.attributes
    found = []
    if element.tag in {"body", "col", "colgroup", "marquee", *_OF_TABLES} and "bgcolor" in attributes:
        found.append(f"background-color:{_legacy(attributes['bgcolor'])}")
    name = {"font": "color", "body": "text"}.get(element.tag)
    if name and name in attributes:
        found.append(f"color:{_legacy(attributes[name])}")
    if element.tag in {"body", "table", "td", "th"} and "background" in attributes:
        found.append("background-image:url(x)")
    return found


def _sized(element: Element) -> list[str]:
    attributes = element.attributes
    found = [f"{name}:{size}px" for name, size in _DEFAULT_SIZE.items()] if element.tag in _WITH_SIZE else []
    if element.tag in {"img", "svg", *_WITH_SIZE}:
        sizes = ((name, _LENGTH.match(attributes.get(name, ""))) for name in _DEFAULT_SIZE)
        found += [f"{name}:{size[1]}{'%' if size[2] else 'px'}" for name, size in sizes if size]
    found += _least_height(element)
    if element.tag == "svg" and "overflow" in attributes:
        found.append(f"overflow:{_legacy(attributes['overflow'])}")
    if element.tag == "svg" and (not _MOVING.isdisjoint(attributes) or not _MOVING.isdisjoint(element.type_counts)):
        found.append("overflow:visible")  # it is moved or paints beyond its box
    if element.tag in _OF_TABLES:
        width = _LENGTH.match(attributes.get("width", ""))
        bordered = element.tag == "table" and attributes.get("border", "0").strip() not in {"", "0"}
        found += ["border-top-width:1px"] * bordered
        found += [f"min-width:{width[1]}px"] if width and not width[2] and float(width[1]) > _WIDE else []
    return found


def _least_height(element: Element) -> list[str]:
    """Return what the attributes of a table or its cells make it high: less than its content needs it never is."""
    tag, attributes = element.tag, element.attributes
    asked = {"height": 1.0} if tag in _OF_TABLES else {}
    asked |= {"cellpadding": 2.0, "cellspacing": 2.0, "border": 2.0} if tag == "table" else {}
    asked |= {"size": 1.0} if tag == "hr" else {}
    sizes = ((share, _LENGTH.match(attributes[name])) for name, share in asked.items() if name in attributes)
    least = sum(share * (_WHOLE if size[2] else 1.0) * float(size[1]) for share, size in sizes if size)
    return [f"min-height:{least:g}px"] if least else []


def _link_colour(element: Element) -> str:
    """Return the colour that a page of the old kind sets for all links, else that of browsers."""
    item: Element | None = element
    while item is not None and item.tag != "body":
        item = item.parent
    return _legacy(item.attributes["link"]) if item and "link" in item.attributes else "light-dark(#00e,#9e9eff)"


def _legacy(colour: str) -> str:
    text = colour.strip()
    return text if _COLOUR.fullmatch(text) else "unreadable"
