"""Makes the catalogs of the pseudo-locales, in which nothing untranslated, cut off or unmirrored can hide.

`en_XA` is English with accents, about a third longer; `ar_XB` is English in Arabic letters, which run from right to
left. Each text stands in brackets, so that one that is cut off, or put together from two, is seen. Whatever stays plain
Latin on a page of theirs did not pass through a catalog.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toolkit.article.pieces import pieces, plain_pieces
from toolkit.catalog.plurals import cldr_plural_forms
from toolkit.catalog.update import make_catalog, make_template
from toolkit.model import Catalog, Message, Unit
from toolkit.text.pseudo import accented, filling, mirrored

OPENING, CLOSING = "⟦", "⟧"
"""What each text begins and ends with; they turn with the direction of the text (Unicode property Bidi_Mirrored)."""

_LONGER = 0.35
"""By what part of its length a text grows; translations of English into German or Finnish do."""
_DELIMITERS = "*_"
_NO_BREAK_SPACE = "\u00a0"


def pseudo_catalog(messages: Iterable[Message], locale: str, *, markdown: bool = True) -> Catalog:
    """Return the catalog of a pseudo-locale with all `messages` translated, each in the locale's plural forms.

    Args:
        messages: Of one domain, in the order of the source.
        locale: One of `toolkit.text.locales.PSEUDO`.
        markdown: Whether they are inline Markdown; statements and strings of pages are plain text.
    """
    template = make_template(tuple(messages), project="", date="", previous=None)
    catalog = make_catalog(template, locale)
    return replace(catalog, units=tuple(_translated(unit, locale, markdown=markdown) for unit in catalog.units))


def pseudo_text(text: str, locale: str, *, markdown: bool = True) -> str:
    """Return one text in the words of a pseudo-locale; its marks, targets, code and placeholders stay as they are.

    White space at the ends stays outside the brackets; a text of nothing else stays as it is.
    """
    change = mirrored if locale == "ar_XB" else accented
    rows = pieces(text) if markdown else plain_pieces(text)
    rows = tuple(replace(piece, text=change(piece.text)) if piece.words else piece for piece in rows)
    whole = "".join(piece.text for piece in rows)
    if not whole.strip():
        return text
    before = whole[: -len(whole.lstrip())]
    after = whole[len(whole.rstrip()) :]
    core = whole.removeprefix(before).removesuffix(after)
    if core.endswith("\\"):  # with a line feed that follows, it is a hard break
        core, after = core + after, ""
    size = sum(len(piece.text) for piece in rows if piece.words)
    end = f" {filling(round(size * _LONGER))}" if locale == "en_XA" else _gap(core[-1])
    return f"{before}{OPENING}{_gap(core[0])}{core}{end}{CLOSING}{after}"


def _gap(character: str) -> str:
    """Return what parts a bracket from the text: emphasis opens and closes beside a space as at the ends of a text."""
    return _NO_BREAK_SPACE if character in _DELIMITERS else ""


def _translated(unit: Unit, locale: str, *, markdown: bool) -> Unit:
    """Return the untranslated entry with its texts; only the form for one thing is the singular."""
    if unit.msgid_plural is None:
        return replace(unit, msgstrs=(pseudo_text(unit.msgid, locale, markdown=markdown),))
    one = cldr_plural_forms(locale).index(1)
    sources = [unit.msgid if form == one else unit.msgid_plural for form in range(len(unit.msgstrs))]
    return replace(unit, msgstrs=tuple(pseudo_text(source, locale, markdown=markdown) for source in sources))
