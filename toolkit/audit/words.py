"""What the audit knows of a language, read from `words/<locale>.toml`.

These tables are the audit's own. The checks and rules have others: a mutator that found a negation as the check finds
it could make no fault that the check does not see.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

MOST = 3
"""Changes that one table makes of one text."""

Row = tuple[str, str]
"""A regular expression, without regard to case, and what stands in its place (`\\1`: its first group)."""


class Words(BaseModel):
    """The tables of one language. Each row is [what is found, what is put there]; the first row that fits counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    locale: str
    asks: dict[str, str] = Field(default_factory=dict)
    """Of a source language: name of a table -> what a source must hold, so that the change is a fault."""
    drop: tuple[Row, ...] = ()
    """A negation is lost."""
    add: tuple[Row, ...] = ()
    """A negation is added."""
    weaken: tuple[Row, ...] = ()
    """What must be, or be at once, may be."""
    permit: tuple[Row, ...] = ()
    """What is forbidden is permitted."""
    flip: tuple[Row, ...] = ()
    """More for less, before for after; written for one way, or for both."""
    numbers: tuple[Row, ...] = ()
    """Another number in words."""
    units: tuple[Row, ...] = ()
    """Another unit."""
    medicines: tuple[str, ...] = ()
    """Names of medicines, as they begin."""
    contradictions: tuple[str, ...] = ()
    """Sentences that take back what stands before them, the first one whatever that is, the others only orders."""
    tells: str = ""
    """What only this language writes, a regular expression without regard to case: it proves what a text is in."""
    near: tuple[str, ...] = ()
    """Locales whose language is easily taken for this one."""

    @model_validator(mode="after")
    def _readable(self) -> Words:
        try:
            re.compile(self.tells)
        except re.error as error:
            raise ValueError(f"tells: {error}") from error
        for name in ("drop", "add", "weaken", "permit", "flip", "numbers", "units"):
            for find, put in getattr(self, name):
                try:
                    re.compile(find).sub(put, "")
                except re.error as error:
                    raise ValueError(f"{name}: {find!r}: {error}") from error
        return self

    @cached_property
    def tables(self) -> dict[str, list[tuple[re.Pattern[str], str]]]:
        """The tables with their patterns ready."""
        names = ("drop", "add", "weaken", "permit", "flip", "numbers", "units")
        return {name: [(re.compile(find, re.IGNORECASE), put) for find, put in getattr(self, name)] for name in names}

    def changes(self, table: str, text: str) -> Iterator[tuple[str, str, str]]:
        """Yield (the text with one change, what was there, what is there now), the places in the order of the rows."""
        taken: list[tuple[int, int]] = []
        for pattern, put in self.tables[table]:
            for found in pattern.finditer(text):
                start, end = found.span()
                if len(taken) == MOST or start == end or any(start < two and one < end for one, two in taken):
                    continue
                new = _uncased(found, put)
                taken.append((start, end))
                after = text[:start] + _cased(text, start, new) + (text[end:] if new else _begun(text, start, end))
                if after != text:
                    yield after, found[0].strip(), new.strip()


def _uncased(found: re.Match[str], put: str) -> str:
    """Return what is put in the place of a match; a word that no longer begins the sentence has no capital."""
    new = found.expand(put)
    if not found.re.groups or not (word := found[1] or "")[:1].isupper() or found.start(1) != found.start():
        return new
    return new if new.startswith(word) else new.replace(word, word[:1].lower() + word[1:], 1)


def _cased(text: str, start: int, new: str) -> str:
    """Return what is put at `start` with a capital where one stood there."""
    return new[:1].upper() + new[1:] if text[start : start + 1].isupper() else new


def _begun(text: str, start: int, end: int) -> str:
    """Return the rest of a text after something was taken away, with the capital that stood there."""
    rest = text[end:].lstrip(" ") if not text[:start].strip() else text[end:]
    return rest[:1].upper() + rest[1:] if text[start : start + 1].isupper() else rest


@cache
def load_words(locale: str) -> Words | None:
    """Return what is known of the locale, or of its language (`es` for `es_MX`); None where that is nothing."""
    if not re.fullmatch(r"\w+", locale, re.ASCII):
        return None
    folder = files("toolkit.audit") / "words"
    for name in (locale, locale.partition("_")[0]):
        file = folder / f"{name}.toml"
        if file.is_file():
            data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
            return Words.model_validate(data)
    return None
