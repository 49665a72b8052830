"""Reads and writes XML so that no file can reach out, blow up or hide anything.

Only UTF-8 and UTF-16 are read. A document type is refused, with its entities; but for the bare line that OmegaT and
terminology tools write, which names a DTD and is cut out before the parser sees it. Depth and size are those of libxml2
without `huge_tree` (256 elements, 10 MB a text), below the limit of the settings for the file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.catalog.exchange.entry import problem
from toolkit.diagnostic import Diagnostic, ToolkitError
from toolkit.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
LANGUAGE = f"{{{XML_NAMESPACE}}}lang"
SPACE = f"{{{XML_NAMESPACE}}}space"

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,200}\?>")
_ENCODING = re.compile(r"encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_HARMLESS = re.compile(r"<!DOCTYPE\s+(?:tmx|martif)\s+SYSTEM\s+(?:\"[\w.-]{1,64}\"|'[\w.-]{1,64}')\s*>", re.ASCII)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def require_lxml() -> None:
    """Raise `ToolkitError` where lxml is not installed."""
    try:
        import lxml.etree  # noqa: F401, PLC0415 - an extra: projects that exchange nothing do without it
    except ImportError as error:
        raise ToolkitError(
            "this needs the extra 'exchange'", hint="pip install 'content-l10n-toolkit[exchange]'"
        ) from error


def parse_xml(data: bytes, path: str, limits: Limits) -> tuple[Element | None, list[Diagnostic]]:
    """Return the root of the document `data`, or None and why it is refused. `path` is how findings name the file."""
    require_lxml()
    from lxml import etree  # noqa: PLC0415

    try:
        text = _text(data, limits)
    except _Refused as refused:
        return None, [problem(str(refused), path)]
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        return None, [problem(f"not well-formed XML: {error.msg}", path, error.lineno or None)]
    if root.getroottree().docinfo.internalDTD is not None:
        return None, [problem("the file has a document type", path)]
    return root, []


def format_xml(root: Element) -> bytes:
    """Return the document in UTF-8, one element a line; texts are not touched."""
    from lxml import etree  # noqa: PLC0415

    etree.indent(root)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: Element) -> int | None:
    """Return the line of an element; libxml2 counts to 65,535."""
    line = getattr(element, "sourceline", None)  # its type stub does not know what it is
    return line if isinstance(line, int) else None


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of this name, whatever their namespace."""
    return (child for child in element if name_of(child) == name)


def plain_text(element: Element) -> str | None:
    """Return the text of an element, with that of markers (`mrk`, `hi`) in it; None where it has other markup."""
    for inner in element.iterdescendants():
        if name_of(inner) not in {"mrk", "hi"}:
            return None
    return "".join(str(piece) for piece in element.itertext())


class _Refused(Exception):  # noqa: N818 - it carries a finding and never leaves this module
    """A file is not parsed: the message is its argument."""


def _text(data: bytes, limits: Limits) -> str:
    """Return the document without its declaration and without a harmless document type, or raise `_Refused`."""
    if len(data) > limits.file_size:
        raise _Refused(f"the file has {len(data)} bytes, more than {limits.file_size}")
    if data.startswith(b"PK"):
        raise _Refused("the file is an archive; unpack it and import what is in it")
    bom, encoding = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", "utf-8"))
    try:
        text = data[len(bom) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise _Refused(f"the file is not {encoding.upper()}: byte {error.start}") from error
    declaration = _DECLARATION.match(text)
    if declaration:
        said = _ENCODING.search(declaration[0])
        if said and said[1].lower().replace("_", "-") not in {"utf-8", "utf-16", "us-ascii", "ascii"}:
            raise _Refused(f"the file says that its encoding is {said[1]!r}; save it as UTF-8")
        text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
    place = _doctype(text)
    if place is None:
        return text
    harmless = _HARMLESS.match(text, place)
    if harmless is None:
        line = text.count("\n", 0, place) + 1
        raise _Refused(f"line {line} is a document type, which could hide anything")
    return text[:place] + "\n" * harmless[0].count("\n") + text[harmless.end() :]


def _doctype(text: str) -> int | None:
    """Return where the document type begins; it can only stand before the first element."""
    place = 0
    while True:
        place = next((number for number in range(place, len(text)) if not text[number].isspace()), len(text))
        end = "?>" if text.startswith("<?", place) else "-->" if text.startswith("<!--", place) else None
        if end is None:
            return place if text.startswith("<!", place) else None
        found = text.find(end, place + 2)
        if found < 0:
            return None
        place = found + len(end)
