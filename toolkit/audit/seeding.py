"""Seeds faults into the catalogs of a locale, on values: no file is touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from rapidfuzz import fuzz, process

from toolkit.audit.mutation import Change, Mutator, Skip, Subject
from toolkit.audit.words import load_words
from toolkit.model import Catalog, Key, Message, Unit
from toolkit.project import SAFETY_PREFIX, TOOLKIT_DOMAIN, Project

LIKE = 60
"""Likeness of two sources, of 100, from which a merge tool offers the translation of one for the other."""


@dataclass(frozen=True, slots=True)
class Target:
    """A translated message that faults are seeded into."""

    domain: str
    """Its domain."""
    message: Message
    """The message of the sources."""
    unit: Unit
    """Its clean translation."""
    subject: Subject
    """What mutators see."""
    neighbour: Key | None
    """The message that it may change places with."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A fault in its place."""

    target: Target
    """The message."""
    change: Change
    """The fault."""

    @property
    def unit(self) -> Unit:
        """The faulty translation."""
        return faulty(self.target.unit, self.change)


def faulty(unit: Unit, change: Change) -> Unit:
    """Return the unit with the fault: in its last form, the one that most readers see."""
    return Unit(
        unit.msgid,
        (*unit.msgstrs[:-1], change.after),
        unit.msgctxt,
        unit.msgid_plural,
        unit.flags,
        unit.translator_comments,
        unit.comments,
        unit.references,
        previous_msgid=change.previous if change.previous is not None else unit.previous_msgid,
        line=unit.line,
        msgstr_lines=unit.msgstr_lines,
    )


def targets(project: Project, locale: str) -> Iterator[Target]:
    """Yield the messages of the locale that a page may show; not the strings of the toolkit itself."""
    source_words, words = load_words(project.config.source_locale), load_words(locale)
    near = words.near if words else ()
    for domain, messages in project.messages.items():
        catalog = project.catalogs.get((locale, domain))
        if catalog is None or domain == TOOLKIT_DOMAIN:
            continue
        shown = [message for message in messages if catalog.translation(message.msgid, message.msgctxt) is not None]
        others = {name: other for name in near if (other := project.catalogs.get((name, domain))) is not None}
        sources = {message.key: message.msgid for message in shown}
        for number, message in enumerate(shown):
            unit = catalog.by_key[message.key]
            neighbour = _neighbour(shown, number, domain)
            subject = Subject(
                message.msgid_plural or message.msgid,
                unit.msgstrs[-1],
                locale,
                words,
                source_words,
                neighbour=_pair(catalog, neighbour),
                twin=_twin(message, sources, catalog),
                elsewhere=_elsewhere(others, message),
            )
            yield Target(domain, message, unit, subject, neighbour.key if neighbour else None)


def _pair(catalog: Catalog, message: Message | None) -> tuple[str, str] | None:
    return None if message is None else (message.msgid, catalog.by_key[message.key].msgstrs[-1])


def _elsewhere(others: Mapping[str, Catalog], message: Message) -> Mapping[str, str]:
    found = {name: catalog.translation(message.msgid, message.msgctxt) for name, catalog in others.items()}
    return {name: forms[-1] for name, forms in found.items() if forms is not None}


def _neighbour(messages: Sequence[Message], number: int, domain: str) -> Message | None:
    """Return the next message of another part: within one list, an exchange may do no harm."""
    own = _part(messages[number], domain)
    following = (*messages[number + 1 :], *messages[:number])
    return next((item for item in following if _part(item, domain) != own and item.msgid_plural is None), None)


def _part(message: Message, domain: str) -> str:
    if domain.startswith(SAFETY_PREFIX):
        return (message.msgctxt or "").split("/")[0]
    return message.comments[0] if message.comments else ""


def _twin(message: Message, sources: Mapping[Key, str], catalog: Catalog) -> tuple[str, str] | None:
    rest = {key: text for key, text in sources.items() if key != message.key and text != message.msgid}
    found = process.extractOne(message.msgid, rest, scorer=fuzz.ratio, score_cutoff=LIKE)
    return None if found is None else (found[0], catalog.by_key[found[2]].msgstrs[-1])


def seeds(
    mutator: Mutator, found: Sequence[Target], *, seed: int, sample: int | None
) -> list[Seed | tuple[Target, Skip]]:
    """Return the faults that a mutator makes of the targets, and where it could make none.

    With `sample`, so many at most, drawn by `seed`; the same arguments give the same faults.
    """
    made: list[Seed | tuple[Target, Skip]] = []
    for target in found:
        if target.unit.msgid_plural is not None and mutator.name in _NOT_PLURAL:
            continue
        for item in mutator.mutate(target.subject):
            if isinstance(item, Skip):
                made.append((target, item))
            elif item.after != target.subject.text and item.after.strip():
                made.append(Seed(target, item))
    if sample is None or len(made) <= sample:
        return made
    locale = found[0].subject.locale
    chosen = Random(f"{seed}/{locale}/{mutator.name}").sample(range(len(made)), sample)  # noqa: S311 - no secret
    return [made[number] for number in sorted(chosen)]


_NOT_PLURAL = {"swap-messages", "mark-done", "other-language", "leave-source"}
"""Mutators that put another message in the place of one: it has other forms."""
