"""The shipped lexicon of medicine names, `medicines.csv`: international non-proprietary names in each language."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Medicine:
    """One substance."""

    name: str
    """Its international non-proprietary name in English, in lower case."""
    forms: Mapping[str, tuple[str, ...]]
    """Locale -> the patterns of its names there (`*`: any ending); English with USAN and BAN among them."""


@cache
def medicines() -> tuple[Medicine, ...]:
    """Return the lexicon in the order of the names."""
    text = (files("toolkit.text") / "medicines.csv").read_text("utf-8")
    rows = csv.DictReader(row for row in text.splitlines() if not row.startswith("#"))
    return tuple(_medicine(row) for row in rows)


def _medicine(row: dict[str, str]) -> Medicine:
    name = row["name"]
    english = (name, *filter(None, row["also"].split("|")))
    forms = {key: tuple(cell.split("|")) for key, cell in row.items() if cell and key not in {"name", "also"}}
    # English has no cases: a plural ("insulins") is all that can follow.
    return Medicine(name, {**forms, ENGLISH: tuple(form for word in english for form in (word, f"{word}s"))})


@cache
def lexicon_locale(locale: str) -> str | None:
    """Return the locale whose forms serve `locale`: its own, else that of its language (`es` for `es_MX`)."""
    known = frozenset[str]().union(*(medicine.forms for medicine in medicines()))
    parts = locale.split("_")
    names = ("_".join(parts[:size]) for size in range(len(parts), 0, -1))
    return next((name for name in names if name in known), None)


@cache
def medicine_names() -> frozenset[str]:
    """Return the English names of the lexicon, in lower case."""
    return frozenset(medicine.name for medicine in medicines())
