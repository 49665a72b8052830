"""The limits of what a verb reads that needs no project."""

from __future__ import annotations

from pathlib import Path

from toolkit.diagnostic import ToolkitError
from toolkit.files import read_bytes
from toolkit.limits import Limits

_FILE = "pyproject.toml"
_LARGEST = 1_000_000
"""Bytes of it."""


def limits_at(root: Path) -> Limits:
    """Return the limits of the project in the folder `root`, and the usual ones where it is none or sets none.

    A pyproject.toml without limits of ours is not looked at further. Raises `ToolkitError` as
    `toolkit.config.load_config` does where there are limits, and any of the settings are wrong.
    """
    file = root / _FILE
    if not file.is_file():
        return Limits()
    from toolkit.text.toml_text import read_table

    try:
        text = read_bytes(file, limit=_LARGEST).decode("utf-8")
    except (ToolkitError, UnicodeDecodeError):  # not our business, as what is no TOML
        return Limits()
    tool = read_table(text)[0].get("tool")
    settings = tool.get("l10n") if isinstance(tool, dict) else None
    if not isinstance(settings, dict) or "limits" not in settings:
        return Limits()
    from toolkit.config import load_config

    return load_config(root).limits
