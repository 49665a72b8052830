"""Everything that can be said of the text in an editor, found anew after each change, and fast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from toolkit.catalog.read import read_catalog
from toolkit.checks import Remembered
from toolkit.checks.alone import check_text
from toolkit.diagnostic import Diagnostic, Severity, sort_diagnostics
from toolkit.files import real_path
from toolkit.gates import approvals, check_lacking, check_rules, check_units
from toolkit.limits import Limits
from toolkit.model import Catalog, Key, Unit
from toolkit.project import LOCALES, OWN_LOCALES, SAFETY_PREFIX, TOOLKIT_DOMAIN, Project
from toolkit.safety.approval_state import ApprovalState, ApprovalStatus, diagnose
from toolkit.serve.about import About, Desk, previous_difference


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the text says and what is wrong with it."""

    catalog: Catalog
    """What could be read."""
    diagnostics: tuple[Diagnostic, ...]
    """All findings, sorted."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a catalog is in its project."""

    locale: str
    """Its locale."""
    domain: str
    """Its domain."""


class Analyst(Protocol):
    """Analyses one file again and again; what has not changed is not asked again."""

    def analyse(self, text: str) -> Analysis:
        """Return what the text says and all findings on it. Never raises, whatever the text."""

    def about(self, unit: Unit) -> About:
        """Return what a translator should know of a unit."""


def analyst(file: Path, desk: Desk | None) -> Analyst:
    """Return what analyses a file: as a catalog of its project, or by itself."""
    role = role_of(file, desk.project) if desk else None
    return FileAnalyst(file) if desk is None or role is None else CatalogAnalyst(desk, role)


class FileAnalyst:
    """Analyses a file that belongs to no project; see `Analyst`."""

    def __init__(self, file: Path) -> None:
        """Take the place of the file: its name counts, nothing is read."""
        self._file = file
        self._remembered = Remembered()

    def analyse(self, text: str) -> Analysis:
        """Return what the text says and all findings on it."""
        catalog, found = check_text(_bytes(text), self._file, self._file.name, Limits(), self._remembered)
        return Analysis(catalog, tuple(sort_diagnostics(found)))

    def about(self, unit: Unit) -> About:
        """Return what a translator should know of a unit."""
        return About(previous=previous_difference(unit))


class CatalogAnalyst:
    """Analyses a catalog of a project; see `Analyst`."""

    def __init__(self, desk: Desk, role: Role) -> None:
        """Take the project, and what the catalog is in it."""
        self.desk = desk
        self.role = role
        article = next((item for item in desk.project.articles if item.domain == role.domain), None)
        self._article = article
        self._narrow = replace(desk.project, articles=(article,) if article else ())
        self._remembered = Remembered()
        self._rules: dict[tuple[Key, tuple[str, ...]], list[Diagnostic]] = {}

    def analyse(self, text: str) -> Analysis:
        """Return what the text says and all findings on it."""
        project, role = self._narrow, self.role
        catalog, read = read_catalog(
            _bytes(text), project.catalog_path(role.locale, role.domain), project.config.limits
        )
        broken = any(item.severity is Severity.ERROR for item in read)
        found = [replace(item, locale=role.locale, domain=role.domain) for item in read]
        found += check_units(project, catalog, role.locale, role.domain, self._remembered)
        if not broken:  # what cannot be read is not what is missing
            found += check_lacking(project, catalog, role.locale, role.domain)
        found += self._by_rules(catalog)
        if role.domain.startswith(SAFETY_PREFIX):
            found += self._by_approvals(catalog)
        return Analysis(catalog, tuple(sort_diagnostics(found)))

    def about(self, unit: Unit) -> About:
        """Return what a translator should know of a unit."""
        return self.desk.about(self.role.locale, self.role.domain, unit)

    def _by_rules(self, catalog: Catalog) -> Iterator[Diagnostic]:
        """Yield the findings of the safety rules; a message that is as it was is not judged again."""
        if self._article is None:
            return
        known, self._rules = self._rules, {}
        project = replace(self._narrow, catalogs={(self.role.locale, self.role.domain): catalog})
        for message in self._article.messages:
            unit = catalog.by_key.get(message.key)
            if unit is None or not unit.translated:
                continue
            key = (message.key, unit.msgstrs)
            found = known.get(key)
            if found is None:
                found = check_rules(project, self.role.locale, replace(self._article, messages=(message,)))
            self._rules[key] = found
            yield from (replace(item, line=unit.line) for item in found)

    def _by_approvals(self, catalog: Catalog) -> Iterator[Diagnostic]:
        """Yield the findings on the approvals of statements in this catalog: an edit makes one stale."""
        for state in self._approvals(catalog):
            if state.statement.domain != self.role.domain:
                continue
            unit = catalog.by_key.get((state.statement.id, state.statement.text))
            for item in diagnose(state, draft=state.status is ApprovalStatus.MISSING):
                yield replace(item, path=catalog.path, line=unit.line if unit else None)

    def _approvals(self, catalog: Catalog) -> Iterable[ApprovalState]:
        project, locale = self.desk.project, self.role.locale
        if project.config.allowed_signers is not None:  # verifying signatures at each key stroke is too slow
            return self.desk.approvals(locale).values()
        catalogs = {**project.catalogs, (locale, self.role.domain): catalog}
        return approvals(replace(project, catalogs=catalogs), locale, self.desk.date)


def _bytes(text: str) -> bytes:
    """Return the text in UTF-8; a lone surrogate, which an editor can send, becomes what the reader calls no UTF-8."""
    return text.encode("utf-8", "surrogatepass")


def role_of(file: Path, project: Project) -> Role | None:
    """Return what the file is in the project; None where it is no catalog of it."""
    try:
        parts = real_path(file).relative_to(real_path(project.root)).parts
    except ValueError:
        return None
    own = OWN_LOCALES if file.stem == TOOLKIT_DOMAIN else LOCALES
    folder = tuple(own.split("/"))
    if len(parts) != len(folder) + 3 or parts[: len(folder)] != folder or file.suffix != ".po":
        return None
    locale, messages = parts[len(folder)], parts[len(folder) + 1]
    known = locale in project.config.locales and file.stem in project.messages and messages == "LC_MESSAGES"
    return Role(locale, file.stem) if known else None
