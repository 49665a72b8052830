"""Names that Windows keeps for devices, and no file of a project may have."""

from __future__ import annotations

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{name}{number}" for name in ("com", "lpt") for number in "0123456789\u00b9\u00b2\u00b3"}
)


def is_device(name: str) -> bool:
    """Whether Windows takes `name` for a device: `nul`, and `NUL.html` or `com1 .tar.gz` alike.

    What stands before the first dot decides, in any case and with spaces after it (Microsoft, "Naming Files, Paths, and
    Namespaces"). Such a file cannot be checked out, or what is written to it is gone.
    """
    return name.partition(".")[0].rstrip(" ").lower() in _DEVICES
