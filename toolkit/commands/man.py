"""`l10n man`: the manual page, made of the same text as `--help`."""

from __future__ import annotations

import re
from collections.abc import Collection

import click

from toolkit import __version__
from toolkit.commands._examples import EXAMPLES
from toolkit.commands._verb import Options, verb

_SHORT = "keep life-saving words intact in every language"


def man(options: Options) -> int:
    """Print the manual page, for man: l10n man > l10n.1, then man ./l10n.1."""
    del options
    group = click.get_current_context().find_root().command
    if isinstance(group, click.Group):
        click.echo(manual(group))
    return 0


def manual(group: click.Group) -> str:
    """Return the manual page: what `l10n --help` and `l10n VERB --help` say."""
    context = click.Context(group, info_name="l10n")
    rows = [
        f'.TH L10N 1 "" "content-l10n-toolkit {__version__}"',
        ".SH NAME",
        f"l10n \\- {_SHORT}",
        ".SH SYNOPSIS",
        ".B l10n",
        roff("[OPTIONS] VERB [ARGUMENTS]"),
        ".SH DESCRIPTION",
        *_paragraphs(group),
        ".SH OPTIONS",
        "These are known to each verb, before or after its name.",
        *_options(group, context),
        ".SH VERBS",
    ]
    common = {*(option.name for option in group.params), "help"}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        own = click.Context(command, info_name=name, parent=context)
        usage = [piece for piece in command.collect_usage_pieces(own) if piece != "[OPTIONS]"]
        rows += [".SS " + roff(" ".join([f"l10n {name}", *usage])), *_paragraphs(command)]
        rows += _options(command, own, without=common)
        rows += [".PP", "Examples:", *(f".br\n{roff(row)}" for row in EXAMPLES[name])] if name in EXAMPLES else []
    return "\n".join(rows)


def _paragraphs(command: click.Command) -> list[str]:
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", (command.help or "").strip())
    rows: list[str] = []
    for paragraph in text.split("\n\n"):
        rows += [".PP", roff(" ".join(paragraph.split()))]
    return rows


def _options(command: click.Command, context: click.Context, without: Collection[str | None] = ()) -> list[str]:
    rows = []
    for option in command.get_params(context):
        record = option.get_help_record(context) if isinstance(option, click.Option) else None
        if record is not None and option.name not in without:
            rows += [".TP", f".B {roff(record[0])}", roff(record[1] or "")]
    return rows


def roff(text: str) -> str:
    """Return plain text as it stands in a line of roff: nothing in it is a request or an escape (groff_man(7))."""
    found = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{found}" if found.startswith((".", "\\(aq")) else found


command = verb("man", man)
