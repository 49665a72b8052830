"""What a language says quantities with, looked up as reading needs it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from toolkit.text.kept_tables import Kind, kept
from toolkit.text.quantities.entries import Entries
from toolkit.text.quantities.phrases import NUMERALS, Entry, Phrases, Role
from toolkit.text.quantities.scanner import is_word
from toolkit.text.quantities.told import Tellings
from toolkit.text.quantities.units import measure

_QUICK = Kind("quick look", (dict, str, list, list))


class DatePattern(NamedTuple):
    """How a day is written: a part a token, of which `d`, `m`, `M` and `y` stand for numbers and the month's name."""

    parts: tuple[str, ...]
    """Keys of tokens, and `{d}`, `{m}`, `{M}`, `{y}`."""


@dataclass(frozen=True, eq=False)
class Lexicon(Entries):
    """What is known of quantities in one language."""

    decimal: str
    """The decimal sign of the locale."""
    group: str
    """What divides groups of digits: a point, a comma, an apostrophe, or one blank for all kinds of blanks."""
    decimals: str = field(default="")
    """All signs that its readers take for the decimal sign where no doubt is left."""

    @cached_property
    def known(self) -> bool:
        """Whether there are data for the language."""
        return bool(self.data)

    @cached_property
    def blanks_group(self) -> bool:
        """Whether plain blanks divide groups of digits."""
        return self.group == " "

    @cached_property
    def counted(self) -> bool:
        """Whether a number word counts only before a unit."""
        return bool(self.data.get("counted", False))

    @cached_property
    def blanks(self) -> bool:
        """Whether words are divided by blanks."""
        return bool(self.data.get("blanks", True))

    @cached_property
    def noun_first(self) -> bool:
        """Whether the unit stands before an ordinal, and before a number with an article."""
        return bool(self.data.get("noun-first", False))

    @cached_property
    def between(self) -> Phrases:
        """What may stand between a number and its unit."""
        return Phrases(self._rows(Role.SKIP, self.data.get("between", ())))

    @cached_property
    def ages(self) -> Phrases:
        """What stands before the number of an age, whose years need not be said."""
        return Phrases(self._rows(Role.AT, self.data.get("ages", ())))

    @cached_property
    def bare_one(self) -> bool:
        """Whether a noun without number says one."""
        return bool(self.data.get("bare-one", False))

    @cached_property
    def nouns_of_one(self) -> Phrases:
        """The nouns of hard units that say one where they stand without a number."""
        rows = self.data.get("one", {}).items()
        return Phrases(self._prefixed(entry for unit, names in rows for entry in self._rows(Role.UNIT, names, 1, unit)))

    @cached_property
    def over(self) -> tuple[str, ...]:
        """What says before a number that there are more."""
        return tuple(self.data.get("over", ()))

    @cached_property
    def few(self) -> tuple[str, ...]:
        """Words for a number that is not meant exactly, in the language of the sources: "a couple"."""
        return tuple(self.data.get("few", ()))

    @cached_property
    def or_more(self) -> tuple[str, ...]:
        """What says behind a number that there are so many or more."""
        return tuple(self.data.get("or-more", ()))

    @cached_property
    def apostrophes(self) -> bool:
        """Whether an ending may follow digits after an apostrophe."""
        return bool(self.data.get("apostrophes", False))

    @cached_property
    def minutes(self) -> bool:
        """Whether two digits after an hour are its minutes."""
        return bool(self.data.get("clock", {}).get("minutes", False))

    @cached_property
    def twenties(self) -> frozenset[int]:
        """Tens that take 10 to 19 as well."""
        return frozenset(self.data.get("twenties", ()))

    @cached_property
    def emergency(self) -> frozenset[str]:
        """Emergency numbers, which a translation may replace by those of its country."""
        return frozenset(number.replace(" ", "") for number in self.data.get("emergency", ("112", "911")))

    @cached_property
    def glue(self) -> tuple[str, ...] | None:
        """What may stand between number words that are written together; None where they never are."""
        return tuple(self.data["glued"]) if "glued" in self.data else None

    @cached_property
    def glued_counters(self) -> frozenset[str]:
        """The units of one syllable that may touch a number word."""
        return frozenset(self.data.get("glued-counters", ()))

    @cached_property
    def two_series(self) -> bool:
        """Whether there are native numerals beside those that take multipliers (Korean)."""
        return "bound" in self.data.get("numbers", {})

    @cached_property
    def glued_units(self) -> bool:
        """Whether a unit may follow a number word in one word: zwölfjährig."""
        return bool(self.data.get("glued-units", False))

    @cached_property
    def heads(self) -> frozenset[str]:
        """Number words that never stand after a ten."""
        return frozenset(self.data.get("numbers", {}).get("heads", ()))

    @cached_property
    def numerals(self) -> Phrases:
        """The number words among the words."""
        return Phrases(entry for entry in self._prefixed(self._word_entries()) if entry.role in NUMERALS)

    @cached_property
    def words(self) -> Phrases:
        """What is looked for everywhere in a text."""
        return Phrases(self._prefixed(self._word_entries()))

    @cached_property
    def told(self) -> Tellings:
        """What finds the times that are told by the minutes before or after an hour."""
        return Tellings(self._tellings(), {self._keys(name): hour for name, hour in self._hour_names()})

    @cached_property
    def units(self) -> Phrases:
        """What is looked for after a number."""
        return Phrases(self._unit_entries())

    @cached_property
    def after(self) -> Phrases:
        """What may stand after a number besides its unit."""
        return Phrases(self._after_entries())

    @cached_property
    def endings(self) -> Phrases:
        """What makes an ordinal of the digits before it."""
        return Phrases(self._rows(Role.ORDINAL_ENDING, self.data.get("ordinals", {}).get("endings", ())))

    @cached_property
    def each(self) -> Phrases:
        """What makes a span of time of the ordinal behind it: every third day."""
        return Phrases(self._rows(Role.PER_WORD, self.data.get("ordinals", {}).get("each", ())))

    @cached_property
    def links(self) -> Phrases:
        """What may stand between a fraction and its unit."""
        return Phrases(self._rows(Role.LINK, self.data.get("fractions", {}).get("links", ())))

    @cached_property
    def ordinal_fractions(self) -> frozenset[str]:
        """The fractions that are ordinals where their unit follows without a link: the third tablet."""
        return frozenset(self._keys(word)[0] for word in self.data.get("fractions", {}).get("ordinals", ()))

    @cached_property
    def joiners(self) -> Phrases:
        """What may stand between two numbers of a range or list."""
        data = self.data.get("joiners", {})
        rows = [
            entry
            for role, key in [(Role.TO, "to"), (Role.OR, "or"), (Role.AND, "and")]
            for entry in self._rows(role, data.get(key, ()))
        ]
        return Phrases([*rows, *self._rows(Role.TO, ("-", "~")), *self._rows(Role.OR, (",", "/", ", or"))])

    @cached_property
    def skipped(self) -> Phrases:
        """What may stand after a joiner."""
        return Phrases(self._rows(Role.SKIP, self.data.get("joiners", {}).get("skip", ())))

    @cached_property
    def betweens(self) -> Phrases:
        """What lets "and" mean from - to."""
        return Phrases(self._rows(Role.BETWEEN, self.data.get("joiners", {}).get("between", ())))

    @cached_property
    def day_parts(self) -> Phrases:
        """What stands after an hour and says in which half of the day it is."""
        data = self.data.get("clock", {})
        names = [(Role.MORNING, "am"), (Role.EVENING, "pm"), (Role.NIGHT, "night")]
        rows = [entry for role, key in names for entry in self._rows(role, data.get(key, ()))]
        always = {"am-always": Role.MORNING, "pm-always": Role.EVENING}
        for key, role in always.items():
            rows += self._rows(role, data.get(key, ()), always=True)
        return Phrases(rows)

    @cached_property
    def hours(self) -> Phrases:
        """What makes an hour of the day of the number before it."""
        return Phrases(self._rows(Role.HOUR, self.data.get("clock", {}).get("hour", ())))

    @cached_property
    def hour_names(self) -> frozenset[str]:
        """The first words of the names that the hours of the day have, where these are no plain numbers."""
        names = self.data.get("clock", {}).get("hours", {}).values()
        return frozenset(self._keys(name)[0] for row in names for name in row)

    @cached_property
    def ats(self) -> Phrases:
        """What stands before an hour of the day."""
        return Phrases(self._rows(Role.AT, self.data.get("clock", {}).get("at", ())))

    @cached_property
    def dotted(self) -> Phrases:
        """What stands before an hour and minutes with a full stop between them."""
        return Phrases(self._rows(Role.DOTTED, self.data.get("clock", {}).get("dotted", ())))

    @cached_property
    def months(self) -> Mapping[str, int]:
        """The months by their names and short names, whose full stop is a token of its own."""
        return {
            entry.keys[0]: int(number)
            for number, names in self.data.get("months", {}).items()
            for entry in self._rows(Role.MONTH, names)
        }

    @cached_property
    def no_months(self) -> frozenset[str]:
        """Words that are names of months only with a capital letter: "may"."""
        return frozenset(self.data.get("no-months", ()))

    @cached_property
    def dates(self) -> tuple[DatePattern, ...]:
        """How days are written, the longest first."""
        patterns = [DatePattern(tuple(self._date_parts(text))) for text in self.data.get("dates", ())]
        return tuple(sorted(patterns, key=lambda pattern: -len(pattern.parts)))

    @cached_property
    def date_heads(self) -> frozenset[str]:
        """The words that a date may begin with."""
        heads = {pattern.parts[0] for pattern in self.dates if not pattern.parts[0].startswith("{")}
        return frozenset(heads | (set(self.months) if any(p.parts[0] == "{M}" for p in self.dates) else set()))

    @cached_property
    def mentioned(self) -> re.Pattern[str] | None:
        """What finds a unit of mass or volume without a number: its name, never one letter."""
        names = self._mentioned_names
        return re.compile("|".join(map(re.escape, names))) if names else None

    @property
    def _mentioned_names(self) -> Sequence[str]:
        names: list[str] = self._quick[2]
        return names

    @cached_property
    def _quick(self) -> list[Any]:
        """What a quick look at a text needs, and most texts need no more: it is kept from run to run."""
        return kept(_QUICK, repr((self.locale, self.data)), self._made_quick)

    def _made_quick(self) -> list[Any]:
        """Return `telling`, the expression for `telling_parts`, names for `mentioned`, and `ones`, as plain values."""
        names = {
            entry.keys[0]
            for entry in self._unit_entries()
            if entry.unit in {"g", "mg", "mcg", "mL"} and len(entry.keys) == 1 and len(entry.keys[0]) > 1
        }
        spans = {entry.keys[0] for entry in self._unit_entries() if measure(entry.unit) in {"time", "form"}}
        entries = [entry for entry in self._word_entries() if entry.values == (Fraction(1),)]
        ones = {entry.keys[0] for entry in entries if entry.role is Role.NUMBER}
        ones |= {key for entry in entries if entry.role is Role.FUSED for key in entry.keys if key in spans}
        return [self._telling(), self._telling_parts(sorted(names)), sorted(names), sorted(ones)]

    @cached_property
    def interesting(self) -> frozenset[str]:
        """The first words of all phrases that begin something, besides compound numbers and units."""
        return self.lone_signs.union(self.words.firsts, self.after.firsts, self.told.firsts)

    @cached_property
    def lone_signs(self) -> frozenset[str]:
        """What begins something by itself and is no phrase: a month, the sign of a unit."""
        return self.date_heads.union("㎎㎍㎖")

    def may_begin(self, word: str) -> bool:
        """Whether the word may be a compound number or a unit of mass or volume."""
        if word[0] not in self._initials:
            return False
        if self.glue is not None and word.startswith(self.number_prefixes):
            return True
        return self.mentioned is not None and self.mentioned.match(word) is not None

    @cached_property
    def _initials(self) -> frozenset[str]:
        """The first letters of the words of which `may_begin` is true."""
        return frozenset(name[0] for name in (*self.number_prefixes, *self._mentioned_names))

    @property
    def telling(self) -> Mapping[str, Sequence[Sequence[str]]]:
        """The phrases that a translation may not drop freely: not `one`, `first`, `double`.

        Each by its longest word, with the other words that it needs.
        """
        found: Mapping[str, Sequence[Sequence[str]]] = self._quick[0]
        return found

    def _telling(self) -> dict[str, list[list[str]]]:
        entries = [entry for entry in self._prefixed(self._word_entries()) if _tells(entry)]
        entries += [entry for entry in self._after_entries() if entry.role is Role.MORE]
        found: dict[str, set[tuple[str, ...]]] = {head: {()} for head in self.date_heads}
        for keys in (*(entry.keys for entry in entries), *self.told.literals):
            longest = max(keys, key=len)
            found.setdefault(longest, set()).add(
                tuple(sorted({key for key in keys if key != longest and is_word(key)}))
            )
        return {word: [[*row] for row in sorted(found[word])] for word in sorted(found)}

    @cached_property
    def ones(self) -> frozenset[str]:
        """Words of what says one, which a translation may drop freely, and may not say otherwise: "one", "hour"."""
        return frozenset(self._quick[3])

    @cached_property
    def telling_parts(self) -> re.Pattern[str]:
        """What finds the beginnings of such words where words are written together, or not divided by blanks."""
        return re.compile(self._quick[1])

    def _telling_parts(self, names: Sequence[str]) -> str:
        if not self.blanks:
            found = {entry.keys for entry in self._word_entries() if _tells(entry)}
            found |= {entry.keys for entry in self._after_entries()} | {*self.told.literals}
        else:
            numbers = self.glued_numbers.items() if self.glue is not None else ()
            behind_one = [glue for glue in self.glue or () if glue]
            behind_one += [word for word, entry in numbers if entry.role is Role.MULTIPLIER]
            found = {(word,) for word, entry in numbers if _tells(entry)}
            found |= {(word + rest,) for word, entry in numbers if entry.value == 1 for rest in behind_one}
        parts = "|".join(" ?".join(map(re.escape, keys)) for keys in sorted(found))
        edge = r"(?<![^\W\d_])" if self.blanks else ""
        mentioned = "|".join(map(re.escape, names))
        return "|".join(f"{edge}(?:{some})" for some in (parts, mentioned) if some) or r"(?!)"

    @cached_property
    def number_prefixes(self) -> tuple[str, ...]:
        """The words that a compound number may begin with, where they are written together."""
        return tuple(self.glued_numbers) if self.glue is not None else ()

    @cached_property
    def glued_numbers(self) -> Mapping[str, Entry]:
        """The words that compound numbers are made of, the longest first."""
        roles = {Role.NUMBER, Role.MULTIPLIER}
        rows = {entry.keys[0]: entry for entry in self._word_entries() if entry.role in roles and len(entry.keys) == 1}
        return dict(sorted(rows.items(), key=lambda row: -len(row[0])))


def _tells(entry: Entry) -> bool:
    """Whether a quantity that begins with the phrase may be one that a translation must keep."""
    if entry.role in _NOT_TELLING:
        return False
    if entry.role is Role.PER:
        return entry.unit != "day"
    return entry.values != (Fraction(1),)


_NOT_TELLING = {
    Role.NOTHING,
    Role.IDIOM,
    Role.BOUND,
    # These need a number beside them, which tells by itself.
    Role.PER_WORD,
    Role.PER_BEFORE,
    Role.UNIT_BEFORE,
    Role.ADD_BEFORE,
    Role.ORDINAL_BEFORE,
    Role.MINUS,
    Role.MORNING,
    Role.EVENING,
    Role.NIGHT,
}
