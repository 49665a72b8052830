"""Remembers what was found on the messages of a project's catalogs, in the store of the project.

Each catalog has one place, so that its edits do not pile up. What is remembered counts for the messages that are the
same, as long as all is the same that the checks know besides the catalog: the settings, the terms, the language data,
what is guarded, the toolkit and its packages.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from toolkit.checks import ALL, Remembered, format_remembered, parse_remembered
from toolkit.project import LANGUAGES, TERMS, Project
from toolkit.store import Store, this_toolkit


def memory_in(store: Store) -> CatalogMemory | None:
    """Return the memory in a store; None just after a change of the toolkit, see `this_toolkit`."""
    toolkit = this_toolkit()
    return None if toolkit is None else CatalogMemory(store, toolkit)


@dataclass(frozen=True, slots=True)
class CatalogMemory:
    """What is remembered of the catalogs of a project."""

    store: Store
    """Where."""
    toolkit: str
    """What tells this toolkit, and the packages that it may use, from others."""

    def of(self, project: Project, locale: str, domain: str) -> Remembered:
        """Return what is remembered of a catalog."""
        key, _, rows = (self.store.made(self._place(locale, domain)) or b"").partition(b"\n")
        return parse_remembered(rows, ALL) if key == self._key(project, locale, domain) else Remembered()

    def keep(self, project: Project, locale: str, domain: str, remembered: Remembered) -> None:
        """Remember what was found on a catalog, if that can be."""
        key = self._key(project, locale, domain)
        self.store.remember(self._place(locale, domain), key + b"\n" + format_remembered(remembered))

    def _place(self, locale: str, domain: str) -> str:
        return hashlib.sha256(f"found {locale} {domain}".encode()).hexdigest()

    def _key(self, project: Project, locale: str, domain: str) -> bytes:
        """Return the hash of all that the checks know besides the catalog."""
        guard, catalog = project.guard(domain), project.catalogs.get((locale, domain))
        guarded = [(unit.msgid, unit.msgctxt or "", guard(unit)) for unit in catalog.units] if catalog else []
        known = [
            self.toolkit,
            project.config.source_locale,
            sorted((source, sorted(links.items())) for source, links in project.config.links.items()),
            [project.hashes.get(path) for path in (TERMS, *self._overlays(project, locale))],
            any(article.domain == domain for article in project.articles),
            sorted(row for row in guarded if row[-1] is not None),
        ]
        return hashlib.sha256(repr(known).encode("utf-8", "surrogatepass")).hexdigest().encode()

    def _overlays(self, project: Project, locale: str) -> tuple[str, str]:
        return f"{LANGUAGES}/{locale}.toml", f"{LANGUAGES}/{project.config.source_locale}.toml"
