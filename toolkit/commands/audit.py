"""`l10n audit`: seeds faults, and shows which would slip through."""

from __future__ import annotations

from functools import partial

import click

from toolkit.commands._verb import Options, asked_locales, shown, verb
from toolkit.diagnostic import Severity, ToolkitError


def audit(
    options: Options,
    *,
    locales: tuple[str, ...] = (),
    mutator: tuple[str, ...] = (),
    sample: int | None = None,
    seed: int = 0,
    min_score: float = 0.0,
    fail_on: str = "warning",
    form: str = "text",
    cache: bool = True,
) -> int:
    """Seed one dangerous fault at a time into LOCALE... (default: all), and ask the project's own gates about it.

    Faults go into the translations, the contract and the finished pages, in memory: no file is changed. A fault is
    caught where the checks, the rules, the approvals, the contract or the proof of the page find something that they do
    not find without it. Approvals are taken as if everything had been approved before; reviews are left out, because a
    reviewed page shows every change. What survives is shown with the rule, term or statement that would have caught it.

    What the gates said of a fault is asked again only where its text, its catalog or the policy has changed; 'l10n
    cache' shows and clears what is kept.

    A survivor that does no harm is written into source/safety/audit/LOCALE.toml, with its hash, a reason and a name.

    The exit code is 1 where a critical fault survives, or the score is below --min-score.
    """
    from toolkit.audit.audit import audit_locale
    from toolkit.audit.breaches import BREACHERS
    from toolkit.audit.mutators import MUTATORS
    from toolkit.audit.score import survivors
    from toolkit.config import FILE as CONFIG_FILE
    from toolkit.model import StatementSeverity
    from toolkit.project import load_project
    from toolkit.project.memories import read_equivalents
    from toolkit.report.audit import AuditResult, format_audit, format_audit_json
    from toolkit.report.audit_html import format_audit_html
    from toolkit.safety.equivalents import unused_equivalents
    from toolkit.store import store_of

    known = [*(item.name for item in MUTATORS), *(item.name for item in BREACHERS)]
    for name in mutator:
        if name not in known:
            raise ToolkitError(f"there is no mutator {name!r}", hint=f"there are {', '.join(known)}")
    project = load_project(options.project)
    decided, found = read_equivalents(project)
    names = asked_locales(locales, project.config.locales)
    with store_of(project.root, remembers=cache and (project.root / CONFIG_FILE).is_file()) as store:
        audit_one = partial(
            audit_locale,
            project,
            today=options.date,
            mutators=[item for item in MUTATORS if not mutator or item.name in mutator],
            breachers=[item for item in BREACHERS if not mutator or item.name in mutator],
            sample=sample,
            seed=seed,
            store=store,
        )
        audits = list(shown(options, map)(audit_one, names))
    level = Severity(fail_on)
    whole = not mutator and sample is None
    if whole:
        missed = {item.hash for row in audits for item in survivors(row.outcomes, (), level)}
        found = [*found, *unused_equivalents(decided, missed, names)]
    result = AuditResult(project, audits, frozenset(item.hash for item in decided), level, tuple(found), whole)
    formats = {"json": format_audit_json, "html": format_audit_html}
    if form in formats:
        click.echo(formats[form](result))
    else:
        click.echo(format_audit(result, most=None if options.verbose else 20))
    critical = any(item.severity is StatementSeverity.CRITICAL for item in result.survivors)
    wrong = any(item.severity is Severity.ERROR for item in found)
    return int(critical or wrong or result.total.score < min_score)


command = verb(
    "audit",
    audit,
    click.argument("locales", metavar="[LOCALE...]", nargs=-1),
    click.option("--mutator", multiple=True, metavar="NAME", help="Seed only faults of this kind (may be repeated)."),
    click.option("--sample", type=click.IntRange(1), metavar="N", help="Seed so many faults of each kind at most."),
    click.option("--seed", type=int, default=0, metavar="N", help="Draws the sample [0]."),
    click.option("--min-score", type=click.FloatRange(0, 100), default=0.0, metavar="X", help="Fail below it [0]."),
    click.option(
        "--fail-on",
        type=click.Choice(["warning", "error"]),
        default="warning",
        help="The least grave finding that catches a fault [warning].",
    ),
    click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="[text]"),
    click.option("--cache/--no-cache", default=True, help="Whether to use what was found before [--cache]."),
)
