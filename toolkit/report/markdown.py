"""Foreign text in Markdown that a forge renders: a comment on a pull request, a job summary."""

from __future__ import annotations

import re

from toolkit.text.escape import escape

_LONGEST = 300


def code_span(text: str) -> str:
    """Return the text as a code span that no text can close, safe in a cell of a table (GFM), cut where it is long."""
    shown = escape(text)
    if not shown.strip():
        return ""
    shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", shown)), default=0))
    pad = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return f"{fence}{pad}{shown}{pad}{fence}".replace("|", "\\|")
