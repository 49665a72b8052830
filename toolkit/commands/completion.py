"""`l10n completion`: the script that completes commands in a shell."""

from __future__ import annotations

import click

from toolkit.commands._verb import Options, verb

SHELLS = ("bash", "zsh", "fish")


def completion(options: Options, *, shell: str) -> int:
    """Print the script with which SHELL (bash, zsh or fish) completes verbs and options.

    For bash, write in ~/.bashrc: eval "$(l10n completion bash)". For zsh the same in ~/.zshrc, with zsh. For fish: l10n
    completion fish > ~/.config/fish/completions/l10n.fish
    """
    from click.shell_completion import get_completion_class

    del options
    group = click.get_current_context().find_root().command
    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(group, {}, "l10n", "_L10N_COMPLETE").source())
    return 0


command = verb("completion", completion, click.argument("shell", metavar="SHELL", type=click.Choice(SHELLS)))
