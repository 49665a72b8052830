"""What all verbs share: the common options, how findings are shown, what the exit code is."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from toolkit.commands._examples import EXAMPLES
from toolkit.commands._speech import _, ngettext
from toolkit.diagnostic import Diagnostic, Severity, ToolkitError, sort_diagnostics
from toolkit.files import read_bytes, real_path, write_inside
from toolkit.shard import ALL_OF_IT, Shard, parse_shard

if TYPE_CHECKING:
    from toolkit.workers import Workers

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

FORMATS = ("text", "json")
FINDING_FORMATS = (*FORMATS, "sarif", "junit", "github", "gitlab")
"""Forms in which findings are shown, see `toolkit.report`."""

_LARGEST = 8_000_000
"""Bytes of a file that is looked at for the columns of findings."""


@dataclass(frozen=True, slots=True)
class Options:
    """The common options, as the verbs want them."""

    project: Path
    """Folder of the project."""
    jobs: int | None
    """Processes to use at most; None: as the settings say."""
    date: dt.date
    """The one date that a run knows."""
    quiet: bool
    """Whether only results and errors are shown."""
    verbose: bool
    """Whether more is told than usual."""

    def tell(self, text: str) -> None:
        """Show progress on stderr, unless asked to be quiet."""
        if not self.quiet:
            click.echo(text, err=True)


def refuse_sources(project: Path, out: Path) -> None:
    """Raise `ToolkitError` (code `usage`) where the folder `out` is the project's own, or its sources or catalogs.

    What is written there would take the place of somebody's work, or be taken for it.
    """
    place, root = real_path(out), real_path(project)
    if place == root or any(place.is_relative_to(root / name) for name in ("source", "locales")):
        message = f"cannot write to {str(out)!r}: that is where the project's own files are"
        raise ToolkitError(message, hint="name another folder with --out", path=str(out))


def refuse_foreign(file: Path, start: bytes) -> None:
    """Raise `ToolkitError` (code `usage`) where a file to be written holds something that does not begin with `start`.

    A slip of the keyboard must not cost an article or a catalog.
    """
    if file.is_file():
        with file.open("rb") as stream:
            held = stream.read(len(start))
        if held and held != start:
            message = f"cannot write {str(file)!r}: it holds something else"
            raise ToolkitError(message, hint="name another file, or remove this one", path=str(file))


def catalogs_below(folder: Path) -> list[Path]:
    """Return the catalogs and templates below a folder, sorted, without hidden ones and those in hidden folders."""
    found = (path for pattern in ("*.po", "*.pot") for path in folder.rglob(pattern))
    shown = (path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))
    return sorted(shown, key=Path.as_posix)


def shard_of(context: click.Context, parameter: click.Parameter, given: str | None) -> Shard:
    """Return the share of the work that `3/8` means."""
    if given is None:
        return ALL_OF_IT
    try:
        return parse_shard(given)
    except ValueError as error:
        raise click.BadParameter(str(error), context, parameter) from None


@contextmanager
def progress(options: Options, total: int) -> Iterator[Callable[[int], None]]:
    """Give what shows on stderr how many of `total` are done: a bar on a terminal, nothing elsewhere or if quiet."""
    if options.quiet or not sys.stderr.isatty():
        yield lambda _done: None
        return
    with click.progressbar(length=total, file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)


def shown(options: Options, run: Workers) -> Workers:
    """Return workers that show how many of their jobs are done; see `progress`."""

    def work(function: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
        jobs = list(items)
        with progress(options, len(jobs)) as tell:
            for done, result in enumerate(run(function, jobs), 1):
                tell(done)
                yield result

    return work


def the_date(given: dt.datetime | None) -> dt.date:
    """Return `--date`, else SOURCE_DATE_EPOCH (seconds, UTC), else today."""
    if given is not None:
        return given.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.date.today()
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ToolkitError(f"SOURCE_DATE_EPOCH is no number of seconds: {epoch!r}", code="usage") from error


COMMON: tuple[Callable[..., Any], ...] = (
    click.option(
        "--project", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Folder of the project [.]."
    ),
    click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        metavar="N",
        help="Use at most so many processes [1].",
    ),
    click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day that it is taken to be."),
    click.option("-q", "--quiet", is_flag=True, help="Show results and errors only."),
    click.option("-v", "--verbose", is_flag=True, help="Tell more."),
)


def verb(name: str, function: Callable[..., int], *parameters: Callable[..., Any]) -> click.Command:
    """Return the click command `name` over `function(options, ...) -> exit code`; its help is the docstring.

    Below the help stand its `EXAMPLES`.
    """

    def run(**given: Any) -> None:
        context = click.get_current_context()
        common = {key: given.pop(key) for key in ("project", "jobs", "date", "quiet", "verbose")}
        root = context.find_root()
        for key, value in common.items():
            if value is None or value is False:
                common[key] = root.params.get(key, value)
        common["project"] = common["project"] or Path()
        common["date"] = the_date(common["date"])
        context.exit(function(Options(**common), **given))

    run.__doc__ = function.__doc__
    decorated: Callable[..., Any] = run
    for decorate in (*reversed(COMMON), *reversed(parameters)):
        decorated = decorate(decorated)
    examples = [f"  {row}" for row in EXAMPLES.get(name, ())]
    # Of lines behind a backspace click makes no paragraph.
    epilog = "\n".join(["\b", "Examples:", *examples]) if examples else None
    return click.command(name, epilog=epilog)(decorated)


def show(
    found: Sequence[Diagnostic],
    form: str = "text",
    *,
    extra: Mapping[str, Any] | None = None,
    quiet: bool = False,
    fail_on: str = "error",
    root: Path | None = None,
) -> None:
    """Print the findings, sorted, in one of `FINDING_FORMATS`.

    Text is nothing where there are none and `quiet`; JSON has `extra` too. In JUnit those fail that are as grave as
    `fail_on`. `root` is the folder that paths of findings are relative to. In the form of GitHub, the job summary is
    written where GitHub asks for one (the variable GITHUB_STEP_SUMMARY names a file to append to).
    """
    rows = sort_diagnostics(found)
    if form == "json":
        from toolkit.report.json import format_json

        click.echo(format_json(rows, extra))
    elif form != "text":
        _show_to_machines(rows, form, Severity(fail_on), root or Path())
    elif rows or not quiet:
        from toolkit.report.text import format_text

        click.echo(format_text(rows, colour=in_colour(), last=counted(rows)))


def counted(rows: Sequence[Diagnostic]) -> str:
    """Return how many findings there are, in the language of the user: `2 errors, 1 warning` or `no findings`."""
    numbers = Counter(item.severity for item in rows)
    parts = {
        Severity.ERROR: ngettext("{number} error", "{number} errors", numbers[Severity.ERROR]),
        Severity.WARNING: ngettext("{number} warning", "{number} warnings", numbers[Severity.WARNING]),
        # l10n: A finding of the lowest level: something to know.
        Severity.NOTE: ngettext("{number} note", "{number} notes", numbers[Severity.NOTE]),
    }
    shown = [part for severity, part in parts.items() if numbers[severity]]
    return ", ".join(shown) or _("no findings")


def _show_to_machines(rows: Sequence[Diagnostic], form: str, fail_on: Severity, root: Path) -> None:
    @cache
    def lines(path: str) -> Sequence[str]:
        try:
            return read_bytes(root / path, limit=_LARGEST).decode("utf-8", "replace").split("\n")
        except ToolkitError:
            return ()

    if form == "sarif":
        from toolkit.report.sarif import format_sarif

        click.echo(format_sarif(rows, lines))
    elif form == "junit":
        from toolkit.report.junit import format_junit

        click.echo(format_junit(rows, fail_on))
    elif form == "gitlab":
        from toolkit.report.gitlab import format_gitlab

        click.echo(format_gitlab(rows))
    else:
        from toolkit.report.github import format_github, format_summary

        if rows:
            click.echo(format_github(rows, lines))
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            try:
                with Path(summary).open("a", encoding="utf-8") as file:
                    file.write(format_summary(rows))
            except OSError as error:  # the findings are shown already
                click.echo(f"l10n: cannot write {summary!r}: {error.strerror}", err=True)


def write_texts(options: Options, texts: Mapping[str, str], *, check: bool, done: str) -> int:
    """Write each path's text (UTF-8) whole, only where it changes; with `check` only say so. Return the exit code.

    `done` is told where nothing changes, unless it is empty.
    """
    changed = []
    for path, text in texts.items():
        file = options.project / path
        data = text.encode("utf-8")
        if check:
            if not file.is_file() or file.read_bytes() != data:
                changed.append(path)
        elif write_inside(options.project, path, data):
            changed.append(path)
    for path in changed:
        options.tell(_("would write {path}", path=path) if check else _("wrote {path}", path=path))
    if not changed and done:
        options.tell(done)
    return int(check and bool(changed))


def in_colour() -> bool:
    """Whether stdout is a terminal and nobody asked for no colours (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def exit_code(found: Sequence[Diagnostic], fail_on: str = "error") -> int:
    """Return 1 where a finding is at least as grave as `fail_on`, else 0."""
    return int(any(item.severity.at_least(Severity(fail_on)) for item in found))


def asked_locales(asked: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the locales asked for, all where none is; raises `ToolkitError` for one that the project does not have."""
    for name in asked:
        if name not in known:
            from toolkit.text.locales import is_locale  # as above

            more = f"; 'l10n init {name}' adds one" if is_locale(name) else ""
            raise ToolkitError(f"{name!r} is no locale of this project", hint=f"it has {', '.join(known)}{more}")
    return tuple(name for name in known if name in asked) if asked else tuple(known)
