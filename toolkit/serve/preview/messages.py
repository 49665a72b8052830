"""The messages of a page as the preview lists them, and all that there is to know of one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.article.markdown import Article
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.gates import check_catalog, check_rules
from toolkit.model import Key, Message, Unit
from toolkit.project import SAFETY_PREFIX, SITE_DOMAIN
from toolkit.safety.approval_state import diagnose
from toolkit.serve.about import Desk, approved_wording
from toolkit.serve.preview.marks import message_id
from toolkit.text.locales import PSEUDO


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding, for reading."""

    code: str
    """Its code."""
    severity: str
    """Error, warning or note."""
    message: str
    """What is wrong."""
    hint: str
    """What to do about it."""
    place: str
    """`path:line`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One message in the list."""

    id: str
    """Its `message_id`, as in the page."""
    domain: str
    """Its domain."""
    msgid: str
    """Its source."""
    msgstr: str
    """Its translation, or the first form of it."""
    state: str
    """`translated`, `fuzzy`, `untranslated`, `missing` (not in the catalog), or `source`."""
    guard: str
    """Id of the statement or rule that touches it, or ""."""
    findings: int
    """Number of findings on it that are no notes."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary."""

    term: str
    """In the source language."""
    forms: tuple[str, ...]
    """In the locale."""
    forbidden: tuple[str, ...]
    """What it is not, in the locale."""
    note: str
    """What it means."""


@dataclass(frozen=True, slots=True)
class Memory:
    """A like translation."""

    score: int
    """Percent."""
    msgid: str
    """Of what text."""
    translation: str
    """The translation."""


@dataclass(frozen=True, slots=True)
class Details:
    """One message."""

    row: Row
    """As in the list."""
    place: str
    """`path:line` in the catalog, or in the article for the source language."""
    source: str
    """`path:line` where it begins in the sources, or ""."""
    msgctxt: str | None
    """Its context."""
    plural: str | None
    """Its source's plural."""
    forms: tuple[str, ...]
    """Its translation, a string a plural form."""
    flags: tuple[str, ...]
    """Its flags."""
    comments: tuple[str, ...]
    """What the sources say to translators."""
    notes: tuple[str, ...]
    """The translator's own comments."""
    previous: str
    """How the source changed, or ""."""
    safety: str
    """What holds it and whether that is approved, in a sentence, or ""."""
    approved: str
    """The wording that a reviewer approved, where it is another, or ""."""
    terms: tuple[Term, ...]
    """The terms in its source."""
    memory: tuple[Memory, ...]
    """Like translations."""
    findings: tuple[Finding, ...]
    """What is wrong with it."""
    editable: bool
    """Whether its translation can be written."""


class PageMessages:
    """All messages of one page."""

    def __init__(self, desk: Desk, article: Article, locale: str) -> None:
        """Look at the catalogs that the page is made of, as they are now."""
        self._desk, self._article, self._locale = desk, article, locale
        self._messages = {message_id(domain, message.key): (domain, message) for domain, message in self._all()}
        self._findings = self._found()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The list: the article's messages, its statements, the site's strings."""
        return tuple(self._row(name, domain, message) for name, (domain, message) in self._messages.items())

    @property
    def general(self) -> tuple[Finding, ...]:
        """What is wrong with whole catalogs: above all those that cannot be read, whose older state is shown."""
        known = {(domain, message.key) for domain, message in self._messages.values()}
        reader = self._desk.project.catalog_diagnostics
        found = [item for item in reader if item.locale == self._locale and item.severity is Severity.ERROR]
        found += [item for key, items in self._findings.items() if key not in known for item in items]
        return tuple(dict.fromkeys(_finding(item) for item in found))

    def message(self, name: str) -> tuple[str, Message] | None:
        """Return the domain and the message of a `message_id`."""
        return self._messages.get(name)

    def details(self, name: str) -> Details | None:
        """Return all that there is to know of a message; None where the page has none of this name."""
        if name not in self._messages:
            return None
        domain, message = self._messages[name]
        catalog = self._desk.project.catalogs.get((self._locale, domain))
        unit = catalog.by_key.get(message.key) if catalog else None
        shown = unit or Unit(message.msgid, msgctxt=message.msgctxt, comments=message.comments)
        about = self._desk.about(self._locale, domain, shown)
        source = self._place(about.source.path, about.source.line) if about.source else ""
        approved = approved_wording(about, shown)
        return Details(
            row=self._row(name, domain, message),
            place=self._place(catalog.path, unit.line) if catalog and unit else source,
            source=source,
            msgctxt=message.msgctxt,
            plural=message.msgid_plural,
            forms=shown.msgstrs,
            flags=shown.flags,
            comments=message.comments,
            notes=shown.translator_comments,
            previous=about.previous or "",
            safety=self._safety(domain, message),
            approved=approved if approved is not None and approved != shown.msgstr else "",
            terms=tuple(
                Term(term.term, term.suggestions(self._locale), term.forbidden.get(self._locale, ()), term.note)
                for term in about.terms
            ),
            memory=tuple(Memory(round(hit.score), hit.msgid, hit.translation) for hit in about.hits),
            findings=tuple(_finding(item) for item in self._findings.get((domain, message.key), ())),
            editable=unit is not None and self._locale not in PSEUDO,
        )

    def _all(self) -> Iterator[tuple[str, Message]]:
        project = self._desk.project
        for message in project.messages.get(self._article.domain, ()):
            yield self._article.domain, message
        for statement in project.statements_of(self._article):
            for message in statement.messages:
                yield statement.domain, message
        for message in project.messages.get(SITE_DOMAIN, ()):
            yield SITE_DOMAIN, message

    def _row(self, name: str, domain: str, message: Message) -> Row:
        project = self._desk.project
        catalog = project.catalogs.get((self._locale, domain))
        unit = catalog.by_key.get(message.key) if catalog else None
        if self._locale == project.config.source_locale:
            state = "source"
        elif unit is None:
            state = "missing"
        else:
            state = "untranslated" if unit.untranslated else "translated" if unit.translated else "fuzzy"
        findings = [item for item in self._findings.get((domain, message.key), ()) if item.severity != "note"]
        guard = project.guard(domain)(message) or ""
        return Row(name, domain, message.msgid, unit.msgstr if unit else "", state, guard, len(findings))

    def _safety(self, domain: str, message: Message) -> str:
        guard = self._desk.project.guard(domain)(message)
        if guard is None:
            return ""
        if not domain.startswith(SAFETY_PREFIX):
            return f"safety rule {guard}: the translation must keep its meaning"
        statement = self._desk.project.statements_by_id[guard]
        if self._locale in PSEUDO:
            return f"safety statement {guard}, {statement.severity}"
        state = self._desk.approvals(self._locale).get(guard)
        said = f"approval {state.status}" if state else "its approval is not known"
        return f"safety statement {guard}, {statement.severity}: {said}"

    def _found(self) -> Mapping[tuple[str, Key], Sequence[Diagnostic]]:
        project, locale = self._desk.project, self._locale
        found = [item for item in project.catalog_diagnostics if item.locale == locale]
        if locale not in PSEUDO:
            found += [item for domain in self._domains for item in check_catalog(project, locale, domain)]
            found += check_rules(project, locale, self._article)
            statements = {statement.id for statement in project.statements_of(self._article)}
            for name, state in self._desk.approvals(locale).items():
                if name in statements:
                    found += [replace(item, msgid=state.statement.text) for item in diagnose(state, draft=True)]
        by_message: dict[tuple[str, Key], list[Diagnostic]] = {}
        for item in found:
            if item.domain in self._domains:
                key = (item.domain or "", (item.msgctxt, item.msgid or ""))
                by_message.setdefault(key, []).append(item)
        return by_message

    @property
    def _domains(self) -> Sequence[str]:
        return list(dict.fromkeys(domain for domain, _ in self._messages.values()))

    @staticmethod
    def _place(path: str, line: int | None) -> str:
        return f"{path}:{line}" if line else path


def _finding(item: Diagnostic) -> Finding:
    place = f"{item.path}:{item.line}" if item.line else item.path or ""
    return Finding(item.code, str(item.severity), item.message, item.hint or "", place)
