"""Asks everything that can be asked of a project without building it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING

from toolkit.checks import ALL
from toolkit.config import FILE as CONFIG_FILE
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.gates.catalogs import Memory, check_catalog
from toolkit.gates.contract import check_contract
from toolkit.gates.running_text import check_guarded, check_rules, check_waivers
from toolkit.project import APPROVALS, LANGUAGES, REVIEWS, RULES, Project
from toolkit.shard import ALL_OF_IT, Shard

if TYPE_CHECKING:
    from toolkit.workers import Workers


def blocking_errors(project: Project) -> list[Diagnostic]:
    """Return the errors in the sources that leave no page to be trusted.

    A broken article, statement file or source rule may hold a requirement that nobody can read, so nothing is built
    from the rest. Broken approvals, reviews and rules of one locale keep back the pages of that locale.
    """
    source_rules = f"{RULES}/{project.config.source_locale}.toml"
    return [
        item
        for item in project.diagnostics
        if item.severity is Severity.ERROR
        and (item.path == source_rules or not (item.path or "").startswith((APPROVALS, REVIEWS, f"{RULES}/")))
    ]


def check_project(
    project: Project,
    locales: Iterable[str],
    today: dt.date,
    *,
    whole: bool = True,
    shard: Shard = ALL_OF_IT,
    run: Workers = map,
    memory: Memory | None = None,
) -> list[Diagnostic]:
    """Return all findings on the locales; with `whole` also those on the sources, else the errors that concern them.

    Of the catalogs only those of the `shard` are asked; what is asked of the project as a whole is in the first one.
    `run` gives the catalogs to this process or to copies of it, which have read the project too. What the `memory` has
    of their messages is not asked again.
    """
    names = tuple(locales)
    domains = sorted(shard.part(project.messages))
    found: list[Diagnostic] = []
    if shard.is_first:
        found += project.diagnostics if whole else _errors_for(project, names)
        found += check_contract(project, names, today)
        found += check_levels(project) if whole else ()
        read = project.catalog_diagnostics
        found += [item for item in read if item.locale in names or (whole and item.locale is None)]
        for locale in names:
            found += [*check_waivers(project, locale), *check_guarded(project, locale)]
    parts = [
        (locale, tuple(domains[start : start + _AT_ONCE]))
        for locale in names
        for start in range(0, len(domains), _AT_ONCE)
    ]
    _at_hand[id(project)] = project, memory
    try:
        for rows in run(partial(_check_part, id(project)), parts):
            found += rows
    finally:
        del _at_hand[id(project)]
    return found


def _errors_for(project: Project, locales: Collection[str]) -> list[Diagnostic]:
    """Return the errors in the sources but for those in files of other locales.

    What cannot be read there is not asked of the locales: without its rules or terms a catalog only seems to be clean.
    """
    wanted = {*locales, project.config.source_locale}

    def concerns(path: str) -> bool:
        folder = next((name for name in (RULES, APPROVALS, REVIEWS, LANGUAGES) if path.startswith(f"{name}/")), None)
        return folder is None or path[len(folder) + 1 :].removesuffix(".toml").split("/")[0] in wanted

    return [item for item in project.diagnostics if item.severity is Severity.ERROR and concerns(item.path or "")]


_AT_ONCE = 8
"""Catalogs that one job asks: some take ten times as long as others, and a job of one would be mostly its delivery."""
_at_hand: dict[int, tuple[Project, Memory | None]] = {}
"""What is asked now, by the identity of the project: processes that begin as copies of this one have it too."""


def _check_part(project_id: int, part: tuple[str, tuple[str, ...]]) -> list[Diagnostic]:
    """Return the findings on the running text of a locale in some domains."""
    (project, memory), (locale, domains) = _at_hand[project_id], part
    found = [item for domain in domains for item in check_catalog(project, locale, domain, memory)]
    for article in project.articles:
        if article.domain in domains:
            found += check_rules(project, locale, article)
    return found


def check_levels(project: Project) -> list[Diagnostic]:
    """Return a warning for each code in the setting `severity` that no check has: it would do nothing, unseen."""
    known = {item.code for item in ALL}
    return [
        Diagnostic(
            "settings",
            Severity.WARNING,
            f"tool.l10n.severity: there is no check {code!r}",
            hint="'l10n check --explain list' lists all codes; only those of checks have a level",
            path=CONFIG_FILE,
        )
        for code in sorted(set(project.config.severity) - known)
    ]
