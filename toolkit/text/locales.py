"""Names of locales: the form in paths, the form in HTML, direction, display name."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

PSEUDO = {"en_XA": "ltr", "ar_XB": "rtl"}
"""Pseudo-locales and their direction: accented and longer; mirrored."""

_NAME = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_([A-Z]{2}|[0-9]{3}))?")


def is_locale(name: str) -> bool:
    """Whether `name` is a locale in the form of paths (`pt_BR`, `zh_Hans`) that CLDR knows, or a pseudo-locale.

    A name is checked before it becomes part of a path: it holds ASCII letters, digits and `_` only.
    """
    if not _NAME.fullmatch(name):
        return False
    if name in PSEUDO:
        return True
    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def bcp47(locale: str) -> str:
    """Return `locale` as HTML wants it (BCP 47): `pt_BR` -> `pt-BR`."""
    return locale.replace("_", "-")


def from_bcp47(tag: str) -> str:
    """Return a BCP 47 tag as a locale of paths: `pt-br` -> `pt_BR`, `zh-hans` -> `zh_Hans`; no check of existence."""
    parts = re.split(r"[-_]", tag)
    cased = [parts[0].lower()]
    cased += [part.title() if len(part) == 4 else part.upper() for part in parts[1:]]
    return "_".join(cased)


@cache
def direction(locale: str) -> str:
    """Return `rtl` or `ltr` (CLDR character order)."""
    return PSEUDO.get(locale) or ("rtl" if cldr(locale).character_order == "right-to-left" else "ltr")


@cache
def cldr(locale: str) -> Locale:
    """Return CLDR's data of `locale`; those of the base language for a pseudo-locale.

    Raises `babel.UnknownLocaleError` or `ValueError` where `is_locale` is false.
    """
    return Locale.parse(locale.split("_", maxsplit=1)[0] if locale in PSEUDO else locale)


@cache
def language_name(locale: str, display: str | None = None) -> str:
    """Return the name of `locale` in its own language, or in that of `display`, as CLDR writes it."""
    if locale in PSEUDO:
        return {"en_XA": "[Ƥşḗŭḓǿ-Ḗƞɠŀīşħ]", "ar_XB": "[Pseudo-RTL]"}[locale]
    return cldr(locale).get_display_name(display or locale) or locale
