"""`l10n withdraw`: takes approvals back."""

from __future__ import annotations

import click

from toolkit.commands._speech import _
from toolkit.commands._verb import Options, exit_code, show, verb
from toolkit.diagnostic import Diagnostic, ToolkitError
from toolkit.files import write_inside
from toolkit.project import APPROVALS, load_project
from toolkit.safety.approvals import format_approval
from toolkit.safety.approvals import withdraw as withdrawn


def withdraw(options: Options, *, locale: str, ids: tuple[str, ...], reason: str) -> int:
    """Withdraw the approval of the statements ID... in LOCALE.

    A page with a withdrawn statement is taken down at the next publication, until its wording is approved anew. This is
    also how the contract is made smaller on purpose: withdraw the approvals of a statement that is to go.
    """
    project = load_project(options.project)
    found: list[Diagnostic] = []
    texts = {}
    for name in ids:
        approval = project.approvals.get((locale, name))
        if approval is None:
            names = ", ".join(sorted(statement for place, statement in project.approvals if place == locale)) or "none"
            raise ToolkitError(f"there is no approval of {name!r} in {locale!r}", hint=f"approved there: {names}")
        changed, problems = withdrawn(approval, reason)
        found += problems
        if changed is not None:
            texts[f"{APPROVALS}/{locale}/{name}.toml"] = format_approval(changed)
    if not found:
        for path, text in texts.items():
            write_inside(options.project, path, text.encode("utf-8"))
            options.tell(_("wrote {path}", path=path))
    show(found, quiet=True)
    return exit_code(found)


command = verb(
    "withdraw",
    withdraw,
    click.argument("locale", metavar="LOCALE"),
    click.argument("ids", metavar="ID...", nargs=-1, required=True),
    click.option("--reason", required=True, metavar="TEXT", help="Why; it stays in the file."),
)
