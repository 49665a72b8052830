"""Terms that every translation must keep right: `source/terms.toml`, whose head explains its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from toolkit.text.language import Language
from toolkit.text.masked import masked
from toolkit.text.near import Near, nearest
from toolkit.text.patterns import Spelling
from toolkit.text.phrase_rows import Row
from toolkit.text.phrases import Found, Phrases

_SHORTEST_PART = 5
"""Letters that a form must have to be seen inside of a word: German compounds."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term and its accepted and forbidden translations."""

    term: str
    """The term in the source language."""
    note: str = ""
    """What it means, and what it is taken for."""
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Locale -> patterns of the accepted translations; those of the source locale say how the source writes it."""
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Locale -> patterns that must not stand in its place."""
    keep: bool = False
    """Whether it is not translated: the translation has it as the source writes it."""
    medicine: bool = False
    """Whether it is the name of a medicine: one that is nearly right is an error."""
    line: int = field(default=1, compare=False)
    """Where it is defined."""

    def suggestions(self, locale: str) -> tuple[str, ...]:
        """Return what to write in the locale: the accepted forms, without the mark of an ending."""
        return (self.term,) if self.keep else tuple(form.replace("*", "") for form in self.forms.get(locale, ()))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term of a source, and what its translation has of it."""

    term: Term
    found: Found
    """Where it stands in the folded source."""
    present: bool
    """Whether one of its accepted forms is there."""
    forbidden: Found | None = None
    """A forbidden form that stands in its place."""
    near: Near | None = None
    """What is nearly an accepted form."""


class Glossary:
    """The terms of a project, ready to be looked for."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        """Keep the terms; patterns are compiled when a language is first asked for."""
        self.terms = tuple(terms)
        self._banks: dict[tuple[int, str], _Bank] = {}
        self._last: tuple[tuple[str, str, int, int], tuple[Wanted, ...]] | None = None

    def within(self, source: str, ours: Language) -> tuple[Term, ...]:
        """Return the terms that stand in a source, in its order; of terms within one another, the longest."""
        found = self._bank(ours, "source").find(source) if self.terms else ()
        return tuple(self.terms[int(number)] for number in dict.fromkeys(hit.value for hit in found))

    def wanted(self, source: str, translation: str, ours: Language, theirs: Language) -> tuple[Wanted, ...]:
        """Return each term that stands in the source, once, and is asked of the language of the translation.

        Where one term is part of a longer one, only the longer one counts. Addresses, code and placeholders are none.
        """
        if not self.terms:
            return ()
        asked = (source, translation, id(ours), id(theirs))
        if self._last is None or self._last[0] != asked:  # a memory of one: two checks ask one after the other
            self._last = (asked, tuple(self._wanted(source, translation, ours, theirs)))
        return self._last[1]

    def _wanted(self, source: str, translation: str, ours: Language, theirs: Language) -> Iterator[Wanted]:
        found = self._bank(ours, "source").find(source)
        if not found:
            return
        text = theirs.fold(masked(translation)).text
        bank = self._bank(theirs, "target")
        search = bank.search(text)
        for number, place in dict.fromkeys((hit.value, hit) for hit in reversed(found)):
            term = self.terms[int(number)]
            if term.keep:
                yield Wanted(term, place, present=ours.fold(masked(source)).text[place.start : place.end] in text)
            elif theirs.locale in term.forms:
                yield search(number, term, place)

    def _bank(self, language: Language, side: str) -> _Bank:
        key = (id(language), side)
        if key not in self._banks:
            self._banks[key] = _Bank(self.terms, language, source=side == "source")
        return self._banks[key]


class _Bank:
    """The patterns of all terms in one language."""

    def __init__(self, terms: Sequence[Term], language: Language, *, source: bool) -> None:
        self.language = language
        self.spelling = Spelling(language.spaces, language.words.clitics)
        self.forms: dict[str, tuple[str, ...]] = {}
        rows = []
        for number, term in enumerate(terms):
            name = str(number)
            patterns = language.folded(term.forms.get(language.locale, (term.term,) if source else ()))
            self.forms[name] = patterns
            group = "term" if source else f"accepted {name}"
            rows += [Row(pattern, group, name) for pattern in patterns]
            if not source:
                wrong = language.folded(term.forbidden.get(language.locale, ()))
                rows += [Row(pattern, f"forbidden {name}", name) for pattern in wrong]
        self.phrases = Phrases(rows, self.spelling)

    @cached_property
    def find(self) -> Callable[[str], Sequence[Found]]:
        """The function that returns the terms in a source; it remembers some, because each is asked once a locale."""
        return lru_cache(maxsize=1_024)(
            lambda text: self.phrases.find(self.language.fold(masked(text)).text).get("term", ())
        )

    def search(self, text: str) -> Callable[[str, Term, Found], Wanted]:
        """Return what tells what a folded translation has of a term."""
        hits = self.phrases.find(text)

        def asked(number: str, term: Term, place: Found) -> Wanted:
            patterns = self.forms[number]
            if hits.get(f"accepted {number}") or _inside(text, patterns):
                return Wanted(term, place, present=True)
            wrong = next(iter(hits.get(f"forbidden {number}", ())), None)
            near = None if wrong else nearest(text, patterns, self.spelling)
            return Wanted(term, place, present=near is not None and near.distance == 0, forbidden=wrong, near=near)

        return asked


def _inside(text: str, patterns: Sequence[str]) -> bool:
    """Whether a form of one word stands inside of a word, as in German compounds."""
    names = (pattern.replace("*", "") for pattern in patterns)
    return any(len(name) >= _SHORTEST_PART and " " not in name and name in text for name in names)
