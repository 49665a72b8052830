"""Prints the table of the README's audit section: what the guard catches on this project, language by language."""

import datetime as dt
from pathlib import Path

from toolkit.audit.audit import audit_locale
from toolkit.diagnostic import Severity
from toolkit.project import load_project, read_equivalents
from toolkit.report.audit import AuditResult, audit_table

ROOT = Path(__file__).parent.parent.parent

if __name__ == "__main__":
    project = load_project(ROOT)
    harmless = frozenset(item.hash for item in read_equivalents(project)[0])
    rows = [audit_locale(project, locale, today=dt.date(2026, 3, 1)) for locale in project.config.locales]
    print(audit_table(AuditResult(project, rows, harmless, Severity.WARNING)))
