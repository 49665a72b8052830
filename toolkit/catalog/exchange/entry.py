"""What an exchange file says, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Catalog, Unit

EXPORTED = "exported"
"""Name of the property that says which translation was exported, see `digest`."""
COMMENTS = "comments"
TRANSLATOR = "translator-comments"
REFERENCES = "references"
CONTEXT = "msgctxt"
PLURAL = "msgid-plural"
PROPERTIES = (
    CONTEXT,
    PLURAL,
    COMMENTS,
    TRANSLATOR,
    REFERENCES,
    "flags",
    "previous-msgctxt",
    "previous-msgid",
    "previous-msgid-plural",
    EXPORTED,
)
"""What a format keeps of a unit beside its texts and its state, by the names that all formats use."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit as a file has it."""

    unit: Unit
    """Fuzzy where nobody approved the translation."""
    decided: bool = True
    """Whether the file says if it is approved; many programs lose that."""
    exported: str | None = None
    """`digest` of the translation when it was exported; None where the file is not from an export."""


@dataclass(frozen=True, slots=True)
class Part:
    """The units of one domain in one locale."""

    locale: str
    """As in paths where CLDR knows it; else as the file has it."""
    source_locale: str
    """Of the msgids."""
    entries: tuple[Entry, ...]
    """In the order of the file."""
    domain: str | None = None
    """None where the file does not say it."""
    project: str | None = None
    """Name of the site; None where the file does not say it."""


def part_of(catalog: Catalog, *, locale: str, source_locale: str, domain: str, project: str) -> Part:
    """Return what is exported of a catalog: its units, without header and obsolete entries."""
    entries = tuple(
        Entry(replace(unit, line=None, msgstr_lines=()), decided=True, exported=digest(unit)) for unit in catalog.units
    )
    return Part(locale, source_locale, entries, domain, project)


def digest(unit: Unit) -> str:
    """Return what tells whether a translation is still the one that was exported."""
    return sha256("\0".join([*unit.msgstrs, "fuzzy" if unit.fuzzy else ""]).encode()).hexdigest()[:16]


def identifier(unit: Unit) -> str:
    """Return a name of the unit that stays the same while its context and its text do."""
    key = unit.msgid if unit.msgctxt is None else f"{unit.msgctxt}\4{unit.msgid}"  # as gettext joins them in MO files
    return sha256(key.encode()).hexdigest()[:16]


def properties(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield name and value of what a unit has beside its texts and its state."""
    unit = entry.unit
    flags = [flag for flag in unit.flags if flag != "fuzzy"]
    values = (
        unit.msgctxt,
        unit.msgid_plural,
        "\n".join(unit.comments) if unit.comments else None,
        "\n".join(unit.translator_comments) if unit.translator_comments else None,
        "\n".join(unit.references) if unit.references else None,
        ", ".join(flags) if flags else None,
        unit.previous_msgctxt,
        unit.previous_msgid,
        unit.previous_msgid_plural,
        entry.exported,
    )
    for name, value in zip(PROPERTIES, values, strict=True):
        if value is not None:
            yield name, value


def entry_of(msgid: str, msgstrs: Sequence[str], known: Mapping[str, str], *, approved: bool | None) -> Entry:
    """Return the entry that has these texts and `properties`; `approved` is None where the file does not say it."""
    flags = [flag for flag in known.get("flags", "").split(", ") if flag and flag != "fuzzy"]
    fuzzy = approved is False or (approved is None and any(msgstrs))
    unit = Unit(
        msgid,
        tuple(msgstrs),
        known.get(CONTEXT),
        known.get(PLURAL),
        flags=(*(["fuzzy"] if fuzzy else []), *flags),
        translator_comments=_lines(known.get(TRANSLATOR)),
        comments=_lines(known.get(COMMENTS)),
        references=_lines(known.get(REFERENCES)),
        previous_msgctxt=known.get("previous-msgctxt"),
        previous_msgid=known.get("previous-msgid"),
        previous_msgid_plural=known.get("previous-msgid-plural"),
    )
    return Entry(unit, approved is not None or not any(msgstrs), known.get(EXPORTED))


def approval(unit: Unit, text: str) -> str | None:
    """Return what a file says of a form of a unit: "yes", "no", or nothing where there is nothing to approve."""
    if unit.fuzzy:
        return "no"
    return "yes" if text else None


def approval_of(said: Sequence[str | None], msgstrs: Sequence[str]) -> bool | None:
    """Return what the forms of a unit say together: no if one does, yes if all do that have a text."""
    if "no" in said:
        return False
    filled = [one for one, text in zip(said, msgstrs, strict=True) if text]
    return True if filled and all(one == "yes" for one in filled) else None


def problem(message: str, path: str, line: int | None = None, *, hint: str | None = None) -> Diagnostic:
    """Return the finding that a file, or a part of it, is not imported."""
    return Diagnostic("import-refused", Severity.ERROR, message, hint=hint, path=path, line=line)


def _lines(text: str | None) -> tuple[str, ...]:
    return () if text is None else tuple(text.split("\n"))
