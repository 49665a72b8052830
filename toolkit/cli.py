"""The `l10n` command: its verbs, and nothing else."""

from __future__ import annotations

import click


@click.group()
def main() -> None:
    """Keep life-saving words intact in every language."""
