"""Remembers what the gates said, under the hash of all that they were asked about.

What becomes of a fault depends on its message, on the policy of its locale (settings, rules, terms, statements,
language data, the toolkit itself), and, where nothing is found in the message alone, on the rest of its catalog.
Nothing depends on the day: the approvals of an audit are made for it, and do not end.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from toolkit import __version__
from toolkit.audit.asking import Gates
from toolkit.audit.mutation import Skip
from toolkit.audit.outcome import Catch, Outcome
from toolkit.audit.seeding import Seed
from toolkit.config import FILE as CONFIG_FILE
from toolkit.model import Catalog, Unit
from toolkit.project import APPROVALS, AUDITS, REVIEWS, RULES, SAFETY_PREFIX, Project
from toolkit.store import Store, hash_of, remembering, toolkit_hash

Catches = list[tuple[Catch, ...]]
"""What was found of each of some faults."""
_CATCHES = TypeAdapter(Catches)
Broken = list[tuple[str, Outcome | Skip]]
"""Name of the breacher, and what became of what it broke."""
_BROKEN = TypeAdapter(Broken)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of the faults of one locale."""

    store: Store
    """Where it is kept."""
    project: Project
    """The project."""
    locale: str
    """The locale."""
    policy: str
    """Hash of everything that no single catalog owns."""

    def catches(self, seeds: Sequence[Seed], gates: Callable[[], Gates]) -> Catches:
        """Return what each fault makes the gates find; they are made only where something has to be asked.

        The faults of one message are remembered together.
        """
        places: dict[int, list[int]] = {}
        for number, seed in enumerate(seeds):
            places.setdefault(id(seed.target), []).append(number)
        found: Catches = [()] * len(seeds)
        for numbers in places.values():
            rows = self._of_message([seeds[number] for number in numbers], gates)
            for number, row in zip(numbers, rows, strict=True):
                found[number] = row
        return found

    def _of_message(self, seeds: Sequence[Seed], gates: Callable[[], Gates]) -> Catches:
        target = seeds[0].target
        catalog = self.project.catalogs[self.locale, target.domain]
        # The approval of a statement is about all of its texts.
        around = _text_of(catalog) if target.domain.startswith(SAFETY_PREFIX) else _around(catalog)
        topics = next((item.front.topics for item in self.project.articles if item.domain == target.domain), None)
        faults = [(seed.change.after, seed.change.previous, seed.change.exchanged) for seed in seeds]
        message = [target.domain, target.message.msgid_plural, target.message.comments, topics]
        key = hash_of([self.policy, message, _plain(target.unit), faults, around])
        rows = remembering(self.store, key, _CATCHES, lambda: [gates().alone(seed) for seed in seeds])
        quiet = [seed for seed, row in zip(seeds, rows, strict=True) if not row]
        if not quiet:
            return rows
        key = hash_of([key, target.neighbour, _text_of(catalog)])
        more = remembering(self.store, key, _CATCHES, lambda: [gates().among(seed) for seed in quiet])
        rest = iter(more)
        return [row or next(rest) for row in rows]

    def broken(self, names: Iterable[str], make: Callable[[], Broken]) -> Broken:
        """Return what became of the breaches of the locale's contract and pages, by breachers with these names."""
        key = hash_of([self.policy, list(names), _sources(self.project), _texts(self.project, self.locale)])
        return remembering(self.store, key, _BROKEN, make)


def memory_of(project: Project, locale: str, store: Store) -> Memory:
    """Return what is known of a locale; nothing, where the store remembers nothing."""
    return Memory(store, project, locale, hash_of([toolkit_hash(), _policy(project, locale)]))


def inputs_hash(project: Project, locale: str) -> str:
    """Return the hash of all that an audit of the locale is about, the same on every machine: `sha256:...`."""
    harmless = _digest(project.root / AUDITS / f"{locale}.toml")
    rows = [__version__, _policy(project, locale), _sources(project), _texts(project, locale), harmless]
    return f"sha256:{hash_of(rows)}"


def _policy(project: Project, locale: str) -> object:
    """Return what no single catalog owns: settings, rules, terms, statements, language data."""
    own = {item.path for item in project.articles}
    apart = (f"{APPROVALS}/", f"{REVIEWS}/", f"{RULES}/")
    rules = {f"{RULES}/{name}.toml" for name in (locale, project.config.source_locale)}
    shared = sorted(
        (path, digest)
        for path, digest in project.hashes.items()
        if path in rules or not (path in own or path.endswith((".po", ".pot")) or path.startswith(apart))
    )
    # A file that cannot be read has no hash.
    return [locale, _digest(project.root / CONFIG_FILE), shared, repr(project.diagnostics)]


def _digest(file: Path) -> str | None:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else None


def _sources(project: Project) -> object:
    return sorted((item.path, project.hashes.get(item.path)) for item in project.articles)


def _texts(project: Project, locale: str) -> object:
    return [[domain, _text_of(item)] for (name, domain), item in project.catalogs.items() if name == locale]


def _around(catalog: Catalog) -> object:
    """Return what checks of a single message see of its catalog besides it."""
    return [_plain(catalog.header) if catalog.header else None, [_plain(unit) for unit in catalog.obsolete]]


def _text_of(catalog: Catalog) -> object:
    return [_around(catalog), [_plain(unit) for unit in catalog.units]]


def _plain(unit: Unit) -> object:
    """Return all that counts of a unit, as JSON can hold: a unit that only stands elsewhere is the same."""
    return [
        *(unit.msgid, unit.msgstrs, unit.msgctxt, unit.msgid_plural, unit.flags, unit.obsolete),
        *(unit.translator_comments, unit.comments),
        *(unit.previous_msgctxt, unit.previous_msgid, unit.previous_msgid_plural),
    ]
