"""What a language says quantities with, looked up as reading needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from toolkit.text.quantities.entries import Entries
from toolkit.text.quantities.phrasebook import NUMERALS, Entry, Phrasebook, Role
from toolkit.text.quantities.told import Tellings

_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, eq=False)
class Lexicon(Entries):
    """What is known of quantities in one language."""

    decimal: str
    """The decimal sign of the locale."""
    group: str
    """What divides groups of digits: a point, a comma, an apostrophe, or one blank for all kinds of blanks."""
    decimals: str = field(default="")
    """All signs that its readers take for the decimal sign where no doubt is left."""
    month_first: bool = field(default=False)
    """Whether a day in digits has its month first: 5/31."""

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
    def between(self) -> Phrasebook:
        """What may stand between a number and its unit."""
        return Phrasebook(self._rows(Role.SKIP, self.data.get("between", ())))

    @cached_property
    def ages(self) -> Phrasebook:
        """What stands before the number of an age, whose years need not be said."""
        return Phrasebook(self._rows(Role.AT, self.data.get("ages", ())))

    @cached_property
    def bare_one(self) -> bool:
        """Whether a noun without number says one."""
        return bool(self.data.get("bare-one", False))

    @cached_property
    def below(self) -> Phrasebook:
        """What makes a temperature before it negative: "below zero"."""
        return Phrasebook(self._rows(Role.MINUS, self.data.get("below", ())))

    @cached_property
    def nouns_of_one(self) -> Phrasebook:
        """The nouns of hard units that say one where they stand without a number."""
        rows = self.data.get("one", {}).items()
        return Phrasebook(
            self.prefixed(entry for unit, names in rows for entry in self._rows(Role.UNIT, names, 1, unit))
        )

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
    def scales(self) -> Sequence[Fraction]:
        """What makes hundreds and more of the number before it, the largest first."""
        return sorted((Fraction(value) for value in self.data.get("multipliers", {})), reverse=True)

    @cached_property
    def unreached(self) -> tuple[str, ...]:
        """What says behind a number that there are fewer: 15歳未満."""
        return tuple(self.data.get("unreached", ()))

    @cached_property
    def tenths(self) -> frozenset[str] | None:
        """What may stand behind the tenth of a degree that follows its name, 38度5分; None where none follows."""
        return frozenset(self.data["tenths"]) if "tenths" in self.data else None

    @cached_property
    def points(self) -> frozenset[str]:
        """Words for the decimal sign."""
        return frozenset(self.data.get("points", ()))

    @cached_property
    def decimal_digits(self) -> Mapping[str, str]:
        """The digits that may stand behind such a word, by their names; where words are not divided, by their first."""
        rows = self.data.get("numbers", {}).items()
        names = ((digit, names if self.blanks else names[:1]) for digit, names in rows if digit in _DIGITS)
        return {self._keys(name)[0]: digit for digit, row in names for name in row}

    @cached_property
    def before_minus(self) -> frozenset[str]:
        """Letters of a script without blanks that a minus may touch: 于-20 °C."""
        return frozenset(self.data.get("before-minus", ()))

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
    def numerals(self) -> Phrasebook:
        """The number words among the words."""
        return Phrasebook(entry for entry in self.prefixed(self.word_entries()) if entry.role in NUMERALS)

    @cached_property
    def words(self) -> Phrasebook:
        """What is looked for everywhere in a text."""
        return Phrasebook(self.prefixed(self.word_entries()))

    @cached_property
    def told(self) -> Tellings:
        """What finds the times that are told by the minutes before or after an hour."""
        return Tellings(self._tellings(), {self._keys(name): hour for name, hour in self._hour_names()})

    @cached_property
    def units(self) -> Phrasebook:
        """What is looked for after a number."""
        return Phrasebook(self.unit_entries())

    @cached_property
    def after(self) -> Phrasebook:
        """What may stand after a number besides its unit."""
        return Phrasebook(self.after_entries())

    @cached_property
    def endings(self) -> Phrasebook:
        """What makes an ordinal of the digits before it."""
        return Phrasebook(self._rows(Role.ORDINAL_ENDING, self.data.get("ordinals", {}).get("endings", ())))

    @cached_property
    def each(self) -> Phrasebook:
        """What makes a span of time of the ordinal behind it: every third day."""
        return Phrasebook(self._rows(Role.PER_WORD, self.data.get("ordinals", {}).get("each", ())))

    @cached_property
    def links(self) -> Phrasebook:
        """What may stand between a fraction and its unit."""
        return Phrasebook(self._rows(Role.LINK, self.data.get("fractions", {}).get("links", ())))

    @cached_property
    def ordinal_fractions(self) -> frozenset[str]:
        """The fractions that are ordinals where their unit follows without a link: the third tablet."""
        return frozenset(self._keys(word)[0] for word in self.data.get("fractions", {}).get("ordinals", ()))

    @cached_property
    def joiners(self) -> Phrasebook:
        """What may stand between two numbers of a range or list."""
        data = self.data.get("joiners", {})
        rows = [
            entry
            for role, key in [(Role.TO, "to"), (Role.OR, "or"), (Role.AND, "and")]
            for entry in self._rows(role, data.get(key, ()))
        ]
        return Phrasebook([*rows, *self._rows(Role.TO, ("-", "~")), *self._rows(Role.OR, (",", "/", ", or"))])

    @cached_property
    def skipped(self) -> Phrasebook:
        """What may stand after a joiner."""
        return Phrasebook(self._rows(Role.SKIP, self.data.get("joiners", {}).get("skip", ())))

    @cached_property
    def betweens(self) -> Phrasebook:
        """What lets "and" mean from - to."""
        return Phrasebook(self._rows(Role.BETWEEN, self.data.get("joiners", {}).get("between", ())))

    @cached_property
    def day_parts(self) -> Phrasebook:
        """What stands after an hour and says in which half of the day it is."""
        data = self.data.get("clock", {})
        names = [(Role.MORNING, "am"), (Role.EVENING, "pm"), (Role.NIGHT, "night")]
        rows = [entry for role, key in names for entry in self._rows(role, data.get(key, ()))]
        always = {"am-always": Role.MORNING, "pm-always": Role.EVENING}
        for key, role in always.items():
            rows += self._rows(role, data.get(key, ()), always=True)
        return Phrasebook(rows)

    @cached_property
    def hours(self) -> Phrasebook:
        """What makes an hour of the day of the number before it."""
        return Phrasebook(self._rows(Role.HOUR, self.data.get("clock", {}).get("hour", ())))

    @cached_property
    def hour_names(self) -> frozenset[str]:
        """The first words of the names that the hours of the day have, where these are no plain numbers."""
        names = self.data.get("clock", {}).get("hours", {}).values()
        return frozenset(self._keys(name)[0] for row in names for name in row)

    @cached_property
    def glues(self) -> tuple[str, ...]:
        """What may be glued to the front of a word."""
        return tuple(self.data.get("prefixes", ()))

    @cached_property
    def ats(self) -> Phrasebook:
        """What stands before an hour of the day."""
        return Phrasebook(self._rows(Role.AT, self.data.get("clock", {}).get("at", ())))

    @cached_property
    def dotted(self) -> Phrasebook:
        """What stands before an hour and minutes with a full stop between them."""
        return Phrasebook(self._rows(Role.DOTTED, self.data.get("clock", {}).get("dotted", ())))

    @cached_property
    def months(self) -> Mapping[str, int]:
        """The months by their names and short names, whose full stop is a token of its own."""
        return {
            entry.keys[0]: int(number)
            for number, names in self.data.get("months", {}).items()
            for entry in self._rows(Role.MONTH, names)
            if all(key == "." for key in entry.keys[1:])
        }

    @cached_property
    def month_names(self) -> Phrasebook:
        """The same, of names in two words too: كانون الثاني."""
        rows = self.data.get("months", {}).items()
        entries = (entry for number, names in rows for entry in self._rows(Role.MONTH, names, number))
        return Phrasebook(entry._replace(keys=tuple(key for key in entry.keys if key != ".")) for entry in entries)

    @cached_property
    def no_months(self) -> frozenset[str]:
        """Words that are names of months only with a capital letter: "may"."""
        return frozenset(self.data.get("no-months", ()))

    @cached_property
    def dates(self) -> Sequence[Sequence[str]]:
        """How days are written, the longest first: keys of tokens, and `{d}`, `{m}`, `{M}`, `{y}` for what varies."""
        return sorted(([*self._date_parts(text)] for text in self.data.get("dates", ())), key=len, reverse=True)

    @cached_property
    def date_heads(self) -> frozenset[str]:
        """The words that a date may begin with."""
        firsts = {parts[0] for parts in self.dates}
        heads = {first for first in firsts if not first.startswith("{")}
        if self.counted and not self.blanks and "{m}" in firsts:  # 五月一日
            heads |= set(self.numerals.firsts)
        return frozenset(heads.union(self.month_names.firsts if "{M}" in firsts else ()))

    @cached_property
    def number_prefixes(self) -> tuple[str, ...]:
        """The words that a compound number may begin with, where they are written together."""
        return tuple(self.glued_numbers) if self.glue is not None else ()

    @cached_property
    def glued_numbers(self) -> Mapping[str, Entry]:
        """The words that compound numbers are made of, the longest first."""
        roles = {Role.NUMBER, Role.MULTIPLIER}
        rows = {entry.keys[0]: entry for entry in self.word_entries() if entry.role in roles and len(entry.keys) == 1}
        return dict(sorted(rows.items(), key=lambda row: -len(row[0])))
