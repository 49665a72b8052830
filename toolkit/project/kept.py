"""Writes down rules and terms that were read without a problem, and takes them back.

To read their TOML with its lines, and to prove that nothing is wrong with it, takes twenty times as long. The store
gives back nothing that is not what this toolkit wrote; what is of another form all the same is no rule and no term.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, fields
from typing import Any

from toolkit.model import Location, StatementSeverity
from toolkit.safety.rule import Kind, Rule, Waiver
from toolkit.text.glossary import Glossary, Term
from toolkit.text.language import Language

_KEPT = tuple(item.name for item in fields(Rule) if item.name != "language")
"""What a rule says itself; its language is known besides."""


def dump_rules(rules: Iterable[Rule]) -> bytes:
    """Return rules as JSON."""
    rows = [{name: getattr(rule, name) for name in _KEPT} for rule in rules]
    return json.dumps(rows, default=asdict).encode()


def load_rules(data: bytes, language: Language) -> tuple[Rule, ...] | None:
    """Return what `dump_rules` wrote, for the same language; None for other bytes, and where there are no rules."""
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        return tuple(_rule(row, language) for row in json.loads(data)) or None
    return None


def _rule(row: Mapping[str, Any], language: Language) -> Rule:
    said: dict[str, Any] = {name: tuple(row[name]) if isinstance(row[name], list) else row[name] for name in _KEPT}
    said |= {
        "severity": StatementSeverity(row["severity"]),
        "kind": Kind(row["kind"]),
        "concepts": _by_name(row["concepts"]),
        "waivers": tuple(Waiver(**{**one, "location": Location(**one["location"])}) for one in row["waivers"]),
        "location": Location(**row["location"]),
    }
    return Rule(language=language, **said)


def dump_glossary(glossary: Glossary) -> bytes:
    """Return terms as JSON."""
    return json.dumps([asdict(term) for term in glossary.terms]).encode()


def load_glossary(data: bytes) -> Glossary | None:
    """Return what `dump_glossary` wrote; None for other bytes, and where there are no terms."""
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        terms = [
            Term(**{**row, "forms": _by_name(row["forms"]), "forbidden": _by_name(row["forbidden"])})
            for row in json.loads(data)
        ]
        return Glossary(terms) if terms else None
    return None


def _by_name(rows: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(patterns) for name, patterns in rows.items()}
