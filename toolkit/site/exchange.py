"""Lets two names of the file system change places: at once where the system can, else so that a crash is mended."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

Exchange = Callable[[Path, Path], None]
"""(staged, live): afterwards `live` is what `staged` was and the other way round; raises `OSError`."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}


def exchange(staged: Path, live: Path) -> None:
    """Let `staged` and `live` change places: at once where the system can, else by renames."""
    if not exchange_at_once(staged, live):
        exchange_by_renames(staged, live)


def exchange_at_once(staged: Path, live: Path) -> bool:
    """Let both change places in one step, and return whether system and file system can do that.

    Uses renameat2(2) with RENAME_EXCHANGE (Linux 3.15, glibc 2.28). Raises `OSError` where it can and it fails.
    """
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # another C library or system
        return False
    renameat2.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    if renameat2(_AT_FDCWD, os.fsencode(staged), _AT_FDCWD, os.fsencode(live), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(staged), None, str(live))


def exchange_by_renames(staged: Path, live: Path) -> None:
    """Let both change places by renames. Between the first two `live` is missing; `recover` mends a crash there."""
    aside = _aside(live)
    live.rename(aside)
    try:
        staged.rename(live)
    except BaseException:
        aside.rename(live)
        raise
    aside.rename(staged)


def recover(live: Path) -> None:
    """Mend what a crash within `exchange_by_renames` left of `live`: the old one comes back, or the new one stays."""
    aside = _aside(live)
    if not os.path.lexists(aside):
        return
    if os.path.lexists(live):
        remove(aside)
    else:
        aside.rename(live)


def asides(folder: Path) -> list[Path]:
    """Return each name in `folder` that `exchange_by_renames` was moving when it was stopped."""
    return [path.with_name(path.name[1 : -len(_SUFFIX)]) for path in sorted(folder.glob(f".*{_SUFFIX}"))]


def remove(path: Path) -> None:
    """Remove the file, symbolic link (never its target) or folder with all in it; nothing where it is missing."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


_SUFFIX = ".l10n-aside"


def _aside(live: Path) -> Path:
    return live.with_name(f".{live.name}{_SUFFIX}")
