"""`l10n import`: takes translations back from other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.catalog.write import format_catalog
from toolkit.commands._speech import _
from toolkit.commands._verb import Options, exit_code, show, verb, write_texts
from toolkit.commands.export import glossary_text
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError
from toolkit.files import read_bytes
from toolkit.model import Unit
from toolkit.project import TERMS, Project, load_project
from toolkit.text.locales import maximal

if TYPE_CHECKING:
    from toolkit.catalog.exchange.entry import Part


def import_(options: Options, *, paths: tuple[Path, ...], check: bool = False) -> int:
    """Bring the translations in FILE... (XLIFF 1.2, TMX, CSV as 'l10n export' writes it; TBX for the terms) in.

    Only what differs is changed. What the file does not call approved becomes fuzzy, as does everything of a TMX file.
    Where a translation changed here since the export too, both are kept and a human decides. Approvals of safety
    statements are never imported: a changed wording makes its approval stale. With --check nothing is written, and the
    exit code is 1 where a file would change.
    """
    project = load_project(options.project)
    before = project.catalogs
    broken = {item.path for item in project.catalog_diagnostics if item.severity is Severity.ERROR}
    found: list[Diagnostic] = []
    texts: dict[str, str] = {}
    for file in paths:
        data = read_bytes(file, limit=project.config.limits.file_size)
        if file.suffix.lower() == ".tbx":
            texts |= _terms(project, data, str(file), found, texts)
            continue
        parts, problems = _parse(data, file, project)
        found += problems
        for part in parts:
            project = _import(project, part, str(file), found, broken)
    texts |= {
        catalog.path: format_catalog(catalog)
        for key, catalog in project.catalogs.items()
        if catalog.units != before[key].units
    }
    show(found, quiet=True)
    done = "" if exit_code(found) else _("the catalogs are up to date")
    return max(exit_code(found), write_texts(options, texts, check=check, done=done))


def _parse(data: bytes, file: Path, project: Project) -> tuple[Sequence[Part], list[Diagnostic]]:
    """Return what a file says, whose suffix tells its format; raises `ToolkitError` for another one."""
    from toolkit.catalog.exchange.sheet import parse_sheet
    from toolkit.catalog.exchange.tmx import parse_tmx
    from toolkit.catalog.exchange.xliff import parse_xliff

    readers = {".xlf": parse_xliff, ".xliff": parse_xliff, ".tmx": parse_tmx, ".csv": parse_sheet}
    read = readers.get(file.suffix.lower())
    if read is None:
        hint = f"its name must end in one of {', '.join([*readers, '.tbx'])}"
        raise ToolkitError(f"cannot tell the format of {str(file)!r}", hint=hint)
    return read(data, str(file), project.config.limits)


def _import(project: Project, part: Part, path: str, found: list[Diagnostic], broken: set[str | None]) -> Project:
    """Return the project with the translations of a part, or as it was where the part is not of this project."""
    from toolkit.catalog.exchange.apply import applied
    from toolkit.catalog.exchange.entry import problem

    locale = next((name for name in project.config.locales if _same(name, part.locale)), None)
    reason = _refusal(project, part, locale)
    if reason is not None or locale is None:
        found.append(problem(f"{reason}: nothing of it was imported", path))
        return project
    catalogs = dict(project.catalogs)
    unknown: dict[Unit, int] = {}
    domains = [part.domain] if part.domain is not None else list(project.messages)
    for domain in domains:
        catalog = catalogs.get((locale, domain))
        if catalog is None:
            if part.domain is not None:
                name = project.catalog_path(locale, domain)
                why = "has errors" if name in broken else "is not there; run 'l10n update'"
                found.append(problem(f"the catalog {name} {why}: nothing was imported into it", path))
            continue
        done = applied(catalog, part.entries, guarded=project.guarded(domain), locale=locale, domain=domain)
        catalogs[locale, domain] = done.catalog
        found += done.diagnostics
        for unit in done.unknown:
            unknown[unit] = unknown.get(unit, 0) + 1
    found += _unknown([unit for unit, count in unknown.items() if count == len(domains)], part, path, locale)
    return replace(project, catalogs=catalogs)


def _refusal(project: Project, part: Part, locale: str | None) -> str | None:
    """Return why a part is not of this project, or None."""
    from toolkit.catalog.exchange.tmx import is_variant

    config = project.config
    if part.project is not None and part.project != config.site_name:
        return f"the file is of another project, {part.project!r}; this one is {config.site_name!r}"
    if not part.locale:
        return "the file does not say which language its translations are in"
    if locale is None:
        return f"the file is for the locale {part.locale!r}, which this project does not have"
    variant = is_variant(part.source_locale, config.source_locale)
    if part.source_locale and not variant and not _same(config.source_locale, part.source_locale):
        return f"the file is translated from {part.source_locale!r}, this project from {config.source_locale!r}"
    if part.domain is not None and part.domain not in project.messages:
        return f"the file is of the catalog {part.domain!r}, which this project does not have"
    return None


def _same(locale: str, other: str) -> bool:
    return locale == other or maximal(locale) == maximal(other)


def _unknown(units: Sequence[Unit], part: Part, path: str, locale: str) -> Iterator[Diagnostic]:
    """Say what was not imported because no catalog has it."""
    if part.domain is None:
        if units:
            message = f"{len(units)} of {len(part.entries)} texts are not in this project"
            hint = "in the folder source/memory, a TMX file serves as a memory"
            yield Diagnostic("import-unknown", Severity.NOTE, message, hint=hint, path=path, locale=locale)
        return
    for unit in units:
        message = f"the catalog has no text {unit.msgid!r}: not imported"
        hint = "the source has changed since the export"
        item = Diagnostic("import-unknown", Severity.WARNING, message, hint=hint, path=path, locale=locale)
        yield replace(item, domain=part.domain, msgctxt=unit.msgctxt, msgid=unit.msgid)


def _terms(
    project: Project, data: bytes, path: str, found: list[Diagnostic], texts: Mapping[str, str]
) -> dict[str, str]:
    """Return path -> text of the glossary, as it is or as `texts` have it, with the terms of a TBX file."""
    from tomlkit.exceptions import TOMLKitError

    from toolkit.catalog.exchange.glossary_file import with_terms
    from toolkit.catalog.exchange.tbx import parse_tbx
    from toolkit.text.glossary_file import parse_glossary

    read, problems = parse_tbx(data, path, project.config.limits, project.config.source_locale)
    found += problems
    known = {term.term.casefold() for term in project.glossary.terms}
    terms = []
    for term in read:  # one that the glossary cannot hold would take all the others out of use
        alone = with_terms("", [term])[0]
        wrong = [item.message for item in parse_glossary(alone, TERMS)[1]]
        wrong += [] if alone or term.term.casefold() in known else ["it has no translation"]
        terms += [] if wrong else [term]
        found += [
            Diagnostic("import-term", Severity.WARNING, f"not imported: {term.term!r}: {message}", path=path)
            for message in wrong
        ]
    before = texts.get(TERMS)
    try:
        text, left_out = with_terms(glossary_text(project) if before is None else before, terms)
    except TOMLKitError as error:
        raise ToolkitError(f"{TERMS} is not valid TOML: {error}", code="settings", path=TERMS) from error
    found += [
        Diagnostic("import-term", Severity.WARNING, f"not imported: {message}", path=path) for message in left_out
    ]
    return {TERMS: text} if terms else {}


command = verb(
    "import",
    import_,
    click.argument(
        "paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path)
    ),
    click.option("--check", is_flag=True, help="Write nothing; exit 1 if files would change."),
)
