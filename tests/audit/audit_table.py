"""Prints the tables of the README's audit section: what the guard catches on this project, by language and by fault.

How many faults were tried in a minute of one core goes to standard error: nothing is remembered from other runs.
"""

import datetime as dt
import sys
import time
from pathlib import Path

from toolkit.audit.audit import audit_locale
from toolkit.audit.mutation import Harm
from toolkit.audit.mutators import MUTATORS
from toolkit.audit.outcome import Tier
from toolkit.diagnostic import Severity
from toolkit.model import StatementSeverity
from toolkit.project import load_project
from toolkit.project.memories import read_equivalents
from toolkit.report.audit import AuditResult

ROOT = Path(__file__).parent.parent.parent


def audit_table(result):
    """Return the tables of the README: what was caught in each language and kind of text, and of each kind of fault."""
    rows = [
        "| locale | statements and pages | text guarded by rules | other text | of these, changed meanings | skipped |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in result.locales:
        cells = [*(_share(result.of_tier(tier, row)) for tier in Tier), _share(_meanings(result, row.outcomes))]
        rows.append(f"| {row.locale} | {' | '.join(cells)} | {result.of_locale(row).skips} |")
    cells = [*(_share(result.of_tier(tier)) for tier in Tier), _share(_meanings(result, result.outcomes))]
    rows.append(f"| **all** | {' | '.join(cells)} | {result.total.skips} |")
    rows += ["", "| fault | caught | critical survivors | skipped |", "| --- | ---: | ---: | ---: |"]
    for name in result.mutators:
        found = result.of_mutator(name)
        grave = sum(item.mutator == name and item.severity is StatementSeverity.CRITICAL for item in result.survivors)
        skipped = f"{found.skips} ({found.skip_share:.1f} %)" if found.skips else "0"
        rows.append(f"| {name} | {_share(found)} | {grave} | {skipped} |")
    return "\n".join(rows)


def _meanings(result, outcomes):
    """Return the sums of the faults in other running text that change what it says, not only how it looks."""
    names = {item.name for item in MUTATORS if item.harm is Harm.MEANING}
    return result.count([item for item in outcomes if item.tier is Tier.TEXT and item.mutator in names])


def _share(found):
    asked = found.seeded - found.harmless
    return f"{found.caught} of {asked} ({found.share:.1f} %)" if asked else "none"


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
