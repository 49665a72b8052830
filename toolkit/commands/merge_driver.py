"""`l10n merge-driver`: two branches' edits of a catalog, merged by message."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click

from toolkit.commands._speech import _
from toolkit.commands._verb import Options, verb
from toolkit.diagnostic import Severity, ToolkitError
from toolkit.files import read_bytes, write_bytes

_LARGEST = 100_000_000


def merge_driver(options: Options, *, base: Path, ours: Path, theirs: Path, name: str | None = None) -> int:
    """Merge two edits of a catalog for git: BASE OURS THEIRS, as its %O %A %B; the result is written to OURS.

    Once per clone: git config merge.l10n.driver "l10n merge-driver %O %A %B %P". Which files it serves is said in
    .gitattributes: *.po merge=l10n.

    Edits of different messages merge, whatever lines they stand in. Where both sides translated one message, the result
    has yours as fuzzy, which no page shows, with theirs in a comment 'l10n:conflict'; the exit code is then 1, and git
    reports the conflict. Files that cannot be read strictly are merged by git, by lines.
    """
    from toolkit.catalog.read import read_catalog
    from toolkit.catalog.three_way import merge_three
    from toolkit.catalog.write import format_catalog
    from toolkit.text.escape import escape

    shown = name or str(ours)
    catalogs = []
    for path in (base, ours, theirs):
        data = read_bytes(path, limit=_LARGEST)
        catalog, problems = read_catalog(data, shown)
        errors = [item for item in problems if item.severity is Severity.ERROR]
        if data.strip() and errors:
            text = _(
                "{path}: {problem} (line {line}); git merges it by lines",
                path=escape(shown),
                problem=escape(errors[0].message),
                line=errors[0].line,
            )
            options.tell(text)
            return _by_lines(base, ours, theirs)
        catalogs.append(catalog)
    merged = merge_three(*catalogs)
    write_bytes(ours, format_catalog(merged.catalog).encode("utf-8"))
    for context, msgid in merged.conflicts:
        what = msgid if context is None else f"{context}: {msgid}"
        if msgid:
            message = repr(escape(what[:100]))
            options.tell(_("{path}: both sides changed {message}", path=escape(shown), message=message))
        else:
            options.tell(_("{path}: both sides changed 'the header'", path=escape(shown)))
    return int(bool(merged.conflicts))


def _by_lines(base: Path, ours: Path, theirs: Path) -> int:
    """Let git merge by lines, with conflict markers; return its exit code, at most 1."""
    try:
        run = subprocess.run(["git", "merge-file", str(ours), str(base), str(theirs)], check=False)
    except OSError as error:
        raise ToolkitError(f"cannot run git: {error.strerror}", code="io") from error
    return min(abs(run.returncode), 1)


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
command = verb(
    "merge-driver",
    merge_driver,
    click.argument("base", type=_FILE),
    click.argument("ours", type=_FILE),
    click.argument("theirs", type=_FILE),
    click.argument("name", required=False),
)
