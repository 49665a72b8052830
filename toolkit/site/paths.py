"""Names of the files in a site: which are safe to write, publish and link to anywhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from toolkit.text.file_names import is_device

_FORBIDDEN = frozenset('\\:*?"<>|')
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_PART = 255
_WHOLE = 1024


def path_problem(path: str) -> str | None:  # noqa: PLR0911 - one rule a line reads best
    """Return what is wrong with `path` as the name of a file in a site, or None.

    A good name is relative to the site, has `/` between its parts, stays inside, and names the same file on every file
    system: NFC, no control or format characters, none of the characters and names that Windows forbids, parts of at
    most 255 bytes (POSIX NAME_MAX).
    """
    if not path:
        return "is empty"
    if any(unicodedata.category(char) in _UNSEEN for char in path):
        return "has a character that cannot be seen"
    if not _FORBIDDEN.isdisjoint(path):
        return "has one of the characters " + " ".join(sorted(_FORBIDDEN))
    if path.startswith("/"):
        return "is absolute"
    parts = path.split("/")
    if any(part in {"", ".", ".."} for part in parts):
        return "has an empty part, '.' or '..'"
    if any(part.endswith((".", " ")) or part.startswith(" ") for part in parts):
        return "has a part that begins with a space, or ends with a space or dot"
    if any(is_device(part) for part in parts):
        return "has a name that Windows keeps for itself"
    if len(path.encode()) > _WHOLE or any(len(part.encode()) > _PART for part in parts):
        return "is too long"
    if not unicodedata.is_normalized("NFC", path):
        return "is not in Unicode's normal form C"
    return None


def clashes(paths: Iterable[str]) -> list[str]:
    """Return a sentence for each name that cannot stand beside the others on every file system.

    Names clash that are equal, that differ in case only, or where one is a folder of the other.
    """
    problems = []
    seen: dict[str, tuple[str, bool]] = {}
    for path in sorted(paths):
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            name, is_file = "/".join(parts[:end]), end == len(parts)
            folded = unicodedata.normalize("NFC", name.casefold())
            first = seen.get(folded)
            if first is None:
                seen[folded] = (name, is_file)
            elif first != (name, False) or is_file:
                problems.append(f"{first[0]!r} and {name!r} cannot both be in one site")
                break
    return problems
