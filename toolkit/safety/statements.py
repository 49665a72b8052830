"""Statements: the required safety texts, as written in `source/safety/statements/<topic>.toml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Annotated, Protocol

from pydantic import AfterValidator, Field

from toolkit.diagnostic import Diagnostic, Severity
from toolkit.limits import Limits
from toolkit.model import Catalog, Location, Region, Statement, StatementItem, Wording
from toolkit.safety.characters import is_visible
from toolkit.safety.contract import ContractFile, Harm, Id, Line, Table, id_problem, refused, suggestion
from toolkit.safety.plain_text import COLONS, ends_as_sentence, last_mark, plain_text_problems

EVERY_ARTICLE = "*"
"""The topic that every article has."""
DOMAIN_PREFIX = "safety-"
"""Begins the domain of each file of statements."""

_LIMITS = Limits()


def _plain(value: str) -> str:
    """Check the words of a statement: one line of plain text, NFC, nothing hidden, no markup."""
    found = plain_text_problems(value)
    if found:
        raise refused(
            "; ".join(found),
            code="statement-text",
            hint="write plain sentences: pages and translations show them as is",
        )
    return value


def _topic(value: str) -> str:
    if value != EVERY_ARTICLE and id_problem(value):
        raise refused(f"{value!r} is no topic", hint="a topic is ASCII lower-case words with hyphens, or '*' for all")
    return value


def _topics(values: list[str]) -> list[str]:
    if repeated := [value for value, times in Counter(values).items() if times > 1]:
        raise refused(f"{repeated[0]!r} is there twice")
    if EVERY_ARTICLE in values and len(values) > 1:
        raise refused("'*' stands for all articles already", hint="keep '*' alone, or name the topics")
    return values


PlainText = Annotated[str, AfterValidator(_plain)]
Topic = Annotated[str, AfterValidator(_topic)]


class _Item(Table):
    id: Id
    text: PlainText


class _Statement(Table):
    severity: Harm
    text: PlainText
    topics: Annotated[list[Topic], Field(min_length=1), AfterValidator(_topics)]
    items: Annotated[list[_Item], Field(min_length=1)] | None = None
    region: Annotated[Region, Field(strict=False)] = Region.BODY
    reference: Line = ""


class Front(Protocol):
    """What an article says of itself."""

    @property
    def topics(self) -> tuple[str, ...]:
        """What it is about."""


class Placement(Protocol):
    """One place where an article asks for a statement."""

    @property
    def statement(self) -> str:
        """Id of the statement."""

    @property
    def region(self) -> Region:
        """Whether it stands before the first second-level heading."""

    @property
    def line(self) -> int:
        """Where in the article, counted from 1."""


class Placing(Protocol):
    """An article, as far as statements know it: `toolkit.article.markdown.Article`."""

    @property
    def path(self) -> str:
        """As shown to the user."""

    @property
    def front(self) -> Front:
        """Its front matter."""

    @property
    def placements(self) -> Sequence[Placement]:
        """Where it places statements, in the order of the text."""


def parse_statements(
    text: str, path: str, *, limits: Limits = _LIMITS
) -> tuple[tuple[Statement, ...], list[Diagnostic]]:
    """Return the sound statements of the TOML `text` in the order of the file, and every problem with its line.

    The domain is `safety-` and the stem of `path`. A statement with an error is left out: a contract with errors is no
    contract, so whoever publishes must stop at them.
    """
    file = ContractFile(text, path, "statement-invalid")
    data, found = file.table()
    if problem := id_problem(file.stem):
        hint = "the name of the file becomes that of its catalogs: ASCII lower-case words joined by hyphens"
        found.append(file.problem(f"the name of the file: {problem}", hint=hint))
    statements = []
    for name, table in (data or {}).items():
        statement, problems = _parse_statement(file, name, table, limits)
        found += problems
        if statement is not None:
            statements.append(statement)
    return tuple(statements), found


def _parse_statement(
    file: ContractFile, name: str, table: object, limits: Limits
) -> tuple[Statement | None, list[Diagnostic]]:
    found = []
    if problem := id_problem(name):
        hint = "an id is ASCII lower-case words joined by hyphens: 'never-stop-suddenly'"
        found.append(file.problem(problem, (name,), hint=hint))
    row, problems = file.read(_Statement, table, (name,))
    found += problems
    if row is None:
        return None, found
    items = tuple(StatementItem(item.id, item.text) for item in row.items or ())
    texts: dict[tuple[str, ...], str] = {(name, "text"): row.text}
    texts |= {(name, "items", str(number), "text"): item.text for number, item in enumerate(items)}
    found += [
        file.problem(f"{'.'.join(keys)}: has more than {limits.message_size} characters", keys)
        for keys, words in texts.items()
        if len(words) > limits.message_size
    ]
    seen: set[str] = set()
    for number, item in enumerate(items):
        if item.id in seen:
            place = (name, "items", str(number), "id")
            found.append(file.problem(f"the item {item.id!r} is there twice", place, code="statement-duplicate"))
        seen.add(item.id)
    if found:
        return None, found
    location = Location(file.path, file.problem("", (name,)).line)
    domain = f"{DOMAIN_PREFIX}{file.stem}"
    statement = Statement(
        name, row.severity, row.text, tuple(row.topics), items, row.region, row.reference, domain, location
    )
    return statement, _check_sentence(file, statement)


def _check_sentence(file: ContractFile, statement: Statement) -> list[Diagnostic]:
    """Warn where the text does not end as a sentence does; not every script marks the end, so it is no error."""
    announces = last_mark(statement.text) in COLONS
    if ends_as_sentence(statement.text) or (announces and statement.items):
        return []
    if announces:
        message, hint = f"{statement.id!r} announces a list, but has no items", "add items, or end the sentence"
    else:
        message, hint = (
            f"{statement.id!r} does not end as a sentence does",
            "write whole sentences, with their full stop",
        )
    place = (statement.id, "text")
    return [file.problem(message, place, hint=hint, code="statement-sentence", severity=Severity.WARNING)]


def check_contract(statements: Iterable[Statement]) -> list[Diagnostic]:
    """Return what is wrong across the files of statements: an id that two of them use."""
    found = []
    first: dict[str, Statement] = {}
    for statement in statements:
        known = first.setdefault(statement.id, statement)
        if known is not statement:
            found.append(
                _finding(
                    "statement-duplicate",
                    f"the id {statement.id!r} is taken by {known.location.path}:{known.location.line}",
                    statement,
                    hint="give it an id of its own; an id is never reused",
                )
            )
    return found


def check_topics(statements: Iterable[Statement], topics_in_use: Collection[str]) -> list[Diagnostic]:
    """Warn of each topic that no article has: a misspelt one would ask nobody for the statement, unseen."""
    return [
        _finding(
            "topic-unused",
            f"no article has the topic {topic!r} of {statement.id!r}",
            statement,
            hint=suggestion(topic, topics_in_use) or "check its spelling against the topics of the articles",
            severity=Severity.WARNING,
        )
        for statement in statements
        for topic in statement.topics
        if topic != EVERY_ARTICLE and topic not in topics_in_use
    ]


def check_placements(article: Placing, statements: Sequence[Statement]) -> list[Diagnostic]:
    """Return what is wrong with where the article places statements.

    Each statement that its topics ask for is placed once, and in its region. A statement that they do not ask for may
    be placed too, by the same terms, and gets a note: nothing holds it there.
    """
    known = {statement.id: statement for statement in statements}
    found = []
    lines: dict[str, int] = {}
    for placement in article.placements:
        name, line = placement.statement, placement.line
        statement = known.get(name)
        if name in lines:
            message = f"{name!r} is placed twice, first in line {lines[name]}"
            found.append(_at(article, "statement-repeated", message, name, line, hint="keep one of the two"))
            continue
        lines[name] = line
        if statement is None:
            hint = suggestion(name, known) or "statements are defined in source/safety/statements/*.toml"
            found.append(_at(article, "statement-unknown", f"there is no statement {name!r}", name, line, hint=hint))
            continue
        if statement.region is Region.LEAD and placement.region is not Region.LEAD:
            message = f"{name!r} must stand in the lead, but is placed after the first second-level heading"
            hint = f"move '::safety {name}' before the first line that begins with '## '"
            found.append(_at(article, "statement-misplaced", message, name, line, hint=hint))
        if not statement.required_by(article.front.topics):
            message = f"{name!r} is placed, but no topic of the article asks for it"
            hint = f"it is asked for by {', '.join(statement.topics)}; without the topic, nothing keeps it on the page"
            found.append(_at(article, "statement-unasked", message, name, line, hint=hint, severity=Severity.NOTE))
    for statement in known.values():
        if statement.required_by(article.front.topics) and statement.id not in lines:
            message = f"the {statement.severity} statement {statement.id!r} is not placed"
            where = (
                "before the first second-level heading" if statement.region is Region.LEAD else "where readers need it"
            )
            hint = f"write '::safety {statement.id}' on a line of its own, {where}"
            found.append(_at(article, "statement-missing", message, statement.id, 1, hint=hint))
    return found


def wording(statement: Statement, catalog: Catalog | None) -> Wording | None:
    """Return the text of the statement as a locale has it, or None while any part of it is untranslated or fuzzy.

    `catalog` is that of the statement's domain; None means the source locale, where the source is the wording. Whether
    the wording is approved is another question: `toolkit.safety.approvals.judge`.
    """
    contexts = [(f"{statement.id}/{item.id}", item) for item in statement.items]
    text = _translated(statement.text, statement.id, catalog)
    items = [(item.id, _translated(item.text, context, catalog)) for context, item in contexts]
    whole = tuple((name, words) for name, words in items if words is not None)
    return None if text is None or len(whole) < len(items) else Wording(statement.id, text, whole)


def _translated(source: str, context: str, catalog: Catalog | None) -> str | None:
    if catalog is None:
        return source
    forms = catalog.translation(source, context)
    # A statement does not depend on a number: an entry with plural forms is not its translation.
    return forms[0] if forms is not None and len(forms) == 1 and is_visible(forms[0]) else None


def _finding(
    code: str, message: str, statement: Statement, *, hint: str, severity: Severity = Severity.ERROR
) -> Diagnostic:
    location = statement.location
    return Diagnostic(
        code, severity, message, hint=hint, path=location.path, line=location.line, statement=statement.id
    )


def _at(
    article: Placing,
    code: str,
    message: str,
    statement: str,
    line: int,
    *,
    hint: str,
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    return Diagnostic(code, severity, message, hint=hint, path=article.path, line=line, statement=statement)
