"""What each code of a finding means."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from rapidfuzz import process

from toolkit.checks import ALL

_LIKE = 70
"""Likeness, of 100, from which a code is taken for the one that was meant."""


@cache
def _others() -> Mapping[str, str]:
    """Return the explanations of the findings that no check makes, by code."""
    tables = tomllib.loads((files("toolkit.report") / "explanations.toml").read_text("utf-8"))
    return {code: text for table in tables.values() for code, text in table.items()}


def known_codes() -> Iterator[str]:
    """Yield all codes that a finding can have, sorted."""
    yield from sorted({item.code for item in ALL} | set(_others()))


def explanation(code: str) -> str | None:
    """Return what a code means, in Markdown; None where no finding has it."""
    for item in ALL:
        if item.code == code:
            return f"# {item.code} ({item.severity})\n\n{item.explanation}"
    text = _others().get(code)
    return None if text is None else f"# {code}\n\n{text}"


def meaning(code: str) -> str:
    """Return what a code means without its heading; "" where nothing is known of it."""
    return (explanation(code) or "").partition("\n\n")[2]


def like(code: str) -> str | None:
    """Return the code that was probably meant where there is none of that name."""
    found = process.extractOne(code.lower().replace("_", "-"), list(known_codes()), score_cutoff=_LIKE)
    return None if found is None else found[0]
