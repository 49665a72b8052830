"""Reads what is asked for seldom, not with the project: its memories, and what its audits called harmless."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from toolkit.catalog.exchange.entry import Part
from toolkit.catalog.exchange.tmx import parse_tmx, records
from toolkit.catalog.memory import Memory, records_of
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError
from toolkit.project.places import AUDITS, MEMORIES, SAFETY_PREFIX
from toolkit.project.tree import Tree
from toolkit.project.value import Project
from toolkit.safety.equivalents import Equivalent, parse_equivalents


def read_memories(project: Project) -> tuple[dict[str, tuple[Part, ...]], list[Diagnostic]]:
    """Return path -> what it says of each TMX file in source/memory, and what is wrong with them.

    They are read when a memory is asked for, not with the project. Raises `ToolkitError` as `load_project` does.
    """
    tree = Tree(project.root, project.config)
    found: dict[str, tuple[Part, ...]] = {}
    for path in tree.paths(MEMORIES, ["*.tmx"]):
        data = tree.bytes_of(path)
        if data is None:
            continue
        try:
            found[path], problems = parse_tmx(data, path, project.config.limits)
        except ToolkitError as error:  # the extra is not installed: the memory is smaller, nothing else
            problems = [replace(error.diagnostic, severity=Severity.WARNING, path=path)]
        tree.found += problems
    return found, tree.found


def read_equivalents(project: Project) -> tuple[tuple[Equivalent, ...], list[Diagnostic]]:
    """Return what persons have called harmless of the faults that an audit seeds, and what is wrong with the files.

    They are read when an audit is asked for, not with the project. Raises `ToolkitError` as `load_project` does.
    """
    tree = Tree(project.root, project.config)
    found: list[Equivalent] = []
    for path, text in tree.texts(AUDITS, ["*.toml"]):
        some, problems = parse_equivalents(text, path)
        found += some
        tree.found += problems
        if Path(path).stem not in project.config.locales:
            tree.say("unknown-locale", f"{Path(path).stem!r} is no locale of translations of this project", path)
    return tuple(found), tree.found


def memory_of(project: Project, locale: str, files: Mapping[str, tuple[Part, ...]]) -> Memory:
    """Return what the locale has translated, in all its catalogs and in `files` (`read_memories`).

    Nothing that a statement or a rule touches is in it.
    """
    catalogs = [
        catalog
        for (name, domain), catalog in sorted(project.catalogs.items())
        if name == locale and not domain.startswith(SAFETY_PREFIX)
    ]
    known = [record for catalog in catalogs for record in records_of(catalog)]
    for path, parts in files.items():
        known += records(parts, locale, project.config.source_locale, path)
    return Memory(known, project.sensitive, source_locale=project.config.source_locale)
