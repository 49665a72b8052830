"""Puts one translation back into its catalog, unless somebody else has changed the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from toolkit.article.markdown import Article
from toolkit.catalog.read import read_catalog
from toolkit.catalog.write import format_catalog
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.files import read_bytes, write_inside
from toolkit.gates import check_rules, check_units
from toolkit.model import Catalog, Message
from toolkit.serve.about import Desk


class Outcome(StrEnum):
    """What became of a translation."""

    SAVED = "saved"
    """It is in the file."""
    DOUBTFUL = "doubtful"
    """It has errors, and nobody said to save it all the same."""
    CONFLICT = "conflict"
    """The file is not the one that it was written for."""
    REFUSED = "refused"
    """It cannot stand in the file."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A translation that somebody wrote."""

    locale: str
    """Its locale."""
    domain: str
    """The domain of its message."""
    message: Message
    """What it translates."""
    forms: tuple[str, ...]
    """The text, one a plural form."""
    fuzzy: bool = False
    """Whether it still needs work."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A catalog with a proposal in it, and what the checks say of that message."""

    data: bytes
    """The file; empty where the proposal cannot stand in it."""
    findings: tuple[Diagnostic, ...]
    """What is wrong with the message."""


def judge(desk: Desk, article: Article, proposal: Proposal, data: bytes) -> Judged:
    """Return the catalog `data` with the proposal in it, written by the one writer, and checked. Writes nothing."""
    project, message = desk.project, proposal.message
    path, limits = project.catalog_path(proposal.locale, proposal.domain), project.config.limits
    catalog, problems = read_catalog(data, path, limits)
    if wrong := _errors(problems):
        return Judged(b"", tuple(wrong))
    changed = _with(catalog, proposal)
    if changed is None:
        text = "the catalog has no such message, or another number of plural forms"
        return Judged(b"", (Diagnostic("refused", Severity.ERROR, text, path=path),))
    written = format_catalog(changed).encode("utf-8", "surrogatepass")
    again, problems = read_catalog(written, path, limits)
    if wrong := _errors(problems):
        return Judged(b"", tuple(wrong))
    project = replace(project, catalogs={**project.catalogs, (proposal.locale, proposal.domain): again})
    found = check_units(project, again, proposal.locale, proposal.domain)
    if proposal.domain == article.domain:
        found += check_rules(project, proposal.locale, replace(article, messages=(message,)))
    mine = tuple(item for item in found if (item.msgctxt, item.msgid) == message.key)
    return Judged(written, mine)


@dataclass(frozen=True, slots=True)
class Saving:
    """How an attempt to save ended."""

    outcome: Outcome
    """What became of the translation."""
    findings: tuple[Diagnostic, ...] = ()
    """What is wrong with the message."""
    hash: str = ""
    """SHA-256 (hex) of the file as it was written; "" where it was not."""


def save(desk: Desk, article: Article, proposal: Proposal, *, expected: str, anyway: bool) -> Saving:
    """Write the proposal to the disk, if the file still has the SHA-256 `expected` (hex).

    Of one with errors only where `anyway` says so: publishing will hold the page back all the same. Raises
    `ToolkitError` (code `io`) where the file cannot be read or written.
    """
    path = desk.project.catalog_path(proposal.locale, proposal.domain)
    data = read_bytes(desk.project.root / path, limit=desk.project.config.limits.file_size)
    if sha256(data).hexdigest() != expected:
        return Saving(Outcome.CONFLICT)
    judged = judge(desk, article, proposal, data)
    if not judged.data:
        return Saving(Outcome.REFUSED, judged.findings)
    if _errors(judged.findings) and not anyway:
        return Saving(Outcome.DOUBTFUL, judged.findings)
    write_inside(desk.project.root, path, judged.data)
    return Saving(Outcome.SAVED, judged.findings, sha256(judged.data).hexdigest())


def _with(catalog: Catalog, proposal: Proposal) -> Catalog | None:
    """Return the catalog with the proposal as its message's translation; what it was made for before is forgotten."""
    units = list(catalog.units)
    for number, unit in enumerate(units):
        if unit.key == proposal.message.key:
            if len(proposal.forms) != len(unit.msgstrs):
                return None
            flags = tuple(flag for flag in unit.flags if flag != "fuzzy")
            units[number] = replace(
                unit,
                msgstrs=proposal.forms,
                flags=("fuzzy", *flags) if proposal.fuzzy else flags,
                previous_msgctxt=unit.previous_msgctxt if proposal.fuzzy else None,
                previous_msgid=unit.previous_msgid if proposal.fuzzy else None,
                previous_msgid_plural=unit.previous_msgid_plural if proposal.fuzzy else None,
            )
            return replace(catalog, units=tuple(units))
    return None


def _errors(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    return [item for item in found if item.severity is Severity.ERROR]
