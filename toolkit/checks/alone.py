"""Judges one catalog by itself, without a project around it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from toolkit.catalog.locale import locale_of
from toolkit.catalog.plurals import plural_forms_of
from toolkit.catalog.read import read_catalog
from toolkit.checks import ALL, Context, Remembered, format_remembered, run_checks
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.files import read_bytes
from toolkit.limits import Limits
from toolkit.model import Catalog
from toolkit.shard import Shard


def check_file(file: Path, name: str, limits: Limits | None = None) -> list[Diagnostic]:
    """Return the findings on one catalog or template, judged by itself; `name` is the path to show.

    Raises `ToolkitError` (code `io`) where it cannot be read at all.
    """
    limits = limits or Limits()
    return check_text(read_bytes(file, limit=limits.file_size), file, name, limits)[1]


def check_text(
    data: bytes, file: Path, name: str, limits: Limits, remembered: Remembered | None = None
) -> tuple[Catalog, list[Diagnostic]]:
    """Return the catalog or template that `data` holds and the findings on it, by itself.

    `file` is where it stands, or is going to: only its name counts, nothing is read. `name` is the path to show.
    """
    catalog, found, context = _read(data, file, name, limits)
    if context is None:
        return catalog, found
    said = {(_SAID_BY_READER[item.code], item.msgctxt, item.msgid) for item in found if item.code in _SAID_BY_READER}
    checked = run_checks(ALL, catalog, context, None, remembered)
    misread = {(item.msgctxt, item.msgid) for item in checked if item.code == "mojibake"}
    return catalog, [
        *(
            replace(item, locale=context.locale)
            for item in found
            if item.code != "control-character" or (item.msgctxt, item.msgid) not in misread
        ),
        *(item for item in checked if (item.code, item.msgctxt, item.msgid) not in said),
    ]


def check_share(data: bytes, file: Path, name: str, limits: Limits, share: Shard) -> bytes:
    """Return what the checks find on a share of the units of the same, as `format_remembered` writes it.

    With the shares of all, `check_text` asks no check of single units again.
    """
    catalog, _, context = _read(data, file, name, limits)
    remembered = Remembered()
    if context is not None:
        run_checks(
            ALL, replace(catalog, units=catalog.units[share.number - 1 :: share.count]), context, None, remembered
        )
    return format_remembered(remembered)


def _read(data: bytes, file: Path, name: str, limits: Limits) -> tuple[Catalog, list[Diagnostic], Context | None]:
    """Return the catalog, what its reader says, and what the checks may know; None where they are not asked."""
    template = file.suffix == ".pot"
    catalog, found = read_catalog(data, name, limits, template=template)
    locale, problems = locale_of(catalog, file, template=template)
    found = [*found, *problems]
    if any(item.severity is Severity.ERROR for item in found) and not catalog.units:
        return catalog, [replace(item, locale=locale) for item in found], None
    context = Context(locale, domain=file.stem, template=template, plural_forms=plural_forms_of(catalog), markdown=None)
    return catalog, found, context


_SAID_BY_READER = {
    "bidi-character": "hidden-character",
    "control-character": "hidden-character",
    "nul-character": "hidden-character",
    "newline-mismatch": "edge-space",
}
"""What the strict reader says with line and column -> the check that would say it again."""
