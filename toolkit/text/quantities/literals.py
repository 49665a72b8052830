"""Reads numbers that are written in digits, by the separators of a locale."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import NamedTuple

from toolkit.late import late

LONGEST = 60
"""Characters of a number; a longer run of digits is a code."""

_SIGNS = late(r"[.,'’٬٫]")


class Literal(NamedTuple):
    """What digits with separators say."""

    value: Fraction | None
    """The number; None where they are no number: 0800, 1.2.3."""
    foreign: bool = False
    """Whether the separators are not those of the locale."""
    other: Fraction | None = None
    """The number that they are to readers who are used to the other signs: 1.5 of the German 1.500."""


def read_literal(text: str, decimal: str, group: str, decimals: str = "") -> Literal:
    """Return what `text` says, which is ASCII digits with signs between them, without blanks.

    Args:
        text: `1.500`, `2,5`, `1'000.50`.
        decimal: The decimal sign of the locale.
        group: What divides groups of digits there.
        decimals: All signs that its readers take for the decimal sign where no doubt is left.
    """
    signs = _SIGNS.findall(text)
    parts = _SIGNS.split(text)
    if len(text) > LONGEST:
        return Literal(None)
    if not signs:
        return Literal(None if len(text) > 1 and text[0] == "0" else Fraction(text))
    values = {sign: value for sign in ".,٫" if (value := _read(parts, signs, sign)) is not None}
    own = "٫" if "٫" in signs or "٬" in signs else decimal
    if "'" in signs or "’" in signs:  # the Swiss 1'500.50
        own = next((sign for sign in ".," if sign in signs), own)
    other = next((value for sign, value in values.items() if sign != own and value != values.get(own)), None)
    if own in values:
        plain = group not in {".", ","} or not set(signs) & ({".", ","} - {own, group})
        return Literal(values[own], not plain, other)
    if other is None:
        return Literal(None)
    single = len(signs) == 1 and signs[0] in decimals
    return Literal(other, not single)


def _read(parts: list[str], signs: list[str], decimal: str) -> Fraction | None:
    """Return the number if `decimal` is the decimal sign and the others divide groups, or None if it cannot be."""
    whole, rest = parts, ""
    if signs[-1] == decimal:
        whole, rest = parts[:-1], parts[-1]
        signs = signs[:-1]
    if decimal in signs or len(set(signs)) > 1 or not _grouped(whole):
        return None
    return Fraction("".join(whole) + (f".{rest}" if rest else ""))


def _grouped(parts: list[str]) -> bool:
    """Whether the digits stand in groups: of three (1 234 567), or as in India (12 34 567)."""
    if len(parts) == 1:
        return len(parts[0]) == 1 or parts[0][0] != "0"
    first, *middle, last = parts
    if not 1 <= len(first) <= 3 or first[0] == "0" or len(last) != 3:
        return False
    return all(len(part) == 3 for part in middle) or (len(first) <= 2 and all(len(part) == 2 for part in middle))


def read_mixed(text: str) -> Fraction | None:
    """Return the number of `1½`, `½` or `1 1/2`, or None for a division by zero."""
    if len(text) > LONGEST:
        return None
    if "/" in text:
        parts = re.split(r"[ \u00a0/]", text)
        whole, over, under = parts if len(parts) == 3 else ["0", *parts]
        return int(whole) + Fraction(int(over), int(under)) if int(under) else None
    glyph = Fraction(unicodedata.numeric(text[-1])).limit_denominator(10)
    whole = text[:-1].strip()
    return (int(whole) if whole else 0) + glyph
