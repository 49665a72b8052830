"""CSV for reviewers who work in a spreadsheet: a row a text, read back from whatever a spreadsheet makes of it.

UTF-8 with a byte order mark, which Excel needs, and RFC 4180. A cell that a spreadsheet would take for a formula begins
with an apostrophe, which reading takes away again; so does a cell that begins with an apostrophe itself. An apostrophe
alone is an empty text, where there could be none at all.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.catalog.exchange.entry import (
    COMMENTS,
    CONTEXT,
    PLURAL,
    PROPERTIES,
    TRANSLATOR,
    Entry,
    Part,
    approval,
    approval_of,
    entry_of,
    problem,
    properties,
)
from toolkit.diagnostic import Diagnostic
from toolkit.limits import Limits

_FIRST = ("source", "translation", "approved", COMMENTS, TRANSLATOR, CONTEXT, "form", PLURAL)
_PLACE = ("project", "domain", "source-locale", "locale")
COLUMNS = (*_FIRST, *(name for name in PROPERTIES if name not in _FIRST), "msgid", *_PLACE)
"""What a reviewer needs comes first; the columns may be in any order when they come back."""

_NEEDED = ("source", "translation", "locale")
_FORMULA = "=+-@\t\n\r＝＋－＠'"
"""What begins a formula for some spreadsheet (OWASP, "CSV Injection"), and our own mark."""


def format_sheet(parts: Sequence[Part]) -> bytes:
    """Return the parts as CSV."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for part in parts:
        place = {
            "project": part.project,
            "domain": part.domain,
            "source-locale": part.source_locale,
            "locale": part.locale,
        }
        for entry in part.entries:
            for row in _rows(entry):
                values = place | row
                writer.writerow([_cell(values.get(name)) for name in COLUMNS])
    return stream.getvalue().encode("utf-8-sig")


def parse_sheet(data: bytes, path: str, limits: Limits) -> tuple[tuple[Part, ...], list[Diagnostic]]:
    """Return what the CSV file says, a part for each locale and domain. `path` is how findings name the file."""
    if len(data) > limits.file_size:
        return (), [problem(f"the file has {len(data)} bytes, more than {limits.file_size}", path)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "in the spreadsheet, save it as 'CSV UTF-8'"
        return (), [problem(f"the file is not UTF-8: byte {error.start}", path, hint=hint)]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        missing = [name for name in _NEEDED if name not in names]
        if missing:
            return (), [problem(f"the first row has no column {', '.join(map(repr, missing))}", path, 1)]
        twice = [name for name in COLUMNS if names.count(name) > 1]
        if twice:
            return (), [problem(f"the first row has the column {twice[0]!r} more than once", path, 1)]
        return _parts(dict(zip(names, row, strict=False)) for row in rows if any(row)), []
    except csv.Error as error:
        return (), [problem(f"not valid CSV: {error}", path, rows.line_num)]


def _rows(entry: Entry) -> Iterator[dict[str, str | None]]:
    unit = entry.unit
    known = dict(properties(entry))
    for index, text in enumerate(unit.msgstrs):
        plural = unit.msgid_plural
        yield {
            **known,
            "source": plural if index and plural is not None else unit.msgid,
            "translation": text or None,
            "approved": approval(unit, text),
            "form": None if plural is None else str(index),
            "msgid": None if plural is None else unit.msgid,
        }


def _parts(rows: Iterator[dict[str, str]]) -> tuple[Part, ...]:
    """Return the parts; rows of one unit need not follow one another."""
    places: dict[tuple[str, str, str | None, str | None], dict[tuple[str | None, str], list[dict[str, str]]]] = {}
    for row in rows:
        known = {name: value for name, cell in row.items() if (value := _value(cell)) is not None}
        place = (known.get("locale", ""), known.get("source-locale", ""), known.get("domain"), known.get("project"))
        msgid = known.get("msgid", known.get("source", ""))
        places.setdefault(place, {}).setdefault((known.get(CONTEXT), msgid), []).append(known)
    return tuple(
        Part(
            locale,
            source,
            tuple(_entry(msgid, forms) for (_, msgid), said in units.items() for forms in _turns(said)),
            domain,
            project,
        )
        for (locale, source, domain, project), units in places.items()
    )


def _turns(rows: Sequence[dict[str, str]]) -> list[list[dict[str, str]]]:
    """Return the rows of one unit, parted where a form comes again: that is another translation of the unit."""
    turns: list[list[dict[str, str]]] = []
    seen: Counter[str] = Counter()
    for row in rows:
        form = row.get("form", "") if PLURAL in row else ""
        if seen[form] == len(turns):
            turns.append([])
        turns[seen[form]].append(row)
        seen[form] += 1
    return turns


def _entry(msgid: str, forms: Sequence[dict[str, str]]) -> Entry:
    forms = sorted(forms, key=lambda row: (len(row.get("form", "")), row.get("form", "")))
    texts = [row.get("translation", "") for row in forms]
    said = [row.get("approved", "").strip().lower() or None for row in forms]
    known = {name: value for name, value in forms[0].items() if name in PROPERTIES}
    return entry_of(msgid, texts, known, approved=approval_of(said, texts))


def _cell(value: str | None) -> str:
    if value is None:
        return ""
    return f"'{value}" if not value or value[0] in _FORMULA else value


def _value(cell: str) -> str | None:
    if not cell:
        return None
    text = cell.replace("\r\n", "\n")
    return text[1:] if text[0] == "'" and (len(text) == 1 or text[1] in _FORMULA) else text


def _delimiter(text: str) -> str:
    """Return what parts the cells: Excel writes semicolons where the decimal sign is a comma."""
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)
