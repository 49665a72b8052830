"""A rule for running text: what it says, and the digests that bind waivers to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from toolkit.model import Location, StatementSeverity
from toolkit.safety.digest import digest
from toolkit.text.language import Language
from toolkit.text.normalise import normalise
from toolkit.text.pattern_bank import Finder
from toolkit.text.terms import DEFAULT_GAP, Terms


class Kind(StrEnum):
    """What a rule asks of a sentence."""

    PROHIBIT = "prohibit"
    """The concepts must be there with a negation that is bound."""
    REQUIRE = "require"
    """The concepts must be there, neither negated nor weakened."""
    FORBID = "forbid"
    """The phrases must not be there."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A person's decision that one translated sentence is right although the rule finds fault with it."""

    hash: str
    """Digest of source sentence, translated sentence and rule."""
    reason: str
    """Why it is right."""
    by: str
    """Who says so."""
    location: Location = field(default=Location(""), compare=False)
    """Where it is written."""


@dataclass(frozen=True, eq=False)
class Rule:
    """What running text in one locale must keep saying about one hazard."""

    id: str
    """The same in all locales."""
    locale: str
    """Locale of the texts that it is asked of."""
    severity: StatementSeverity
    """How much harm follows when it is broken."""
    topics: tuple[str, ...]
    """It is asked on articles with one of these topics; `*` means all."""
    kind: Kind
    """What it asks."""
    language: Language = field(repr=False, compare=False)
    """What is known of the language."""
    concepts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Patterns by the name of the concept."""
    of: str = ""
    """Concept that is negated, or asked for."""
    side: str | None = None
    """Where the particles of negation stand: before, after, fused; None: wherever the language puts them."""
    gap: int = DEFAULT_GAP
    """Characters that may stand between the negation and its concept."""
    between: tuple[str, ...] = ()
    """Words that may stand between, besides those of the language."""
    apart: tuple[str, ...] = ()
    """Names of the concepts that the sentence just before may hold: "This is an emergency. Get help at once."."""
    echoes: tuple[str, ...] = ()
    """Words of a clause that points to what was named before, besides those of the language: "drink any"."""
    forbid: tuple[str, ...] = ()
    """Phrases that contradict the rule."""
    instead: tuple[str, ...] = ()
    """Phrases that satisfy the rule by themselves: "only with your doctor"."""
    circumstances: tuple[str, ...] = ()
    """Words of what it holds for, which must not be negated: "you faint", "you take it"."""
    reversals: tuple[str, ...] = ()
    """Phrases that turn round what it holds for: "after you know", "can be woken"."""
    accept: tuple[str, ...] = ()
    """Sentences that satisfy it."""
    reject: tuple[str, ...] = ()
    """Sentences that do not."""
    waivers: tuple[Waiver, ...] = ()
    """What it must not be asked of."""
    location: Location = field(default=Location(""), compare=False)
    """Where it is written."""

    @cached_property
    def terms(self) -> Terms:
        """What is looked for."""
        return Terms(self.language, self.concepts, self.of, self.side, self.gap, self.between, self.echoes)

    @cached_property
    def rest(self) -> Terms:
        """What is looked for behind a sentence that holds the concepts that may stand apart."""
        between = tuple(pattern for name in self.apart for pattern in self.concepts[name])
        rest = {name: patterns for name, patterns in self.concepts.items() if name not in self.apart}
        return Terms(self.language, rest, self.of, self.side, self.gap, (*self.between, *between))

    @cached_property
    def named(self) -> tuple[Terms, ...]:
        """Each of the concepts that may stand apart, as terms."""
        return tuple(Terms(self.language, {name: self.concepts[name]}, name, None, self.gap) for name in self.apart)

    @cached_property
    def single(self) -> Mapping[str, Terms]:
        """Each concept by itself as terms; the words of the others may stand between."""
        return {name: self.terms.part(name) for name in self.concepts}

    @cached_property
    def forbidden(self) -> Terms:
        """The forbidden phrases as terms."""
        return Terms(self.language, {"forbidden phrase": self.forbid}, "forbidden phrase", None, self.gap)

    @cached_property
    def alternative(self) -> Terms:
        """The phrases that satisfy the rule as terms."""
        return Terms(self.language, {"other wording": self.instead}, "other wording", None, self.gap)

    @cached_property
    def circumstance(self) -> Terms:
        """What it holds for, as terms."""
        return Terms(self.language, {"circumstance": self.circumstances}, "circumstance", None, self.gap, self.between)

    @cached_property
    def reversal(self) -> Terms:
        """What turns round what it holds for, as terms."""
        return Terms(self.language, {"reversal": self.reversals}, "reversal", None, self.gap)

    @cached_property
    def touched(self) -> tuple[Finder, ...]:
        """What finds each of its concepts."""
        return tuple(self.terms.finders.values())

    @cached_property
    def digest(self) -> str:
        """Digest of all that decides: not of the examples and the waivers."""
        return digest(
            {
                "id": self.id,
                "locale": self.locale,
                "kind": self.kind.value,
                "concepts": {name: sorted(patterns) for name, patterns in self.concepts.items()},
                "of": self.of,
                "side": self.side or "",
                "gap": str(self.gap),
                "between": sorted(self.between),
                "apart": sorted(self.apart),
                "echoes": sorted(self.echoes),
                "forbid": sorted(self.forbid),
                "instead": sorted(self.instead),
                **({"circumstances": sorted(self.circumstances)} if self.circumstances else {}),
                **({"reversals": sorted(self.reversals)} if self.reversals else {}),
            }
        )

    def waiver_hash(self, source: str, translation: str) -> str:
        """Return the hash that a waiver of this rule needs for the two sentences."""
        return digest({"source": normalise(source), "translation": normalise(translation), "rule": self.digest})

    def waiver(self, source: str, translation: str) -> Waiver | None:
        """Return the waiver for the two sentences, or None."""
        wanted = self.waiver_hash(source, translation)
        return next((waiver for waiver in self.waivers if waiver.hash == wanted), None)

    def asked_on(self, topics: tuple[str, ...]) -> bool:
        """Whether it is asked on articles with these topics."""
        return "*" in self.topics or not set(self.topics).isdisjoint(topics)
