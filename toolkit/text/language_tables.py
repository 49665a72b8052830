"""The tables of a language file, `languages/<locale>.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from toolkit.constraints import TABLE, Checked, Limited, dashed
from toolkit.text.patterns import pattern_problem

Position = Literal["before", "after", "fused"]
"""Where a marker stands: before what it negates, after it, or glued to it."""
WordClass = Literal["particle", "adverb", "determiner", "verb"]
"""`not`, `never`, `no`, `avoid`: two of different classes may make one negation (concord), a verb in it never does."""


def _pattern(value: str) -> str:
    if problem := pattern_problem(value):
        raise ValueError(f"{value!r} {problem}")
    return value


Pattern = Annotated[str, Checked(_pattern)]
Patterns = tuple[Pattern, ...]


Flag = Annotated[bool, Limited(strict=True)]
"""`true` or `false`, nothing else."""


def _dashed(name: str) -> str:
    return {"word_class": "class"}.get(name, dashed(name))


class Table:
    """A table of a language file: nothing but its own keys."""

    __pydantic_config__: ClassVar = {**TABLE, "alias_generator": _dashed}


_T = TypeVar("_T", bound=Table)


def built(kind: type[_T], table: Mapping[str, Any], parts: Mapping[str, type[Table]]) -> _T:
    """Return a table of a shipped file, which the tests have checked; `parts` are the kinds of the tables in it."""
    names = {_dashed(field.name): field.name for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**{names[key]: _value(value, parts.get(key)) for key, value in table.items()})


def _value(value: Any, kind: type[Table] | None) -> Any:
    if isinstance(value, list):
        return tuple(_value(item, kind) for item in value)
    return built(kind, value, {}) if kind is not None else value


@dataclass(frozen=True)
class Marker(Table):
    """Words that permit or order, and where they stand."""

    words: Annotated[Patterns, Limited(min_length=1)]
    """The patterns."""
    position: Annotated[tuple[Position, ...], Limited(min_length=1)] = ("before",)
    """Where they stand, seen from the word that they are about."""


@dataclass(frozen=True)
class Negator(Marker):
    """Words that negate or prohibit."""

    word_class: WordClass = "particle"
    """What they are grammatically."""
    needs: Patterns = ()
    """One of these must follow in the same clause, or there is no negation: French `ne` needs `pas` or `jamais`."""


@dataclass(frozen=True)
class Sentences(Table):
    """Where sentences end."""

    ends: tuple[str, ...] = (".", "!", "?", "…")
    """Characters that end a sentence; `.` only before white space and not in a number or an abbreviation."""
    questions: tuple[str, ...] = ("?",)
    """The ends of a question."""
    abbreviations: tuple[str, ...] = ()
    """Lower case, with the full stop: `e.g.`."""


def _pair(value: str) -> str:
    if len(value) != 2:
        raise ValueError(f"{value!r} must be two characters, the opening mark and the closing one")
    return value


@dataclass(frozen=True)
class Form(Table):
    """How texts look: what the checks of the form of a translation need to know."""

    length: Annotated[float, Limited(gt=0, le=10)] | None = None
    """Letters of a translation for each letter of its English source, in the middle of many messages."""
    quotes: tuple[Annotated[str, Checked(_pair)], ...] = ()
    """Pairs of quotation marks that belong to the language, the first ones first: `«»`."""
    spaced: str = ""
    """Marks that have a space before them."""
    colon_stops: Flag = False
    """Whether a text that ends with a colon in the source may end with a full stop."""
    stop_added: Flag = False
    """Whether a text without an end mark in the source may have a full stop."""
    end_abbreviations: tuple[str, ...] = ()
    """Abbreviations, in lower case, whose full stop may end a text or only them: `etc.`, `a.m.`."""
    asking: tuple[str, ...] = ()
    """Words, in lower case, that questions begin with: a heading such as `What to do` may become one."""
    doubles: tuple[str, ...] = ()
    """Words, in lower case, that may stand twice in a row."""
    doubles_after_comma: tuple[str, ...] = ()
    """Words, in lower case, that may stand twice in a row behind a comma: the relative `die` and the article `die`."""
    doubles_after: tuple[str, ...] = ()
    """Words, in lower case, behind which these may stand twice too: `für die die Dosis gilt`."""
    repeat: Annotated[int, Limited(ge=3)] = 6
    """A run of so many words (characters, in scripts without spaces) does not stand in a text twice by chance."""
    unfinished: tuple[str, ...] = ()
    """Words that no whole text ends with; in languages without spaces, its last characters."""


@dataclass(frozen=True)
class Clauses(Table):
    """Where clauses end and how they hang together."""

    breaks: str = ",;:—–"
    """Characters that end a clause; commas that only divide a list do not."""
    contrasts: Patterns = ()
    """Words that begin a clause which denies the one before it: `but`, `instead`."""
    conditions: Patterns = ()
    """Words of conditions and times: `if`, `when`, `until`. Their clause belongs to its neighbour's sense."""
    condition_position: Literal["before", "after"] = "before"
    """Whether they stand before the verb of their clause or after it."""
    lists: Patterns = ()
    """Words that go on with a list, so that a comma before them ends no clause: `or`."""


@dataclass(frozen=True)
class Words(Table):
    """The shape of words, see `toolkit.text.patterns.Spelling`."""

    clitics: tuple[tuple[str, ...], ...] = ()
    separable: tuple[str, ...] = ()


@dataclass(frozen=True)
class Between(Table):
    """What may stand between a negation and what it negates without taking the negation for itself."""

    before: Patterns = ()
    """Where the negation stands before."""
    after: Patterns = ()
    """Where it stands after, or glued."""
    barriers: Patterns = ()
    """What no negation reaches over where the words between the two are not known: `never without`, `not always`."""
    without: Patterns = ()
    """What says that something is lacking: who may act `without a doctor` is not supervised."""


@dataclass(frozen=True)
class Marks(Table):
    """Words that change the force of a sentence."""

    urges: Patterns = ()
    """`do not hesitate to`, `do not wait to`: they call for what follows although they are negated."""
    weakeners: Patterns = ()
    """`if possible`, `try not to`: they make a prohibition or a demand void."""
    echoes: Patterns = ()
    """`do it`, `do so`: they speak of what was named before. To prohibit them right behind it prohibits that."""
    denials: Patterns = ()
    """`it is not true that`, `but you may do so`: they take back the whole sentence."""
    exceptions: Patterns = ()
    """`unless`, `except`: they make a prohibition void, except where one of the supervisors stands with them."""
    supervisors: Patterns = ()
    """Who may decide otherwise: `doctor*`."""
    warnings: Patterns = ()
    """`can cause`, `danger*`: the sentence speaks about what happens and asks for nothing."""
    delays: Patterns = ()
    """`wait`, `tomorrow`: they make a demand for something at once void."""
    neutral: Patterns = ()
    """Contain a negator and negate nothing: `not only`, `no doubt`."""


@dataclass(frozen=True)
class Example(Table):
    """Sentences that say how the data are meant; the tests run them."""

    of: Annotated[Patterns, Limited(min_length=1)]
    """What is negated (or, with kind `require`, asked for)."""
    kind: Literal["prohibit", "require"] = "prohibit"
    """What is asked of the sentences."""
    between: Patterns = ()
    """What else may stand between, as in a rule."""
    accepted: tuple[str, ...] = ()
    """Sentences that prohibit (or ask for) it."""
    rejected: tuple[str, ...] = ()
    """Sentences that do not."""
