"""Adds terms to the text of a glossary (TOML); what stands there stays, comments and order too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import tomlkit

from toolkit.catalog.exchange.tbx import TermEntry


def with_terms(text: str, terms: Iterable[TermEntry]) -> tuple[str, list[str]]:
    """Return the glossary `text` with what `terms` have beyond it, and what was left out, as messages.

    A form that is forbidden here is not added as an accepted one, nor the reverse: people decide that. Raises
    `tomlkit.exceptions.ParseError` where `text` is not TOML.
    """
    document = tomlkit.parse(text)
    rows: Any = document.setdefault("term", tomlkit.aot())
    known = {str(row.get("term", "")).casefold(): row for row in rows}
    left_out: list[str] = []
    changed = False
    for term in terms:
        row = known.get(term.term.casefold())
        if row is None:
            row = tomlkit.table()
            row["term"] = term.term
            rows.append(row)
            row = known[term.term.casefold()] = rows[-1]
        if term.note and not row.get("note"):
            row["note"] = term.note
            changed = True
        for name, other, forms in (("forms", "forbidden", term.forms), ("forbidden", "forms", term.forbidden)):
            changed |= _add(row, name, other, forms, left_out)
    return (tomlkit.dumps(document) if changed else text), left_out


def _add(row: Any, name: str, other: str, forms: Mapping[str, tuple[str, ...]], left_out: list[str]) -> bool:
    """Add the forms that the table `name` lacks; return whether there were any."""
    changed = False
    for locale, words in forms.items():
        table = row.get(name, {})
        has = {_plain(word) for word in table.get(locale, ())}
        against = {_plain(word) for word in row.get(other, {}).get(locale, ())}
        new = [word for word in words if _plain(word) not in has]
        left_out += [
            f"{word!r} ({locale}) is in {other!r} of {row['term']!r}" for word in new if _plain(word) in against
        ]
        new = [word for word in new if _plain(word) not in against]
        if not new or (name == "forms" and not has and new == [row["term"]]):
            continue
        if name not in row:
            row[name] = tomlkit.table()
        row[name][locale] = [*table.get(locale, ()), *new]
        changed = True
    return changed


def _plain(word: str) -> str:
    return word.replace("*", "").casefold()
