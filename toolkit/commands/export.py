"""`l10n export`: translations for other programs, and for people without one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.commands._speech import ngettext
from toolkit.commands._verb import Options, asked_locales, exit_code, refuse_sources, show, verb
from toolkit.diagnostic import ToolkitError
from toolkit.files import read_bytes, write_bytes
from toolkit.project import TERMS, Project, load_project

if TYPE_CHECKING:
    from toolkit.catalog.exchange.entry import Part

FORMATS = {"xliff": ".xlf", "tmx": ".tmx", "tbx": ".tbx", "csv": ".csv"}
"""Format -> suffix of its files."""


def export(
    options: Options, *, form: str, out: Path, locales: tuple[str, ...] = (), domains: tuple[str, ...] = ()
) -> int:
    """Write the translations into LOCALE... (default: all) to the folder --out.

    xliff and csv: a file a locale and catalog, with everything that a translator or a reviewer needs; 'l10n import'
    takes it back. tmx: a memory a locale, of the finished translations. tbx: the terms of all locales, in one file.
    """
    refuse_sources(options.project, out)
    project = load_project(options.project)
    names = asked_locales(locales, project.config.locales)
    unknown = [name for name in domains if name not in project.messages]
    if unknown:
        hint = f"it has {', '.join(project.messages)}"
        raise ToolkitError(f"{unknown[0]!r} is no domain of this project", hint=hint)
    chosen = [name for name in project.messages if not domains or name in domains]
    broken = [item for item in project.catalog_diagnostics if item.locale in names and item.domain in chosen]
    show(broken, quiet=True)
    written = 0
    for name, data in files(project, form, names, chosen).items():
        written += write_bytes(out / name, data)
    options.tell(
        ngettext("exported {number} file to {folder}", "exported {number} files to {folder}", written, folder=out)
    )
    return exit_code(broken)


def files(project: Project, form: str, locales: Iterable[str], domains: Iterable[str]) -> Mapping[str, bytes]:
    """Return path -> bytes of what is exported; a catalog that cannot be read is left out."""
    if form == "tbx":
        from toolkit.catalog.exchange.tbx import TermEntry, format_tbx
        from toolkit.text.glossary_file import parse_glossary

        glossary, problems = parse_glossary(glossary_text(project), TERMS)
        if problems:
            raise ToolkitError(problems[0].message, hint=problems[0].hint, code="settings", path=TERMS)
        terms = [TermEntry(term.term, term.note, term.forms, term.forbidden) for term in glossary.terms]
        return {"terms.tbx": format_tbx(terms, project.config.source_locale)}
    from toolkit.catalog.exchange.sheet import format_sheet
    from toolkit.catalog.exchange.tmx import format_tmx
    from toolkit.catalog.exchange.xliff import format_xliff

    suffix = FORMATS[form]
    found: dict[str, bytes] = {}
    for locale in locales:
        parts = parts_of(project, locale, domains)
        if form == "tmx":
            found[f"{locale}{suffix}"] = format_tmx(list(parts.values()))
        else:
            write = format_xliff if form == "xliff" else format_sheet
            found |= {f"{locale}/{domain}{suffix}": write([part]) for domain, part in parts.items()}
    return found


def glossary_text(project: Project) -> str:
    """Return the text of the project's glossary, "" where there is none; raises `ToolkitError` if it cannot be read."""
    file = project.root / TERMS
    if not file.is_file():
        return ""
    try:
        return read_bytes(file, limit=project.config.limits.file_size).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ToolkitError(f"{TERMS} is not UTF-8: byte {error.start}", code="io", path=TERMS) from error


def parts_of(project: Project, locale: str, domains: Iterable[str]) -> dict[str, Part]:
    """Return what the catalogs of a locale say, by domain."""
    from toolkit.catalog.exchange.entry import part_of

    return {
        domain: part_of(
            catalog,
            locale=locale,
            source_locale=project.config.source_locale,
            domain=domain,
            project=project.config.site_name,
        )
        for domain in domains
        if (catalog := project.catalogs.get((locale, domain))) is not None
    }


command = verb(
    "export",
    export,
    click.argument("locales", metavar="[LOCALE...]", nargs=-1),
    click.option("--format", "form", type=click.Choice(list(FORMATS)), default="xliff", show_default=True),
    click.option("--domain", "domains", multiple=True, metavar="DOMAIN", help="Only this catalog (may be repeated)."),
    click.option(
        "--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Where to write."
    ),
)
