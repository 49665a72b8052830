"""The header entry of a catalog: its fields, what may be wrong with them, and how they are changed.

The fields stand in the msgstr of the entry with the empty msgid, one `Name: value` a line (gettext manual, "Filling in
the Header Entry").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from toolkit.catalog.plurals import MAX_FORMS, PluralForms, parse_plural_forms
from toolkit.catalog.problems import Problem
from toolkit.diagnostic import Severity
from toolkit.model import Catalog, Unit, header_fields

FIELDS = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)
"""The fields that gettext writes, in its order."""
REQUIRED = tuple(name for name in FIELDS if name not in {"Report-Msgid-Bugs-To", "POT-Creation-Date", "Plural-Forms"})
"""Those that `msgfmt -c` misses."""
Rows = Callable[[], Sequence[str]]
"""The lines of the file; split when they are first asked for, which is where something is wrong."""
PLACEHOLDER_PLURAL_FORMS = "nplurals=INTEGER; plural=EXPRESSION;"
"""What a template has instead of plural forms."""
MIME_FIELDS = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
"""The fields that are the same in every catalog."""

_FIELD = re.compile(r"[!-9;-~]++:")
_CHARSET = re.compile(r"text/plain;[ \t]*+charset=([^\s;]++)", re.IGNORECASE)


def new_header(fields: Mapping[str, str]) -> Unit:
    """Return a header entry with `fields` in gettext's order; those about MIME need not be given."""
    known = {name: fields.get(name, MIME_FIELDS.get(name)) for name in FIELDS}
    rows = [f"{name}: {_one_line(value)}\n" for name, value in known.items() if value is not None]
    return Unit("", ("".join(rows),))


def with_fields(header: Unit, fields: Mapping[str, str]) -> Unit:
    """Return the header with `fields` set: in their place, or in gettext's order where they are new; never fuzzy.

    All other rows stay as they are, also those that are unknown or malformed.
    """
    rows = header.msgstr.removesuffix("\n").split("\n") if header.msgstr else []
    for name, value in fields.items():
        row = f"{name}: {_one_line(value)}"
        names = [known.partition(":")[0].strip() for known in rows]
        if name in names:
            rows[names.index(name)] = row
        else:
            before = FIELDS[: FIELDS.index(name)] if name in FIELDS else names
            rows.insert(max((names.index(known) + 1 for known in before if known in names), default=0), row)
    flags = tuple(flag for flag in header.flags if flag != "fuzzy")
    return replace(header, msgstrs=("".join(f"{row}\n" for row in rows),), flags=flags)


def header_problems(catalog: Catalog, rows: Rows, *, template: bool, most_forms: int = MAX_FORMS) -> list[Problem]:
    """Return what is wrong with the header; `rows` are the lines of the file, in which the fields are looked up.

    More than `most_forms` plural forms are too many.
    """
    header = catalog.header
    if header is None:
        return [Problem("header-missing", "the file has no header", 1, 1)]
    problems: list[Problem] = []
    first = (catalog.units[0].line or 0) if catalog.units else 0
    if header.line and 0 < first < header.line:
        problems.append(Problem("header-missing", f"the header is not the first entry, line {first} is", header.line))
    if header.fuzzy and not template:
        problems.append(Problem("header-fuzzy", "the header is flagged 'fuzzy'", header.line))
    found = _field_problems(header, rows, template=template)
    return problems + found + _plural_forms_problems(catalog, rows, template=template, most_forms=most_forms)


def _field_problems(header: Unit, rows: Rows, *, template: bool) -> list[Problem]:
    start = header.msgstr_lines[0]
    return [
        Problem("header-field", message, _line_of(rows, start, field) if field else start, severity=severity)
        for message, field, severity in _wrong_fields(header.msgstr, template)
    ]


@lru_cache(maxsize=64)
def _wrong_fields(text: str, template: bool) -> tuple[tuple[str, str, Severity], ...]:
    """Return what is wrong with the fields of a header: a message, the field that it is about or "", how grave it is.

    Catalogs of one locale mostly have the same header.
    """
    lines = [row for row in text.split("\n") if row.strip()]
    names = [row.partition(":")[0].strip() for row in lines]
    wrong: list[tuple[str, str, Severity]] = []
    if len(set(names)) < len(names):
        twice = next(name for name, count in Counter(names).items() if count > 1)
        wrong.append((f"the header has the field {twice[:60]!r} more than once", twice, Severity.ERROR))
    if odd := next((row for row in lines if not _FIELD.match(row)), None):
        wrong.append((f"{odd[:60]!r} is no field 'Name: value'", "", Severity.ERROR))
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        grave = "Content-Type" in missing
        wrong.append((f"the header lacks {', '.join(missing)}", "", Severity.ERROR if grave else Severity.WARNING))
    content_type = header_fields(text).get("Content-Type")
    if content_type is not None:
        found = _CHARSET.fullmatch(content_type)
        charset = found[1].upper() if found else ""
        if charset not in {"UTF-8", "UTF8"} and not (template and charset in {"CHARSET", "ASCII", "US-ASCII"}):
            message = f"Content-Type is {content_type[:60]!r}, not 'text/plain; charset=UTF-8'"
            wrong.append((message, "Content-Type", Severity.ERROR))
    return tuple(wrong)


def _plural_forms_problems(catalog: Catalog, rows: Rows, *, template: bool, most_forms: int) -> list[Problem]:
    start = catalog.header.msgstr_lines[0] if catalog.header else 1
    value = catalog.headers.get("Plural-Forms")
    if value is None:
        unit = next((unit for unit in catalog.units if unit.msgid_plural is not None and any(unit.msgstrs)), None)
        if unit is None:
            return []
        message = f"the header lacks Plural-Forms, but line {unit.line} has plural forms"
        return [Problem("plural-forms", message, start)]
    if template and value == PLACEHOLDER_PLURAL_FORMS:
        return []
    forms = parse_plural_forms(value)
    if isinstance(forms, PluralForms):
        if forms.nplurals <= most_forms:
            return []
        forms = f"nplurals={forms.nplurals} is more than {most_forms}"
    return [Problem("plural-forms", f"Plural-Forms: {forms}", _line_of(rows, start, "Plural-Forms"))]


def _line_of(rows: Rows, start: int, name: str) -> int:
    """Return the line of the string that begins with the field `name`, or that of the msgstr."""
    for number, row in enumerate(rows()[start - 1 :], start):
        text = row.strip()
        if text.removeprefix("msgstr").lstrip().startswith(f'"{name}:'):
            return number
        if number > start and not text.startswith('"'):
            break
    return start


def _one_line(value: str) -> str:
    return " ".join(value.split())
