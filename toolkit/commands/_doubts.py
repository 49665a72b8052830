"""What a reviewer must see of a text before it counts as approved or read."""

from __future__ import annotations

from dataclasses import replace

from toolkit.checks import ignores, without_ignores
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.gates import check_catalog
from toolkit.project import Project


def doubts(project: Project, locale: str, domain: str) -> list[Diagnostic]:
    """Return what the checks find in a catalog, other than notes.

    What a translator ignores is among it, with the reason: a reviewer decides about the text, and not about what a
    translator wants to be seen of it.
    """
    catalog = project.catalogs.get((locale, domain))
    if catalog is None:
        return []
    whole = replace(catalog, units=tuple(map(without_ignores, catalog.units)))
    asked = replace(project, catalogs={**project.catalogs, (locale, domain): whole})
    shown = check_catalog(project, locale, domain)
    known = set(shown)
    reasons = {key: ignores(unit) for key, unit in catalog.by_key.items()}
    hidden = [
        _with_reason(item, reasons.get((item.msgctxt, item.msgid or ""), {}).get(item.code))
        for item in check_catalog(asked, locale, domain)
        if item not in known
    ]
    return [item for item in (*shown, *hidden) if item.severity is not Severity.NOTE]


def _with_reason(item: Diagnostic, reason: str | None) -> Diagnostic:
    """Return what a translator ignores, with the reason; it is for the reviewer to say what it is worth."""
    severity = Severity.WARNING if item.severity is Severity.ERROR else item.severity
    message = f"{item.message} (ignored in the catalog: {reason or 'no reason given'})"
    return replace(item, severity=severity, message=message)
