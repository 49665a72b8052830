"""What browsers do with each element of HTML before any style: its box, its default colours, whether it is shown.

The source is the chapter "Rendering" of the HTML standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from toolkit.safety.css.names import names
from toolkit.safety.page.document import Element
from toolkit.safety.page.sight import SHOWN, Sight, Verdict, hidden, unknown, worst

BLOCKS = names(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol "
    "optgroup option p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp"
)
"""Elements that begin and end a block; all others stand in a line."""
HEADINGS_OUTSIDE = frozenset({"nav", "header", "footer"})
"""Parts of a page around its article."""
EMBEDDED = names("audio canvas datalist math meter noscript object progress select svg textarea video")
"""Elements whose content is shown where they themselves are not."""
NO_TEXT = frozenset(
    {"script", "style", "template", "head", "title", "meta", "link", "base", "iframe", "noembed", "noframes"}
)
"""Elements whose content is never shown as text of the page."""
REPLACED = names("audio button canvas embed iframe img input meter object picture progress select textarea video")
"""Elements that show something other than their text."""

_PLACED = frozenset({"caption", "legend", "tfoot", "thead"})
"""Parts of a table or a form that are shown at its beginning, or its end, wherever they stand."""
_HIDING = EMBEDDED | _PLACED | {"details", "marquee", "aria-hidden", "inert", "role"}
"""Names of elements and of attributes that may hide what stands in an element, by `structural`."""
_DISPLAY_NONE = frozenset({"area", "datalist", "param", "rp", "source", "track"})
_STRUCK = frozenset({"del", "s", "strike"})
_WITH_SIZE = frozenset({"canvas", "embed", "iframe", "object", "video"})
_DEFAULT_SIZE = {"width": 300, "height": 150}
_OF_TABLES = names("table tbody thead tfoot tr td th")
_WHOLE = 8.0
"""Pixels of a hundredth of a window."""
_LENGTH = re.compile(r"\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(%)?")
_UNSPOKEN = frozenset({"img", "image", "meter", "progressbar", "scrollbar", "separator", "slider"})
"""Roles whose content screen readers do not read."""
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


def _coloured(element: Element) -> list[str]:
    attributes = element.attributes
    found = []
    if element.tag in {"body", "table", "tbody", "thead", "tfoot", "tr", "td", "th"} and "bgcolor" in attributes:
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


def structural(element: Element) -> Verdict:
    """Return what the element or its attributes hide of its content, whatever its style; `is_summary` is left aside."""
    tag, attributes = element.tag, element.attributes
    if tag in NO_TEXT and not element.foreign:
        return Verdict(Sight.GONE, f"<{tag}>")
    if tag not in _HIDING and _HIDING.isdisjoint(attributes) and "template" not in element.type_counts:
        return SHOWN
    role = attributes.get("role", "").strip().lower()
    shadow = any(child.tag == "template" and "shadowrootmode" in child.attributes for child in element.elements)
    for reason, applies in (
        ("aria-hidden", attributes.get("aria-hidden", "").strip().lower() == "true"),
        ("inert", "inert" in attributes),
        ("closed <details>", tag == "details" and "open" not in attributes),
        (f"<{tag}>", tag in EMBEDDED),
        (f"role={role}", role in _UNSPOKEN),
    ):
        if applies:
            return hidden(reason)
    for reason, applies in (
        ("a shadow tree takes the place of its content", shadow),
        (f"<{tag}> is shown in another place than it stands", tag in _PLACED and _is_elsewhere(element)),
        (
            "one <details> of several with its name, of which only one is open",
            tag == "details" and _shares_name(element),
        ),
        ("<marquee>", tag == "marquee"),
    ):
        if applies:
            return unknown(reason)
    return SHOWN


def _is_elsewhere(element: Element) -> bool:
    parent = element.parent
    row = [one for one in (parent.elements if parent else ()) if one.tag not in {"col", "colgroup", "script"}]
    if element.tag == "thead":
        row = [one for one in row if one.tag != "caption"]
    return bool(row) and row[-1 if element.tag == "tfoot" else 0] is not element


def _shares_name(element: Element) -> bool:
    """Whether another `details` has the name of this one: browsers keep one of them open and close the others."""
    root = element
    if not element.attributes.get("name"):
        return False
    while root.parent is not None:
        root = root.parent
    stack = [root]
    while stack:
        item = stack.pop()
        if item is not element and item.tag == "details" and item.attributes.get("name") == element.attributes["name"]:
            return True
        stack.extend(item.elements)
    return False


def owned(elements: Iterable[Element]) -> Mapping[str, Verdict]:
    """Return the ids of what `aria-owns` gives another place for screen readers, or none where its owner has none."""
    found: dict[str, Verdict] = {}
    for element in elements:
        names_owned = element.attributes.get("aria-owns", "").split()
        silent = names_owned and any(
            one.attributes.get("aria-hidden", "").strip().lower() == "true" for one in _upwards(element)
        )
        reason = "aria-owns of an element that is aria-hidden" if silent else "aria-owns moves it for screen readers"
        verdict = hidden(reason)  # no picture tells of it, so no browser is asked
        for name in names_owned:
            found[name] = worst(found.get(name, SHOWN), verdict)
    return found


def modal(elements: Iterable[Element]) -> list[Element]:
    """Return the elements beside which screen readers pass all others over, where they are shown."""
    return [one for one in elements if one.attributes.get("aria-modal", "").strip().lower() == "true"]


def _upwards(element: Element) -> Iterator[Element]:
    item: Element | None = element
    while item is not None:
        yield item
        item = item.parent


def is_summary(element: Element) -> bool:
    """Whether the element is what a closed `details` shows."""
    parent = element.parent
    return element.tag == "summary" and element.type_position == 1 and parent is not None and parent.tag == "details"


def sends_away(element: Element) -> bool:
    """Whether the element is a `meta` that sends the reader to another page."""
    attributes = element.attributes
    return (
        element.tag == "meta"
        and attributes.get("http-equiv", "").strip().lower() == "refresh"
        and "url" in attributes.get("content", "").lower()
    )
