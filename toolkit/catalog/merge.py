"""Decides which translation each message of a template gets: nothing is lost, and merging twice is merging once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.catalog.candidates import numbers, pair
from toolkit.catalog.carry import blank, buried, carried, confirmed, guessed, origin, with_comments_of, with_replaced
from toolkit.catalog.memory import Memory, suggestions
from toolkit.model import Catalog, Key, Message, Unit

Guard = Callable[[Message | Unit], bool]
"""Whether a statement or a rule touches a message, so that no translation may be guessed for it."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Which translations may pass from one text to another."""

    guarded: Guard
    """Asked of messages of the template and of entries of the catalog."""
    same_meaning: Mapping[str, str] = field(default_factory=dict)
    """Old msgid -> new msgid of edits that change no meaning."""
    memory: Memory | None = None
    """What may be suggested for messages that are new."""
    suggest_all: bool = False
    """Whether messages that were there and untranslated get suggestions too."""
    source_locale: str = "en"
    """Locale of the msgids."""


class Merge:
    """One catalog and the template that it is brought up to.

    Entries of the catalog are taken out of `_left` when their translation found its place; what remains is obsolete.
    """

    def __init__(self, catalog: Catalog, template: Catalog, nplurals: int, policy: Policy) -> None:
        self._catalog = catalog
        self._messages = template.units
        self._nplurals = nplurals
        self._policy = policy
        self._present = {unit.key for unit in catalog.units}
        self._left: dict[Key, list[Unit]] = defaultdict(list)
        """By key; the strict reader lets each key stand once, but a catalog made in memory may hold more."""
        for unit in (*catalog.units, *catalog.obsolete):
            self._left[unit.key].append(unit)

    def units(self) -> tuple[Unit, ...]:
        """Return the messages with the translations that they get."""
        units = {message.key: self._own(message) for message in self._messages}
        for message, unit in self._same_meanings(units):
            units[message.key] = with_comments_of(self._confirmed(message, unit), [units[message.key]])
        for message, unit in self._guesses(units):
            units[message.key] = with_comments_of(guessed(message, unit, self._nplurals), [units[message.key]])
        for message, unit in self._remembered(units):
            units[message.key] = with_comments_of(guessed(message, unit, self._nplurals), [units[message.key]])
        return tuple(units.values())

    def obsolete(self) -> tuple[Unit, ...]:
        """Return what is left after `units`, each key once: old obsolete entries, then those that vanished now."""
        result: dict[Key, Unit] = {}
        for unit in (*self._catalog.obsolete, *self._catalog.units):
            if unit not in self._left.get(unit.key, ()):
                continue
            if unit.key in result:
                result[unit.key] = with_comments_of(with_replaced(result[unit.key], unit.msgstrs), [unit])
            elif unit.obsolete or unit.translator_comments or not unit.untranslated:
                result[unit.key] = buried(unit)
        return tuple(result.values())

    def _own(self, message: Unit) -> Unit:
        """Return the message with the translation that has its key, or untranslated."""
        same_key = self._left.pop(message.key, [])
        filled = [unit for unit in same_key if not unit.untranslated]
        unit = self._adapted(message, filled[0]) if filled else blank(message, self._nplurals)
        unit = with_replaced(unit, (text for other in filled for text in other.msgstrs))
        return with_comments_of(unit, same_key)

    def _adapted(self, message: Unit, unit: Unit) -> Unit:
        """Return the message with the translation of the same msgid, whose plural may have been edited."""
        if unit.msgid_plural != message.msgid_plural:
            guess = self._numbers(message) == self._numbers(origin(unit)) and not self._touched(message, unit)
            return guessed(message, unit, self._nplurals) if guess else blank(message, self._nplurals)
        if unit.fuzzy and self._means_the_same(message, origin(unit)):
            return self._confirmed(message, origin(unit))
        return carried(message, unit, self._nplurals)

    def _confirmed(self, message: Unit, unit: Unit) -> Unit:
        return confirmed(carried(message, unit, self._nplurals), unit.msgid)

    def _means_the_same(self, message: Unit, unit: Unit) -> bool:
        """Whether the user says so, and may: of messages that are not guarded and have no numbers."""
        said = self._policy.same_meaning.get(unit.msgid) == message.msgid != unit.msgid
        plural = (unit.msgid_plural is None) is (message.msgid_plural is None)
        return (
            said
            and plural
            and not any((*self._numbers(message), *self._numbers(unit)))
            and not self._touched(message, unit)
        )

    def _same_meanings(self, units: Mapping[Key, Unit]) -> Iterator[tuple[Unit, Unit]]:
        """Yield untranslated messages with the vanished entry that the user says means the same."""
        if not self._policy.same_meaning:
            return
        for message in self._messages:
            for old in [old for old, new in self._policy.same_meaning.items() if new == message.msgid]:
                for unit in self._left.get((message.msgctxt, old), ())[:1]:
                    good = not unit.fuzzy and not unit.untranslated and units[message.key].untranslated
                    if good and self._means_the_same(message, unit):
                        self._left[unit.key].remove(unit)
                        yield message, unit

    def _guesses(self, units: Mapping[Key, Unit]) -> list[tuple[Unit, Unit]]:
        """Return new messages with the entry that each was most likely edited from."""
        new: dict[object, list[Unit]] = defaultdict(list)
        for message in self._messages:
            if message.key not in self._present and units[message.key].untranslated and not self._touched(message):
                new[message.msgctxt, self._numbers(message)].append(message)
        old: dict[object, list[Unit]] = defaultdict(list)
        for unit in (unit for rows in self._left.values() for unit in rows if not unit.untranslated):
            was = origin(unit)
            kind: object = (was.msgctxt, self._numbers(was))
            if was.msgctxt == unit.msgctxt and kind in new and not self._touched(unit):
                old[kind].append(unit)
        found: list[tuple[Unit, Unit]] = []
        for kind, units_before in old.items():
            messages = new[kind]
            pairs = pair([message.msgid for message in messages], [origin(unit).msgid for unit in units_before])
            found += [(messages[one], units_before[other]) for one, other in pairs.items()]
        for _, unit in found:
            self._left[unit.key].remove(unit)
        return found

    def _remembered(self, units: Mapping[Key, Unit]) -> Iterator[tuple[Unit, Unit]]:
        """Yield messages that are still untranslated with what the memory has for a text like each.

        Only those that are new here, unless all are asked for: who emptied a translation is not offered it again.
        """
        if self._policy.memory is None:
            return
        for message in self._messages:
            wanted = self._policy.suggest_all or message.key not in self._present
            if not wanted or not units[message.key].untranslated or self._touched(message):
                continue
            for found in suggestions(self._policy.memory, message, 1):
                record = found.record
                yield message, Unit(record.msgid, record.msgstrs, record.msgctxt, record.msgid_plural)

    def _touched(self, *units: Unit) -> bool:
        """Whether one of the entries is guarded, by its text or by that for which its translation was made."""
        return any(
            self._policy.guarded(unit) or (origin(unit) is not unit and self._policy.guarded(origin(unit)))
            for unit in units
        )

    def _numbers(self, unit: Unit) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
        """Return the numbers of msgid and msgid_plural; entries with a plural never equal those without one."""
        locale = self._policy.source_locale
        return numbers(unit.msgid, locale), None if unit.msgid_plural is None else numbers(unit.msgid_plural, locale)
