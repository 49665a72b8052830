"""What is looked for in a sentence, and what is found: terms and readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from toolkit.text.language import Language
from toolkit.text.markers import Mark
from toolkit.text.pattern_bank import Finder
from toolkit.text.steps import Steps

DEFAULT_GAP = 45
"""Characters that may stand between a negation and its word."""


_COMMAS = (",", "،", "，", "、")
ECHO = "echo"
"""Name of the only concept of an echo."""


class Stance(StrEnum):
    """What a sentence does with the concepts that are looked for."""

    ABSENT = "absent"
    """It does not hold them all."""
    PROHIBITED = "prohibited"
    """It holds them with a negation that is bound and not taken back."""
    DEMANDED = "demanded"
    """It asks for them, without negation, permission, delay or weakening."""
    UNDONE = "undone"
    """It holds them, and a negation or a demand is weakened, permitted, taken back or doubled."""
    ORDERED = "ordered"
    """It asks for what should be prohibited."""
    BARE = "bare"
    """It holds them without negation."""
    SCATTERED = "scattered"
    """It holds them in different clauses, and no negation binds them."""
    MENTIONED = "mentioned"
    """It speaks about them only: a condition, a question, a heading."""
    WARNED = "warned"
    """It says what harm they do, and neither asks for them nor permits them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A part of the folded sentence, and what it did."""

    role: str
    """Name of a concept, or value of a `MarkKind`."""
    start: int
    """First character."""
    end: int
    """One past the last character."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a sentence."""

    stance: Stance
    """What the sentence does."""
    reason: str
    """Why, as a message says it."""
    evidence: tuple[Evidence, ...] = ()
    """Where it was seen, in the order of the sentence."""


@dataclass(frozen=True, eq=False)
class Terms:
    """Concepts that are looked for, one of them the one that is negated or asked for."""

    language: Language
    """The language of the sentences."""
    concepts: Mapping[str, tuple[str, ...]]
    """Patterns of each concept by its name."""
    of: str
    """Name of the concept that the negation belongs to."""
    side: str | None = None
    """Where the particles of negation stand; None: wherever the language puts them."""
    gap: int = DEFAULT_GAP
    """Characters that may stand between the two."""
    between: tuple[str, ...] = ()
    """Words that may stand between, besides those of the language."""
    echoes: tuple[str, ...] = ()
    """Words that point to what was named before, besides those of the language: "drink any"."""
    whole: Terms | None = None
    """The terms that these are a part of: what may stand between is the same."""

    def part(self, name: str) -> Terms:
        """Return one of the concepts by itself; the words of the others may stand between."""
        side = self.side if name == self.of else None
        return replace(self, concepts={name: self.concepts[name]}, of=name, side=side, whole=self)

    @cached_property
    def finders(self) -> Mapping[str, Finder]:
        """What finds each concept."""
        if self.whole is not None:
            return {name: self.whole.finders[name] for name in self.concepts}
        return {name: self.language.finder(patterns) for name, patterns in self.concepts.items()}

    @cached_property
    def echo(self) -> Terms:
        """What only points to that which was named before: "do it"."""
        return Terms(self.language, {ECHO: (*self.language.marks.echoes, *self.echoes)}, ECHO)

    @cached_property
    def before(self) -> Steps:
        """What may be stepped over from a negation to its word."""
        return self.whole.before if self.whole else replace(self._own, base=self.language.steps_before)

    @cached_property
    def after(self) -> Steps:
        """What may be stepped over from the word to its negation."""
        return self.whole.after if self.whole else replace(self._own, base=self.language.steps_after)

    @cached_property
    def listed(self) -> Finder:
        """What finds the words behind a comma that go on with a list: `, sedatives`."""
        if self.whole is not None:
            return self.whole.listed
        return self.language.finder(tuple(pattern for pattern in self.between if pattern.startswith(_COMMAS)))

    @cached_property
    def _own(self) -> Steps:
        words = (pattern for patterns in self.concepts.values() for pattern in patterns)
        return Steps(self.language.folded((*self.between, *words)), self.language.spelling)

    def binds(self, mark: Mark, *positions: str) -> bool:
        """Whether a marker of this kind may stand at one of the positions, seen from its word.

        The rule's side decides between the places that the language allows; a verb ("avoid") has its own place always.
        """
        allowed = mark.entry.position
        if self.side in allowed and mark.entry.word_class not in {"verb", ""}:
            return self.side in positions
        return not set(allowed).isdisjoint(positions)
