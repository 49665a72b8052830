"""Reviews: the messages of a page that a named reviewer has read: `source/safety/reviews/<locale>/<domain>.toml`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from toolkit.diagnostic import Diagnostic
from toolkit.limits import Limits
from toolkit.model import Catalog, Key, Location, Message
from toolkit.safety.characters import is_visible
from toolkit.safety.contract import ContractFile, Digest, Line, LocaleName, Table, refused
from toolkit.safety.digest import digest
from toolkit.safety.toml_write import toml_text
from toolkit.text.normalise import normalise

_CODE = "review-invalid"
_COMMENT = "Written by 'l10n review'. Any edit by hand voids it."
_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class ReviewedMessage:
    """A message in one locale, as a reader of the page sees it."""

    msgid: str
    """The text in the source language."""
    msgstrs: tuple[str, ...]
    """The translation, one string a plural form; in the source locale the source itself. Empty: untranslated."""
    msgctxt: str | None = None
    """Context that tells equal texts apart."""
    msgid_plural: str | None = None
    """The plural of the source, where the text depends on a number."""
    location: Location = field(default=Location(""), compare=False)
    """Where the text is now, or the file of the review that remembers it."""

    @property
    def key(self) -> Key:
        """What identifies the message in a catalog."""
        return (self.msgctxt, self.msgid)

    @property
    def hash(self) -> str:
        """The digest over msgctxt, msgid, msgid-plural and msgstr (a list), see `toolkit.safety.digest.digest`.

        Absent fields are absent, texts are in NFC; nothing else is made equal: white space means something in Markdown.
        """
        return digest(_texts(self) | {"msgstr": list(self.msgstrs)})


@dataclass(frozen=True, slots=True)
class Review:
    """What a named reviewer has read: all messages of one domain in one locale."""

    locale: str
    """As in paths."""
    domain: str
    """The article's."""
    reviewer: str
    """Name of the reviewer."""
    role: str
    """What makes the reviewer competent."""
    date: dt.date
    """Day of the review."""
    messages: tuple[ReviewedMessage, ...]
    """In the order of the page."""
    record: str = ""
    """`sha256:` and the hex digest of the canonical JSON of all fields above."""
    location: Location = field(default=Location(""), compare=False)
    """The file that holds it."""


def _msgstr(value: object) -> object:
    forms = value if isinstance(value, list) else [value]
    if not forms or not all(isinstance(form, str) and is_visible(form) for form in forms):
        raise refused("must be the translation, or an array of its plural forms")
    return value


class _Message(Table):
    msgctxt: str | None = None
    msgid: str
    msgid_plural: str | None = None
    msgstr: Annotated[Any, AfterValidator(_msgstr)]
    hash: Digest


class _Review(Table):
    locale: LocaleName
    domain: Line
    reviewer: Line
    role: Line
    date: dt.date
    messages: list[_Message] = Field(min_length=1)
    record: Digest


def current_messages(messages: Sequence[Message], catalog: Catalog | None) -> tuple[ReviewedMessage, ...]:
    """Return the messages as their page shows them now, in their order.

    `catalog` is None for the source locale, whose pages show the source. What a page may not show has no `msgstrs`.
    """
    return tuple(_current(message, catalog) for message in messages)


def _current(message: Message, catalog: Catalog | None) -> ReviewedMessage:
    forms: tuple[str, ...]
    if catalog is None:
        forms = (message.msgid,) if message.msgid_plural is None else (message.msgid, message.msgid_plural)
        location = Location(message.references[0] if message.references else "", message.line)
    else:
        forms = catalog.translation(message.msgid, message.msgctxt) or ()
        unit = catalog.by_key.get(message.key)
        location = Location(catalog.path, unit.line if unit is not None else None)
    shown = forms if all(is_visible(form) for form in forms) else ()
    return ReviewedMessage(message.msgid, shown, message.msgctxt, message.msgid_plural, location)


def review(
    locale: str, domain: str, messages: Sequence[ReviewedMessage], *, reviewer: str, role: str, date: dt.date
) -> tuple[Review | None, list[Diagnostic]]:
    """Return the review of `messages`, which are all of the page; or None and every reason against it.

    A page that is not wholly translated cannot be read, and so not be reviewed.
    """
    made = Review(locale, domain, normalise(reviewer), normalise(role), date, tuple(messages))
    made = replace(made, record=record_of(made))
    file = ContractFile("", f"{locale}/{domain}.toml", _CODE)
    read, found = _read(file, _fields(made) | {"record": made.record})
    hint = "translate it first; a fuzzy translation is none"
    found = [replace(item, path=None, line=None, locale=locale, domain=domain) for item in found] + [
        replace(
            file.problem(f"{message.msgid!r} is not translated", hint=hint, code="review-incomplete"),
            path=message.location.path or None,
            line=message.location.line,
            locale=locale,
            domain=domain,
            msgctxt=message.msgctxt,
            msgid=message.msgid,
        )
        for message in messages
        if not message.msgstrs
    ]
    return (made, []) if read is not None and not found else (None, found)


def record_of(reviewed: Review) -> str:
    """Return the digest over all fields above `record`, so that a merge of two reviews is none."""
    return digest(_fields(reviewed))


def format_review(reviewed: Review) -> str:
    """Return the file of the review: TOML, LF, one line a message in the order of the page.

    The hash binds; the texts beside it are there to show what has changed since. `parse_review` gives the same value.
    """
    return toml_text(_fields(reviewed) | {"record": reviewed.record}, comment=_COMMENT)


def parse_review(text: str, path: str, *, limits: Limits = _LIMITS) -> tuple[Review | None, list[Diagnostic]]:
    """Return the review in the TOML `text`; or None and every problem with its line.

    The path must end in `<locale>/<domain>.toml` with the locale and the domain that the file speaks of, each hash must
    be that of its texts, and the record that of all.
    """
    file = ContractFile(text, path, _CODE)
    data, found = file.table(largest=limits.file_size)
    if data is None:
        return None, found
    return _read(file, data)


def _read(file: ContractFile, data: dict[str, Any]) -> tuple[Review | None, list[Diagnostic]]:
    row, found = file.read(_Review, data)
    if row is None:
        return None, found
    messages = tuple(
        ReviewedMessage(
            item.msgid,
            (item.msgstr,) if isinstance(item.msgstr, str) else tuple(item.msgstr),
            item.msgctxt,
            item.msgid_plural,
            Location(file.path),
        )
        for item in row.messages
    )
    read = Review(
        row.locale, row.domain, row.reviewer, row.role, row.date, messages, row.record, Location(file.path, 1)
    )
    found = [
        replace(file.problem(message, keys, hint=hint), locale=row.locale, domain=row.domain)
        for keys, message, hint in _contradictions(read, row.messages, file)
    ]
    return None if found else read, found


def _contradictions(
    read: Review, rows: Sequence[_Message], file: ContractFile
) -> Iterator[tuple[tuple[str, ...], str, str | None]]:
    """Yield (keys, what is wrong, hint) for each field that does not fit the others or the path."""
    own, hint = f"{read.locale}/{read.domain}.toml", "a review is never copied: review what is there"
    if file.folder != read.locale:
        yield ("locale",), f"the review is for {read.locale!r}, but its file is not {own!r}", hint
    if file.stem != read.domain:
        yield ("domain",), f"the review is of {read.domain!r}, but its file is not {own!r}", hint
    hint = "restore the file as 'l10n review' wrote it, or have the page reviewed again"
    seen: set[Key] = set()
    for number, (message, row) in enumerate(zip(read.messages, rows, strict=True)):
        place = ("messages", str(number))
        if isinstance(row.msgstr, str) != (message.msgid_plural is None):
            yield (*place, "msgstr"), "an array of translations belongs to a msgid-plural, and only there", hint
        if message.key in seen:
            yield place, f"the message {message.msgid!r} is there twice", hint
        seen.add(message.key)
        if row.hash != message.hash:
            yield (*place, "hash"), f"the hash is not that of the message {message.msgid!r}", hint
    if read.record != record_of(read):
        yield ("record",), "the record is not that of the fields above: the file was edited or merged", hint


def _fields(reviewed: Review) -> dict[str, Any]:
    """Return the fields above `record`, as the file has them and in its order."""
    return {
        "locale": reviewed.locale,
        "domain": reviewed.domain,
        "reviewer": reviewed.reviewer,
        "role": reviewed.role,
        "date": reviewed.date,
        "messages": [_texts(message) | _translation(message) for message in reviewed.messages],
    }


def _texts(message: ReviewedMessage) -> dict[str, Any]:
    fields = {"msgctxt": message.msgctxt, "msgid": message.msgid, "msgid-plural": message.msgid_plural}
    return {key: value for key, value in fields.items() if value is not None}


def _translation(message: ReviewedMessage) -> dict[str, Any]:
    plural = message.msgid_plural is not None or len(message.msgstrs) != 1
    return {"msgstr": list(message.msgstrs) if plural else message.msgstrs[0], "hash": message.hash}
