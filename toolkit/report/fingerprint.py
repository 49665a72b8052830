"""What stays of a finding when lines move: the identity that baselines and other tools compare."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from toolkit.diagnostic import Diagnostic

_NUMBERED_LINE = re.compile(r"\bline \d+\b")
_LENGTH = 32


def fingerprints(items: Iterable[Diagnostic]) -> list[str]:
    """Return the fingerprint of each finding: 128 bits in 32 hex digits.

    It holds what the finding is about (code, file, locale, domain, message, statement) and what it says, but neither
    line nor severity. Of several findings that are equal in all this, the second, third ... have one of their own, so
    that one more of them is a new one.
    """
    seen: Counter[str] = Counter()
    found = []
    for item in items:
        what = json.dumps(
            [
                item.code,
                item.path,
                item.locale,
                item.domain,
                item.msgctxt,
                item.msgid,
                item.statement,
                _NUMBERED_LINE.sub("line", item.message),
            ]
        )
        seen[what] += 1
        found.append(sha256(f"{seen[what]} {what}".encode()).hexdigest()[:_LENGTH])
    return found
