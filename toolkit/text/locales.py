"""Names of locales: the form in paths, the form in HTML, direction, display name."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from functools import cache
from hashlib import sha256

import babel
from babel import Locale, UnknownLocaleError, parse_locale
from babel.core import get_global

from toolkit.late import late
from toolkit.store import user_store

PSEUDO = {"en_XA": "ltr", "ar_XB": "rtl"}
"""Pseudo-locales and their direction: accented and longer; mirrored."""

_FORM = 1
"""Number of the form in which names are remembered."""
_NAME = late(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_([A-Z]{2}|[0-9]{3}))?")


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


def current(locale: str) -> str:
    """Return `locale` with the name that CLDR has for its language today: `iw` -> `he`, `cmn_Hans` -> `zh_Hans`."""
    language, _, rest = locale.partition("_")
    name = get_global("language_aliases").get(language, language)
    return f"{name}_{rest}" if rest else name


@cache
def maximal(locale: str) -> str:
    """Return `locale` with the script and region that CLDR takes for granted (UTS #35, "Likely Subtags").

    So `zh_CN` and `zh_Hans` are both `zh_Hans_CN`, and `pt` is `pt_Latn_BR`. What CLDR does not know stays as it is.
    """
    if not is_locale(locale) or locale in PSEUDO:
        return locale
    language, territory, script, *_ = parse_locale(locale)
    known = get_global("likely_subtags")
    names = ((language, script, territory), (language, None, territory), (language, script, None), (language,))
    for parts in names:
        likely = known.get("_".join(part for part in parts if part))
        if likely is not None:
            _, likely_territory, likely_script, *_ = parse_locale(likely)
            return "_".join(part for part in (language, script or likely_script, territory or likely_territory) if part)
    return locale


@cache
def direction(locale: str) -> str:
    """Return `rtl` or `ltr` (CLDR character order)."""
    return PSEUDO.get(locale) or _in_menus(locale)[1]


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
    return _in_menus(locale)[0] if display is None else cldr(locale).get_display_name(display) or locale


def _in_menus(locale: str) -> tuple[str, str]:
    """Return the name of `locale` in itself and its direction, which the user's store remembers.

    Each page names all languages of its site, and CLDR's data of a language take 5 milliseconds and 1 MB.
    """
    names = _remembered_names()
    if locale not in names:
        data = cldr(locale)
        turn = "rtl" if data.character_order == "right-to-left" else "ltr"
        names[locale] = (data.get_display_name(locale) or locale, turn)
        store = user_store()
        if store is not None:
            store.remember(_names_key(), json.dumps(names).encode())
    return names[locale]


@cache
def _remembered_names() -> dict[str, tuple[str, str]]:
    store = user_store()
    data = store.made(_names_key()) if store is not None else None
    with suppress(AttributeError, ValueError, TypeError):
        return {locale: (name, turn) for locale, (name, turn) in json.loads(data or b"{}").items()}
    return {}


def _names_key() -> str:
    return sha256(repr((__name__, _FORM, babel.__version__)).encode()).hexdigest()
