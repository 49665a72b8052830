"""The values of the audit's mutators: what one sees, what it makes, how it is declared."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from toolkit.audit.words import Words


class Harm(StrEnum):
    """What a mutator damages."""

    MEANING = "meaning"
    """What the text tells its reader to do."""
    FORM = "form"
    """How it looks, or where it leads."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A translated message as a mutator sees it."""

    source: str
    """The text in the source language."""
    text: str
    """Its translation, one form."""
    locale: str
    """Locale of the translation."""
    words: Words | None
    """What the audit knows of the language; None: nothing."""
    source_words: Words | None
    """What the audit knows of the source language."""
    neighbour: tuple[str, str] | None = None
    """Source and translation of a message of another part of the article."""
    twin: tuple[str, str] | None = None
    """Source and translation of the message whose source is most like this one, where one is like it."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """The same message in other locales."""


@dataclass(frozen=True, slots=True)
class Change:
    """A translation with one fault."""

    after: str
    """The faulty translation."""
    what: str
    """What was done, as the report says it: lower-case, quotes the words."""
    previous: str | None = None
    """Another source that the catalog says the translation was made for (`#| msgid`)."""
    exchanged: bool = False
    """Whether the neighbour gets this message's translation."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Why no fault was made of a text that a mutator is for."""

    reason: str
    """As the report says it; the same text for the same reason, so that it can be counted."""


Made = Iterator[Change | Skip]
Mutate = Callable[[Subject], Made]


@dataclass(frozen=True, slots=True)
class Mutator:
    """A kind of fault. A text that it is not for gives nothing; one that it cannot prove a fault of gives a `Skip`."""

    name: str
    """Kebab-case: `drop-negation`."""
    harm: Harm
    """What it damages."""
    mutate: Mutate
    """The generator."""
    module: str
    """Dotted name of its module, whose docstring explains it."""

    @property
    def explanation(self) -> str:
        """What it does: the docstring of its module."""
        return (sys.modules[self.module].__doc__ or "").strip()


def mutator(harm: Harm) -> Callable[[Mutate], Mutator]:
    """Make a `Mutator` of a generator function; its name is the function's with hyphens."""

    def declare(mutate: Mutate) -> Mutator:
        return Mutator(mutate.__name__.replace("_", "-"), harm, mutate, mutate.__module__)

    return declare
