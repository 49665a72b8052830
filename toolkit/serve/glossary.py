"""The terms that a text of the source holds, with what each locale calls them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

TERMS = "source/terms.toml"


@dataclass(frozen=True)
class Term:
    """One term of the glossary; its comments there say what the fields mean."""

    term: str
    """In the source language."""
    note: str
    """What it means here."""
    forms: Mapping[str, tuple[str, ...]]
    """Locale -> accepted forms; `*` at the end of a word stands for any ending."""
    forbidden: Mapping[str, tuple[str, ...]]
    """Locale -> words that must not stand in its place."""

    def suggestions(self, locale: str) -> tuple[str, ...]:
        """Return the accepted forms in the locale, without the mark of an ending."""
        return tuple(form.replace("*", "") for form in self.forms.get(locale, ()))


@dataclass(frozen=True)
class Glossary:
    """All terms of a project."""

    terms: tuple[Term, ...] = ()
    """In the order of the file."""
    source_locale: str = "en"
    """The locale of the texts that are searched."""

    @cached_property
    def _finder(self) -> tuple[re.Pattern[str] | None, Mapping[str, Term]]:
        forms = {
            f"t{number}": (form, term)
            for number, (form, term) in enumerate(
                (form, term) for term in self.terms for form in term.forms.get(self.source_locale, (term.term,))
            )
        }
        longest_first = sorted(forms, key=lambda name: -len(forms[name][0]))
        patterns = [
            f"(?P<{name}>{re.escape(forms[name][0]).replace(chr(92) + '*', chr(92) + 'w*')})" for name in longest_first
        ]
        found = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE) if patterns else None
        return found, {name: term for name, (_, term) in forms.items()}

    def within(self, text: str) -> tuple[Term, ...]:
        """Return the terms that the text holds, in its order; of terms within one another, the longest."""
        pattern, terms = self._finder
        found = (terms[match.lastgroup or ""] for match in pattern.finditer(text)) if pattern else ()
        return tuple({term.term: term for term in found}.values())


def parse_glossary(text: str, source_locale: str) -> Glossary:
    """Return the glossary in the TOML `text`; what is malformed in it is left out, for others to report."""
    try:
        rows = tomllib.loads(text).get("term")
    except tomllib.TOMLDecodeError:
        return Glossary(source_locale=source_locale)
    return Glossary(tuple(_terms(rows)), source_locale)


def _terms(rows: object) -> Iterator[Term]:
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("term"), str):
            note = row.get("note")
            yield Term(
                row["term"],
                note if isinstance(note, str) else "",
                _lists(row.get("forms")),
                _lists(row.get("forbidden")),
            )


def _lists(table: object) -> Mapping[str, tuple[str, ...]]:
    rows = table.items() if isinstance(table, dict) else ()
    return {
        name: tuple(form for form in forms if isinstance(form, str) and form.strip("* "))
        for name, forms in rows
        if isinstance(forms, list)
    }
