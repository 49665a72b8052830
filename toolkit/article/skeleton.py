"""What an article is once it is parsed: the skeleton of its page and the messages that fill it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from toolkit.article.front import FrontMatter
from toolkit.model import Key, Message, Region


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of the skeleton that a message fills."""

    key: Key
    """The message."""
    kind: str
    """`heading`, `paragraph`, `list item`, `table header`, `table cell`, `term`, `definition`, `quote`, `image`."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A place of the skeleton where a statement stands."""

    statement: str
    """Id of the statement."""
    region: Region
    """Lead before the first second-level heading, else body."""
    line: int
    """Where it is placed in the source."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body, for the table of contents."""

    level: int
    """2 to 6."""
    anchor: str
    """Its id on the page, the same in every language."""
    key: Key
    """Its message."""
    translate: bool = True
    """False where the note `l10n:skip` keeps it as it is: no catalog has the message, and its text is the msgid."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of source/site.toml that the article refers to."""

    name: str
    """As in `{name}` or `site:name`."""
    line: int
    """Where it stands in the source."""


@dataclass(frozen=True)
class Article:
    """A parsed article."""

    path: str
    """Its file, as shown to the user."""
    front: FrontMatter
    """Its front matter."""
    parts: tuple[str | Slot | Placement, ...]
    """The body in order: trusted HTML, places of messages, places of statements."""
    messages: tuple[Message, ...]
    """In the order of the article, title and description first; equal ones once, with the comments of all."""
    headings: tuple[Heading, ...]
    """In the order of the article."""
    placements: tuple[Placement, ...]
    """In the order of the article."""
    names: tuple[Name, ...] = ()
    """Names that source/site.toml must have, in the order of the article."""

    @property
    def domain(self) -> str:
        """Domain of its catalogs."""
        return self.front.slug

    @property
    def outline(self) -> Article:
        """The article without its body and messages, which are most of it: for what only leads to it."""
        return replace(self, parts=(), messages=())
