"""What the rules find wrong with messages, remembered from one check of an article to the next."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, field
from hashlib import blake2b
from typing import Any

from toolkit.diagnostic import Span
from toolkit.safety.rules import Outcome, Result


@dataclass(frozen=True, slots=True)
class Complaint:
    """An outcome of a rule that is to be reported."""

    rule: str
    """Id of the rule."""
    result: Result
    """What became of it."""
    reason: str
    """Why, as a message says it."""
    translation: str
    """The sentence that decided; the whole translation where there is no such sentence."""
    hash: str
    """What a waiver must hold to silence it."""
    spans: tuple[Span, ...]
    """The evidence in both texts."""


def complaint(outcome: Outcome) -> Complaint:
    """Return an outcome as it is reported."""
    return Complaint(outcome.rule.id, outcome.result, outcome.reason, outcome.translation, outcome.hash, outcome.spans)


@dataclass(slots=True)
class Complaints:
    """What the rules found on the messages of an article in one locale, last time and now.

    A message that says what it said, in the source and in its translation, is not asked about again; the rules of both
    locales, with their waivers and what is known of the languages, and the article's topics must be the same.
    """

    before: Mapping[str, tuple[Complaint, ...]] = field(default_factory=dict)
    """Hash of a message -> what was found."""
    now: dict[str, tuple[Complaint, ...]] = field(default_factory=dict)
    """The same, of what was asked about this time."""

    def of(
        self, source: str, forms: tuple[str, ...], find: Callable[[], tuple[Complaint, ...]]
    ) -> tuple[Complaint, ...]:
        """Return what `find` finds on the message with this source and these forms, or what it found last time."""
        said = json.dumps([source, *forms])
        key = blake2b(said.encode("ascii"), digest_size=16).hexdigest()
        known = self.before.get(key)
        found = self.now[key] = find() if known is None else known
        return found


def format_complaints(complaints: Complaints) -> bytes:
    """Return what was found now as bytes, for another run with the same rules: JSON in ASCII."""
    rows = {key: list(map(astuple, found)) for key, found in complaints.now.items()}
    return json.dumps(rows, separators=(",", ":")).encode("ascii")


def parse_complaints(data: bytes) -> Complaints:
    """Return what `format_complaints` wrote, as what was found before. Of other bytes nothing is known."""
    try:
        rows = json.loads(data)
        return Complaints({key: tuple(map(_complaint, found)) for key, found in rows.items()})
    except (ValueError, KeyError, TypeError, AttributeError):
        return Complaints()


def _complaint(row: list[Any]) -> Complaint:
    rule, result, reason, translation, code, spans = row
    return Complaint(rule, Result(result), reason, translation, code, tuple(Span(*span) for span in spans))
