"""The hash that binds a record of the contract: SHA-256 of canonical JSON."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
"""How a digest is written."""


def digest(fields: Mapping[str, Any]) -> str:
    """Return `sha256:` and the hex digest of the canonical JSON of `fields`.

    Canonical is: keys sorted, no white space between tokens, UTF-8 with non-ASCII characters as themselves, texts in
    NFC, days as `YYYY-MM-DD`, absent fields absent. In Python: `json.dumps(fields, sort_keys=True,
    ensure_ascii=False, separators=(",", ":"))`. Two texts that differ in normalisation only have one digest.
    """
    text = json.dumps(_canonical(fields), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate cannot be encoded; JSON's own escape stands for it, so that no value raises.
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'backslashreplace')).hexdigest()}"


def _canonical(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _canonical(item) for key, item in value.items()}
    return [_canonical(item) for item in value]
