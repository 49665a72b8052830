"""The report as one HTML file: facts about a whole project, bounded in size whatever the number of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit import __version__
from toolkit.diagnostic import Diagnostic, Severity
from toolkit.report.audit_file import AuditSection, StoredAudit, audit_section
from toolkit.report.chart import Chart, charts
from toolkit.report.examples import CodeRow, code_rows
from toolkit.report.history import Trend
from toolkit.report.pages import fill_page
from toolkit.report.statements import StatementRow, statement_row
from toolkit.report.survey import LocaleSurvey, PageSurvey, Survey
from toolkit.safety.approval_state import ApprovalStatus
from toolkit.safety.rule import Waiver

MOST_ARTICLES = 150
"""Rows of the matrix; the others are in the sums."""
MOST_STATEMENTS = 100
"""Statements that are shown in full."""
MOST_TASKS = 10
"""Catalogs and codes that are named for each locale."""


@dataclass(frozen=True, slots=True)
class Task:
    """A catalog with open messages."""

    path: str
    """The catalog."""
    left: int
    """Messages without a translation."""
    words: int
    """Words of the source in them."""
    fuzzy: int
    """Messages to check."""


@dataclass(frozen=True, slots=True)
class LocaleRow:
    """One locale."""

    locale: str
    percent: int
    untranslated: int
    fuzzy: int
    words: int
    fuzzy_words: int
    errors: int
    warnings: int
    approved: int
    stale: int
    waiting: int
    statements: int
    reviewed: int
    unread: int
    ready: int
    pages: int
    tasks: tuple[Task, ...]
    more_tasks: int
    codes: tuple[tuple[str, int], ...]
    rules: int
    unguarded: tuple[str, ...]
    waivers: tuple[tuple[str, Waiver], ...]

    @property
    def idle(self) -> bool:
        """Whether nobody has anything to do."""
        return not (self.untranslated or self.fuzzy or self.errors or self.waiting or self.unread)


@dataclass(frozen=True, slots=True)
class Cell:
    """One page of the matrix."""

    percent: int
    approved: int
    statements: int
    state: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article in all locales."""

    domain: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class StatementBlock:
    """One statement in all locales."""

    id: str
    severity: str
    rows: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What the page template is given."""

    site: str
    date: str
    commit: str | None
    version: str
    source_locale: str
    articles: int
    page_count: int
    ready: int
    words: int
    errors: int
    warnings: int
    locales: tuple[LocaleRow, ...]
    rows: tuple[ArticleRow, ...]
    statement_count: int
    statements: tuple[StatementBlock, ...]
    codes: tuple[CodeRow, ...]
    trend: Trend
    charts: tuple[Chart, ...]
    audit: AuditSection | None


def format_report(
    found: Survey,
    history: Trend,
    *,
    language: str,
    date: str,
    commit: str | None,
    audit: StoredAudit | None = None,
) -> str:
    """Return the report as HTML.

    Args:
        found: The project.
        history: Completeness over time.
        language: Locale that the report is written in; findings are in English always.
        date: The day, as the report shows it.
        commit: The commit that the sources are at, where it is known.
        audit: The result of an audit, where there is one.
    """
    report = make_report(found, history, date=date, commit=commit, audit=audit)
    return fill_page("report.html", language, report=report)


def make_report(
    found: Survey, history: Trend, *, date: str, commit: str | None, audit: StoredAudit | None = None
) -> Report:
    """Return what the report says."""
    config = found.project.config
    rows = tuple(_locale(found, row) for row in found.locales)
    blocks = _statements(found.locales)
    names = [row.locale for row in found.locales]
    return Report(
        config.site_name,
        date,
        commit,
        __version__,
        config.source_locale,
        len(found.project.articles),
        sum(row.pages for row in rows),
        sum(row.ready for row in rows),
        sum(row.words for row in rows),
        _count(found.findings, Severity.ERROR),
        _count(found.findings, Severity.WARNING),
        rows,
        _matrix(found.locales),
        len(blocks),
        tuple(blocks[:MOST_STATEMENTS]),
        code_rows(found),
        history,
        charts(history, names),
        None if audit is None else audit_section(found.project, names, audit),
    )


def _locale(found: Survey, row: LocaleSurvey) -> LocaleRow:
    open_works = sorted(
        (work for work in row.works if work.translated < work.total), key=lambda work: work.translated - work.total
    )
    codes = Counter(item.code for item in row.findings if item.severity is Severity.ERROR)
    rules = found.project.rules.get(row.locale, ())
    source = row.locale == found.project.config.source_locale
    return LocaleRow(
        row.locale,
        percent=row.percent,
        untranslated=row.total - row.translated - row.fuzzy,
        fuzzy=row.fuzzy,
        words=row.words,
        fuzzy_words=row.fuzzy_words,
        errors=row.level(Severity.ERROR),
        warnings=row.level(Severity.WARNING),
        approved=row.approval_count(ApprovalStatus.APPROVED),
        stale=len(row.statements) - row.approval_count(ApprovalStatus.APPROVED, ApprovalStatus.MISSING),
        waiting=len(row.statements) - row.approval_count(ApprovalStatus.APPROVED),
        statements=len(row.statements),
        reviewed=row.reviewed,
        unread=len(row.pages) - row.reviewed,
        ready=row.ready,
        pages=len(row.pages),
        tasks=tuple(
            Task(work.path, work.total - work.translated - work.fuzzy, work.words, work.fuzzy)
            for work in open_works[:MOST_TASKS]
        ),
        more_tasks=max(0, len(open_works) - MOST_TASKS),
        codes=tuple(codes.most_common(MOST_TASKS)),
        rules=row.rules,
        unguarded=() if source else row.unguarded,
        waivers=tuple((rule.id, waiver) for rule in rules for waiver in rule.waivers),
    )


def _matrix(locales: Sequence[LocaleSurvey]) -> tuple[ArticleRow, ...]:
    """Return the rows of the articles that need most work, those with errors first."""
    rows = list(zip(*(row.pages for row in locales), strict=True))

    def need(pages: Sequence[PageSurvey]) -> tuple[int, int, int]:
        left = sum(page.work.total - page.work.translated for page in pages)
        return -sum(page.errors > 0 for page in pages), -left, sum(page.ready for page in pages)

    rows.sort(key=need)
    return tuple(ArticleRow(pages[0].domain, tuple(_cell(page) for page in pages)) for pages in rows[:MOST_ARTICLES])


def _cell(page: PageSurvey) -> Cell:
    return Cell(_percent(page), page.approved, page.statements, page_state(page))


def page_state(page: PageSurvey) -> str:
    """Return `ready`, `faulty` (it has errors), `open` (messages are missing), or `draft` (reviewers are missing)."""
    if page.ready:
        return "ready"
    if page.errors:
        return "faulty"
    return "open" if page.work.translated < page.work.total or not page.draft else "draft"


def _percent(page: PageSurvey) -> int:
    return 100 * page.work.translated // page.work.total if page.work.total else 100


def _statements(locales: Sequence[LocaleSurvey]) -> list[StatementBlock]:
    """Return the statements, first those with the fewest approvals."""
    blocks = []
    for items in zip(*(row.statements for row in locales), strict=True):
        statement = items[0].approval.statement
        rows = tuple(statement_row(item) for item in items)
        blocks.append(StatementBlock(statement.id, str(statement.severity), rows))
    return sorted(blocks, key=lambda block: sum(row.tone == "good" for row in block.rows))


def _count(items: Iterable[Diagnostic], severity: Severity) -> int:
    return sum(item.severity is severity for item in items)
