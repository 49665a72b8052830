"""What is known of a language, read from `languages/<locale>.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, update_wrapper
from typing import Any, Generic, TypeVar

from toolkit.diagnostic import Diagnostic
from toolkit.text.fold import Folded, Folds
from toolkit.text.kept_tables import shipped
from toolkit.text.language_tables import (
    Between,
    Clauses,
    Example,
    Flag,
    Form,
    Marker,
    Marks,
    Negator,
    Sentences,
    Table,
    Words,
    built,
)
from toolkit.text.locales import PSEUDO, is_locale, maximal
from toolkit.text.markers import Entry, Markers, MarkKind
from toolkit.text.pattern_bank import Finder
from toolkit.text.patterns import Spelling
from toolkit.text.sentences import sentences
from toolkit.text.steps import Steps

PARTS: Mapping[str, type[Table]] = {
    "sentences": Sentences,
    "form": Form,
    "clauses": Clauses,
    "words": Words,
    "between": Between,
    "marks": Marks,
    "negators": Negator,
    "permissives": Marker,
    "orders": Marker,
    "examples": Example,
}
"""Key of a language file -> the kind of the tables under it."""


@dataclass(frozen=True)
class Language(Table):
    """All that is known of one language."""

    locale: str
    """The locale that the data are for."""
    spaces: Flag = True
    """Whether words are divided by spaces; if not, words are looked for as substrings."""
    turkish_casing: Flag = False
    """Whether I is the capital of ı and İ that of i."""
    concord: Flag = False
    """Whether two negators of different classes make one negation (`no ... nunca`), not two."""
    folds: Mapping[str, str] = field(default_factory=dict)
    """Spellings that are the same to a reader; keys in lower case and NFC."""
    sentences: Sentences = field(default_factory=Sentences)
    form: Form = field(default_factory=Form)
    clauses: Clauses = field(default_factory=Clauses)
    words: Words = field(default_factory=Words)
    between: Between = field(default_factory=Between)
    negators: tuple[Negator, ...] = ()
    permissives: tuple[Marker, ...] = ()
    """`you may`, `it is fine to`, `no need to`."""
    orders: tuple[Marker, ...] = ()
    """What makes an order of a verb, where it is seen in the verb: Turkish `-ın`, Japanese `てください`."""
    marks: Marks = field(default_factory=Marks)
    examples: tuple[Example, ...] = ()

    @property
    def problem(self) -> str | None:
        """What is wrong with it as a whole, or None."""
        if not is_locale(self.locale):
            return f"{self.locale!r} is no locale that CLDR knows; write it as in pt_BR or zh_Hans"
        for key, value in self.folds.items():
            if key != key.lower() or not key or (len(key) > 1 and len(key) != len(value)):
                return (
                    f"the fold of {key!r} must be in lower case, and to a text of the same length where it has several"
                )
        if self.markers.ambiguous:
            twice = ", ".join(map(repr, self.markers.ambiguous))
            return f"markers that stand in two lists: {twice}; each has one meaning"
        return None

    @cached_property
    def spelling(self) -> Spelling:
        """The shape of its words."""
        return Spelling(self.spaces, self.words.clitics, self.words.separable)

    @cached_property
    def plain_spelling(self) -> Spelling:
        """The shape of the words of this file: no separable verbs, and of the clitics the first place only (`and`)."""
        return Spelling(self.spaces, self.words.clitics[:1])

    @cached_property
    def folding(self) -> Folds:
        """What folds text and patterns."""
        return Folds(self.folds, turkish=self.turkish_casing)

    def fold(self, text: str, *, markup: bool = True) -> Folded:
        """Return `text` as patterns of this language are compared with it."""
        return Folded(text, self.folding, markup=markup)

    @cached_property
    def divided(self) -> Callable[[str], tuple[tuple[tuple[int, int], Folded], ...]]:
        """The function that returns the sentences of a text, which may hold inline Markdown: their spans, and folded.

        It remembers those of an article or two, because each is asked about many things; they are large, and there is a
        memory for each language.
        """
        return lru_cache(maxsize=256)(
            lambda text: tuple(((start, end), self.fold(text[start:end])) for start, end in sentences(text, self))
        )

    def folded(self, patterns: tuple[str, ...]) -> tuple[str, ...]:
        """Return the patterns as they are compared with folded text."""
        return self.folding.texts(patterns)

    def finder(self, patterns: tuple[str, ...], *, plain: bool = False) -> Finder:
        """Return what finds `patterns` in folded text; with `plain`, without clitics and separable verbs."""
        return Finder(self.folded(patterns), self.plain_spelling if plain else self.spelling)

    @cached_property
    def steps_before(self) -> Steps:
        """What may be stepped over from a negation to its word."""
        return Steps(self.folded(self.between.before), self.spelling)

    @cached_property
    def steps_after(self) -> Steps:
        """What may be stepped over from a word to its negation."""
        return Steps(self.folded(self.between.after), self.spelling)

    @cached_property
    def markers(self) -> Markers:
        """What finds the words that change the force of a sentence."""
        kinds: dict[MarkKind, tuple[str, ...]] = {
            MarkKind.URGE: self.marks.urges,
            MarkKind.WEAKENER: self.marks.weakeners,
            MarkKind.DENIAL: self.marks.denials,
            MarkKind.EXCEPTION: self.marks.exceptions,
            MarkKind.SUPERVISOR: self.marks.supervisors,
            MarkKind.WARNING: self.marks.warnings,
            MarkKind.DELAY: self.marks.delays,
            MarkKind.NEUTRAL: self.marks.neutral,
            MarkKind.CONTRAST: self.clauses.contrasts,
            MarkKind.CONDITION: self.clauses.conditions,
        }
        rows = [self._entry(MarkKind.NEGATOR, item) for item in self.negators]
        rows += [self._entry(MarkKind.PERMISSIVE, item) for item in self.permissives]
        rows += [Entry(kind, self.folded(words)) for kind, words in kinds.items()]
        return Markers(tuple(rows), self.plain_spelling)

    def _entry(self, kind: MarkKind, row: Marker) -> Entry:
        needs = self.finder(row.needs, plain=True) if isinstance(row, Negator) and row.needs else None
        word_class = row.word_class if isinstance(row, Negator) else ""
        return Entry(kind, self.folded(row.words), row.position, word_class, needs)

    @cached_property
    def list_words(self) -> Finder:
        """What finds the words that go on with a list."""
        return self.finder(self.clauses.lists, plain=True)

    @cached_property
    def condition_words(self) -> Finder:
        """Finds the words that open a condition, or end one: see `clauses.condition_position`."""
        return self.finder(self.clauses.conditions)

    @cached_property
    def barriers(self) -> Finder:
        """What finds the words that no negation reaches over where the words between are not known."""
        return self.finder(self.between.barriers, plain=True)

    @cached_property
    def lacking(self) -> Finder:
        """What finds the words that say that something is lacking."""
        return self.finder(self.between.without, plain=True)

    @cached_property
    def negating(self) -> Finder:
        """What finds the words that negate, wherever they stand."""
        return self.finder(tuple(word for item in self.negators for word in item.words), plain=True)

    @cached_property
    def order_words(self) -> Finder:
        """What finds the endings and words that make an order of a verb."""
        return self.finder(tuple(word for item in self.orders for word in item.words), plain=True)


def _shipped(locale: str) -> dict[str, Any]:
    """Return the data of the nearest language that is shipped: of `es` for `es_MX`; nothing where there is none."""
    if locale in PSEUDO or not re.fullmatch(r"\w+", locale, re.ASCII):
        return {}
    found = (shipped("toolkit.text", f"languages/{name}.toml") for name in _names(locale))
    return next(filter(None, found), {})


_WORDS_OF = {"pt": "pt_BR"}
"""Languages that are checked with the words of one region everywhere: the small words of all regions are the same."""


def _names(locale: str) -> Iterator[str]:
    """Yield the names of the files that may hold what is known of a locale, the nearest first."""
    parts = locale.split("_")
    yield from ("_".join(parts[:size]) for size in range(len(parts), 0, -1))
    whole = maximal(locale).split("_")  # CLDR's data are read for those only that have no file of their own
    yield "_".join(whole[:2])
    yield "_".join((whole[0], whole[-1]))
    if parts[0] in _WORDS_OF:
        yield _WORDS_OF[parts[0]]


@cache
def load_language(
    locale: str, overlay_text: str | None = None, *, overlay_path: str = "language.toml"
) -> tuple[Language | None, list[Diagnostic]]:
    """Return what is known of `locale`, or None where there are no data, and every problem of the overlay.

    The overlay is TOML of the same shape: its arrays are added to those of the shipped file, its other values replace
    them. With a broken overlay the shipped data are returned beside its problems. A locale without a file of its own
    takes that of its language (`es` for `es_MX`), never that of another script or region; but see `_WORDS_OF`.
    """
    base = _shipped(locale)
    own = built(Language, base, PARTS) if base else None
    if overlay_text is None:
        return own, []
    from toolkit.text.language_file import parse_overlay  # noqa: PLC0415 - pydantic takes long to import

    language, problems = parse_overlay(overlay_text, overlay_path, base or {"locale": locale}, base)
    return language or own, problems


_Made = TypeVar("_Made")


class OfLanguage(Generic[_Made]):
    """A function of a language that is asked once for each."""

    def __init__(self, make: Callable[[Language], _Made]) -> None:
        """Take the function."""
        update_wrapper(self, make)
        self._make = make
        self.made: dict[int, tuple[Language, _Made]] = {}
        """By the identity of the language, which cannot be hashed and is kept beside, so that it stays its own."""

    def __call__(self, language: Language) -> _Made:
        """Return what was made of the language."""
        if id(language) not in self.made:
            self.made[id(language)] = (language, self._make(language))
        return self.made[id(language)][1]
