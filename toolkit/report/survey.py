"""What is to be said about a project: its locales, pages, statements, rules and findings, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.article.markdown import Article
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.gates import approvals, check_project, completeness, reviews
from toolkit.model import PageState, Wording
from toolkit.project import APPROVALS, REVIEWS, RULES, SITE_DOMAIN, TOOLKIT_DOMAIN, Project
from toolkit.safety.approval_state import ApprovalState, ApprovalStatus
from toolkit.safety.review_state import ReviewState
from toolkit.safety.rules import unguarded
from toolkit.site.states import Facts, decide
from toolkit.text.words import count_words


@dataclass(frozen=True, slots=True)
class Work:
    """Messages of one domain in one locale, and what a translator still has to do there."""

    domain: str
    """The domain."""
    path: str
    """Its catalog, relative to the project."""
    total: int
    """Messages of the sources."""
    translated: int
    """Messages that a page may show."""
    fuzzy: int
    """Messages that wait for a human."""
    words: int
    """Words of the source in messages without any translation."""
    fuzzy_words: int
    """Words of the source in messages that wait for a human."""


@dataclass(frozen=True, slots=True)
class PageSurvey:
    """One article in one locale."""

    domain: str
    """The article's."""
    locale: str
    """As in paths."""
    work: Work
    """Its running text."""
    approved: int
    """Statements on it that are approved as they are."""
    statements: int
    """Statements on it."""
    errors: int
    """Findings at error level that keep it back."""
    reviewed: bool
    """Whether a reviewer read all of it as it is."""
    ready: bool
    """Whether `l10n publish` would publish it, as far as can be said before it is built and proven."""
    draft: bool
    """Whether `l10n publish --draft` would: all that is missing is up to reviewers."""
    reasons: tuple[str, ...]
    """Why it is not ready, in the words of `l10n publish`."""


@dataclass(frozen=True, slots=True)
class StatementSurvey:
    """One statement in one locale."""

    approval: ApprovalState
    """What became of its approval."""
    wording: Wording | None
    """Its text there; None while it is not wholly translated."""


@dataclass(frozen=True, slots=True)
class LocaleSurvey:
    """One locale."""

    locale: str
    """As in paths."""
    works: tuple[Work, ...]
    """Its domains."""
    pages: tuple[PageSurvey, ...]
    """The articles, in the order of the project."""
    statements: tuple[StatementSurvey, ...]
    """The statements that articles ask for."""
    reviews: tuple[ReviewState, ...]
    """The reviews of the articles."""
    findings: tuple[Diagnostic, ...]
    """All findings that name the locale."""
    rules: int
    """Safety rules that hold its running text."""
    unguarded: tuple[str, ...]
    """Rules of the source locale that it lacks."""

    @property
    def total(self) -> int:
        """Messages of the sources."""
        return sum(work.total for work in self.works)

    @property
    def translated(self) -> int:
        """Messages that a page may show."""
        return sum(work.translated for work in self.works)

    @property
    def fuzzy(self) -> int:
        """Messages that wait for a human."""
        return sum(work.fuzzy for work in self.works)

    @property
    def words(self) -> int:
        """Words of the source in messages without any translation."""
        return sum(work.words for work in self.works)

    @property
    def fuzzy_words(self) -> int:
        """Words of the source in messages that wait for a human."""
        return sum(work.fuzzy_words for work in self.works)

    @property
    def percent(self) -> int:
        """Completeness, rounded down; fuzzy does not count."""
        return 100 * self.translated // self.total if self.total else 100

    def level(self, severity: Severity) -> int:
        """Return how many of its findings have the severity."""
        return sum(item.severity is severity for item in self.findings)

    def approval_count(self, *states: ApprovalStatus) -> int:
        """Return how many statements are in one of the states."""
        return sum(item.approval.status in states for item in self.statements)

    @property
    def withholding(self) -> int:
        """Statements that keep pages back until a reviewer approves them."""
        return sum(item.approval.withholds for item in self.statements)

    @property
    def reviewed(self) -> int:
        """Pages that a reviewer read as they are."""
        return sum(page.reviewed for page in self.pages)

    @property
    def ready(self) -> int:
        """Pages that would be published."""
        return sum(page.ready for page in self.pages)


@dataclass(frozen=True, slots=True)
class Survey:
    """A whole project on one day."""

    project: Project
    """The project."""
    date: dt.date
    """The day; approvals that ended before it do not count."""
    locales: tuple[LocaleSurvey, ...]
    """The source locale first."""
    findings: tuple[Diagnostic, ...]
    """All findings, those on the sources too."""


def survey(project: Project, locales: Sequence[str], date: dt.date) -> Survey:
    """Return what is to be said about the locales on a day; findings are those of `l10n check`."""
    found = check_project(project, locales, date)
    by_locale: dict[str, list[Diagnostic]] = {locale: [] for locale in locales}
    for item in found:
        if item.locale in by_locale:
            by_locale[item.locale].append(item)
    words = {
        domain: [count_words(message.msgid) for message in messages] for domain, messages in project.messages.items()
    }
    rows = tuple(_locale(project, locale, date, by_locale[locale], words) for locale in locales)
    return Survey(project, date, rows, tuple(found))


def _locale(
    project: Project,
    locale: str,
    date: dt.date,
    found: Sequence[Diagnostic],
    words: Mapping[str, Sequence[int]],
) -> LocaleSurvey:
    works = {domain: _work(project, locale, domain, counts) for domain, counts in words.items()}
    states = approvals(project, locale, date)
    read = {state.domain: state for state in reviews(project, locale)}
    by_id = {state.statement.id: state for state in states}
    errors = _Errors(project, locale, found)
    pages = tuple(
        _page(project, article, works[article.domain], by_id, (read[article.domain], errors))
        for article in project.articles
    )
    return LocaleSurvey(
        locale,
        tuple(works.values()),
        pages,
        tuple(StatementSurvey(state, project.wording(state.statement, locale)) for state in states),
        tuple(read.values()),
        tuple(found),
        len(project.rules.get(locale, ())),
        unguarded(project.rules.get(project.config.source_locale, ()), project.rules.get(locale, ())),
    )


def _work(project: Project, locale: str, domain: str, words: Sequence[int]) -> Work:
    counts = completeness(project, locale, domain)
    catalog = project.catalogs.get((locale, domain))
    empty = fuzzy = 0
    if locale != project.config.source_locale:
        for message, number in zip(project.messages[domain], words, strict=True):
            unit = catalog.by_key.get(message.key) if catalog else None
            if unit is None or not all(unit.msgstrs):
                empty += number
            elif unit.fuzzy:
                fuzzy += number
    path = project.catalog_path(locale, domain)
    return Work(domain, path, counts.total, counts.translated, counts.fuzzy, empty, fuzzy)


class _Errors:
    """The errors of one locale, by what they keep back; what reviewers have to say is counted elsewhere."""

    def __init__(self, project: Project, locale: str, found: Iterable[Diagnostic]) -> None:
        self.everywhere = 0
        self.by_domain: dict[str, int] = {}
        self.by_statement: dict[str, int] = {}
        contract = (f"{APPROVALS}/{locale}/", f"{REVIEWS}/{locale}/", f"{RULES}/{locale}.toml")
        for item in found:
            if item.severity is not Severity.ERROR or item.code.startswith(("approval-", "review-")):
                continue
            domain = item.domain
            if domain is None or domain in {SITE_DOMAIN, TOOLKIT_DOMAIN} or (item.path or "").startswith(contract):
                self.everywhere += 1
            elif item.statement in project.statements_by_id:
                self.by_statement[item.statement or ""] = self.by_statement.get(item.statement or "", 0) + 1
            else:
                self.by_domain[domain] = self.by_domain.get(domain, 0) + 1


def _page(
    project: Project,
    article: Article,
    work: Work,
    states: Mapping[str, ApprovalState],
    found: tuple[ReviewState, _Errors],
) -> PageSurvey:
    read, errors = found
    statements = project.statements_of(article)
    domains = {article.domain, *(statement.domain for statement in statements)}
    held = [states[statement.id] for statement in statements]
    count = errors.everywhere + sum(errors.by_domain.get(domain, 0) for domain in domains)
    count += sum(errors.by_statement.get(statement.id, 0) for statement in statements)
    facts = Facts(
        incomplete=work.total - work.translated,
        errors=count,
        withdrawn=tuple(state.statement.id for state in held if state.status is ApprovalStatus.WITHDRAWN),
        not_approved=tuple(state.statement.id for state in held if state.withholds),
        reviewed=read.counts,
    )
    decision = decide(facts, draft=True, require=project.config.require)
    ready = decision.state is PageState.FRESH
    draft = decision.state is PageState.DRAFT
    return PageSurvey(
        article.domain,
        read.locale,
        work,
        approved=sum(state.counts for state in held),
        statements=len(held),
        errors=count,
        reviewed=read.counts,
        ready=ready,
        draft=draft,
        reasons=decision.reasons,
    )
