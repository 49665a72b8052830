"""Reads the catalogs of a project."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from toolkit.catalog.read import read_catalog
from toolkit.config import Config
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Catalog, Message
from toolkit.project.later import LaterCatalogs
from toolkit.project.places import LOCALES, TOOLKIT_DOMAIN, catalog_path, template_path
from toolkit.project.tree import Tree
from toolkit.store import Store, toolkit_hash

_PASSED = b"nothing is wrong"


class CatalogReader(Tree):
    """One pass over the catalogs of the tree; what is wrong with them is in `found_in_catalogs`."""

    def __init__(self, root: Path, config: Config, store: Store | None = None) -> None:
        """Prepare to read; the store remembers with which catalogs nothing was wrong."""
        super().__init__(root, config)
        self.store = store
        self.found_in_catalogs: list[Diagnostic] = []

    def catalogs(self, domains: Iterable[str], locales: Iterable[str] | None = None) -> dict[tuple[str, str], Catalog]:
        """Return the catalogs of the domains in all locales, or in those that are given.

        What is wrong with them is in `found_in_catalogs`.
        """
        wanted = self.config.locales if locales is None else [one for one in self.config.locales if one in locales]
        rows = [(locale, domain) for domain in domains for locale in wanted]
        read = ((row, self._gathered(catalog_path(*row), *row)) for row in rows)
        return {row: catalog for row, catalog in read if catalog is not None}

    def shared_catalogs(self, domains: Collection[str]) -> Mapping[tuple[str, str], Catalog]:
        """Return the catalogs of the domains in all locales: later, where nothing was wrong with any of them before."""
        rows = [(locale, domain) for domain in domains for locale in self.config.locales]
        paths = {row: catalog_path(*row) for row in rows}
        files = {row: self.root / path for row, path in paths.items()}
        there = {row: paths[row] for row, file in files.items() if file.is_symlink() or file.exists()}
        if self.store is None or not there:
            return self.catalogs(domains)
        sources, self.found = self.found, []
        data = {row: self.bytes_of(path) for row, path in there.items()}
        unread, self.found = self.found, sources
        whole = {row: found for row, found in data.items() if found is not None}
        if not unread and self.store.made(self._clean(there.values())) == _PASSED:
            return LaterCatalogs({row: partial(self._right, there[row], found) for row, found in whole.items()})
        said = len(self.found_in_catalogs)
        found = self.catalogs(domains)
        if len(self.found_in_catalogs) == said and found.keys() == there.keys():
            self.store.remember(self._clean(there.values()), _PASSED)
        return found

    def _clean(self, paths: Iterable[str]) -> str:
        """Return under which key is kept that nothing is wrong with these catalogs."""
        rows = [f"{path} {self.hashes.get(path)}" for path in sorted(paths)]
        return sha256("\n".join([toolkit_hash(), "catalogs", repr(self.config.limits), *rows]).encode()).hexdigest()

    def _right(self, path: str, data: bytes) -> Catalog:
        return read_catalog(data, path, self.config.limits)[0]

    def templates(self, domains: Iterable[str]) -> dict[str, Catalog]:
        """Return the templates (POT) on disk."""
        read = ((domain, self._gathered(template_path(domain), None, domain)) for domain in domains)
        return {domain: template for domain, template in read if template is not None}

    def _gathered(self, path: str, locale: str | None, domain: str) -> Catalog | None:
        """Return a catalog as `catalog` does, its findings gathered with those of the other catalogs."""
        sources, self.found = self.found, self.found_in_catalogs
        try:
            return self.catalog(path, locale, domain)
        finally:
            self.found = sources

    def catalog(self, path: str, locale: str | None, domain: str) -> Catalog | None:
        """Return the catalog at `path`, or None where there is none or it has errors."""
        if not (self.root / path).is_symlink() and not (self.root / path).exists():
            return None
        before = len(self.found)
        data = self.bytes_of(path)
        if data is None:
            self.found[before:] = [replace(item, locale=locale, domain=domain) for item in self.found[before:]]
            return None
        catalog, problems = read_catalog(data, path, self.config.limits, template=locale is None)
        self.found += [replace(item, locale=locale, domain=domain) for item in problems]
        return None if any(item.severity is Severity.ERROR for item in problems) else catalog

    def find_strays(self, messages: Mapping[str, tuple[Message, ...]]) -> None:
        """Say which catalogs belong to no source: a renamed slug would leave its translations behind unseen."""
        for path in self.paths(LOCALES, ["*.pot", "*/LC_MESSAGES/*.po"]):
            domain = Path(path).stem
            if domain in messages and domain != TOOLKIT_DOMAIN:
                continue
            self.found_in_catalogs.append(
                Diagnostic(
                    "unknown-domain",
                    Severity.WARNING,
                    f"no source has the domain {domain!r}",
                    path=path,
                    hint="if the article was renamed, rename this file to its new slug; else delete it",
                )
            )
