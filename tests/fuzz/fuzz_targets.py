"""What must hold for any bytes whatever: one function a door, from which data of outsiders come in.

Each takes bytes and raises where a law is broken. `fuzz.py` feeds them; so can any other fuzzer.
"""

import re

from selectolax.lexbor import LexborHTMLParser

from toolkit.article.inline import plain_text, render_inline
from toolkit.article.markdown import parse_article
from toolkit.catalog.exchange.apply import applied
from toolkit.catalog.exchange.sheet import parse_sheet
from toolkit.catalog.exchange.tbx import parse_tbx
from toolkit.catalog.exchange.tmx import parse_tmx
from toolkit.catalog.exchange.xliff import parse_xliff
from toolkit.catalog.read import read_catalog
from toolkit.catalog.write import format_catalog
from toolkit.diagnostic import Severity
from toolkit.limits import Limits
from toolkit.model import Catalog, StatementSeverity, Unit, Wording
from toolkit.safety.proof import ACCEPTED, Expected, prove_page

LIMITS = Limits()
WORDING = "Never stop taking baclofen suddenly."
EXPECTED = (Expected(Wording("never", WORDING), StatementSeverity.CRITICAL),)
ATTRIBUTES = {
    "p": set(),
    "em": set(),
    "strong": set(),
    "code": set(),
    "br": set(),
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
}
SAFE = re.compile(r"(?:https?|mailto|tel):|(?!//)[^:\\]*(?:[/?#]|$)", re.IGNORECASE)
"""An address with an allowed scheme, or one within the site."""


def catalog(data: bytes) -> None:
    """The reader never raises, and what it accepts is written and read again as the same."""
    read, found = read_catalog(data, "fuzz.po")
    if not any(item.severity is Severity.ERROR for item in found):
        again, problems = read_catalog(format_catalog(read).encode(), "fuzz.po")
        assert again == read, "written and read again, the catalog is another"
        assert not [item for item in problems if item.severity is Severity.ERROR], problems


def article(data: bytes) -> None:
    """The splitter never raises, and each message that it gives is one that a catalog can hold."""
    text = "---\nslug: fuzz\ntitle: F\ndescription: F\npublished: 2026-02-23\ntopics: [x]\n---\n" + _text(data)
    split, found = parse_article(text, "fuzz.md")
    assert split is not None or found
    for message in split.messages if split else ():
        assert message.msgid.strip(), "an empty message"
        assert "\0" not in message.msgid


def inline(data: bytes) -> None:
    """A message makes no element, no address and no attribute that it may not make, and the text is not lost."""
    text = _text(data)
    html = render_inline(text, {})
    for node in LexborHTMLParser(f"<p>{html}</p>").css("body *"):
        allowed = ATTRIBUTES[node.tag]
        assert set(node.attributes) <= allowed, f"an attribute that no message may make: {html!r}"
        for name in ("href", "src"):
            address = node.attributes.get(name)
            assert address is None or SAFE.match(address), f"an address that no message may have: {html!r}"
    plain_text(text, {})


def page(data: bytes) -> None:
    """The proof never raises, and proves nothing on a page that does not hold the words."""
    html = _text(data)
    proofs, _found = prove_page(html, EXPECTED, locale="en")
    if proofs[0].state in ACCEPTED:
        letters = set(WORDING.lower()) - set(" .")
        assert "&" in html or letters <= set(html.lower()), "proven without the words"


def exchange(data: bytes) -> None:
    """No exchange format raises, and what is imported leaves a catalog that the strict reader accepts."""
    old = Catalog("es.po", None, (Unit("a", ("A",)), Unit("b", ("", ""), msgid_plural="c")))
    for parse in (parse_xliff, parse_tmx, parse_sheet):
        for part in parse(data, "fuzz", LIMITS)[0]:
            new = applied(old, part.entries, guarded=bool, locale="es", domain="d").catalog
            problems = read_catalog(format_catalog(new).encode(), "fuzz.po")[1]
            assert [item for item in problems if item.severity is Severity.ERROR and item.msgid == "a"] == []
    parse_tbx(data, "fuzz", LIMITS, "en")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


TARGETS = {"catalog": catalog, "article": article, "inline": inline, "page": page, "exchange": exchange}
