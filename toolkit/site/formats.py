"""Dates, numbers and lists as the readers of a locale write them (CLDR, by way of Babel)."""

from __future__ import annotations

import datetime as dt
from calendar import isleap
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from toolkit.text.kept_tables import Kind, kept
from toolkit.text.locales import cldr

_DIVIDED = 1_000
"""The smallest number that has a separator in some locale."""
_DIGITS = Kind("digits", (str,))
_DAYS = Kind("days", (list,))
_ZERO = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀"}
"""Zero of CLDR's default numbering systems that are not Latin; their other digits follow it in Unicode."""


def date_text(date: dt.date, locale: str) -> str:
    """Return the day in CLDR's long form and the locale's own digits: `23 de febrero de 2026`."""
    return _days(locale, date.year)[date.timetuple().tm_yday - 1]


@lru_cache(maxsize=256)
def _days(locale: str, year: int) -> Sequence[str]:
    """Return all days of a year in the long form, which are kept for the user: CLDR's data of a language take 1 MB."""

    def make() -> list[list[str]]:
        days = (dt.date(year, 1, 1) + dt.timedelta(number) for number in range(365 + isleap(year)))
        return [[_digits(format_date(day, "long", locale=cldr(locale)), locale) for day in days]]

    return list(map(str, kept(_DAYS, f"{locale} {year}", make)[0]))


def number_text(number: int, locale: str) -> str:
    """Return the number with the locale's own separators and digits: `1.234`."""
    # Of a number that has nothing to divide CLDR says no more than its digits, and its data of a language take 1 MB.
    if 0 <= number < _DIVIDED:
        return str(number).translate(dict(enumerate(_own_digits(locale), ord("0"))))
    return _digits(format_decimal(number, locale=cldr(locale), numbering_system="default"), locale)


def list_html(items: Sequence[Markup], locale: str, style: Literal["standard", "or"] = "standard") -> Markup:
    """Return the items as one enumeration: `a, b y c`, `a、b、c`; with the style `or`: `a, b o c`."""
    return Markup(format_list([escape(item) for item in items], style=style, locale=cldr(locale)))  # noqa: S704 - escaped


def sentence_gap(locale: str) -> str:
    """Return what stands between two sentences: nothing in Chinese and Japanese, elsewhere a space."""
    return "" if cldr(locale).language in {"ja", "yue", "zh"} else " "


@cache
def _own_digits(locale: str) -> str:
    """Return the digits 0 to 9 of the locale's default numbering system, which are kept for the user."""
    return str(kept(_DIGITS, locale, lambda: [_digits("0123456789", locale)])[0])


def _digits(text: str, locale: str) -> str:
    """Return `text` with the digits of the locale's default numbering system, which Babel leaves to its caller."""
    zero = _ZERO.get(cldr(locale).default_numbering_system)
    return text if zero is None else text.translate({ord("0") + digit: chr(ord(zero) + digit) for digit in range(10)})
