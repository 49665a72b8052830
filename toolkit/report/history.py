"""How complete the catalogs were: their counts along the history of the project in git."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.catalog.read import read_catalog
from toolkit.diagnostic import ToolkitError
from toolkit.git import Commit, commits, files, is_shallow, tree
from toolkit.project import LOCALES

MOST_POINTS = 16
"""Commits that are looked at, evenly chosen, the newest among them."""
_MOST_FILES = 20_000
"""Different versions of catalogs that are read at most: beyond, there are fewer points."""
_CATALOG = re.compile(rf"{LOCALES}/([A-Za-z_0-9]+)/LC_MESSAGES/[^/]+[.]po")


@dataclass(frozen=True, slots=True)
class Point:
    """How complete the catalogs were on one day."""

    date: str
    """The day of the commit, as in 2026-02-23."""
    percent: dict[str, int]
    """Locale -> translated messages in percent, rounded down; fuzzy does not count."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Completeness over time."""

    points: tuple[Point, ...] = ()
    """From the oldest to the newest."""
    problem: str | None = None
    """Why there are none."""
    shallow: bool = False
    """Whether older history is not there: the clone is shallow."""


def trend(root: Path, locales: Sequence[str]) -> Trend:
    """Return how complete each locale was along the history of the project's catalogs.

    Of each commit the catalogs are read as they were; completeness is that of their own messages. Without git, or
    outside a repository, there are no points, and `problem` says why.
    """
    try:
        history = commits(root, [LOCALES])
        shallow = is_shallow(root)
        return Trend(tuple(_points(root, _chosen(history), set(locales))), shallow=shallow)
    except ToolkitError as error:
        return Trend(problem=error.message)


def _chosen(history: Sequence[Commit]) -> list[Commit]:
    """Return at most `MOST_POINTS` commits, the oldest first, one a day: the last of it."""
    days = {commit.date: commit for commit in reversed(history)}
    rows = sorted(days.values(), key=lambda commit: commit.date)
    if len(rows) <= MOST_POINTS:
        return rows
    step = (len(rows) - 1) / (MOST_POINTS - 1)
    return [rows[round(number * step)] for number in range(MOST_POINTS)]


def _points(root: Path, chosen: Sequence[Commit], locales: set[str]) -> list[Point]:
    trees: list[tuple[Commit, dict[str, str]]] = []
    wanted: dict[str, None] = {}
    for commit in reversed(chosen):
        found = {
            path: name
            for path, name in tree(root, commit.id, [LOCALES]).items()
            if (match := _CATALOG.fullmatch(path)) and match[1] in locales
        }
        if trees and len({*wanted, *found.values()}) > _MOST_FILES:
            break
        wanted |= dict.fromkeys(found.values())
        trees.append((commit, found))
    counts = {name: _count(data) for name, data in files(root, wanted)}
    return [_point(commit, found, counts) for commit, found in reversed(trees)]


def _point(commit: Commit, found: dict[str, str], counts: dict[str, tuple[int, int]]) -> Point:
    sums: dict[str, tuple[int, int]] = {}
    for path, name in found.items():
        match = _CATALOG.fullmatch(path)
        locale = match[1] if match else ""
        translated, total = sums.get(locale, (0, 0))
        sums[locale] = (translated + counts[name][0], total + counts[name][1])
    return Point(commit.date, {locale: 100 * done // total for locale, (done, total) in sums.items() if total})


def _count(data: bytes) -> tuple[int, int]:
    """Return how many messages of a catalog a page may show, and how many it has."""
    catalog, _ = read_catalog(data, "")
    return sum(unit.translated for unit in catalog.units), len(catalog.units)
