"""Fills the page templates of the report and the sheets; what they say comes from values, all escaped."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from babel.numbers import format_percent
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from toolkit.site.formats import number_text
from toolkit.site.strings import LANGUAGE, Strings, shipped_catalog
from toolkit.text.locales import bcp47, cldr, direction, language_name

_FOLDER = "templates"
_STYLE = "report.css"


def shown_language(wanted: str) -> str:
    """Return the locale that texts are shown in: `wanted` where the toolkit's own are translated into it, else en."""
    return wanted if _is_own(wanted) or shipped_catalog(wanted) is not None else LANGUAGE


def fill_page(name: str, locale: str, **values: object) -> str:
    """Return the page template `name` in the language of `locale`, filled in with `values`.

    Values are data: each is escaped, none is a template or a format string, whoever wrote it.
    """
    locale = shown_language(locale)
    head = {"lang": bcp47(locale), "dir": direction(locale), "style": Markup(_own()[_STYLE])}  # noqa: S704 - our own
    return _environment(locale).get_template(name).render({**values, "head": head})


def _is_own(locale: str) -> bool:
    return locale.partition("_")[0] == LANGUAGE


@lru_cache(maxsize=4)
def _environment(locale: str) -> Environment:
    """Return the page templates with the texts of one locale."""
    environment = Environment(
        loader=FunctionLoader(lambda name: _own().get(name)),
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,
    )
    environment.filters |= {
        "number": lambda number: number_text(number, locale),
        "percent": lambda number: format_percent(number / 100, locale=cldr(locale), numbering_system="default"),
        "bcp47": bcp47,
        "direction": direction,
        "language_name": lambda name: language_name(name, locale),
    }
    strings = Strings(locale, own=None if _is_own(locale) else shipped_catalog(locale), site=None)
    environment.globals |= strings.functions
    return environment


@cache
def _own() -> dict[str, str]:
    folder = files("toolkit") / "report" / _FOLDER
    return {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith((".html", ".css"))}
