"""Tells by a quick look which texts, and which of their words, may say a quantity: most say none, and are not read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

from toolkit.text.kept_tables import Kind, kept
from toolkit.text.quantities.lexicon import Lexicon
from toolkit.text.quantities.phrasebook import Entry, Role
from toolkit.text.quantities.scanner import is_word
from toolkit.text.quantities.units import MENTIONED, measure

_QUICK = Kind("quick look", (dict, str, list, list))
_ONE = (Fraction(1),)
_BETWEEN = r"(?:[^\w<&]|_|<[^<>]*>|&#?\w+;)*"
"""What may stand between two words of a phrase, and more: blanks of any kind, emphasis, quotes, tags, entities."""


@dataclass(frozen=True, eq=False)
class QuickLook:
    """What begins quantities in one language, as plain values and expressions."""

    lexicon: Lexicon
    """All that is known of quantities in the language."""

    @cached_property
    def interesting(self) -> frozenset[str]:
        """The first words of all phrases that begin something, besides compound numbers and units."""
        lexicon = self.lexicon
        return self.lone_signs.union(lexicon.words.firsts, lexicon.after.firsts, lexicon.told.firsts)

    @cached_property
    def lone_signs(self) -> frozenset[str]:
        """What begins something by itself and is no phrase: a month, the sign of a unit."""
        return self.lexicon.date_heads.union("㎎㎍㎖")

    def may_begin(self, word: str) -> bool:
        """Whether the word may be a compound number or a unit of mass or volume."""
        if word[:2] not in self._beginnings and word[0] not in self._beginnings:
            return False
        return word.startswith(self.lexicon.number_prefixes) or self.mentions(word)

    def mentions(self, word: str) -> bool:
        """Whether the word may be the name of a unit of mass or volume; one letter is none."""
        return self._mentioned is not None and self._mentioned.match(word) is not None

    @cached_property
    def _mentioned(self) -> re.Pattern[str] | None:
        return re.compile("|".join(map(re.escape, self._names))) if self._names else None

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """The first two letters of the words of which `may_begin` is true, or the only one."""
        return frozenset(name[:2] for name in (*self.lexicon.number_prefixes, *self._names))

    @property
    def telling(self) -> Mapping[str, Sequence[Sequence[str]]]:
        """The phrases that a translation may not drop freely: not `one`, `first`, `double`.

        Each by its longest word, with the other words that it needs.
        """
        found: Mapping[str, Sequence[Sequence[str]]] = self._kept[0]
        return found

    @cached_property
    def telling_parts(self) -> re.Pattern[str]:
        """What finds the beginnings of such words where words are written together, or not divided by blanks."""
        return re.compile(self._kept[1])

    @property
    def _names(self) -> Sequence[str]:
        names: list[str] = self._kept[2]
        return names

    @cached_property
    def ones(self) -> frozenset[str]:
        """Words of what says one, which a translation may drop freely, and may not say otherwise: "one", "hour"."""
        return frozenset(self._kept[3])

    @cached_property
    def _kept(self) -> list[Any]:
        """`telling`, the expression for `telling_parts`, the names of units and `ones`, kept from run to run."""
        lexicon = self.lexicon
        return kept(_QUICK, repr((lexicon.locale, lexicon.data)), lambda: _made(lexicon))


@cache
def quick_look(lexicon: Lexicon) -> QuickLook:
    """Return what a quick look needs to know of a language."""
    return QuickLook(lexicon)


def _made(lexicon: Lexicon) -> list[Any]:
    """Return what is kept, made anew."""
    names = sorted(
        {
            entry.keys[0]
            for entry in lexicon.unit_entries()
            if entry.unit in MENTIONED and len(entry.keys) == 1 and len(entry.keys[0]) > 1
        }
    )
    return [_telling(lexicon), _telling_parts(lexicon, names), names, sorted(_ones(lexicon))]


def _ones(lexicon: Lexicon) -> set[str]:
    spans = {entry.keys[0] for entry in lexicon.unit_entries() if measure(entry.unit) in {"time", "form"}}
    entries = [entry for entry in lexicon.word_entries() if entry.values == _ONE]
    found = {entry.keys[0] for entry in entries if entry.role is Role.NUMBER}
    return found | {key for entry in entries if entry.role is Role.FUSED for key in entry.keys if key in spans}


def _telling(lexicon: Lexicon) -> dict[str, list[list[str]]]:
    entries = [entry for entry in lexicon.prefixed(lexicon.word_entries()) if _tells(entry)]
    entries += [entry for entry in lexicon.after_entries() if entry.role is Role.MORE]
    found: dict[str, set[tuple[str, ...]]] = {head: {()} for head in lexicon.date_heads}
    for keys in (*(entry.keys for entry in entries), *lexicon.told.literals):
        longest = max(keys, key=len)
        found.setdefault(longest, set()).add(tuple(sorted({key for key in keys if key != longest and is_word(key)})))
    return {word: [[*row] for row in sorted(found[word])] for word in sorted(found)}


def _telling_parts(lexicon: Lexicon, names: Sequence[str]) -> str:
    if not lexicon.blanks:
        found = {entry.keys for entry in lexicon.word_entries() if _tells(entry)}
        found |= {entry.keys for entry in lexicon.after_entries()} | {*lexicon.told.literals}
    else:
        numbers = lexicon.glued_numbers.items() if lexicon.glue is not None else ()
        behind_one = [glue for glue in lexicon.glue or () if glue]
        behind_one += [word for word, entry in numbers if entry.role is Role.MULTIPLIER]
        found = {(word,) for word, entry in numbers if _tells(entry)}
        found |= {(word + rest,) for word, entry in numbers if entry.value == 1 for rest in behind_one}
    parts = "|".join(_BETWEEN.join(map(re.escape, keys)) for keys in sorted(found))
    edge = r"(?<![^\W\d_])" if lexicon.blanks else ""
    mentioned = "|".join(map(re.escape, names))
    return "|".join(f"{edge}(?:{some})" for some in (parts, mentioned) if some) or r"(?!)"


def _tells(entry: Entry) -> bool:
    """Whether a quantity that begins with the phrase may be one that a translation must keep."""
    if entry.role in _NOT_TELLING:
        return False
    if entry.role is Role.PER:
        return entry.unit != "day"
    return entry.values != _ONE


_NOT_TELLING = {
    Role.NOTHING,
    Role.IDIOM,
    Role.BOUND,
    # These need a number beside them, which tells by itself.
    Role.PER_WORD,
    Role.PER_BEFORE,
    Role.UNIT_BEFORE,
    Role.ORDINAL_BEFORE,
    Role.MINUS,
    Role.MORNING,
    Role.EVENING,
    Role.NIGHT,
}
