"""The shipped lexicon of medicine names, `medicines.csv`: international non-proprietary names in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

ENGLISH = "en"
_NAME = "name"
_ALSO = "also"


@cache
def medicine_forms(locale: str) -> Mapping[str, tuple[str, ...]]:
    """Return the English name of each medicine that has one in the locale, with the patterns of its names there.

    Names are in lower case and in the order of the alphabet; `*` at the end of a word of a pattern stands for any
    ending. English has the name itself, USAN and BAN among them. A column is taken apart when it is first asked for.
    """
    header, *rows = _rows()
    if locale == ENGLISH:
        also = header.index(_ALSO)
        return {row[0]: tuple(_english(row[0], row[also])) for row in rows}
    if locale not in header:
        return {}
    column = header.index(locale)
    return {row[0]: tuple(row[column].split("|")) for row in rows if row[column]}


def _english(name: str, also: str) -> Iterator[str]:
    """Yield the names with their plurals ("insulins"): English has no cases, and nothing else can follow."""
    for word in (name, *filter(None, also.split("|"))):
        yield from (word, f"{word}s")


@cache
def _rows() -> Sequence[Sequence[str]]:
    """Return the cells of the file, the header first; no cell is quoted, a test says so."""
    from importlib.resources import files  # noqa: PLC0415 - its names are in the tables that are kept

    text = (files("toolkit.text") / "medicines.csv").read_text("utf-8")
    return [line.split(",") for line in text.splitlines() if not line.startswith("#")]


@cache
def lexicon_locale(locale: str) -> str | None:
    """Return the locale whose forms serve `locale`: its own, else that of its language (`es` for `es_MX`)."""
    known = {ENGLISH, *_rows()[0]} - {_NAME, _ALSO}
    parts = locale.split("_")
    names = ("_".join(parts[:size]) for size in range(len(parts), 0, -1))
    return next((name for name in names if name in known), None)


@cache
def medicine_names() -> frozenset[str]:
    """Return the English names of the lexicon, in lower case."""
    return frozenset(row[0] for row in _rows()[1:])
