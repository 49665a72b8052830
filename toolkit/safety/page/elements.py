"""What browsers do with each element of HTML before any style: whether it is shown, and how it is told.

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
_MOST_STEPS = 50
"""Elements and texts in which characters are counted."""
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

_NAMED = names(
    "article aside body details dialog div fieldset figure footer form header hgroup html main nav ol search section "
    "table tbody tfoot thead tr ul"
)
"""Elements whose label names a group and does not take the place of its text."""
_SPOKEN = names("heading link button cell columnheader rowheader row")
"""Roles whose label takes it."""
_ELSEWHERE = frozenset({"thead", "tfoot", "caption", "legend"})
_HIDING = EMBEDDED | {"details", "marquee", "aria-hidden", "aria-busy", "aria-labelledby", "inert", "role"}
"""Names of elements and of attributes that may hide what stands in an element, by `structural`."""
_UNSPOKEN = frozenset({"img", "image", "meter", "progressbar", "scrollbar", "separator", "slider", "graphics-symbol",
                       "graphics-document", "graphics-object"})  # fmt: skip
"""Roles whose content screen readers do not read."""
_OPERATED = names(
    "application button checkbox combobox deletion gridcell link listbox math menu menubar menuitem menuitemcheckbox "
    "menuitemradio option radio radiogroup searchbox spinbutton suggestion switch tab tablist textbox tree treegrid "
    "treeitem"
)
"""Roles that make of text a part of a program, or words that do not count."""
_KNOWN = (
    BLOCKS
    | EMBEDDED
    | NO_TEXT
    | REPLACED
    | names(
        "a abbr acronym applet area b basefont bdi bdo bgsound big br cite code data del dfn em font frame frameset i "
        "image ins kbd label map mark marquee nobr output param q rb rp rt rtc ruby s samp slot small source span "
        "strike strong sub sup time track tt u var wbr"
    )
)
"""Elements that all browsers show alike; what is not one of them, nor of the page's own making, may come to hide."""
_ODD = names("applet frame frameset rt rtc option optgroup")
"""Those of them whose content is not shown as text in its place."""


_REFRESH = re.compile(r"\s*([0-9]{1,9})[0-9.]*\s*[;,]?\s*")
_LEAST_SECONDS = 30.0
"""After which a page that is loaded again can have been read."""


def structural(element: Element) -> Verdict:
    """Return what the element or its attributes hide of its content, whatever its style; `is_summary` is left aside."""
    odd = _oddness(element)
    hiding = _structural(element)
    return worst(hiding, unknown(odd)) if odd else hiding


def _structural(element: Element) -> Verdict:
    tag, attributes = element.tag, element.attributes
    if tag in NO_TEXT and not element.foreign:
        return Verdict(Sight.GONE, f"<{tag}>")
    if tag not in _HIDING and _HIDING.isdisjoint(attributes) and "template" not in element.type_counts:
        return SHOWN
    roles = attributes.get("role", "").strip().lower().split()
    role = next((one for one in roles if one in _UNSPOKEN), "")
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
    if shadow:
        return unknown("a shadow tree takes the place of its content")
    if tag == "details" and attributes.get("name") and _shares_name(element):
        return unknown("one <details> of several with its name, of which only one is open")
    doubt = "<marquee>" if tag == "marquee" else _told_otherwise(element, roles)
    return unknown(doubt) if doubt else SHOWN


def _oddness(element: Element) -> str:
    """Return why an element may not show its content as text in its place; "" for most."""
    tag = element.tag
    if not element.foreign and ((tag not in _KNOWN and "-" not in tag) or tag in _ODD):
        return f"not all browsers show <{tag}> as text"
    moved = tag in _ELSEWHERE and _is_elsewhere(element)
    return f"<{tag}> is shown in another place than it is written in" if moved else ""


def _told_otherwise(element: Element, roles: Iterable[str]) -> str:
    """Return why screen readers may tell something else of an element than its text; "" for most."""
    attributes = element.attributes
    operated = next((one for one in roles if one in _OPERATED), "")
    if operated and not (operated in {"button", "link"} and element.tag in {"a", "button"}):
        return f"role={operated} makes it a part of a program for screen readers"
    if attributes.get("aria-busy", "").strip().lower() == "true":
        return "aria-busy: screen readers may wait"
    named = attributes.get("aria-labelledby", "").strip() and not is_group(element) and not element.foreign
    return "aria-labelledby gives it another text for screen readers" if named else ""


def is_group(element: Element) -> bool:
    """Whether a label of the element names a group, and does not take the place of its text."""
    return element.tag in _NAMED and _SPOKEN.isdisjoint(element.attributes.get("role", "").lower().split())


def _is_elsewhere(element: Element) -> bool:
    """Whether what stands at the head or foot of a table or group is written elsewhere in it."""
    before, around = element.previous, element.parent
    if element.tag == "tfoot":
        return around is not None and around.last is not element
    allowed = {"caption", "colgroup", "col", "thead"} if element.tag == "thead" else frozenset()
    return before is not None and before.tag not in allowed


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
    content = _REFRESH.fullmatch(attributes.get("content", ""))
    refreshes = element.tag == "meta" and attributes.get("http-equiv", "").strip().lower() == "refresh"
    return refreshes and (content is None or float(content[1]) < _LEAST_SECONDS)


def characters(element: Element, most: int) -> int:
    """Return how many characters stand in an element, `most` or more as that; of much else the beginning is read."""
    stack: list[Element | str] = [element]
    size = steps = 0
    while stack and size < most and steps < _MOST_STEPS:
        item = stack.pop()
        steps += 1
        if isinstance(item, str):
            size += len(item.strip())
        else:
            stack.extend(reversed(item.children[:_MOST_STEPS]))
    return min(size, most)
