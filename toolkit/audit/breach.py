"""The values of faults in the contract and in finished pages: what a breach sees, what it makes, how it is declared."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from toolkit.article.markdown import Article
from toolkit.audit.mutation import Skip
from toolkit.model import Approval, Page, Statement
from toolkit.project import Project


@dataclass(frozen=True, slots=True)
class Ground:
    """One statement on one page, approved and proven."""

    project: Project
    """The project, as if all its statements had been approved in the locale."""
    locale: str
    """Locale of the page."""
    article: Article
    """Its article."""
    statement: Statement
    """The statement."""
    approval: Approval
    """The approval of its wording."""
    page: Page
    """The finished page."""
    number: int
    """Number of the statement on the page, so that the ways of one breach take turns."""


@dataclass(frozen=True, slots=True)
class Breach:
    """What somebody did. The parts that are None are as they were."""

    what: str
    """What was done, as the report says it."""
    project: Project | None = None
    """The project after it."""
    html: str | None = None
    """The finished page after it."""
    approval: tuple[str, str] | None = None
    """Path and text of the file of the approval after it."""


Breaching = Callable[[Ground], Iterator[Breach | Skip]]


@dataclass(frozen=True, slots=True)
class Breacher:
    """A kind of breach."""

    name: str
    """Kebab-case: `hide-statement`."""
    breaches: Breaching
    """The generator."""
    module: str
    """Dotted name of its module, whose docstring explains it."""

    @property
    def explanation(self) -> str:
        """What it does: the docstring of its module."""
        return (sys.modules[self.module].__doc__ or "").strip()


def breacher(breaches: Breaching) -> Breacher:
    """Make a `Breacher` of a generator function; its name is the function's with hyphens."""
    return Breacher(breaches.__name__.replace("_", "-"), breaches, breaches.__module__)
