"""SSH signatures of approvals, made and verified by `ssh-keygen` (its manual, section -Y)."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.diagnostic import ToolkitError
from toolkit.model import Approval, StatementSeverity
from toolkit.safety.persons import is_same_person, principal

if TYPE_CHECKING:
    import subprocess

NAMESPACE = "content-l10n-toolkit"
"""A signature made for something else is none here."""

_BLOCK = re.compile(r"-----BEGIN SSH SIGNATURE-----\n(?P<body>[A-Za-z0-9+/=\n]{1,10000})-----END SSH SIGNATURE-----")
_MOST_BLOCKS = 4
_SIGN_SECONDS = 180
_VERIFY_SECONDS = 30


def sign(record: str, key: Path) -> str:
    """Return the armoured signature of `record` by the private `key` (or by the agent's, where `key` is public).

    `ssh-keygen` asks for a passphrase itself. Raises `ToolkitError` (code `io`) where it fails or is not installed.
    """
    done = _run(["sign", "-n", NAMESPACE, "-f", str(key)], record, seconds=_SIGN_SECONDS)
    if done.returncode != 0 or not _BLOCK.match(done.stdout):
        said = done.stderr.strip().rpartition("\n")[2]
        raise ToolkitError(f"ssh-keygen could not sign with {str(key)!r}: {said}", code="io", path=str(key))
    return done.stdout


def with_signature(approval: Approval, signature: str) -> Approval:
    """Return the approval with one more signature: the two persons of an approval each sign the same record."""
    return replace(approval, signature=(approval.signature or "") + signature)


def verify(record: str, signature: str, *, signers: Path, reviewer: str, day: dt.date) -> bool:
    """Whether `signature` holds a valid one of `record` by the `reviewer`.

    The file `signers` (`ssh-keygen`, ALLOWED SIGNERS) says whose key is whose; the reviewer stands there as
    `toolkit.safety.persons.principal` says. Validity periods of keys are read at noon of `day`, the day of the
    approval: it stays valid when the key is changed later. A key that was stolen must leave the file. Raises
    `ToolkitError` (code `io`) where `ssh-keygen` is not installed or `signers` cannot be read.
    """
    return bool(_signing_keys(record, signature, signers, reviewer, day))


def trusted_records(
    approvals: Iterable[Approval], signers: Path, second_reviewer: Collection[StatementSeverity] = ()
) -> frozenset[str]:
    """Return the records whose approval is signed by its reviewer.

    Where the severity is in `second_reviewer`, the second person must have signed too, with another key. Raises as
    `verify`, also where nothing is signed: a wrong name of the file is no reason to take pages down.
    """
    _refuse_missing(signers)
    return frozenset(
        approval.record for approval in approvals if _is_signed(approval, signers, approval.severity in second_reviewer)
    )


def _refuse_missing(signers: Path) -> None:
    if not signers.is_file():
        raise ToolkitError(
            f"cannot read the allowed signers {str(signers)!r}",
            code="io",
            path=str(signers),
            hint="the setting 'allowed-signers' names this file; see ALLOWED SIGNERS in 'man ssh-keygen'",
        )


def _is_signed(approval: Approval, signers: Path, by_two: bool) -> bool:
    if not approval.signature:
        return False
    first = _signing_keys(approval.record, approval.signature, signers, approval.reviewer, approval.date)
    if not by_two or not first:
        return bool(first)
    if approval.second is None or is_same_person(approval.reviewer, approval.second):
        return False
    second = _signing_keys(approval.record, approval.signature, signers, approval.second, approval.date)
    return any(one != other for one in first for other in second)


def _signing_keys(record: str, signature: str, signers: Path, reviewer: str, day: dt.date) -> frozenset[bytes]:
    """Return the public keys of the valid signatures of `record` by the reviewer."""
    _refuse_missing(signers)
    name = principal(reviewer)
    if not name or "\0" in name:
        return frozenset()
    blocks = list(_BLOCK.finditer(signature))[:_MOST_BLOCKS]
    keys = [(block, _public_key(block["body"])) for block in blocks]
    return frozenset(key for block, key in keys if key and _holds(record, f"{block[0]}\n", signers, name, day))


def _holds(record: str, block: str, signers: Path, name: str, day: dt.date) -> bool:
    import tempfile  # noqa: PLC0415 - as below

    with tempfile.TemporaryDirectory(prefix="l10n-") as folder:
        file = Path(folder, "signature")
        file.write_text(block, "ascii")
        moment = f"verify-time={day:%Y%m%d}1200"
        command = ["verify", "-n", NAMESPACE, "-s", str(file), "-f", str(signers), "-I", name, "-O", moment]
        return _run(command, record, seconds=_VERIFY_SECONDS).returncode == 0


def _public_key(body: str) -> bytes | None:
    """Return the public key inside a signature: `SSHSIG`, a version, then the key (OpenSSH, PROTOCOL.sshsig)."""
    try:
        data = base64.b64decode(body)
    except (binascii.Error, ValueError):
        return None
    size = int.from_bytes(data[10:14], "big")
    key = data[14 : 14 + size]
    return key if data.startswith(b"SSHSIG") and 0 < size == len(key) else None


def _run(arguments: list[str], text: str, *, seconds: int) -> subprocess.CompletedProcess[str]:
    """Run `ssh-keygen -Y` with `text` as its standard input."""
    import subprocess  # noqa: PLC0415 - few projects sign, and it takes long to import

    try:
        return subprocess.run(
            ["ssh-keygen", "-Y", *arguments],
            input=text,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except FileNotFoundError as error:
        hint = "install OpenSSH 8.8 or later (Debian, Ubuntu: apt-get install openssh-client)"
        raise ToolkitError("ssh-keygen is not installed", code="io", hint=hint) from error
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise ToolkitError(f"ssh-keygen failed: {error}", code="io") from error
