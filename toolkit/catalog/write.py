r"""Writes catalogs in one canonical form, so that a change of a message is all that a diff shows.

Lines are never wrapped but after a `\n` of the text; a reference has a line of its own; everything stands in the order
of the catalog, obsolete entries last. What reading gives, writing keeps: unknown flags and header fields, comments,
previous texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from toolkit.catalog.escapes import escape
from toolkit.model import Catalog, Unit

_LINE_NUMBER = re.compile(r":[0-9]+$")
_BLANKS = " \t"
_ISOLATES = re.compile("[\u2068\u2069]")


def format_catalog(catalog: Catalog) -> str:
    """Return the catalog as the text of a PO or POT file, which is to be encoded as UTF-8; lines end with LF.

    Reading it gives the same header and entries, but for what no PO file can hold: a header is never fuzzy, comments
    become one line each, and flags and references have no line breaks (a value with one would forge an entry).
    """
    units = [*catalog.units, *catalog.obsolete]
    if catalog.header:
        flags = tuple(flag for flag in _flags(catalog.header.flags) if flag != "fuzzy")
        units.insert(0, replace(catalog.header, flags=flags))
    return "\n".join(map(_entry, units))


def _entry(unit: Unit) -> str:
    rows = [f"# {row}".rstrip(_BLANKS) for row in _lines(unit.translator_comments)]
    rows += [f"#. {row}".rstrip(_BLANKS) for row in _lines(unit.comments)]
    rows += [f"#: {row}" for row in _references(unit.references)]
    if flags := _flags(unit.flags):
        rows.append(f"#, {', '.join(flags)}")
    prefix, previous = ("#~ ", "#~| ") if unit.obsolete else ("", "#| ")
    previous_texts = (
        ("msgctxt", unit.previous_msgctxt),
        ("msgid", unit.previous_msgid),
        ("msgid_plural", unit.previous_msgid_plural),
    )
    rows += [row for keyword, text in previous_texts if text is not None for row in _text(previous, keyword, text)]
    texts = (("msgctxt", unit.msgctxt), ("msgid", unit.msgid), ("msgid_plural", unit.msgid_plural), *_msgstrs(unit))
    rows += [row for keyword, text in texts if text is not None for row in _text(prefix, keyword, text)]
    return "\n".join(rows) + "\n"


def _msgstrs(unit: Unit) -> list[tuple[str, str]]:
    if unit.msgid_plural is None:
        return [("msgstr", unit.msgstr)]
    return [(f"msgstr[{index}]", text) for index, text in enumerate(unit.msgstrs or ("",))]


def _text(prefix: str, keyword: str, text: str) -> list[str]:
    """Return the lines of a keyword and its text."""
    pieces = text.split("\n")
    rows = [f"{piece}\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])
    if len(rows) < 2:
        return [f'{prefix}{keyword} "{escape(text)}"']
    return [f'{prefix}{keyword} ""', *(f'{prefix}"{escape(row)}"' for row in rows)]


def _lines(comments: Iterable[str]) -> Iterator[str]:
    """Yield each comment, or each of its lines where it has line breaks of whatever kind."""
    for comment in comments:
        yield from comment.splitlines() or [""]


def _flags(flags: Iterable[str]) -> list[str]:
    """Return the flags without line breaks; a comma parts two flags."""
    return list(dict.fromkeys(" ".join(part.split()) for flag in flags for part in flag.split(",") if part.strip()))


def _references(references: Iterable[str]) -> Iterator[str]:
    """Yield the references without line breaks; a path with spaces stands between U+2068 and U+2069, as in gettext."""
    for reference in references:
        text = " ".join(_ISOLATES.sub("", reference).splitlines()).strip()
        if any(map(str.isspace, text)):
            line = _LINE_NUMBER.search(text)
            end = line.start() if line else len(text)
            yield f"\u2068{text[:end]}\u2069{text[end:]}"
        elif text:
            yield text
