"""`l10n build`: pages into a folder, unpublished."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.commands._speech import _, ngettext
from toolkit.commands._verb import FORMATS, Options, asked_locales, exit_code, refuse_sources, show, verb
from toolkit.diagnostic import ToolkitError
from toolkit.files import write_bytes
from toolkit.gates import blocking_errors
from toolkit.model import PageState
from toolkit.project import load_project
from toolkit.site.build import assemble, prepare
from toolkit.site.composition import prove_site
from toolkit.site.manifest import NAME
from toolkit.site.proving import prover
from toolkit.site.pseudo import with_pseudo
from toolkit.text.locales import PSEUDO


def build(
    options: Options,
    *,
    locales: tuple[str, ...] = (),
    out: Path,
    draft: bool = False,
    pseudo: bool = False,
    form: str = "text",
) -> int:
    """Assemble the pages of LOCALE... (default: all) into a folder to look at; 'l10n publish' is what goes live.

    What can be assembled safely is written. The rest is reported, an older page of the same name is removed, and the
    exit code is 1, as where there are errors. With --pseudo, there are pages in en_XA (accented, longer) and ar_XB
    (mirrored) too: what stays plain Latin in them, is cut off or stands on the wrong side, no translation can mend.
    They are drafts always, and are never published.
    """
    if (out / NAME).exists():
        raise ToolkitError(f"{str(out)!r} is a published site", hint="build into another folder")
    refuse_sources(options.project, out)
    project = load_project(options.project)
    if pseudo:
        project = with_pseudo(project)
    names = the_locales(locales, project.config.all_locales, pseudo=pseudo)
    blocked = blocking_errors(project)
    if blocked:
        show(project.diagnostics, form)
        return 1
    prepared = prepare(project, names, date=options.date)
    made = assemble(prepared, draft=draft, pseudo=pseudo)
    proven = prove_site(
        made.site,
        prover(project),
        project.config.limits.page_size,
        lambda failures: assemble(prepared, draft=draft, pseudo=pseudo, failures=failures).site,
    )
    shown = {row.built.page.path: row.data for row in proven.rows if row.built.page.state is not PageState.WITHHELD}
    withheld = [row.built for row in proven.rows if row.built.page.state is PageState.WITHHELD]
    for built in withheld:
        (out / built.page.path).unlink(missing_ok=True)
    written = 0
    for path, data in {**shown, **proven.files}.items():
        written += write_bytes(out / path, data)
    options.tell(ngettext("wrote {number} file to {folder}", "wrote {number} files to {folder}", written, folder=out))
    found = [*project.diagnostics, *made.diagnostics, *proven.diagnostics]
    show(found, form)
    for built in withheld:
        options.tell(_("not built: {path}: {reasons}", path=built.page.path, reasons="; ".join(built.reasons)))
    return exit_code(found) or int(bool(withheld))


def the_locales(asked: tuple[str, ...], known: tuple[str, ...], *, pseudo: bool) -> tuple[str, ...]:
    """Return the locales to build: those asked for, or all; with `pseudo` also the pseudo-locales that are not named.

    Raises `ToolkitError` for a locale that the project does not have, and for a pseudo-locale that only `pseudo` gives.
    """
    strange = [name for name in asked if name in PSEUDO and not pseudo]
    if strange:
        raise ToolkitError(f"{strange[0]!r} is a pseudo-locale", hint="say --pseudo to build it")
    named = any(name in PSEUDO for name in asked)
    return asked_locales((*asked, *PSEUDO) if asked and pseudo and not named else asked, known)


command = verb(
    "build",
    build,
    click.argument("locales", metavar="[LOCALE...]", nargs=-1),
    click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR"),
    click.option("--draft", is_flag=True, help="Build pages whose statements are not approved yet, as drafts."),
    click.option("--pseudo", is_flag=True, help="Build the pseudo-locales en_XA and ar_XB too, as drafts."),
    click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Form of the findings [text]."),
)
