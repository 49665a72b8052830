"""What `msgfmt -c` asks of the entries of a catalog together: unique keys, line breaks, the number of plural forms.

Its checks of format strings (`c-format`, `python-brace-format`, ...) are not here: they are checks of placeholders.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from toolkit.catalog.plurals import plural_forms_of
from toolkit.catalog.problems import Problem
from toolkit.model import Catalog, Key, Unit


def entry_problems(catalog: Catalog, *, template: bool) -> Iterator[tuple[Problem, Unit]]:
    """Yield what is wrong with entries, with the entry."""
    if len({(unit.msgctxt, unit.msgid) for unit in chain(catalog.units, catalog.obsolete)}) < _count(catalog):
        yield from _duplicates(catalog)
    if template:
        return
    forms = plural_forms_of(catalog)
    for unit in catalog.units:
        msgid, msgstr, plural = unit.msgid, unit.msgstrs[0], unit.msgid_plural is not None
        if not plural and "\n" not in msgid and "\n" not in msgstr:
            continue
        breaks = msgid[-1] == "\n" or msgid[0] == "\n" or msgstr[-1:] == "\n" or msgstr[:1] == "\n"
        if (breaks or plural) and not (unit.fuzzy or unit.untranslated):
            yield from ((problem, unit) for problem in _newlines(unit))
            if plural and forms and len(unit.msgstrs) != forms.nplurals:
                yield _wrong_count(unit, forms.nplurals), unit


def _count(catalog: Catalog) -> int:
    return len(catalog.units) + len(catalog.obsolete)


def _duplicates(catalog: Catalog) -> Iterator[tuple[Problem, Unit]]:
    """Yield a problem for each entry whose key an earlier one has; obsolete ones count, as they do for msgfmt."""
    first: dict[Key, Unit] = {}
    for unit in (*catalog.units, *catalog.obsolete):
        other = first.setdefault(unit.key, unit)
        if other is unit:
            continue
        if unit.obsolete:
            message = f"the obsolete entry has the same msgid (and msgctxt) as the entry in line {other.line}"
        else:
            message = f"the message is defined twice, first in line {other.line}"
        yield Problem("duplicate-message", message, unit.line), unit


def _newlines(unit: Unit) -> Iterator[Problem]:
    """Yield a problem for each text that begins or ends with a line break where the msgid does not, or the reverse."""
    begins, ends = unit.msgid[:1] == "\n", unit.msgid[-1:] == "\n"
    plural = unit.msgid_plural
    rows = list(zip(_names(unit), unit.msgstrs, unit.msgstr_lines, strict=True))
    if plural is not None:
        rows.append(("msgid_plural", plural, unit.line or 0))
    for name, text, line in rows:
        for where, wanted, found in (
            ("begin", begins, text[:1] == "\n"),
            ("end", ends, text[-1:] == "\n"),
        ):
            if wanted is not found and (text or unit.msgstrs[0]):
                yield Problem("newline-mismatch", f"'msgid' and {name!r} do not both {where} with a line break", line)


def _wrong_count(unit: Unit, nplurals: int) -> Problem:
    found = len(unit.msgstrs)
    message = f"the message has {found} plural form{'s' if found > 1 else ''}, but the header says nplurals={nplurals}"
    code = "missing-plural-form" if found < nplurals else "surplus-plural-form"
    return Problem(code, message, unit.msgstr_lines[-1])


def _names(unit: Unit) -> list[str]:
    if unit.msgid_plural is None:
        return ["msgstr"]
    return [f"msgstr[{index}]" for index in range(len(unit.msgstrs))]
