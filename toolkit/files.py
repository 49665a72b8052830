"""Reading and writing files whole: a reader sees the old bytes or the new ones, never a part."""

from __future__ import annotations

import os
from pathlib import Path

from toolkit.diagnostic import ToolkitError


def read_bytes(path: Path, *, limit: int | None = None) -> bytes:
    """Return the bytes of the regular file `path`.

    Raises `ToolkitError` (code `io`) where it cannot be read, is no regular file, or has more than `limit` bytes.
    """
    try:
        if not path.is_file():
            kind = "a folder" if path.is_dir() else "missing" if not path.exists() else "no regular file"
            raise ToolkitError(f"cannot read {str(path)!r}: it is {kind}", code="io", path=str(path))
        with path.open("rb") as stream:
            data = stream.read() if limit is None else stream.read(limit + 1)
    except OSError as error:
        raise ToolkitError(f"cannot read {str(path)!r}: {error.strerror}", code="io", path=str(path)) from error
    if limit is not None and len(data) > limit:
        raise ToolkitError(
            f"{str(path)!r} has more than {limit} bytes",
            code="io",
            path=str(path),
            hint="raise limits.file-size in the settings if the file is meant to be that large",
        )
    return data


def write_bytes(path: Path, data: bytes) -> bool:
    """Make `path` hold `data`, and return whether that changed anything.

    The bytes go to a temporary file in the same folder, to the disk, and then take the name in one step; the mode of an
    existing file is kept; a symbolic link stays one and its target is replaced. Raises `ToolkitError` (code `io`).
    """
    try:
        target = real_path(path) if path.is_symlink() else path
        if target.is_file() and target.read_bytes() == data:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
        import tempfile  # noqa: PLC0415 - takes long to import, and most runs write nothing

        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(mode)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ToolkitError(f"cannot write {str(path)!r}: {error.strerror}", code="io", path=str(path)) from error
    return True


def write_inside(root: Path, path: str, data: bytes) -> bool:
    """Make the file `path` in the folder `root` hold `data`, as `write_bytes` does.

    Raises `ToolkitError` (code `io`) too where a symbolic link on the way leads out of `root`: whoever can add one to a
    project must not decide what else on the machine is overwritten.
    """
    file = root / path
    if not real_path(file).is_relative_to(real_path(root)):
        hint = "put a real file or folder where the symbolic link is"
        raise ToolkitError(f"cannot write {path!r}: a link leads out of the project", code="io", hint=hint, path=path)
    return write_bytes(file, data)


def real_path(path: Path) -> Path:
    """Return `path` without symbolic links; one that leads to itself stays, and nothing can be read there."""
    return Path(os.path.realpath(path))


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
