"""The `l10n` command: its verbs, and how a run ends. No logic of its own."""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from itertools import pairwise
from keyword import iskeyword
from typing import NoReturn

import click

from toolkit import __version__
from toolkit.commands._speech import users_texts
from toolkit.commands._verb import COMMON, FINDING_FORMATS, show
from toolkit.diagnostic import ToolkitError


def _(text: str) -> str:
    """Mark a text as one that is translated when it is shown."""
    return text


VERBS = {
    "new": _("make a fresh project that builds at once"),
    "extract": _("write the templates (POT) from the sources"),
    "init": _("add locales"),
    "update": _("bring the catalogs (PO) up to date with the templates"),
    "fmt": _("write catalogs in their canonical form"),
    "status": _("show how complete each locale is"),
    "report": _("write the state of the project to one HTML file"),
    "check": _("find what is wrong with the catalogs"),
    "approve": _("record that a reviewer approved safety statements"),
    "withdraw": _("withdraw approvals"),
    "review": _("record that a reviewer read the text of pages"),
    "build": _("assemble pages into a folder, unpublished"),
    "publish": _("check, build, prove and publish the site"),
    "verify": _("prove published pages against the contract"),
    "export": _("write translations for other programs: XLIFF, TMX, TBX, CSV"),
    "import": _("take translations back from them"),
    "preview": _("show live pages beside their messages"),
    "lsp": _("serve editors: the language server for catalogs"),
    "merge-driver": _("merge two branches' edits of a catalog by message, for git"),
    "cache": _("show what is remembered of earlier runs, or clear it"),
    "diff": _("show what a change of the sources means for each locale"),
    "audit": _("seed faults and show which would slip through"),
    "completion": _("print the script that completes commands in a shell"),
    "man": _("print the manual page"),
}
"""Verb -> what it does, in English; each lives in `toolkit.commands` under its name (with `_` for `-`) as `command`.

A verb's module is imported only when it runs.
"""


GARBAGE = (50_000, 20, 100)
"""How often garbage in cycles is looked for, see `gc.set_threshold`.

Tables and readings stay, and next to nothing is such garbage: to look for it as often as Python does by itself costs a
tenth of the time.
"""


class _Verbs(click.Group):
    """A group that imports a verb's module only when the verb is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in VERBS:
            return None
        module = cmd_name.replace("-", "_") + ("_" if iskeyword(cmd_name) else "")
        command: click.Command = importlib.import_module(f"toolkit.commands.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; of a misspelt one the error names the one that was likely meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS, n=1)
            if not near or f"'{near[0]}'" in error.format_message():
                raise
            raise click.UsageError(f"{error.format_message()} Did you mean '{near[0]}'?", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        _ = users_texts().gettext
        # l10n: Head of the list of verbs in the help.
        with formatter.section(_("Verbs")):
            formatter.write_dl([(verb, _(summary)) for verb, summary in VERBS.items()])


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="l10n")
def group(**_common: object) -> None:
    """Keep life-saving words intact in every language.

    Sources become templates (extract), templates become catalogs that translators edit (update), catalogs become pages
    whose safety statements are proven (publish). 'l10n VERB --help' tells about a verb.

    Exit codes: 0 clean; 1 findings, a failed proof, or pages not published; 2 wrong usage, settings, or input/output.
    """


for _option in reversed(COMMON):
    group = _option(group)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and end the process with its exit code."""
    gc.set_threshold(*GARBAGE)
    # Python looks for it once more before it ends, and all memory is given back then anyway.
    atexit.register(gc.freeze)
    # What is valid is not for plugins to say that are installed beside; to look for them takes time, too.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who started it: what would be written there is not wanted
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
    words = list(sys.argv[1:] if arguments is None else arguments)
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        # As stderr does: what the terminal's encoding does not have is shown as an escape, and ends no run.
        sys.stdout.reconfigure(errors="backslashreplace")
    stdout = sys.stdout
    try:
        if "" in words:  # as a path it would be the folder where one stands
            raise ToolkitError("a word of the command is empty", hint="is a variable of the shell not set?")
        code = group.main(words, prog_name="l10n", standalone_mode=False)
    except ToolkitError as error:
        code = _fail(error, words)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f"'{context.command_path} --help' shows how it is used" if context else None
        code = _fail(ToolkitError(error.format_message(), hint=hint), words)
    except (click.Abort, KeyboardInterrupt):
        _ = users_texts().gettext
        click.echo(_("l10n: interrupted; nothing was left half written"), err=True)
        code = 130
    except SystemExit:
        if sys.stdout is stdout:
            raise
        # The reader of stdout went away, and click has put another one there: as with other programs, that is no error.
        code = 0
    except OSError as error:
        message = ": ".join(str(part) for part in (error.filename, error.strerror or error) if part is not None)
        code = _fail(ToolkitError(message, code="io"), words)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(error: ToolkitError, words: Sequence[str]) -> int:
    """Say why the run cannot go on: on stdout in the machine-readable form that was asked for, else on stderr.

    Where stdout is what cannot be written, it is said on stderr, and where that cannot be written either, nowhere.
    """
    form = next((form for form in FINDING_FORMATS if _asked_for(form, words)), "text")
    if form != "text":
        with suppress(OSError):
            show([error.diagnostic], form, extra={"pages": []} if "verify" in words else None)
            return error.exit_code
    with suppress(OSError):
        _complain(error)
    return error.exit_code


def _complain(error: ToolkitError) -> None:
    from toolkit.text.escape import escape

    lines = error.message.split("\n")
    click.echo("\n".join([f"l10n: {escape(lines[0])}", *(escape(line) for line in lines[1:])]), err=True)
    if error.hint:
        _ = users_texts().gettext
        # l10n: What to do about the error in the line above. The hint itself is in English.
        click.echo("    " + _("hint: {text}", text=escape(error.hint)), err=True)


def _asked_for(form: str, words: Sequence[str]) -> bool:
    return f"--format={form}" in words or ("--format", form) in pairwise(words)
