"""Loads what is known of numbers and units in a language from `languages/<locale>.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from toolkit.text.kept_tables import shipped
from toolkit.text.locales import PSEUDO, cldr, is_locale
from toolkit.text.quantities.lexicon import Lexicon


def load_lexicon(locale: str) -> Lexicon:
    """Return what is known of numbers and units in `locale`: at least its decimal sign and the units of all languages.

    A locale without a file of its own (`es_MX`) gets that of its language, with the signs that CLDR gives it,
    and the order of day and month: en_GB writes 31/5.
    """
    return _loaded(locale)


@cache
def _loaded(locale: str) -> Lexicon:
    data, shipped = _nearest(locale)
    if shipped == locale:
        decimal, group = str(data["decimal"]), str(data["group"])
        month_first = bool(data.get("month-first", False))
    else:
        decimal, group = _cldr_signs(locale)
        month_first = bool(data) and is_locale(locale) and _writes_month_first(locale)
        data = {key: value for key, value in data.items() if key != "decimals"}
    return Lexicon(locale, data, decimal, group, str(data.get("decimals", decimal)), month_first)


def _nearest(locale: str) -> tuple[dict[str, Any], str]:
    """Return the data of the nearest language that is shipped and its name; nothing for a pseudo-locale."""
    if locale in PSEUDO or not re.fullmatch(r"\w+", locale, re.ASCII):
        return {}, ""
    parts = locale.split("_")
    names = ["_".join(parts[:size]) for size in range(len(parts), 0, -1)]
    names += {"pt": ["pt_BR"], "zh": ["zh_Hans"]}.get(parts[0], []) if parts[1:2] != ["Hant"] else []
    for name in names:
        data = shipped("toolkit.text.quantities", f"languages/{name}.toml")
        if data:
            return data, name
    return {}, ""


def _writes_month_first(locale: str) -> bool:
    """Whether the short dates of CLDR have the month before the day."""
    pattern = str(cldr(locale).date_formats["short"].pattern)
    return pattern.lower().find("m") < pattern.lower().find("d")


def _cldr_signs(locale: str) -> tuple[str, str]:
    """Return the decimal and the group sign that CLDR gives for Latin digits; English ones for an unknown locale."""
    if not is_locale(locale):
        return ".", ","
    signs = cldr(locale).number_symbols.get("latn", {})
    group = str(signs.get("group") or ",")
    return str(signs.get("decimal") or "."), " " if group.isspace() else group.replace("’", "'")
