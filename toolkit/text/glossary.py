"""Terms that every translation must keep right: `source/terms.toml`, whose head explains its keys."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, ValidationError, model_validator

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.text.language import Language
from toolkit.text.locales import is_locale
from toolkit.text.masked import masked
from toolkit.text.near import Near, nearest
from toolkit.text.patterns import Spelling, pattern_problem
from toolkit.text.phrases import Found, Phrases, Row
from toolkit.text.toml_lines import line_of

CODE = "term-invalid"
LARGEST_FILE = 1_000_000
"""Characters of the file."""
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


def _pattern(value: str) -> str:
    if problem := pattern_problem(value):
        raise ValueError(f"{value[:80]!r} {problem}")
    return value


def _locale(value: str) -> str:
    if not is_locale(value):
        raise ValueError(f"{value[:40]!r} is no locale that CLDR knows; write it as in pt_BR or zh_Hans")
    return value


_Forms = dict[
    Annotated[str, AfterValidator(_locale)],
    Annotated[tuple[Annotated[str, AfterValidator(_pattern)], ...], Field(min_length=1)],
]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    term: Annotated[str, Field(min_length=1, max_length=200)]
    note: str = ""
    forms: _Forms = Field(default_factory=dict)
    forbidden: _Forms = Field(default_factory=dict)
    keep: StrictBool = False
    medicine: StrictBool = False

    @model_validator(mode="after")
    def _consistent(self) -> _Table:
        if not self.keep and not self.forms:
            raise ValueError("a term has forms, or is kept as it is: keep = true")
        for locale, patterns in self.forbidden.items():
            both = sorted(set(patterns) & set(self.forms.get(locale, ())))
            if both:
                raise ValueError(f"{both[0]!r} is both accepted and forbidden in {locale!r}")
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    term: tuple[_Table, ...] = ()


def parse_glossary(text: str, path: str) -> tuple[Glossary, list[Diagnostic]]:
    """Return the terms of the TOML `text`, and every problem at once with `path` and line.

    Where there are problems, there are no terms: a term that is half read would be asked wrongly.
    """
    if len(text) > LARGEST_FILE:
        return Glossary(), [_problem(f"the file has more than {LARGEST_FILE} characters", path, 1)]
    try:
        data = tomllib.loads(text)
    except RecursionError:
        return Glossary(), [_problem("arrays or tables are nested too deeply", path, 1)]
    except ValueError as error:
        found = re.search(r"line (\d+)", str(error))
        return Glossary(), [_problem(f"not valid TOML: {error}", path, int(found[1]) if found else 1)]
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        rows = error.errors(include_url=False)
        # An array all of whose elements are wrong is reported as too short as well: once is enough.
        parents = {row["loc"][:-1] for row in rows}
        kept = [row for row in rows if row["type"] != "too_short" or row["loc"] not in parents]
        return Glossary(), [_invalid(row, text, path) for row in kept]
    terms = tuple(
        Term(
            row.term,
            row.note,
            row.forms,
            row.forbidden,
            keep=row.keep,
            medicine=row.medicine,
            line=line_of(text, ("term", str(number))) or 1,
        )
        for number, row in enumerate(file.term)
    )
    problems = list(_twice(terms, path))
    return Glossary(() if problems else terms), problems


def _twice(terms: Sequence[Term], path: str) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for term in terms:
        first = seen.setdefault(term.term.lower(), term.line)
        if first != term.line:
            yield _problem(f"the term {term.term!r} is already in line {first}", path, term.line)


def _invalid(row: Any, text: str, path: str) -> Diagnostic:
    place = tuple(str(part) for part in row["loc"])
    plain = {"missing": "is missing", "extra_forbidden": "is no key of a term"}
    message = plain.get(row["type"]) or row["msg"].removeprefix("Value error, ")
    name = ".".join(part for part in place[2:] if not part.isdigit() and part != "[key]") or place[-1]
    named = f"{name}: {message}" if place else message
    return _problem(named, path, line_of(text, place) or 1)


def _problem(message: str, path: str, line: int) -> Diagnostic:
    hint = "the head of the file says which keys a term has"
    return Diagnostic(CODE, Severity.ERROR, message, hint=hint, path=path, line=line)


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
