"""`l10n check`: what is wrong with the catalogs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from toolkit.checks import ALL
from toolkit.commands._verb import FINDING_FORMATS, Options, asked_locales, exit_code, show, verb
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError, sort_diagnostics
from toolkit.files import read_bytes, write_bytes


def check(
    options: Options,
    *,
    targets: tuple[str, ...] = (),
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    form: str = "text",
    fail_on: str = "error",
    explain: str | None = None,
    baseline: Path | None = None,
    write_baseline: Path | None = None,
) -> int:
    """Find what is wrong: in the whole project, in LOCALE..., or in the catalogs PATH.po...

    A catalog given by its path needs no project around it. Errors are certain, warnings probable. A translator switches
    a check off for one message with the flag 'ignore-CODE' or a comment 'l10n:ignore CODE reason'; errors on safety
    texts cannot be switched off.

    An old project adopts the tool with a baseline: --write-baseline FILE writes down all findings, and with --baseline
    FILE only those that are not in it are shown and fail. An error on a safety text is always shown.
    """
    if explain is not None:
        click.echo(explanation(explain))
        return 0
    paths = [name for name in targets if is_path(name)]
    locales = [name for name in targets if not is_path(name)]
    found: list[Diagnostic] = []
    unreadable = 0
    if locales or not paths:
        from toolkit.gates import check_project
        from toolkit.project import load_project

        project = load_project(options.project)
        found += check_project(
            project, asked_locales(locales, project.config.all_locales), options.date, whole=not locales
        )
    for path in paths:
        from toolkit.gates import check_file

        try:
            found += check_file(Path(path), path)
        except ToolkitError as error:
            unreadable += 1
            found.append(replace(error.diagnostic, path=path))
    if paths and unreadable == len(paths) and not locales:
        raise ToolkitError("; ".join(item.message for item in found), code="io")
    found = [item for item in found if (not select or item.code in select) and item.code not in ignore]
    if write_baseline is not None:
        from toolkit.report.baseline import format_baseline

        write_bytes(write_baseline, format_baseline(sort_diagnostics(found)).encode("utf-8"))
        options.tell(f"wrote {write_baseline}")
    if (known := write_baseline or baseline) is not None:
        found = not_in(known, found, options)
    show(found, form, quiet=options.quiet, fail_on=fail_on, root=options.project if not paths else None)
    return exit_code(found, fail_on)


def not_in(baseline: Path, found: list[Diagnostic], options: Options) -> list[Diagnostic]:
    """Return the findings that the baseline file does not hold, and say how many it does."""
    from toolkit.report.baseline import compare, parse_baseline

    compared = compare(
        sort_diagnostics(found), parse_baseline(read_bytes(baseline).decode("utf-8", "replace"), str(baseline))
    )
    if compared.known:
        options.tell(f"{compared.known} findings of the baseline are not shown")
    if compared.gone:
        options.tell(f"{compared.gone} findings of the baseline are gone: write it anew with --write-baseline")
    return list(compared.new)


def is_path(name: str) -> bool:
    """Whether a word of the command line means a file rather than a locale."""
    return name.endswith((".po", ".pot")) or "/" in name or "\\" in name


def explanation(code: str) -> str:
    """Return what is known of the check `code`; raises `ToolkitError` where there is none."""
    for item in ALL:
        if item.code == code:
            return f"# {item.code} ({item.severity})\n\n{item.explanation}"
    known = ", ".join(sorted(item.code for item in ALL))
    raise ToolkitError(f"there is no check {code!r}", hint=f"the checks are {known}")


command = verb(
    "check",
    check,
    click.argument("targets", metavar="[LOCALE or PATH.po]...", nargs=-1),
    click.option("--select", multiple=True, metavar="CODE", help="Report only this code (may be repeated)."),
    click.option("--ignore", multiple=True, metavar="CODE", help="Do not report this code (may be repeated)."),
    click.option(
        "--format", "form", type=click.Choice(FINDING_FORMATS), default="text", help="Form of the findings [text]."
    ),
    click.option("--fail-on", type=click.Choice([str(level) for level in Severity]), default="error", help="[error]"),
    click.option(
        "--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Show and fail for new findings only."
    ),
    click.option(
        "--write-baseline", type=click.Path(path_type=Path), metavar="FILE", help="Write the findings of now to FILE."
    ),
    click.option("--explain", metavar="CODE", help="Print what a check finds, why it matters and what to do."),
)
