"""Prints the tables of the README's audit section: what the guard catches on this project, by language and by fault.

How many faults were tried in a minute of one core goes to standard error: nothing is remembered from other runs.
"""

import datetime as dt
import sys
import time
from pathlib import Path

from toolkit.audit.audit import audit_locale
from toolkit.diagnostic import Severity
from toolkit.project import load_project
from toolkit.project.memories import read_equivalents
from toolkit.report.audit import AuditResult, audit_table

ROOT = Path(__file__).parent.parent.parent

if __name__ == "__main__":
    project = load_project(ROOT)
    harmless = frozenset(item.hash for item in read_equivalents(project)[0])
    start = time.process_time()
    rows = [audit_locale(project, locale, today=dt.date(2026, 3, 1)) for locale in project.config.locales]
    seconds = time.process_time() - start
    result = AuditResult(project, rows, harmless, Severity.WARNING)
    print(audit_table(result))
    total = result.total
    print(
        f"{total.seeded} faults: {total.stopped} stopped, {total.warned} warned of, {total.missed} missed; "
        f"{60 * total.seeded / seconds:.0f} a minute of one core",
        file=sys.stderr,
    )
