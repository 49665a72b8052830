"""The values that the rooms pass on to each other.

Frozen, hashable, without I/O. All texts are `str` in the encoding of the interpreter; all lines and columns count
from 1; all locales are written as in paths (`pt_BR`), see `toolkit.text.locales.bcp47` for the form that HTML wants.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

Key = tuple[str | None, str]
"""What identifies a message in a catalog: (msgctxt, msgid)."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file."""

    path: str
    """As shown to the user: relative to the project, or exactly as given on the command line; POSIX slashes."""
    line: int | None = None
    """Counted from 1; None where the whole file is meant."""
    column: int | None = None
    """In characters, counted from 1."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text of the source that is to be translated."""

    msgid: str
    """The text in the source language; inline Markdown where it comes from an article."""
    msgctxt: str | None = None
    """Context that tells equal texts apart; always the id for the texts of a statement."""
    msgid_plural: str | None = None
    """The plural of the source, where the text depends on a number."""
    comments: tuple[str, ...] = ()
    """Extracted comments (`#.`), one string a line, the same for all locales."""
    references: tuple[str, ...] = ()
    """Source files (`#:`), without line numbers, so that an inserted line changes no catalog."""
    flags: tuple[str, ...] = ()
    """Flags (`#,`) such as `python-brace-format`; never `fuzzy`."""
    line: int | None = None
    """Where the text begins in its (first) source file."""

    @property
    def key(self) -> Key:
        """What identifies the message in a catalog."""
        return (self.msgctxt, self.msgid)


@dataclass(frozen=True, slots=True)
class Unit:
    """A message in one locale: an entry of a catalog (PO) or of a template (POT)."""

    msgid: str
    """The text in the source language; "" for the header."""
    msgstrs: tuple[str, ...] = ("",)
    """The translation; one string, or one a plural form in the order of their indices. Empty strings: untranslated."""
    msgctxt: str | None = None
    """Context that tells equal texts apart."""
    msgid_plural: str | None = None
    """The plural of the source, or None."""
    flags: tuple[str, ...] = ()
    """Flags (`#,` and `#=`) in the order of the file, `fuzzy` among them, unknown ones kept."""
    translator_comments: tuple[str, ...] = ()
    """Comments of the translator (`# `), one string a line, without the marker and one space after it."""
    comments: tuple[str, ...] = ()
    """Extracted comments (`#.`), one string a line."""
    references: tuple[str, ...] = ()
    """Source references (`#:`), as written: `path` or `path:line`."""
    previous_msgctxt: str | None = None
    """`#| msgctxt`: the context that the translation was made for."""
    previous_msgid: str | None = None
    """`#| msgid`: the source that the translation was made for."""
    previous_msgid_plural: str | None = None
    """`#| msgid_plural`."""
    obsolete: bool = False
    """Whether the entry is commented out with `#~`."""
    line: int | None = field(default=None, compare=False)
    """Line of the `msgid` keyword in the file that it was read from; None for one made in memory."""
    msgstr_lines: tuple[int, ...] = field(default=(), compare=False)
    """Lines of the `msgstr` keywords, one an element of `msgstrs`; () for one made in memory."""

    @property
    def key(self) -> Key:
        """What identifies the message in a catalog."""
        return (self.msgctxt, self.msgid)

    @property
    def msgstr(self) -> str:
        """The translation, or its first plural form."""
        return self.msgstrs[0] if self.msgstrs else ""

    @property
    def fuzzy(self) -> bool:
        """Whether the translation waits for a human."""
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Whether a page may show it: every form filled, not fuzzy, not obsolete."""
        return not self.obsolete and not self.fuzzy and bool(self.msgstrs) and all(self.msgstrs)

    @property
    def untranslated(self) -> bool:
        """Whether no form is filled."""
        return not any(self.msgstrs)


@lru_cache(maxsize=64)
def header_fields(header: str) -> Mapping[str, str]:
    """Return the fields of a header's text in their order: names as written, values stripped; the first one wins.

    Catalogs of one locale mostly have the same header, so that it is read once.
    """
    fields: dict[str, str] = {}
    for row in header.split("\n"):
        name, colon, value = row.partition(":")
        if colon:
            fields.setdefault(name.strip(), value.strip())
    return fields


@dataclass(frozen=True)
class Catalog:
    """What a PO or POT file says. Two catalogs that differ in layout only are equal."""

    path: str = field(compare=False)
    """Where it was read from, as shown to the user; "" for one made in memory."""
    header: Unit | None
    """The entry with the empty msgid, or None where the file has none."""
    units: tuple[Unit, ...]
    """The entries in the order of the file, without the header and without the obsolete ones."""
    obsolete: tuple[Unit, ...] = ()
    """Entries behind `#~`: memory, never rendered."""

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """The header's fields, see `header_fields`."""
        return header_fields(self.header.msgstr if self.header else "")

    @cached_property
    def by_key(self) -> Mapping[Key, Unit]:
        """All current entries, translated or not: for the checks and for update, never for a page."""
        return {unit.key: unit for unit in self.units}

    @cached_property
    def obsolete_by_text(self) -> Mapping[str, list[Unit]]:
        """The obsolete entries by the first and the last form of their translations: what was once that of what."""
        found: dict[str, list[Unit]] = {}
        for unit in self.obsolete:
            for text in {unit.msgstrs[0], unit.msgstrs[-1]} - {""}:
                found.setdefault(text, []).append(unit)
        return found

    def translation(self, msgid: str, msgctxt: str | None = None) -> tuple[str, ...] | None:
        """Return the forms that a page may show, or None.

        This is the one lookup that decides it: fuzzy, obsolete and partly empty entries give None.
        """
        unit = self.by_key.get((msgctxt, msgid))
        return unit.msgstrs if unit is not None and unit.translated else None


class StatementSeverity(StrEnum):
    """How much harm follows when a statement is lost; the order is from the gravest."""

    CRITICAL = "critical"
    SERIOUS = "serious"
    NOTICE = "notice"


class Region(StrEnum):
    """Where in the article a statement must stand."""

    LEAD = "lead"
    """Before the first second-level heading."""
    BODY = "body"
    """Anywhere in the article."""


@dataclass(frozen=True, slots=True)
class StatementItem:
    """One item of a statement's list; a message of its own."""

    id: str
    """Unique within the statement; the msgctxt is `<statement>/<item>`."""
    text: str
    """Its text in the source language, plain text."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A required safety text of the publisher, in the source language."""

    id: str
    """Never reused; ASCII lower-case letters, digits and hyphens."""
    severity: StatementSeverity
    """How much harm follows when it is lost."""
    text: str
    """Whole sentences, plain text (no Markdown, no placeables)."""
    topics: tuple[str, ...]
    """Every article with one of these topics must place it; `*` means all articles."""
    items: tuple[StatementItem, ...] = ()
    """The list under the text."""
    region: Region = Region.BODY
    """Where in the article it must stand."""
    reference: str = ""
    """Where the wording comes from."""
    domain: str = ""
    """Domain of its catalog: `safety-<file stem>`."""
    location: Location = field(default=Location(""), compare=False)
    """Where it is defined."""

    @property
    def messages(self) -> tuple[Message, ...]:
        """Its text, then its items, as messages of its catalog."""
        note = f"safety statement, severity: {self.severity}; must keep its whole meaning; needs approval"
        references = (self.location.path,)
        rows = [(self.id, self.text, note)]
        rows += [(f"{self.id}/{item.id}", item.text, f"item of {note}") for item in self.items]
        return tuple(
            Message(text, msgctxt=context, comments=(comment,), references=references, line=self.location.line)
            for context, text, comment in rows
        )

    def required_by(self, topics: tuple[str, ...]) -> bool:
        """Whether an article with these topics must place it."""
        return "*" in self.topics or not set(self.topics).isdisjoint(topics)


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of one statement in one locale, as it must stand on the page."""

    statement: str
    """Id of the statement."""
    text: str
    """The translation of its text."""
    items: tuple[tuple[str, str], ...] = ()
    """(item id, translation) in the order of the statement."""


@dataclass(frozen=True, slots=True)
class ApprovalItem:
    """One item of an approved statement."""

    id: str
    """Id of the item."""
    source: str
    """Its text in the source language."""
    wording: str
    """Its translation."""


@dataclass(frozen=True, slots=True)
class Approval:
    """What a named reviewer approved: one statement in one locale, word for word."""

    status: str
    """`approved` or `withdrawn`."""
    locale: str
    """The locale that it speaks of."""
    statement: str
    """Id of the statement."""
    severity: StatementSeverity
    """The severity that the statement had."""
    source: str
    """The source text that the reviewer saw."""
    wording: str
    """The translation that the reviewer approved."""
    items: tuple[ApprovalItem, ...]
    """The items that the reviewer saw and approved."""
    reviewer: str
    """Name of the reviewer."""
    role: str
    """What makes the reviewer competent."""
    date: dt.date
    """Day of the approval."""
    second: str | None = None
    """Name of the second reviewer, where one was asked for."""
    second_role: str | None = None
    """Role of the second reviewer."""
    review_by: dt.date | None = None
    """Last day on which it counts."""
    reason: str | None = None
    """Why it was withdrawn."""
    record: str = ""
    """`sha256:` and the hex digest of the canonical JSON of all fields above."""
    signature: str | None = None
    """SSH signature of the record."""
    location: Location = field(default=Location(""), compare=False)
    """The file that holds it."""


class PageState(StrEnum):
    """What became of a page in a publication; design: fresh, draft, kept, replaced, withheld."""

    FRESH = "fresh"
    DRAFT = "draft"
    KEPT = "kept"
    REPLACED = "replaced"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Page:
    """One built page."""

    path: str
    """Where it stands in the site, POSIX: `es/baclofen-spasticity.html`."""
    locale: str
    """Its locale."""
    article: str
    """Slug of its article; "" for an index."""
    html: str
    """The whole document."""
    state: PageState
    """What became of it."""
