"""`l10n build`: pages into a folder, unpublished."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.commands._verb import FORMATS, Options, asked_locales, exit_code, show, verb
from toolkit.diagnostic import ToolkitError
from toolkit.files import write_bytes
from toolkit.gates import blocking_errors
from toolkit.model import PageState
from toolkit.project import load_project
from toolkit.site.build import build as built
from toolkit.site.composition import prove_pages
from toolkit.site.manifest import NAME
from toolkit.site.proving import prover, published_paths


def build(
    options: Options, *, locales: tuple[str, ...] = (), out: Path, draft: bool = False, form: str = "text"
) -> int:
    """Assemble the pages of LOCALE... (default: all) into a folder to look at; 'l10n publish' is what goes live.

    What can be assembled safely is written, the rest is reported, and the exit code is 1 where there are errors.
    """
    if (out / NAME).exists():
        raise ToolkitError(f"{str(out)!r} is a published site", hint="build into another folder")
    project = load_project(options.project)
    names = asked_locales(locales, project.config.all_locales)
    blocked = blocking_errors(project)
    if blocked:
        show(project.diagnostics, form)
        return 1
    made = built(project, names, draft=draft, date=options.date)
    prove = prover(project, published_paths(made.pages))
    pages, failed = prove_pages(made.pages, prove, project.config.limits.page_size)
    written = 0
    for row in pages:
        if row.built.page.state is not PageState.WITHHELD:
            written += write_bytes(out / row.built.page.path, row.data)
    options.tell(f"wrote {written} pages to {out}")
    reasons = [item for row in pages for item in withheld(row.built.page.path, row.built.page.state, row.built.reasons)]
    found = [*project.diagnostics, *made.diagnostics, *failed]
    show(found, form)
    for text in reasons:
        options.tell(text)
    return exit_code(found)


def withheld(path: str, state: PageState, reasons: tuple[str, ...]) -> list[str]:
    """Return the sentence that names a page that was not built."""
    return [f"not built: {path}: {'; '.join(reasons)}"] if state is PageState.WITHHELD else []


command = verb(
    "build",
    build,
    click.argument("locales", metavar="[LOCALE...]", nargs=-1),
    click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR"),
    click.option("--draft", is_flag=True, help="Build pages whose statements are not approved yet, as drafts."),
    click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Form of the findings [text]."),
)
