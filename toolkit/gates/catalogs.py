"""Asks the checks about the catalogs of a project."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from toolkit.catalog.locale import locale_of
from toolkit.catalog.plurals import plural_forms_of
from toolkit.checks import ALL, Check, Context, Remembered, run_checks
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Catalog, Message, Unit
from toolkit.project import Project


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far a catalog is. Fuzzy does not count as translated."""

    total: int
    """Messages of the source."""
    translated: int
    """Messages that a page may show."""
    fuzzy: int
    """Messages that wait for a human."""


class Memory(Protocol):
    """What is remembered of the messages of a project's catalogs."""

    def of(self, project: Project, locale: str, domain: str) -> Remembered:
        """Return what is remembered of a catalog."""

    def keep(self, project: Project, locale: str, domain: str, remembered: Remembered) -> None:
        """Remember what was found on a catalog."""


def completeness(project: Project, locale: str, domain: str) -> Completeness:
    """Return how far the locale is in one domain; the source locale is always complete."""
    messages = project.messages[domain]
    if locale == project.config.source_locale:
        return Completeness(len(messages), len(messages), 0)
    catalog = project.catalogs.get((locale, domain))
    if catalog is None:
        return Completeness(len(messages), 0, 0)
    translated = sum(catalog.translation(message.msgid, message.msgctxt) is not None for message in messages)
    units = [unit for message in messages if (unit := catalog.by_key.get(message.key)) is not None]
    return Completeness(len(messages), translated, sum(unit.fuzzy and not unit.untranslated for unit in units))


def check_catalog(project: Project, locale: str, domain: str, memory: Memory | None = None) -> list[Diagnostic]:
    """Return the findings of the checks on one catalog of the project, and what it lacks of the sources."""
    if locale == project.config.source_locale:
        return []
    catalog = project.catalogs.get((locale, domain))
    path = project.catalog_path(locale, domain)
    if catalog is None:
        if any(item.path == path for item in project.catalog_diagnostics):
            return []
        problem = f"there is no catalog for {locale!r}"
        hint = "run 'l10n update'"
        return [_outdated("missing-catalog", problem, hint, path=path, locale=locale, domain=domain)]
    remembered = None if memory is None else memory.of(project, locale, domain)
    misnamed = [
        replace(item, locale=locale, domain=domain) for item in locale_of(catalog, Path(path), template=False)[1]
    ]
    found = check_units(project, catalog, locale, domain, remembered)
    if memory is not None and remembered is not None:
        memory.keep(project, locale, domain, remembered)
    return [*misnamed, *found, *check_lacking(project, catalog, locale, domain)]


def check_units(
    project: Project,
    catalog: Catalog,
    locale: str,
    domain: str,
    remembered: Remembered | None = None,
    *,
    checks: Collection[Check] = ALL,
) -> list[Diagnostic]:
    """Return the findings of the checks on a catalog as one of the project's, wherever its text comes from."""
    catalog = _as_of_sources(catalog, project.messages.get(domain, ()))
    context = Context(
        locale,
        domain=domain,
        plural_forms=plural_forms_of(catalog),
        guard=project.guard(domain),
        links=project.config.links,
        markdown=any(article.domain == domain for article in project.articles),
        source_locale=project.config.source_locale,
        languages=project.language,
        glossary=project.glossary,
    )
    return run_checks(checks, catalog, context, project.config.severity, remembered)


def _as_of_sources(catalog: Catalog, messages: Iterable[Message]) -> Catalog:
    """Return the catalog with the comments (`#.`) and the kinds of format that the sources give its messages.

    Checks heed both, and whoever edits a catalog can write them: none of that may switch a check off.
    """
    known = {message.key: message for message in messages}
    return replace(catalog, units=tuple(_as_of_source(unit, known.get(unit.key)) for unit in catalog.units))


def _as_of_source(unit: Unit, message: Message | None) -> Unit:
    if message is None or (unit.comments == message.comments and unit.flags == message.flags):
        return unit
    own = [flag for flag in unit.flags if not flag.endswith("-format")]
    return replace(unit, comments=message.comments, flags=tuple(dict.fromkeys([*own, *message.flags])))


def check_lacking(project: Project, catalog: Catalog, locale: str, domain: str) -> Iterator[Diagnostic]:
    """Say which messages of the sources the catalog does not have yet, and how many it has too many."""
    guard = project.guard(domain)
    keys = set()
    for message in project.messages[domain]:
        keys.add(message.key)
        if message.key in catalog.by_key:
            continue
        guarded = guard(message)
        item = _outdated(
            "missing-message",
            f"the text {message.msgid!r} is not in the catalog",
            "run 'l10n extract' and 'l10n update', then translate it",
            path=catalog.path,
            locale=locale,
            domain=domain,
        )
        yield replace(
            item,
            msgctxt=message.msgctxt,
            msgid=message.msgid,
            statement=guarded,
            severity=Severity.WARNING if guarded is None else Severity.ERROR,
        )
    extra = len(set(catalog.by_key) - keys)
    if extra:
        problem = f"the sources no longer have {extra} of the messages here"
        hint = "run 'l10n update'"
        yield _outdated("outdated-catalog", problem, hint, path=catalog.path, locale=locale, domain=domain)


def _outdated(code: str, message: str, hint: str, *, path: str, locale: str, domain: str) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, message, hint=hint, path=path, locale=locale, domain=domain)
