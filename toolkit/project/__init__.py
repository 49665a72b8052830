"""Reads a project's tree into values: the one door from disk to the rest, but for `toolkit.project.memories`."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from toolkit.article.markdown import Article
from toolkit.config import load_config
from toolkit.model import Catalog
from toolkit.project.places import (
    APPROVALS,
    ARTICLES,
    AUDITS,
    LANGUAGES,
    LOCALES,
    MEMORIES,
    OWN_COMMANDS,
    OWN_LOCALES,
    OWN_PROGRAM,
    OWN_REPORTS,
    OWN_TEMPLATES,
    REVIEWS,
    RULES,
    SAFETY_PREFIX,
    SITE_DOMAIN,
    STATEMENTS,
    STRINGS,
    TEMPLATES,
    TERMS,
    TOOLKIT_DOMAIN,
)
from toolkit.project.reader import Reader
from toolkit.project.value import Project
from toolkit.store import Store

__all__ = [
    "APPROVALS",
    "ARTICLES",
    "AUDITS",
    "LANGUAGES",
    "LOCALES",
    "MEMORIES",
    "OWN_COMMANDS",
    "OWN_LOCALES",
    "OWN_PROGRAM",
    "OWN_REPORTS",
    "OWN_TEMPLATES",
    "REVIEWS",
    "RULES",
    "SAFETY_PREFIX",
    "SITE_DOMAIN",
    "STATEMENTS",
    "STRINGS",
    "TEMPLATES",
    "TERMS",
    "TOOLKIT_DOMAIN",
    "Project",
    "load_frame",
    "load_project",
    "reread_catalogs",
    "with_article",
]


def load_project(root: Path, store: Store | None = None) -> Project:
    """Read the project in the folder `root`.

    The `store` remembers articles, and which files of rules have passed their own examples. Bad content never raises:
    each broken file is left out and gives diagnostics. Raises `ToolkitError`: code `settings`
    where the settings are wrong or missing, code `io` where a folder cannot be listed.
    """
    return Reader(root, load_config(root), store).read()


def load_frame(root: Path, store: Store | None = None, unchanged: Mapping[str, str] | None = None) -> Project:
    """Read the project in the folder `root` as `load_project` does, but for its catalogs and the texts of its articles.

    The articles are outlines: `with_article` adds what one of them says, so nobody has to hold all of a large project.
    The `store` remembers articles, and which files of rules have passed their own examples. `unchanged` are the paths
    of articles that are known to be as they were, with the SHA-256 that their files had: they are not read again.
    """
    return Reader(root, load_config(root), store, outlines=True, unchanged=unchanged).frame()


def with_article(
    frame: Project,
    article: Article,
    locales: Iterable[str] | None = None,
    store: Store | None = None,
    touched: Callable[[Callable[[], Mapping[str, str]]], Mapping[str, str]] = lambda find: find(),
) -> Project:
    """Return the project as if `article`, of which `frame` has the outline, were its only one, with its catalogs.

    Where `locales` are given, only their catalogs are read. Raises `ToolkitError` (code `io`) where the article is not
    what it was when the frame was read.

    `touched` returns what its argument finds, the `Project.touched_by_rules` of the article, or knows that from before.
    `frame` is what `load_frame` returned. What is wrong with these catalogs is added to `catalog_diagnostics`.
    """
    reader = Reader(frame.root, frame.config, store)
    article = reader.whole(article, frame.hashes[article.path])
    alone = replace(frame, articles=(article,))
    alone = replace(alone, touched={article.domain: touched(lambda: alone.touched_by_rules(article.domain))})
    messages = {article.domain: reader.messages_of(article, alone)}
    catalogs = reader.catalogs(messages, locales)
    shared = cast("dict[tuple[str, str], Catalog]", frame.catalogs)  # most are read when somebody asks for them
    return replace(
        alone,
        messages={**messages, **frame.messages},
        catalogs=ChainMap(catalogs, shared),
        hashes=ChainMap(reader.hashes, dict(frame.hashes)),
        catalog_diagnostics=(*frame.catalog_diagnostics, *reader.found_in_catalogs),
    )


def reread_catalogs(project: Project, paths: Iterable[str]) -> Project | None:
    """Return the project with the catalogs (PO) at `paths` as they are on the disk now, and nothing else read.

    `paths` are relative to the project. None where one of them is no catalog that the project has: then `load_project`
    is what is needed.
    """
    places = {
        project.catalog_path(locale, domain): (locale, domain)
        for locale in project.config.locales
        for domain in project.messages
    }
    reader = Reader(project.root, project.config)
    catalogs, found, hashes = dict(project.catalogs), list(project.catalog_diagnostics), dict(project.hashes)
    for path in paths:
        if path not in places:
            return None
        hashes.pop(path, None)
        found = [item for item in found if item.path != path]
        catalogs.pop(places[path], None)
        catalog = reader.catalog(path, *places[path])
        if catalog is not None:
            catalogs[places[path]] = catalog
    return replace(
        project,
        catalogs=catalogs,
        hashes={**hashes, **reader.hashes},
        catalog_diagnostics=(*found, *reader.found),
    )
