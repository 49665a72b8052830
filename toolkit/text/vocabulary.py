"""What a text holds of the words that are counted in a source and in its translation.

The words are in `vocabulary/<locale>.toml`, whose keys are explained in `vocabulary/en.toml`, and in the lexicon of
medicines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import Any

from toolkit.late import late
from toolkit.text.fold import Folded
from toolkit.text.kept_tables import Kind, kept
from toolkit.text.language import Language, OfLanguage
from toolkit.text.masked import masked
from toolkit.text.medicines import lexicon_locale, medicine_forms
from toolkit.text.packed import Packed, look_up, pack
from toolkit.text.patterns import Spelling
from toolkit.text.phrase_rows import Row, Sorted
from toolkit.text.phrases import Found, Phrases
from toolkit.text.sentences import sentences
from toolkit.text.vocabulary_rows import (
    NEUTRAL,
    ORDER,
    POLARITY,
    SOFT,
    opposite_rows,
    order_openers,
    vocabulary_data,
    vocabulary_rows,
)

MEDICINE = "medicine"
"""Group of the names of medicines; their values are the English names."""
_CLAUSE_MARKS = ".:;,!?()—–-\ufffc"
_CLAUSE_WINDOW = 24
_NOTHING = Counter[str]()
"""The counts of most groups in most texts; it is never added to."""
_CLAUSE_MARK = late(r"[.:;,!?()—–،؛؟]")
_FEW = 1
"""Words that stand with one that negates in an answer or an item of a list, at most: "nothing else"."""
_LACKING = frozenset({"un", "lacking"})
"""Kinds of words that may hold one that negates only beside a negator: Turkish "hiç sorunsuz"."""
_KEPT = 512
"""Texts whose readings are kept: each is asked for by several checks."""


@dataclass(frozen=True, eq=False)
class Reading:
    """What a text holds of its language's words."""

    text: str
    """The text as it is written."""
    folded: Folded
    """The text as it was searched: addresses, code, placeholders and Markdown are not there."""
    found: Mapping[str, Sequence[Found]]
    """By group, from left to right."""
    vocabulary: Vocabulary
    """What it was searched for."""

    def of(self, group: str) -> Sequence[Found]:
        """Return what was found of a group; neutral phrases are none of it."""
        return self._meant.get(group, ())

    @cached_property
    def _meant(self) -> Mapping[str, Sequence[Found]]:
        found, unheld = self.found, self._unheld()
        neutral = [group for group, hits in found.items() if any(hit.value == NEUTRAL for hit in hits)]
        if not neutral and not unheld:  # as of most texts: then it is in memory once
            return found
        meant = {group: [hit for hit in found[group] if hit.value != NEUTRAL] for group in neutral}
        if unheld:
            meant[POLARITY] = [hit for hit in meant.get(POLARITY, found[POLARITY]) if hit not in unheld]
        return {**found, **meant}

    def _unheld(self) -> Sequence[Found]:
        """Return the words that negate only beside a negator, and whose sentence has none: Turkish "asla için"."""
        bound, hits = self.vocabulary.bound, self.found.get(POLARITY, ())
        own = [hit for hit in hits if self.folded.text[hit.start : hit.end] in bound] if bound else ()
        if not own:
            return ()
        others = [*hits, *(hit for hit in self.found.get(SOFT, ()) if hit.value in _LACKING)]
        places = [self.span(hit)[0] for hit in others if hit not in own]
        sides = self.vocabulary.negates
        told = [hit for hit in own if self._words_beside(hit) > _FEW]
        return [hit for hit in told if not any(self._holds(place, self.span(hit)[0], sides) for place in places)]

    def _words_beside(self, hit: Found) -> int:
        """Return how many words stand with it between two marks: "Hiçbir şey: ...", "never", an item of a list."""
        before, behind = self.folded.text[: hit.start], self.folded.text[hit.end :]
        return len(f"{_CLAUSE_MARK.split(before)[-1]} {_CLAUSE_MARK.split(behind)[0]}".split())

    def _holds(self, negator: int, place: int, sides: frozenset[str]) -> bool:
        """Whether a negator stands in the sentence of a place, on the side of its language."""
        side = "before" if place < negator else "behind"
        return side in sides and any(
            start <= min(negator, place) and max(negator, place) < end for start, end in self.sentences
        )

    @property
    def negating(self) -> Sequence[Found]:
        """What negates, and then what may be said with a negation; the second may stand where the first does."""
        return (*self.of(POLARITY), *self.of(SOFT))

    def counts(self, group: str) -> Counter[str]:
        """Return how often each value of a group was found."""
        hits = self.of(group)
        return Counter(found.value for found in hits) if hits else _NOTHING

    def span(self, found: Found) -> tuple[int, int]:
        """Return where the finding stands in the text as it is written."""
        return self.folded.original(found.start, found.end)

    def word(self, found: Found) -> str:
        """Return the finding as the text writes it."""
        start, end = self.span(found)
        return self.text[start:end]

    def part(self, start: int, end: int) -> Reading:
        """Return what a part of the text holds."""
        whole = start == 0 and end == len(self.text)
        return self if whole else self.vocabulary.read(self.text[start:end])

    @cached_property
    def orders(self) -> Sequence[Found]:
        """What orders or bans in it: strict words anywhere, the others where a clause begins."""
        return [found for found in self.of(ORDER) if found.value == "strict" or self._begins_clause(found.start)]

    def _begins_clause(self, place: int) -> bool:
        before = self.folded.text[max(0, place - _CLAUSE_WINDOW) : place].rstrip(" \"'«„“‘*_[")
        last = before.rpartition(" ")[2]
        return not before or before[-1] in _CLAUSE_MARKS or last in self.vocabulary.openers

    @property
    def plain(self) -> str:
        """The text, as long as it is, without its placeholders, addresses and code, whose marks divide no clauses."""
        return masked(self.text)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The spans of its sentences in the text as it is written."""
        return sentences(self.plain, self.vocabulary.language)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of one language."""

    locale: str
    """The locale that the language's data are for."""
    language: Language
    """Its other data."""
    axes: tuple[str, ...]
    """Names of the axes of direction."""
    phrases: Phrases
    """What finds its patterns."""
    medicines: Packed
    """Medicine -> its folded patterns in this language."""
    openers: frozenset[str]
    """Words behind which a clause may begin."""
    postpositions: bool
    """Whether a word such as "after" stands behind its time: 十分钟后."""
    negates: frozenset[str]
    """Where the word stands that a negator negates: `before` it, `behind` it."""
    conjoining: frozenset[str]
    """Folded negators that hold for what "and" joins as well: Russian "нельзя" with two infinitives."""
    echoes: tuple[str, ...]
    """Folded negators that only repeat another one ("никогда не", "no ... nadie"); `*` stands for any ending."""
    bound: frozenset[str]
    """Those that negate only beside another one: Turkish "asla"."""

    @property
    def lists_sources(self) -> bool:
        """Whether it lists what a translation may say otherwise: the orders and "un-" words of English, "only", "else".

        Of other languages as sources less is known, and what may be a negation there counts as one.
        """
        return bool(self.openers)

    @property
    def spelling(self) -> Spelling:
        """The shape of its words: with all clitics, without separable verbs."""
        return self.phrases.spelling

    def forms(self, medicine: str) -> Sequence[str]:
        """Return the folded patterns of a medicine in this language; none where it has no name there."""
        return look_up(self.medicines, medicine)

    def read(self, text: str) -> Reading:
        """Return what `text` holds; readings are remembered."""
        return _read(self, text)


def two_medicines(*readings: Reading) -> Sequence[Mapping[str, Found]] | None:
    """Return the same two medicines of each text, in its order, where each text names both once and no other."""
    rows = [{hit.value: hit for hit in reading.of(MEDICINE)} for reading in readings]
    once = all(len(row) == len(reading.of(MEDICINE)) == _TWO for row, reading in zip(rows, readings, strict=True))
    return rows if once and all(row.keys() == rows[0].keys() for row in rows) else None


_TWO = 2


@lru_cache(maxsize=_KEPT)
def _read(vocabulary: Vocabulary, text: str) -> Reading:
    folded = vocabulary.language.fold(masked(text))
    found = vocabulary.phrases.find(folded.text)
    names = found.get(MEDICINE)
    if names:
        found = {group: [hit for hit in hits if _free(group, hit, names)] for group, hits in found.items()}
    return Reading(text, folded, found, vocabulary)


def _free(group: str, hit: Found, names: Sequence[Found]) -> bool:
    """Whether the finding is no part of a name, whose characters mean nothing by themselves."""
    return group == MEDICINE or not any(name.start <= hit.start < name.end for name in names)


_VOCABULARY = Kind("vocabulary", (list, dict, list, bool, list, list, list, list, dict, dict, dict, list))


@OfLanguage
def vocabulary(language: Language) -> Vocabulary | None:
    """Return the words of the language, or None where there is no file of them."""
    # A project may have added words of its own: all that is known of the language tells its tables from others.
    tables = kept(_VOCABULARY, repr(language), lambda: _tables(language))
    axes, forms, openers, behind, negates, conjoining, echoes, bound, *patterns = tables
    if not axes:
        return None
    phrases = Phrases(Sorted(*patterns), Spelling(language.spaces, language.words.clitics))
    return Vocabulary(
        language.locale,
        language,
        tuple(axes),
        phrases,
        forms,
        frozenset(openers),
        behind,
        frozenset(negates),
        frozenset(conjoining),
        tuple(echoes),
        frozenset(bound),
    )


def _tables(language: Language) -> list[Any]:
    """Return all that is made of the files of a language, as JSON can hold it."""
    data = vocabulary_data(language.locale)
    if not data:
        return [kind() for kind in _VOCABULARY.fields]
    forms = _folded_names(language)
    named = (Row(pattern, MEDICINE, name) for name, patterns in forms.items() for pattern in patterns)
    rows = chain(vocabulary_rows(data, language), opposite_rows(language), named)
    return [
        [*data["direction"]],
        pack(forms.items()),
        [*order_openers(data)],
        bool(data.get("postpositions", False)),
        [*data.get("negates", ("behind",))],
        [*language.folded(tuple(data.get("conjoining", ())))],
        [*language.folded(tuple(data["polarity"].get("echoes", ())))],
        [*language.folded(tuple(data["polarity"].get("bound", ())))],
        *Sorted.of(rows, spaces=language.spaces),
    ]


def _folded_names(language: Language) -> Mapping[str, tuple[str, ...]]:
    """Return the names of medicines with their patterns in the language, all folded as one."""
    lexicon = lexicon_locale(language.locale)
    if lexicon is None:
        return {}
    forms = medicine_forms(lexicon)
    folded = iter(language.folded(tuple(pattern for patterns in forms.values() for pattern in patterns)))
    return {name: tuple(islice(folded, len(patterns))) for name, patterns in forms.items()}
