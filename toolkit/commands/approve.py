"""`l10n approve`: records that a reviewer approved safety statements."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Collection
from pathlib import Path

import click

from toolkit.commands._doubts import doubts
from toolkit.commands._speech import _
from toolkit.commands._verb import Options, exit_code, show, verb
from toolkit.diagnostic import Diagnostic, ToolkitError
from toolkit.files import write_inside
from toolkit.gates import approvals
from toolkit.model import Wording
from toolkit.project import APPROVALS, Project, load_project
from toolkit.safety.approval_state import ApprovalState, ApprovalStatus
from toolkit.safety.approvals import approve as approved
from toolkit.safety.approvals import format_approval
from toolkit.safety.signatures import sign, with_signature
from toolkit.text.escape import escape


def approve(
    options: Options,
    *,
    locale: str,
    ids: tuple[str, ...] = (),
    reviewer: str,
    role: str,
    second: str | None = None,
    second_role: str | None = None,
    review_by: dt.datetime | None = None,
    keys: tuple[Path, ...] = (),
) -> int:
    """Record that a reviewer approved the wording of statements in LOCALE, the source locale included.

    Without ID... all that wait for an approval are meant; one that was withdrawn must be named. The texts are shown; on
    a terminal they are asked about one by one. Each approval is a file in source/safety/approvals/LOCALE/, bound to the
    exact texts: any edit voids it. Commit it like everything else.

    What the checks find in a wording is shown with it, also what a translator ignores. One with an error is not
    recorded: publishing would keep its pages back all the same, so mend it first.
    """
    project = load_project(options.project)
    states = {state.statement.id: state for state in states_of(project, locale, ids, options.date)}
    if not ids:
        waiting = (ApprovalStatus.MISSING, ApprovalStatus.STALE, ApprovalStatus.INCOMPLETE)
        states = {name: state for name, state in states.items() if state.status in waiting}
    if not states:
        options.tell(_("no statement in {locale} waits for an approval", locale=repr(locale)))
        return 0
    wordings: dict[str, Wording] = {}
    for name, state in states.items():
        wording = project.wording(state.statement, locale)
        if wording is None:
            raise ToolkitError(f"{name!r} is not wholly translated into {locale!r}", hint="translate it first")
        wordings[name] = wording
    doubts = _findings(project, locale, states.values())
    found: list[Diagnostic] = []
    for name, wording in wordings.items():
        state = states[name]
        texts = [(state.statement.text, wording.text)]
        texts += [(item.text, words) for item, (_, words) in zip(state.statement.items, wording.items, strict=True)]
        for source, words in texts:
            click.echo(f"{escape(name)} ({state.statement.severity})\n  {escape(source)}\n  {escape(words)}")
        found += doubts[name]
        if exit_code(doubts[name]):
            continue
        for doubt in doubts[name]:
            click.echo(f"  {doubt.severity}: {escape(doubt.message)}")
        if sys.stdin.isatty() and not _confirmed(reviewer):
            continue
        approval, problems = approved(
            state.statement,
            locale,
            wording,
            reviewer=reviewer,
            role=role,
            date=options.date,
            second=second,
            second_role=second_role,
            review_by=review_by.date() if review_by else None,
        )
        found += problems
        if approval is not None:
            for key in keys:
                approval = with_signature(approval, sign(approval.record, key))
            path = f"{APPROVALS}/{locale}/{name}.toml"
            write_inside(options.project, path, format_approval(approval).encode("utf-8"))
            options.tell(_("wrote {path}", path=path))
    show(found, quiet=True)
    return exit_code(found)


def _findings(project: Project, locale: str, states: Collection[ApprovalState]) -> dict[str, list[Diagnostic]]:
    """Return what the checks find in the wording of each statement, by its id."""
    found: dict[str, list[Diagnostic]] = {state.statement.id: [] for state in states}
    for domain in dict.fromkeys(state.statement.domain for state in states):
        for item in doubts(project, locale, domain):
            if item.statement in found:
                found[item.statement].append(item)
    return found


def _confirmed(reviewer: str) -> bool:
    """Ask whether the reviewer approves what was shown, in the language of the user; `y` and `n` answer everywhere."""
    # l10n: Question of a command to a medical reviewer, about the safety text that is shown above it.
    return click.confirm(_("Does {reviewer} approve this wording?", reviewer=escape(reviewer)), err=True)


def states_of(project: Project, locale: str, ids: tuple[str, ...], today: dt.date) -> list[ApprovalState]:
    """Return the state of each approval asked for, of all where no id is given.

    Raises `ToolkitError` for a locale or an id that the project does not have.
    """
    if locale not in project.config.all_locales:
        raise ToolkitError(f"{locale!r} is no locale of this project", hint=f"it has {known(project)}")
    states = {state.statement.id: state for state in approvals(project, locale, today)}
    for name in ids:
        if name not in states:
            raise ToolkitError(f"no article asks for a statement {name!r}", hint=f"they ask for {', '.join(states)}")
    return [state for name, state in states.items() if not ids or name in ids]


def known(project: Project) -> str:
    """Return the project's locales, for a message."""
    return ", ".join(project.config.all_locales)


PERSON = (
    click.option("--reviewer", required=True, metavar="NAME", help="Who approves: the name of a person."),
    click.option("--role", required=True, metavar="ROLE", help="What makes the reviewer competent."),
)

command = verb(
    "approve",
    approve,
    click.argument("locale", metavar="LOCALE"),
    click.argument("ids", metavar="[ID...]", nargs=-1),
    *PERSON,
    click.option("--second", metavar="NAME", help="A second reviewer, where the settings ask for two."),
    click.option("--second-role", metavar="ROLE", help="What makes the second reviewer competent."),
    click.option("--review-by", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Last day on which it counts."),
    click.option(
        "--key",
        "keys",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="SSH key that signs the approval (may be repeated, for two reviewers).",
    ),
)
