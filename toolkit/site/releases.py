"""Remembers which releases each published folder has had, so that the old ones go and no folder removes another's."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

RELEASES = "releases"
"""Name of the folder that holds the releases of all published folders beside it."""
LENGTH = 32
"""Hex digits of the name of a release."""

_NAME = re.compile(rf"[0-9a-f]{{{LENGTH}}}")
HISTORY = ".l10n-history.json"
"""Name of the file in it that holds the histories."""

_NEW = ".l10n-history.new"

History = Mapping[str, Sequence[str]]
"""Name of a published folder -> its releases, oldest first."""


def remember(releases: Path, folder: str, release: str | None) -> History:
    """Add `release` to the history of `folder` and return all histories.

    To be called before the release gets its name, so that a crash leaves none that nobody owns. None adds nothing.
    Raises `OSError`.
    """
    history = _read(releases)
    own = [name for name in history.get(folder, []) if name != release]
    history[folder] = own if release is None else [*own, release]
    with (releases / _NEW).open("w", encoding="utf-8") as stream:
        json.dump(history, stream, indent=1, sort_keys=True)
        stream.flush()
        os.fsync(stream.fileno())
    (releases / _NEW).replace(releases / HISTORY)
    return history


def outdated(releases: Path, history: History, folder: str, count: int) -> list[Path]:
    """Return the releases of `folder` but the last `count`, oldest first; none that another folder has had or links to.

    What cannot be removed stays in the history, and the next publication finds it again. Raises `OSError`.
    """
    own = history[folder]
    stay = {name for other, names in history.items() if other != folder for name in names} | _linked(releases)
    return [releases / name for name in own[: max(0, len(own) - count)] if name not in stay]


def _linked(releases: Path) -> set[str]:
    """Return the releases that a symbolic link beside `releases` leads to or into."""
    found = set()
    for entry in releases.parent.iterdir():
        goal = Path(os.path.realpath(entry))
        if entry.is_symlink() and goal.is_relative_to(releases) and goal != releases:
            found.add(goal.relative_to(releases).parts[0])
    return found


def _read(releases: Path) -> dict[str, list[str]]:
    """Return the histories, without the releases that are gone."""
    try:
        data = json.loads((releases / HISTORY).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    found = {}
    for folder, names in data.items() if isinstance(data, dict) else ():
        if isinstance(names, list):
            good = [name for name in names if isinstance(name, str) and _NAME.fullmatch(name)]
            found[folder] = [name for name in good if (releases / name).is_dir()]
    return found
