"""Reads HTML into a plain tree, as a browser would, within bounds of size and depth."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from toolkit.limits import Limits
from toolkit.safety.css.names import names

MAX_DEPTH = 1_000
"""Nested elements: the parser takes 27 s for 100,000, and 2 ms for 1,000."""
MAX_OPEN_FORMATTING = 80
"""Formatting elements open at once: each is made anew in every later block, and 500 take 11 s."""
MAX_FORMATTING_WORK = 2_000_000
"""Elements that the parser may have to make anew."""
MAX_ATTRIBUTES = 20_000
"""Attributes of one element, whose names are compared pair by pair."""
MAX_OPTIONS = 20_000
"""Options of menus, which are counted again at each one."""

_ATTRIBUTE = (
    r"""(?:=[^\s/>=]*+|[^\s/>=]++)(?>(?:\s*+=\s*+(?>(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?))?)"""
)
_MARKUP = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<[!?][^>]*+(?:>|\Z)"
    rf"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?>(?:[\s/]++|{_ATTRIBUTE})*))(?:>|\Z)",
    re.DOTALL,
)
_STANDARD = re.compile(r"<!doctype\s+html\s*(?:>|system\b|[^>]*\b(?:strict|xhtml 1)\b)", re.IGNORECASE)
"""The doctype of a page that browsers show by the standards."""
_TWO_WAYS = re.compile(r"<(?:select|noscript)\b", re.IGNORECASE)
_IN_SELECT = frozenset({"option", "optgroup", "hr", "script"})
"""Elements of a menu; others in it are kept by some parsers and dropped by others."""
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)
_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})
_FORMATTING = names("a b big code em font i nobr s small strike strong tt u")
_NOT_NESTED = names(
    "area base body br caption col colgroup dd dt embed head hr html img input li link meta optgroup option p param "
    "rp rt source tbody td tfoot th thead tr track wbr"
)


@dataclass(slots=True, eq=False)
class Element:
    """One element; its children are elements and texts in their order. Comments are left out."""

    tag: str
    """Name, lower-case except for some of SVG."""
    attributes: dict[str, str]
    """Attributes; "" for those without a value."""
    parent: Element | None
    """The element around it."""
    index: int
    """Number in document order among all elements outside templates, counted from 0."""
    foreign: bool
    """Whether it belongs to SVG or MathML."""
    children: list[Element | str] = field(default_factory=list)
    """Elements and texts."""
    previous: Element | None = None
    """The element before it under the same parent."""
    position: int = 1
    """Which child element of its parent it is, counted from 1."""
    type_position: int = 1
    """The same among those of its name."""
    count: int = 0
    """How many child elements it has."""
    type_counts: dict[str, int] = field(default_factory=dict)
    """How many of each name."""
    last: Element | None = None
    """Its last child element."""

    @property
    def elements(self) -> Iterator[Element]:
        """Its child elements."""
        return (child for child in self.children if isinstance(child, Element))

    @property
    def text(self) -> str:
        """All texts in it, joined."""
        pieces: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                pieces.append(item)
            else:
                stack.extend(reversed(item.children))
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Document:
    """A page as a tree."""

    root: Element
    """The `html` element."""
    elements: tuple[Element, ...]
    """All elements in document order, without the content of templates."""
    comments: tuple[str, ...]
    """Texts of the comments."""
    quirks: bool = False
    """Whether browsers may show it as pages of the last century."""

    @property
    def body(self) -> Element | None:
        """The `body` element; None in a page of frames."""
        return next((child for child in self.root.elements if child.tag == "body"), None)


def decode_page(data: bytes) -> str:
    """Return the text of a page as a browser decodes it: by its byte order mark, by its `meta`, else UTF-8.

    Bytes that are no UTF-8 and name no other encoding are windows-1252, as the HTML standard has it for the western
    locales; bytes that do not fit become U+FFFD. What an HTTP header says is not known here.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    declared = re.search(
        rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", data[:1024], re.IGNORECASE
    )
    if declared:
        label = declared[1].decode("ascii").lower()
        # the labels of the Encoding standard that Python reads otherwise
        label = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gbk",
                 "shift_jis": "cp932", "euc-kr": "cp949", "utf-16": "utf-8"}.get(label, label)  # fmt: skip
        try:
            return data.decode(label, "replace")
        except LookupError:
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_document(html: str, limits: Limits) -> Document | str:
    """Return the tree of a page, or why it is not read: too large, too deep, made to be slow.

    Parsing takes time linear in the size within these bounds. Texts are as a browser has them: entities decoded,
    U+0000 dropped. The content of templates is not part of the page.
    """
    data = html.encode("utf-8", "replace")
    if len(data) > limits.page_size:
        return f"the page has {len(data)} bytes, more than {limits.page_size}"
    problem = _too_costly(html) or (_ambiguous(html) if _TWO_WAYS.search(html) else None)
    if problem:
        return problem
    root = LexborHTMLParser(data.decode("utf-8")).root
    if root is None:
        return "the page is empty"
    document = _tree(root)
    return document if isinstance(document, str) else replace(document, quirks=_STANDARD.search(html[:2_000]) is None)


def _too_costly(html: str) -> str | None:
    """Return why parsing might take long; counts tags without building anything, in linear time."""
    open_tags: Counter[str] = Counter()
    depth = formatting = work = options = merged = position = 0
    while match := _MARKUP.search(html, position):
        position = match.end()
        name = (match["name"] or "").lower()
        if not name:
            continue
        if match["end"]:
            if open_tags[name]:
                open_tags[name] -= 1
                depth -= 1
                formatting -= name in _FORMATTING
        else:
            attributes = _count_attributes(match["attributes"])
            merged += attributes if name in {"html", "body"} else 0
            if max(attributes, merged) > MAX_ATTRIBUTES:
                return f"an element has more than {MAX_ATTRIBUTES} attributes"
            options += name == "option"
            if name in _RAW and not (open_tags["svg"] or open_tags["math"]):
                position = _end_of_raw(html, name, position)
            elif name not in _NOT_NESTED:
                open_tags[name] += 1
                depth += 1
                formatting += name in _FORMATTING
        work += formatting
        if depth > MAX_DEPTH:
            return f"more than {MAX_DEPTH} elements are nested"
        if formatting > MAX_OPEN_FORMATTING or work > MAX_FORMATTING_WORK:
            return "too many formatting elements are never closed"
        if options > MAX_OPTIONS:
            return f"there are more than {MAX_OPTIONS} options"
    return None


def _ambiguous(html: str) -> str | None:
    """Return what in a page is read in two ways: by parsers of readers with and without scripts, old and new ones."""
    position = unscripted = 0
    menu = False
    while match := _MARKUP.search(html, position):
        position, name = match.end(), (match["name"] or "").lower()
        opens = bool(name) and not match["end"]
        if opens and name in _RAW:
            position = _end_of_raw(html, name, position)
        if match.start() < unscripted < position:
            return "what stands in its <noscript> is read in two ways"
        if opens and menu and name not in _IN_SELECT:
            return f"<{name}> in a <select> is read in two ways"
        if opens and name == "noscript" and position >= unscripted:
            unscripted = _end_of_raw(html, name, position)
        if name == "select":
            menu = opens
    return None


def _count_attributes(text: str) -> int:
    return len(text) // 2 if len(text) < MAX_ATTRIBUTES else sum(1 for _ in _ONE_ATTRIBUTE.finditer(text))


def _end_of_raw(html: str, name: str, start: int) -> int:
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, start)
    return end.start() if end else len(html)


def _tree(top: LexborNode) -> Document | str:
    root = _element(top, None, 0)
    elements, comments = [root], []
    stack: list[tuple[LexborNode | None, Element, int]] = [(top.child, root, 1)]
    while stack:
        node, parent, depth = stack.pop()
        if node is None:
            continue
        stack.append((node.next, parent, depth))
        if node.is_text_node:
            parent.children.append(node.text_content or "")
        elif node.is_comment_node:
            comments.append(node.comment_content or "")
        elif node.is_element_node:
            if depth > MAX_DEPTH:
                return f"more than {MAX_DEPTH} elements are nested"
            element = _element(node, parent, len(elements))
            elements.append(element)
            stack.append((node.child, element, depth + 1))
    return Document(root, tuple(elements), tuple(comments))


def _element(node: LexborNode, parent: Element | None, index: int) -> Element:
    tag = node.tag or ""
    inside = parent is not None and parent.foreign and parent.tag not in {"foreignObject", "annotation-xml"}
    element = Element(
        tag=tag,
        attributes={name.lower(): value or "" for name, value in node.attributes.items()},
        parent=parent,
        index=index,
        foreign=inside or tag in {"svg", "math"},
    )
    if parent is not None:
        parent.count += 1
        parent.type_counts[tag] = parent.type_counts.get(tag, 0) + 1
        element.position, element.type_position = parent.count, parent.type_counts[tag]
        element.previous, parent.last = parent.last, element
        parent.children.append(element)
    return element
