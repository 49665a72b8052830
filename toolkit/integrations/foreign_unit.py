"""What the toolkit finds on one message that a program of others holds, such as Weblate with its database."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.catalog.problems import HINTS
from toolkit.checks import ALL, Context, run_checks
from toolkit.config import FILE
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError
from toolkit.gates import check_rules, check_units
from toolkit.limits import Limits
from toolkit.model import Catalog, Unit
from toolkit.project import APPROVALS, LOCALES, SAFETY_PREFIX, STATEMENTS, Project, load_project
from toolkit.safety.approval_state import approved_text
from toolkit.text.locales import is_locale

STATES = frozenset({"untranslated", "partly-untranslated", "fuzzy"})
"""Findings on the state of a message: such programs show it themselves."""
SECONDS = 5.0
"""The sources of a project are looked at for changes once in so many seconds at most."""


@dataclass(slots=True)
class _Loaded:
    """A project, and the files that it was read from."""

    looked_at: float
    stamp: frozenset[tuple[str, int, int]]
    project: Project | None


_LOADED: dict[Path, _Loaded] = {}


def findings(root: Path | None, locale: str, domain: str | None, unit: Unit) -> list[Diagnostic]:
    """Return what is wrong with the translation of a message.

    Args:
        root: Folder of the project, where there is one: a checkout. Then its rules, statements and approvals count.
        locale: As in paths: `pt_BR`.
        domain: Name of the catalog, without its suffix.
        unit: The message with the translation as it is in the other program.
    """
    project = None if root is None else _project(root)
    most = (project.config.limits if project else Limits()).message_size
    sizes = [len(text) for text in (unit.msgid, unit.msgid_plural or "", *unit.msgstrs) if len(text) > most]
    if sizes:  # as in a file: to look at it could take for ever
        message = f"a text has {sizes[0]} characters, more than {most}"
        return [Diagnostic("limit-exceeded", Severity.ERROR, message, hint=HINTS["limit-exceeded"], locale=locale)]
    if project is None or domain is None or domain not in project.messages:
        catalog = Catalog("", None, (unit,))
        found = run_checks(ALL, catalog, Context(locale, domain=domain))
    else:
        found = _in_project(project, locale, domain, unit)
    if root is not None and (domain or "").startswith(SAFETY_PREFIX):
        found += [replace(item, statement=unit.msgctxt or domain) for item in _unread(root, project, locale)]
    return [item for item in found if item.code not in STATES]


def home_of(path: Path) -> tuple[Path, str] | None:
    """Return the folder of the project and the locale of a catalog by its path; None where no project has it there.

    Other programs have names of their own for languages, and their checkout may hold more than the project.
    """
    parts = path.parts
    if len(parts) > 4 and parts[-4] == LOCALES and parts[-2] == "LC_MESSAGES" and is_locale(parts[-3]):
        return path.parents[3], parts[-3]
    return None


def _in_project(project: Project, locale: str, domain: str, unit: Unit) -> list[Diagnostic]:
    now = project.catalogs.get((locale, domain))
    catalog = Catalog("", now.header if now else None, (unit,), now.obsolete if now else ())
    alone = replace(project, catalogs={(locale, domain): catalog})
    found = check_units(alone, catalog, locale, domain)
    for article in project.articles:
        if article.domain == domain:
            found += check_rules(alone, locale, article)
    if domain.startswith(SAFETY_PREFIX) and (approved := _approved(project, locale, unit)) is not None:
        found.append(
            Diagnostic(
                "approval-stale",
                Severity.ERROR,
                f"a medical reviewer approved another wording: {approved!r}",
                hint="keep the approved wording, or have the new one approved",
                locale=locale,
                domain=domain,
                msgctxt=unit.msgctxt,
                msgid=unit.msgid,
                statement=(unit.msgctxt or "").split("/")[0],
            )
        )
    return found


def _unread(root: Path, project: Project | None, locale: str) -> list[Diagnostic]:
    """Return why nobody can say which wording is approved; nothing where all that says it can be read."""
    if project is None:
        message, path = f"{FILE} cannot be read, so nobody can say which wording is approved", FILE
        hint = "run 'l10n check' in the project, and mend what it finds"
        return [Diagnostic("settings", Severity.ERROR, message, hint=hint, path=path)] if _has_settings(root) else []
    errors = [item for item in project.diagnostics if item.severity is Severity.ERROR and item.path]
    ours = (f"{STATEMENTS}/", f"{APPROVALS}/{locale}/")
    return [item for item in errors if (item.path or "").startswith(ours)][:1]


def _has_settings(root: Path) -> bool:
    """Whether there are settings of this toolkit, however broken; the file of another program has none."""
    try:
        return b"[tool.l10n" in (root / FILE).read_bytes()
    except OSError:
        return False


def _approved(project: Project, locale: str, unit: Unit) -> str | None:
    """Return the wording that was approved for the message, where its translation is another one."""
    approval = project.approvals.get((locale, (unit.msgctxt or "").split("/")[0]))
    wording = None if approval is None or unit.untranslated else approved_text(approval, unit)
    return None if wording == unit.msgstr else wording


def _project(root: Path) -> Project | None:
    """Return the project in a folder, as it is on the disk now; None where there is none that can be read."""
    now = time.monotonic()
    loaded = _LOADED.get(root)
    if loaded is not None and now - loaded.looked_at < SECONDS:
        return loaded.project
    stamp = _stamp(root)
    if loaded is None or loaded.stamp != stamp:
        try:
            project = load_project(root) if (root / FILE).is_file() else None
        except ToolkitError:
            project = None
        loaded = _Loaded(now, stamp, project)
    loaded.looked_at = now
    _LOADED[root] = loaded
    return loaded.project


def _stamp(root: Path) -> frozenset[tuple[str, int, int]]:
    """Return what changes with the sources: catalogs do not count, the other program holds them."""
    found = set()
    for path in [root / FILE, *(root / "source").rglob("*")]:
        try:
            state = path.stat()
        except OSError:
            continue
        found.add((str(path), state.st_mtime_ns, state.st_size))
    return frozenset(found)
