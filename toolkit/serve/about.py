"""What a translator should know of a message: the same for the preview and for every editor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from toolkit.catalog.exchange.entry import Part
from toolkit.catalog.memory import Memory, Suggestion, suggestions
from toolkit.diagnostic import ToolkitError
from toolkit.gates import approvals
from toolkit.model import Key, Location, Message, Statement, Unit
from toolkit.project import SAFETY_PREFIX, Project
from toolkit.project.memories import memory_of, read_memories
from toolkit.safety.approval_state import ApprovalState, approved_text
from toolkit.safety.rule import Rule
from toolkit.text.difference import difference
from toolkit.text.glossary import Term

HITS = 3
"""Like translations that are shown at most."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of one message in one locale."""

    statement: Statement | None = None
    """The statement that it is a text of."""
    approval: ApprovalState | None = None
    """What became of the statement's approval in this locale."""
    rule: Rule | None = None
    """The safety rule of the source that touches it."""
    terms: tuple[Term, ...] = ()
    """The terms of the glossary in its source."""
    previous: str | None = None
    """How its source differs from the one that the translation was made for (`difference`)."""
    hits: tuple[Suggestion, ...] = ()
    """Like translations; none for a guarded message: a guess can say the opposite."""
    source: Location | None = None
    """Where its text begins in the sources."""

    @property
    def guarded(self) -> bool:
        """Whether a statement or a rule touches it."""
        return self.statement is not None or self.rule is not None


@dataclass(frozen=True)
class Desk:
    """A project as a translator's tool looks at it."""

    project: Project
    """The project."""
    date: dt.date
    """The day; approvals that ended before it do not count."""

    def memory(self, locale: str) -> Memory:
        """Return what the locale has translated."""
        if locale not in self._memories:
            self._memories[locale] = memory_of(self.project, locale, self._files)
        return self._memories[locale]

    def approvals(self, locale: str) -> Mapping[str, ApprovalState]:
        """Return what became of the approvals in the locale, by statement; none where that cannot be told."""
        if locale not in self._approvals:
            try:
                self._approvals[locale] = {
                    state.statement.id: state for state in approvals(self.project, locale, self.date)
                }
            except ToolkitError:  # signatures that cannot be verified: `l10n check` says so
                self._approvals[locale] = {}
        return self._approvals[locale]

    @cached_property
    def _files(self) -> Mapping[str, tuple[Part, ...]]:
        """What the memories of the project say; one that is broken is left out, `l10n update` says so."""
        return read_memories(self.project)[0]

    @cached_property
    def _memories(self) -> dict[str, Memory]:
        return {}

    @cached_property
    def _approvals(self) -> dict[str, dict[str, ApprovalState]]:
        return {}

    @cached_property
    def _messages(self) -> Mapping[str, Mapping[Key, Message]]:
        return {
            domain: {message.key: message for message in messages} for domain, messages in self.project.messages.items()
        }

    def about(self, locale: str, domain: str, unit: Unit) -> About:
        """Return what is known of a unit of the project's catalog."""
        guard = self.project.guard(domain)(unit)
        statement = self.project.statements_by_id.get(guard or "") if domain.startswith(SAFETY_PREFIX) else None
        rules = self.project.rules.get(self.project.config.source_locale, ())
        rule = next((item for item in rules if item.id == guard), None) if statement is None else None
        hits = () if guard is not None else suggestions(self.memory(locale), unit, HITS)
        return About(
            statement,
            self.approvals(locale).get(statement.id) if statement else None,
            rule,
            self.terms(unit.msgid),
            previous_difference(unit),
            hits,
            self.source_of(domain, unit.key),
        )

    def terms(self, source: str) -> tuple[Term, ...]:
        """Return the terms in a text; none where nothing is known of the source language, or the glossary is broken."""
        language = self.project.language(self.project.config.source_locale)
        return () if language is None else self.project.glossary.within(source, language)

    def source_of(self, domain: str, key: Key) -> Location | None:
        """Return where a message's text begins in the sources; None where the sources do not have it."""
        message = self._messages.get(domain, {}).get(key)
        if message is None or not message.references:
            return None
        return Location(message.references[0], message.line)


def previous_difference(unit: Unit) -> str | None:
    """Return how the source differs from the one before (`#|`), or None where nothing says that it was another."""
    if unit.previous_msgid is None or unit.previous_msgid == unit.msgid:
        return None
    return difference(unit.previous_msgid, unit.msgid)


def approved_wording(about: About, unit: Unit) -> str | None:
    """Return the text that a reviewer approved for this unit, where it was for the same source; None else."""
    approval = about.approval.approval if about.approval is not None else None
    return None if approval is None else approved_text(approval, unit)


def shortened(text: str, most: int) -> str:
    """Return a text on one line of at most so many characters, for a list of many."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
