"""`l10n check`: what is wrong with the catalogs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from toolkit.commands._checked import findings_on
from toolkit.commands._limits import limits_at
from toolkit.commands._speech import _, ngettext
from toolkit.commands._verb import (
    FINDING_FORMATS,
    Options,
    asked_locales,
    catalogs_below,
    exit_code,
    progress,
    refuse_foreign,
    shard_of,
    show,
    shown,
    verb,
)
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError, sort_diagnostics
from toolkit.files import read_bytes, write_bytes
from toolkit.limits import Limits
from toolkit.shard import ALL_OF_IT, Shard, missing_of
from toolkit.text.locales import is_locale


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
    shard: Shard = ALL_OF_IT,
    merge: tuple[Path, ...] = (),
    cache: bool = True,
) -> int:
    """Find what is wrong: in the whole project, in LOCALE..., or in the catalogs PATH.po... or below a folder PATH.

    A catalog given by its path needs no project around it, and is judged by itself. Errors are certain, warnings
    probable. A translator switches a check off for one message with the flag 'ignore-CODE' or a comment
    'l10n:ignore CODE reason'; errors on safety texts cannot be switched off.

    An old project adopts the tool with a baseline: --write-baseline FILE writes down all findings, and with --baseline
    FILE only those that are not in it are shown and fail. An error on a safety text is always shown.

    The messages of a large PATH.po that was never seen are shared by as many processes as there are processors, unless
    --jobs says otherwise; anything else is one process by default.

    Several machines share the work with --shard 1/8 to --shard 8/8 and --format json; --merge FILE, repeated, then
    shows their findings as one run would have found them. Where a shard is missing, nothing is shown.
    """
    if explain is not None:
        click.echo(explained(explain))
        return 0
    if write_baseline is not None:
        refuse_foreign(write_baseline, b'{"version"')
    selected, ignored = codes(select), codes(ignore)
    paths = [path for name in targets if is_path(name) for path in catalogs_at(name)]
    locales = [name for name in targets if not is_path(name)]
    found: list[Diagnostic] = []
    unreadable = 0
    if merge:
        found = merged(merge)
    elif locales or not paths:
        from toolkit.commands._memory import memory_in
        from toolkit.config import FILE as CONFIG_FILE
        from toolkit.gates import check_project
        from toolkit.project import load_project
        from toolkit.store import store_of
        from toolkit.workers import workers

        remembers = cache and (options.project / CONFIG_FILE).is_file()
        with store_of(options.project, remembers=remembers) as store:
            project = load_project(options.project, store)
            asked = asked_locales(locales, project.config.all_locales)
            memory = memory_in(store) if remembers else None
            with workers(options.jobs or project.config.jobs) as run:
                told = shown(options, run)
                found += check_project(
                    project, asked, options.date, whole=not locales, shard=shard, run=told, memory=memory
                )
    limits = limits_at(options.project) if paths else Limits()
    with progress(options, len(paths)) as tell:
        for done, judged in enumerate(findings_on(paths, limits, remembers=cache, jobs=options.jobs), 1):
            unreadable += not judged.readable
            found += judged.found
            tell(done)
    if paths and unreadable == len(paths) and not locales:
        hints = dict.fromkeys(item.hint for item in found if item.hint)
        raise ToolkitError("; ".join(item.message for item in found), code="io", hint="; ".join(hints) or None)
    found = [item for item in found if (not selected or item.code in selected) and item.code not in ignored]
    if write_baseline is not None:
        from toolkit.report.baseline import format_baseline

        write_bytes(write_baseline, format_baseline(sort_diagnostics(found)).encode("utf-8"))
        options.tell(_("wrote {path}", path=write_baseline))
    if (known := write_baseline or baseline) is not None:
        found = not_in(known, found, options)
    root = options.project if not paths else None
    extra = None if shard is ALL_OF_IT else {"shard": str(shard)}
    show(found, form, quiet=options.quiet, fail_on=fail_on, root=root, extra=extra)
    return exit_code(found, fail_on)


def merged(files: Sequence[Path]) -> list[Diagnostic]:
    """Return the findings in the JSON of several runs.

    Raises `ToolkitError` (code `usage`) where they are of shards, and not each shard of one run is there once: of what
    nobody looked at, nothing is known.
    """
    from toolkit.report.json import parse_report

    reports = [parse_report(read_bytes(file).decode("utf-8", "replace"), str(file)) for file in files]
    shards = [shard for _, shard in reports if shard is not None]
    if missing := missing_of(shards):
        raise ToolkitError(
            f"the findings of {', '.join(map(str, missing[:20]))} are missing",
            hint="run 'l10n check --shard N/M --format json' for each N, and name each file with --merge",
        )
    if twice := [str(shard) for shard in dict.fromkeys(shards) if shards.count(shard) > 1]:
        raise ToolkitError(f"the findings of {', '.join(twice[:20])} are there twice", hint="name each file once")
    return [item for found, _ in reports for item in found]


def not_in(baseline: Path, found: list[Diagnostic], options: Options) -> list[Diagnostic]:
    """Return the findings that the baseline file does not hold, and say how many it does."""
    from toolkit.report.baseline import compare, parse_baseline

    compared = compare(
        sort_diagnostics(found), parse_baseline(read_bytes(baseline).decode("utf-8", "replace"), str(baseline))
    )
    if compared.known:
        options.tell(
            ngettext(
                "{number} finding of the baseline is not shown",
                "{number} findings of the baseline are not shown",
                compared.known,
            )
        )
    if compared.gone:
        options.tell(
            ngettext(
                "{number} finding of the baseline is gone: write it anew with {option}",
                "{number} findings of the baseline are gone: write it anew with {option}",
                compared.gone,
                option="--write-baseline",
            )
        )
    return list(compared.new)


def is_path(name: str) -> bool:
    """Whether a word of the command line means a file or a folder rather than a locale."""
    return (
        name.endswith((".po", ".pot")) or "/" in name or "\\" in name or (not is_locale(name) and Path(name).exists())
    )


def catalogs_at(name: str) -> list[str]:
    """Return the catalogs and templates below a folder (`catalogs_below`), or the path itself.

    Raises `ToolkitError` (code `usage`) where a folder has none.
    """
    folder = Path(name)
    if not folder.is_dir():
        return [name]
    found = [path.as_posix() for path in catalogs_below(folder)]
    if not found:
        raise ToolkitError(f"there is no .po or .pot file in {name!r}")
    return found


def codes(asked: tuple[str, ...]) -> frozenset[str]:
    """Return the codes that are asked for, by repeating an option or with commas between.

    Raises `ToolkitError` (code `usage`) for one that no finding has.
    """
    names = [name.strip() for given in asked for name in given.split(",") if name.strip()]
    if names:
        from toolkit.report.explanations import known_codes, like

        known = frozenset(known_codes())
        for name in names:
            if name not in known:
                meant = like(name)
                hint = f"did you mean {meant!r}?" if meant else "'l10n check --explain list' lists all codes"
                raise ToolkitError(f"no finding has the code {name!r}", hint=hint)
    return frozenset(names)


def explained(code: str) -> str:
    """Return what is known of a code, or the list of all codes for `list`.

    Raises `ToolkitError` (code `usage`) where no finding has it.
    """
    from toolkit.report.explanations import explanation, known_codes, like

    if code == "list":
        return "\n".join(known_codes())
    text = explanation(code)
    if text is None:
        meant = like(code)
        hint = f"did you mean {meant!r}?" if meant else "'l10n check --explain list' lists all codes"
        raise ToolkitError(f"no finding has the code {code!r}", hint=hint)
    return text


command = verb(
    "check",
    check,
    click.argument("targets", metavar="[LOCALE or PATH]...", nargs=-1),
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
    click.option("--shard", callback=shard_of, metavar="N/M", help="Do only this share of the work."),
    click.option(
        "--merge",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Show findings of shards (JSON).",
    ),
    click.option("--cache/--no-cache", default=True, help="Whether to use what was found before [--cache]."),
    click.option("--explain", metavar="CODE", help="Print what a finding means and what to do; 'list': all codes."),
)
