"""Brings what a file says into a catalog: only what differs, and nothing that was written here since gets lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.catalog.conflict import CONFLICT
from toolkit.catalog.damage import damage
from toolkit.catalog.escapes import escape
from toolkit.catalog.exchange.entry import Entry, digest
from toolkit.catalog.merge import Guard
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.model import Catalog, Key, Unit

_IGNORE = "l10n:ignore"
"""How a comment begins that switches a check off for its message."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A catalog after an import."""

    catalog: Catalog
    """With what was imported."""
    changed: tuple[Key, ...]
    """Messages that are different now."""
    unknown: tuple[Unit, ...]
    """Units of the file that the catalog does not have."""
    diagnostics: tuple[Diagnostic, ...]
    """What a human should look at."""


def applied(catalog: Catalog, entries: Sequence[Entry], *, guarded: Guard, locale: str, domain: str) -> Applied:
    """Return the catalog with the translations of `entries`.

    A translation that the file does not call approved becomes fuzzy, where it differs. An empty one changes nothing.
    Where the translation changed here since the export as well, ours stays, as fuzzy, and the file's stands in a
    translator comment. Comments are added, never removed. What the source says is never imported.
    """
    found: list[Diagnostic] = []
    units = dict(catalog.by_key)
    changed: list[Key] = []
    unknown: list[Unit] = []
    doubtful = _said_twice(entries)
    for entry in entries:
        ours = units.get(entry.unit.key)
        if ours is None or ours.msgid_plural != entry.unit.msgid_plural:
            unknown.append(entry.unit)
            continue
        say = _Findings(catalog.path, locale, domain, ours, found)
        if (twice := doubtful.get(ours.key)) is not None:
            if entry is twice:
                hint = "leave one of them in the file"
                say("import-twice", Severity.ERROR, "the file has several translations of it: not imported", hint)
            continue
        if len(entry.unit.msgstrs) != len(ours.msgstrs):
            count = f"{len(entry.unit.msgstrs)} instead of {len(ours.msgstrs)}"
            say("import-forms", Severity.ERROR, f"the file has {count} plural forms: not imported", None)
            continue
        new = _merged(ours, entry, say)
        if new == ours:
            continue
        if reason := damage(new, catalog.header):
            say("import-refused", Severity.ERROR, f"not imported: {reason}", None)
            continue
        units[ours.key] = new
        changed.append(ours.key)
        if new.msgstrs != ours.msgstrs and guarded(ours):
            say(
                "import-safety-text",
                Severity.WARNING,
                f"the translation of safety text {ours.msgctxt or ours.msgid!r} is another one now",
                "an approval of the old one no longer counts; show the new one to a medical reviewer",
            )
    catalog = replace(catalog, units=tuple(units[unit.key] for unit in catalog.units))
    return Applied(catalog, tuple(changed), tuple(unknown), tuple(found))


def _said_twice(entries: Sequence[Entry]) -> dict[Key, Entry]:
    """Return the messages of which a file says different things, with the first entry.

    A memory may have several translations of one text: where nothing says that one is approved, they are guesses.
    """
    said: dict[Key, list[Entry]] = {}
    for entry in entries:
        if not entry.unit.untranslated:
            said.setdefault(entry.unit.key, []).append(entry)
    return {
        key: rows[0]
        for key, rows in said.items()
        if any(row.decided for row in rows) and len({(row.unit.msgstrs, row.unit.fuzzy) for row in rows}) > 1
    }


class _Findings:
    """Says something about one unit."""

    def __init__(self, path: str, locale: str, domain: str, unit: Unit, found: list[Diagnostic]) -> None:
        self.path, self.locale, self.domain = path, locale, domain
        self.unit = unit
        self.found = found

    def __call__(self, code: str, severity: Severity, message: str, hint: str | None) -> None:
        """Add a finding."""
        unit = self.unit
        item = Diagnostic(code, severity, message, hint=hint, path=self.path, line=unit.line, locale=self.locale)
        self.found.append(replace(item, domain=self.domain, msgctxt=unit.msgctxt, msgid=unit.msgid))


def _merged(ours: Unit, entry: Entry, say: _Findings) -> Unit:
    """Return the unit with what the file says of it."""
    theirs = entry.unit
    comments = [row for row in theirs.translator_comments if row not in ours.translator_comments]
    for row in comments:
        if row.lstrip().startswith(_IGNORE):
            message = f"the file brings a comment that switches a check off: {row.strip()!r}"
            say("import-ignore", Severity.WARNING, message, "delete the comment, unless the finding is wrong here")
    ours_with = replace(ours, translator_comments=(*ours.translator_comments, *comments)) if comments else ours
    msgstrs = tuple(text or own for text, own in zip(theirs.msgstrs, ours.msgstrs, strict=True))
    if theirs.untranslated or (entry.exported is not None and entry.exported == digest(theirs)):
        return ours_with
    if msgstrs == ours.msgstrs:
        if entry.decided and theirs.fuzzy != ours.fuzzy:
            return _with_state(ours_with, fuzzy=theirs.fuzzy)
        return ours_with
    if entry.exported is not None and entry.exported != digest(ours) and not ours.untranslated:
        rows = [f'{CONFLICT} "{escape(text)}"' for text in theirs.msgstrs if text]
        fresh = [row for row in rows if row not in ours.translator_comments]
        if not fresh:
            return ours_with
        message = "the translation changed here and in the file: ours stays, fuzzy, the file's is a comment"
        say("import-conflict", Severity.WARNING, message, "choose one, then remove the comment and the flag")
        return _with_state(replace(ours_with, translator_comments=(*ours_with.translator_comments, *fresh)), fuzzy=True)
    return _with_state(replace(ours_with, msgstrs=msgstrs), fuzzy=theirs.fuzzy or not entry.decided)


def _with_state(unit: Unit, *, fuzzy: bool) -> Unit:
    """Return the unit as fuzzy or finished; a finished one was made for the text of now."""
    flags = tuple(flag for flag in unit.flags if flag != "fuzzy")
    if fuzzy:
        return replace(unit, flags=("fuzzy", *flags))
    return replace(unit, flags=flags, previous_msgctxt=None, previous_msgid=None, previous_msgid_plural=None)
