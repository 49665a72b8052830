"""Reads PO and POT files: strictly, in one pass, with the place of everything that is wrong."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from toolkit.catalog.consistency import entry_problems
from toolkit.catalog.entries import may_be_odd, plain_entries
from toolkit.catalog.header import Rows, header_problems
from toolkit.catalog.lines import read_entry
from toolkit.catalog.problems import Problem
from toolkit.diagnostic import Diagnostic, sort_diagnostics
from toolkit.limits import Limits
from toolkit.model import Catalog, Unit

_BOM = "\ufeff"
_COMPILED = {b"\xde\x12\x04\x95", b"\x95\x04\x12\xde"}
"""What a compiled catalog (`.mo`) begins with, in both orders of bytes."""
_LIMITS = Limits()


def read_catalog(
    data: bytes, path: str, limits: Limits = _LIMITS, template: bool = False
) -> tuple[Catalog, list[Diagnostic]]:
    """Return what the PO file `data` says, and everything that is wrong with its form.

    `path` is how findings name the file; one that ends in `.pot` is a template, as one with `template` is: its header
    may have placeholders and be fuzzy. The file must be UTF-8 (RFC 3629); lines end with LF or CRLF, which are read
    alike. Every file that `msgfmt -c` of GNU gettext 0.21 rejects has an error here, but for format strings (see
    `toolkit.catalog.consistency`).

    Content never raises. Broken entries are left out and the rest is read; so a catalog that comes with errors must not
    be written back, nor published.
    """
    template = template or path.endswith(".pot")
    nothing = Catalog(path, None, ())
    if len(data) > limits.file_size:
        message = f"the file has {len(data)} bytes, more than {limits.file_size}"
        return nothing, [Problem("limit-exceeded", message, None).diagnostic(path)]
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return nothing, [Problem("byte-order-mark", "the file is UTF-16", 1, 1).diagnostic(path)]
    if data[:4] in _COMPILED:
        message = "the file is a compiled catalog (.mo); what is checked is the .po that it was made from"
        return nothing, [Problem("syntax", message, 1, 1).diagnostic(path)]
    text, whole = _decoded(data)
    diagnostics: list[Diagnostic] = []
    if text.startswith(_BOM):
        text = text.removeprefix(_BOM)
        message = "the file begins with U+FEFF, a byte order mark"
        diagnostics.append(Problem("byte-order-mark", message, 1, 1).diagnostic(path))
    odd = not whole or may_be_odd(data)
    if b"\r" in data:
        text = text.replace("\r\n", "\n")
        odd = odd or "\r" in text
    if not text.endswith("\n"):
        text += "\n"
    rows = _Rows(text)
    units: list[Unit] = []
    with _without_search_for_garbage():
        for some, found in _entries(text, rows, limits, path, odd=odd):
            units += some
            diagnostics += found
            if len(units) > limits.messages:
                message = f"the file has more than {limits.messages} messages; it was read only to here"
                diagnostics.append(Problem("limit-exceeded", message, units[limits.messages].line).diagnostic(path))
                del units[limits.messages :]
                break
            if len(diagnostics) > limits.problems:
                break
        catalog, found = _catalog(path, units)
    diagnostics += found
    in_header = header_problems(catalog, rows, template=template, most_forms=limits.plural_forms)
    diagnostics += [item.diagnostic(path, None, "") for item in in_header]
    problems = islice(entry_problems(catalog, template=template), limits.problems + 1)
    diagnostics += [item.diagnostic(path, unit.msgctxt, unit.msgid) for item, unit in problems]
    diagnostics = sort_diagnostics(diagnostics)
    if len(diagnostics) > limits.problems:
        message = f"the file has more than {limits.problems} problems; the others are not shown"
        diagnostics[limits.problems :] = [Problem("limit-exceeded", message, None).diagnostic(path)]
    return catalog, sort_diagnostics(diagnostics)


def read_sound_catalog(data: bytes, path: str) -> Catalog:
    """Return what `read_catalog` returns of a file without fault, and looks for nothing wrong, which takes less time.

    For the catalogs that are shipped, which a test reads strictly.
    """
    text = data.decode("utf-8")
    entries = _entries(text, _Rows(text), _LIMITS, path, odd=False)
    units = [unit for some, _ in entries for unit in some]
    return _catalog(path, units)[0]


@contextmanager
def _without_search_for_garbage() -> Iterator[None]:
    """Let Python look for no garbage in cycles meanwhile: units make none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _decoded(data: bytes) -> tuple[str, bool]:
    """Return the text, and whether all of it is UTF-8."""
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape"), False


class _Rows:
    """The lines of a text, split when they are first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows: Sequence[str] | None = None

    def __call__(self) -> Sequence[str]:
        if self._rows is None:
            self._rows = self._text.split("\n")[:-1]
        return self._rows


def _entries(
    text: str, rows: Rows, limits: Limits, path: str, *, odd: bool
) -> Iterator[tuple[Sequence[Unit], Sequence[Diagnostic]]]:
    """Yield the entries in their order, with what is wrong with them: plain ones at once, the others one by one."""
    position, line = 0, 1
    while position < len(text):
        units, position, line = plain_entries(text, position, line, limits.message_size, odd=odd)
        yield units, ()
        if position < len(text):
            entry = read_entry(rows(), line, limits.message_size)
            position += sum(len(row) + 1 for row in rows()[line - 1 : entry.next_line - 1])
            line = entry.next_line
            found = [item.diagnostic(path, entry.msgctxt, entry.msgid) for item in entry.problems]
            yield (entry.unit,) if entry.unit else (), found


def _catalog(path: str, units: Sequence[Unit]) -> tuple[Catalog, list[Diagnostic]]:
    """Return the catalog that `units` make; entries without a msgid are left out, but for the first header."""
    header: Unit | None = None
    current: list[Unit] = []
    obsolete: list[Unit] = []
    diagnostics: list[Diagnostic] = []
    for unit in units:
        if unit.obsolete:
            obsolete.append(unit)
        elif unit.msgid:
            current.append(unit)
        elif unit.msgctxt is not None:
            problem = Problem("empty-msgid", f"the msgid of context {unit.msgctxt[:60]!r} is empty", unit.line)
            diagnostics.append(problem.diagnostic(path, unit.msgctxt, ""))
        elif header is None:
            header = unit
        else:
            problem = Problem(
                "duplicate-message", f"there is a second header, the first is in line {header.line}", unit.line
            )
            diagnostics.append(problem.diagnostic(path, None, ""))
    return Catalog(path, header, tuple(current), tuple(obsolete)), diagnostics
